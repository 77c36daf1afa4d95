const NUMBER = new Intl.NumberFormat("en-US");
const ORDINAL = new Intl.PluralRules("en-US", { type: "ordinal" });
const ENDINGS: Readonly<Record<string, string>> = { one: "st", two: "nd", few: "rd" };

/** A number with its thousands apart: "1,200". */
export function digits(number: number): string {
  // Most are small, and formatting one takes twenty times as long as writing it down.
  return Number.isInteger(number) && Math.abs(number) < 1000 ? String(number) : NUMBER.format(number);
}

/** `count(1, "hour")` is "1 hour", `count(1200, "point")` "1,200 points". */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${digits(number)} ${number === 1 ? one : many}`;
}

/** Hours as they are told: whole ones, and never none while something is left. */
export function hours(number: number): string {
  return count(number > 0 ? Math.max(1, Math.round(number)) : 0, "hour");
}

/** "1st", "22nd", "113th". */
export function ordinal(number: number): string {
  return `${digits(number)}${ENDINGS[ORDINAL.select(number)] ?? "th"}`;
}

/** "A", "A and B", "A, B and C"; past `max` items "A, B and 4 more". */
export function list(items: readonly string[], { max = 4, or = false } = {}): string {
  const shown = items.length > max ? items.slice(0, max - 1) : items;
  const rest = items.length - shown.length;
  const all = rest > 0 ? [...shown, `${digits(rest)} more`] : shown;
  const last = all.at(-1) ?? "";
  return all.length < 2 ? last : `${all.slice(0, -1).join(", ")} ${or ? "or" : "and"} ${last}`;
}
