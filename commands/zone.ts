import { sameText } from "../src/domain/match.ts";
import { canonicalZone, zoneSuggestions } from "../src/domain/zones.ts";

const NEAREST = 8;

/** The zone that a member means by a zone's name or a city's, "Europe/Berlin" or "berlin"; else the nearest ones. */
export function readZone(typed: string): {
  readonly zone: string | null;
  readonly nearest: readonly string[];
} {
  const zone = canonicalZone(typed);
  if (zone !== null) return { zone, nearest: [] };
  const suggestions = zoneSuggestions(typed);
  const cities = suggestions.filter((name) => sameText(name.slice(name.lastIndexOf("/") + 1), typed));
  const only = cities.length === 1 ? cities[0] : undefined;
  return only === undefined
    ? { zone: null, nearest: suggestions.slice(0, NEAREST) }
    : { zone: only, nearest: [] };
}
