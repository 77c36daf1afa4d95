/** The days a thing can be counted by. A season is a quarter of the calendar year. */
export type PeriodKind = "week" | "month" | "season" | "all";

/** The key of one period, as scores are kept under it. */
export type Period =
  `week:${number}-W${string}` | `month:${number}-${string}` | `season:${number}-Q${number}` | "all";

/** The day it is at an instant for someone in an IANA zone. Throws a RangeError for a zone that does not exist. */
export function localDate(instant: Temporal.Instant, zone: string): Temporal.PlainDate {
  return instant.toZonedDateTimeISO(zone).toPlainDate();
}

/** The ISO week of a day, such as "2026-W47". Its year is the week's own: 2027-01-01 is in 2026-W53. */
export function weekOf(date: Temporal.PlainDate): `${number}-W${string}` {
  const { yearOfWeek, weekOfYear } = date;
  if (yearOfWeek === undefined || weekOfYear === undefined) throw new Error("not a date of the ISO calendar");
  return `${yearOfWeek}-W${twoDigits(weekOfYear)}`;
}

/** The period of this kind that holds a day. */
export function periodOf(kind: PeriodKind, date: Temporal.PlainDate): Period {
  switch (kind) {
    case "week":
      return `week:${weekOf(date)}`;
    case "month":
      return `month:${date.year}-${twoDigits(date.month)}`;
    case "season":
      return `season:${date.year}-Q${Math.ceil(date.month / 3)}`;
    case "all":
      return "all";
  }
}

/** All periods that hold a day: its week, month and season, and "all". */
export function periodsOf(date: Temporal.PlainDate): readonly [Period, Period, Period, Period] {
  return [periodOf("week", date), periodOf("month", date), periodOf("season", date), "all"];
}

/** The kind of a period's key. */
export function periodKind(period: Period): PeriodKind {
  return (period === "all" ? "all" : period.slice(0, period.indexOf(":"))) as PeriodKind;
}

/** First and last day of a period, both in it; null for "all". Throws a RangeError for a text that is no period's key. */
export function periodBounds(
  period: Period,
): { readonly first: Temporal.PlainDate; readonly last: Temporal.PlainDate } | null {
  if (period === "all") return null;
  const match = /^(week|month|season):(\d{4})-[WQ]?(\d{1,2})$/.exec(period);
  if (match === null) throw new RangeError(`not a period: ${period}`);
  const [kind, year, number] = [match[1], Number(match[2]), Number(match[3])];
  if (kind === "week") {
    // The fourth of January is always in the year's first ISO week.
    const fourth = Temporal.PlainDate.from({ year, month: 1, day: 4 });
    const first = fourth.subtract({ days: fourth.dayOfWeek - 1 }).add({ weeks: number - 1 });
    return { first, last: first.add({ days: 6 }) };
  }
  const months = kind === "month" ? 1 : 3;
  const first = Temporal.PlainDate.from(
    { year, month: (number - 1) * months + 1, day: 1 },
    { overflow: "reject" },
  );
  return { first, last: first.add({ months }).subtract({ days: 1 }) };
}

/** A date as people type it, "2026-12-31"; null for anything else and for days that do not exist. */
export function parseDate(typed: string): Temporal.PlainDate | null {
  const match = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed.trim());
  if (match === null) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: "reject" });
  } catch {
    return null;
  }
}

function twoDigits(number: number): string {
  return String(number).padStart(2, "0");
}
