import { rank, sameText } from "./match.ts";

/** A zone to pick from a list, with places that people look for. */
export type ZoneChoice = { readonly zone: string; readonly label: string };

/** For a select of Discord, which takes 25: from west to east by standard time. */
export const COMMON_ZONES: readonly ZoneChoice[] = [
  { zone: "Pacific/Honolulu", label: "Honolulu" },
  { zone: "America/Los_Angeles", label: "Los Angeles, Seattle, Vancouver" },
  { zone: "America/Denver", label: "Denver, Calgary" },
  { zone: "America/Chicago", label: "Chicago, Dallas, Winnipeg" },
  { zone: "America/Mexico_City", label: "Mexico City" },
  { zone: "America/New_York", label: "New York, Toronto" },
  { zone: "America/Bogota", label: "Bogotá, Lima" },
  { zone: "America/Sao_Paulo", label: "São Paulo, Rio de Janeiro" },
  { zone: "America/Argentina/Buenos_Aires", label: "Buenos Aires" },
  { zone: "UTC", label: "UTC" },
  { zone: "Europe/London", label: "London, Dublin, Lisbon" },
  { zone: "Europe/Berlin", label: "Berlin, Paris, Madrid, Rome" },
  { zone: "Africa/Lagos", label: "Lagos" },
  { zone: "Europe/Athens", label: "Athens, Kyiv, Helsinki, Bucharest" },
  { zone: "Africa/Johannesburg", label: "Johannesburg" },
  { zone: "Africa/Nairobi", label: "Nairobi" },
  { zone: "Europe/Istanbul", label: "Istanbul, Moscow" },
  { zone: "Asia/Dubai", label: "Dubai" },
  { zone: "Asia/Karachi", label: "Karachi, Tashkent" },
  { zone: "Asia/Kolkata", label: "Mumbai, Delhi, Bengaluru" },
  { zone: "Asia/Bangkok", label: "Bangkok, Jakarta, Hanoi" },
  { zone: "Asia/Singapore", label: "Singapore, Shanghai, Manila" },
  { zone: "Asia/Tokyo", label: "Tokyo, Seoul" },
  { zone: "Australia/Sydney", label: "Sydney, Melbourne" },
];

// Discord's locales, and a place where many who use each one live. Only ever a guess that the member confirms.
const GUESSES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    id: "Asia/Jakarta",
    da: "Europe/Copenhagen",
    de: "Europe/Berlin",
    "en-GB": "Europe/London",
    "en-US": "America/New_York",
    "es-ES": "Europe/Madrid",
    "es-419": "America/Mexico_City",
    fr: "Europe/Paris",
    hr: "Europe/Zagreb",
    it: "Europe/Rome",
    lt: "Europe/Vilnius",
    hu: "Europe/Budapest",
    nl: "Europe/Amsterdam",
    no: "Europe/Oslo",
    pl: "Europe/Warsaw",
    "pt-BR": "America/Sao_Paulo",
    ro: "Europe/Bucharest",
    fi: "Europe/Helsinki",
    "sv-SE": "Europe/Stockholm",
    vi: "Asia/Ho_Chi_Minh",
    tr: "Europe/Istanbul",
    cs: "Europe/Prague",
    el: "Europe/Athens",
    bg: "Europe/Sofia",
    ru: "Europe/Moscow",
    uk: "Europe/Kyiv",
    hi: "Asia/Kolkata",
    th: "Asia/Bangkok",
    "zh-CN": "Asia/Shanghai",
    "zh-TW": "Asia/Taipei",
    ja: "Asia/Tokyo",
    ko: "Asia/Seoul",
  }),
);

