import { rank, sameText, searchable, type Searchable } from "./match.ts";
import { RENAMED_ZONES, ZONE_BY_LOCALE, ZONES_BY_WORD } from "./zone-names.ts";

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

// Fixed offsets: who writes these lives with summer time.
const FIXED_OFFSETS = new Set(["est", "mst"]);

const MAX_SUGGESTIONS = 25;
type Place = { readonly zone: string; readonly names: readonly string[] };
type Gazetteer = { readonly places: readonly Place[]; readonly index: Searchable<Place> };
let gazetteer: Gazetteer | undefined;

/**
 * Whether this is the name of an IANA zone, in any case. Offsets such as "+02:00" are none: they know no summer time;
 * nor are EST and MST.
 */
export function isZone(name: string): boolean {
  return canonicalZone(name) !== null;
}

/** The zone's name as it is written, "Europe/Berlin" for "europe/berlin"; null where it is none. */
export function canonicalZone(name: string): string | null {
  const text = name.trim();
  if (!/^[a-z][\w+-]*(\/[\w+-]+)*$/i.test(text) || FIXED_OFFSETS.has(text.toLowerCase())) return null;
  try {
    const { timeZoneId } = Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(text);
    return RENAMED_ZONES.get(timeZoneId) ?? timeZoneId;
  } catch {
    return null;
  }
}

/** The zones that fit what is typed so far, best first, at most 25; common ones while nothing is typed. */
export function zoneSuggestions(typed: string): readonly string[] {
  const text = typed.trim();
  if (text === "") return COMMON_ZONES.map(({ zone }) => zone);
  const meant = ZONES_BY_WORD.get(text.toLowerCase()) ?? [];
  const exact = canonicalZone(text) ?? [];
  const { places, index } = (gazetteer ??= makeGazetteer());
  // A zone of that very name comes before one in whose label the place stands, too.
  const named = places.filter(({ names: [name] }) => name !== undefined && sameText(name, text));
  const close = rank(index, text);
  const zones = [...meant, ...named.map(({ zone }) => zone), exact, close.map(({ zone }) => zone)].flat();
  return [...new Set(zones)].slice(0, MAX_SUGGESTIONS);
}

/** A zone in which many who use this locale of Discord live; UTC for one we do not know. */
export function zoneGuess(locale: string): string {
  return ZONE_BY_LOCALE.get(locale) ?? "UTC";
}

/**
 * All zones and what they go by, their own name first; the common ones before the rest, so that they win where two fit
 * equally well.
 */
function makeGazetteer(): Gazetteer {
  const labels = new Map(COMMON_ZONES.map(({ zone, label }) => [zone, label.split(", ")]));
  const listed = Intl.supportedValuesOf("timeZone").map((zone) => RENAMED_ZONES.get(zone) ?? zone);
  const zones = new Set([...labels.keys(), ...listed]);
  const places = [...zones].map((zone) => ({
    zone,
    names: [lastPart(zone), zone, ...(labels.get(zone) ?? [])],
  }));
  return { places, index: searchable(places, ({ names }) => names) };
}

function lastPart(zone: string): string {
  return zone.slice(zone.lastIndexOf("/") + 1);
}
