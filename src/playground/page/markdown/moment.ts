// Times as Discord writes them. Pure: who calls says what time it is now, and in which language and zone.

export type Where = { readonly locale?: string | undefined; readonly timeZone?: string | undefined };

const FORMATS: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
  s: { dateStyle: "short", timeStyle: "short" },
  S: { dateStyle: "short", timeStyle: "medium" },
};

/** Each with its seconds, and how many of it are said as the next one. */
const UNITS = [
  ["second", 1, 60],
  ["minute", 60, 60],
  ["hour", 3_600, 24],
  ["day", 86_400, 30],
  ["month", 30 * 86_400, 12],
  ["year", 365 * 86_400, Infinity],
] as const;

/** What `<t:SECONDS:style>` shows. R is relative to `now`, in milliseconds; a style that is not there is as f. */
export function formatMoment(seconds: number, style: string, now: number, where: Where = {}): string {
  if (style === "R") return relative(seconds - now / 1_000, where.locale);
  return format(seconds * 1_000, FORMATS[style] ?? FORMATS["f"] ?? {}, where);
}

function relative(seconds: number, locale: string | undefined): string {
  const words = relativeFormatter(locale);
  const size = Math.abs(seconds);
  // Rounded, as a week that has just begun is seven days; the first unit that is not as many as make the next one.
  const [unit, length] =
    UNITS.find(([, length, most]) => Math.round(size / length) < most) ?? UNITS[UNITS.length - 1]!;
  return words.format(Math.sign(seconds) * Math.round(size / length), unit);
}

/** The time beside a message's author: the hour today and yesterday, the date before that. */
export function formatPosted(at: number, now: number, where: Where = {}): string {
  const hour = format(at, { timeStyle: "short" }, where);
  const days = dayNumber(now, where) - dayNumber(at, where);
  if (days === 0) return hour;
  if (days === 1) return `Yesterday at ${hour}`;
  return format(at, { dateStyle: "short", timeStyle: "short" }, where);
}

/** The day of a message, as the line between two days says it. */
export function formatDay(at: number, where: Where = {}): string {
  return format(at, { dateStyle: "long" }, where);
}

/** Days since 1970 of the local date, to compare days by. */
function dayNumber(at: number, { timeZone }: Where): number {
  const parts = format(at, { dateStyle: "short" }, { locale: "en-CA", timeZone });
  return Date.parse(`${parts}T00:00:00Z`) / 86_400_000;
}

function format(at: number, options: Intl.DateTimeFormatOptions, where: Where): string {
  return formatter(options, where).format(at);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making one takes a hundred times as long as using it, and a channel has thousands of times. */
function formatter(options: Intl.DateTimeFormatOptions, { locale, timeZone }: Where): Intl.DateTimeFormat {
  const key = JSON.stringify([options, locale, timeZone]);
  const made = formatters.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone });
  formatters.set(key, made);
  return made;
}

const relativeFormatters = new Map<string | undefined, Intl.RelativeTimeFormat>();

function relativeFormatter(locale: string | undefined): Intl.RelativeTimeFormat {
  const made = relativeFormatters.get(locale) ?? new Intl.RelativeTimeFormat(locale);
  relativeFormatters.set(locale, made);
  return made;
}