// The runtime lists some zones under the name they had decades ago, and leaves UTC out. People type today's name.
const RENAMED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "Africa/Asmera": "Africa/Asmara",
    "America/Buenos_Aires": "America/Argentina/Buenos_Aires",
    "America/Catamarca": "America/Argentina/Catamarca",
    "America/Cordoba": "America/Argentina/Cordoba",
    "America/Godthab": "America/Nuuk",
    "America/Indianapolis": "America/Indiana/Indianapolis",
    "America/Jujuy": "America/Argentina/Jujuy",
    "America/Louisville": "America/Kentucky/Louisville",
    "America/Mendoza": "America/Argentina/Mendoza",
    "Asia/Calcutta": "Asia/Kolkata",
    "Asia/Katmandu": "Asia/Kathmandu",
    "Asia/Rangoon": "Asia/Yangon",
    "Asia/Saigon": "Asia/Ho_Chi_Minh",
    "Atlantic/Faeroe": "Atlantic/Faroe",
    "Europe/Kiev": "Europe/Kyiv",
    "Pacific/Enderbury": "Pacific/Kanton",
    "Pacific/Ponape": "Pacific/Pohnpei",
    "Pacific/Truk": "Pacific/Chuuk",
  }),
);

// What people write instead of a place. Those that are also names of zones stand for a fixed offset there: without summer time.
const ABBREVIATIONS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    ast: ["America/Halifax"],
    bst: ["Europe/London"],
    cest: ["Europe/Berlin"],
    cet: ["Europe/Berlin"],
    cst: ["America/Chicago", "Asia/Shanghai"],
    eest: ["Europe/Athens"],
    eet: ["Europe/Athens"],
    est: ["America/New_York"],
    et: ["America/New_York"],
    edt: ["America/New_York"],
    gmt: ["Europe/London", "UTC"],
    ist: ["Asia/Kolkata"],
    jst: ["Asia/Tokyo"],
    kst: ["Asia/Seoul"],
    mst: ["America/Denver", "America/Phoenix"],
    pdt: ["America/Los_Angeles"],
    pst: ["America/Los_Angeles"],
    pt: ["America/Los_Angeles"],
  }),
);
const FIXED_OFFSETS = new Set(["est", "mst"]);

const MAX_SUGGESTIONS = 25;
type Place = { readonly zone: string; readonly names: readonly string[] };
let knownPlaces: readonly Place[] | undefined;

/** Whether this is the name of an IANA zone, in any case. Offsets such as "+02:00" are none: they know no summer time; nor are EST and MST. */
export function isZone(name: string): boolean {
  return canonicalZone(name) !== null;
}

/** The zone's name as it is written, "Europe/Berlin" for "europe/berlin"; null where it is none. */
export function canonicalZone(name: string): string | null {
  const text = name.trim();
  if (!/^[a-z][\w+-]*(\/[\w+-]+)*$/i.test(text) || FIXED_OFFSETS.has(text.toLowerCase())) return null;
  try {
    const { timeZoneId } = Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(text);
    return RENAMED.get(timeZoneId) ?? timeZoneId;
  } catch {
    return null;
  }
}

/** The zones that fit what is typed so far, best first, at most 25; common ones while nothing is typed. */
export function zoneSuggestions(typed: string): readonly string[] {
  const text = typed.trim();
  if (text === "") return COMMON_ZONES.map(({ zone }) => zone);
  const meant = ABBREVIATIONS.get(text.toLowerCase()) ?? [];
  const exact = canonicalZone(text) ?? [];
  const places = (knownPlaces ??= allPlaces());
  // A zone of that very name comes before one in whose label the place stands, too.
  const named = places.filter(({ names: [name] }) => name !== undefined && sameText(name, text));
  const close = rank(places, ({ names }) => names, text);
  const zones = [...meant, ...named.map(({ zone }) => zone), exact, close.map(({ zone }) => zone)].flat();
  return [...new Set(zones)].slice(0, MAX_SUGGESTIONS);
}

/** A zone in which many who use this locale of Discord live; UTC for one we do not know. */
export function zoneGuess(locale: string): string {
  return GUESSES.get(locale) ?? "UTC";
}

/** All zones and what they go by, their own name first; the common ones before the rest, so that they win where two fit equally well. */
function allPlaces(): readonly Place[] {
  const labels = new Map(COMMON_ZONES.map(({ zone, label }) => [zone, label.split(", ")]));
  const listed = Intl.supportedValuesOf("timeZone").map((zone) => RENAMED.get(zone) ?? zone);
  const zones = new Set([...labels.keys(), ...listed]);
  return [...zones].map((zone) => ({ zone, names: [lastPart(zone), zone, ...(labels.get(zone) ?? [])] }));
}

function lastPart(zone: string): string {
  return zone.slice(zone.lastIndexOf("/") + 1);
}
