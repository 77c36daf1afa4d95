const MOST_ENTRIES = 4;

/**
 * What differs between two values of one kind, a short text for each of its fields: a number as it was and is, a list by its entries as far
 * as they have ids, anything else by its name.
 */
export function fieldChanges<Value extends object>(
  before: Value,
  after: Value,
  without: readonly (keyof Value)[] = [],
): string[] {
  const names = Object.keys(after) as (keyof Value & string)[];
  return names
    .filter((name) => !without.includes(name))
    .filter((name) => !isSame(before[name], after[name]))
    .map((name) => fieldChange(name, before[name], after[name]));
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function fieldChange(name: string, before: unknown, after: unknown): string {
  if (typeof before === "number" && typeof after === "number") return `${name} ${before} → ${after}`;
  if (!Array.isArray(before) || !Array.isArray(after)) return name;
  const size = before.length === after.length ? name : `${name} ${before.length} → ${after.length}`;
  const entries = entryChanges(before, after);
  if (entries.length === 0) return size;
  const shown = entries.slice(0, MOST_ENTRIES);
  const more = entries.length - shown.length;
  return `${size}: ${[...shown, ...(more > 0 ? [`${more} more`] : [])].join(", ")}`;
}

type Entry = { readonly id: string };

/** The entries of a list by their ids; none where they have no ids. */
function entryChanges(before: readonly unknown[], after: readonly unknown[]): string[] {
  if (![...before, ...after].every(isEntry)) return [];
  const [were, are] = [before.filter(isEntry), after.filter(isEntry)];
  const old = new Map(were.map((entry) => [entry.id, entry]));
  const left = new Set(are.map(({ id }) => id));
  const changed = are.flatMap((entry) => {
    const former = old.get(entry.id);
    if (!former) return [`${entry.id} is new`];
    return isSame(former, entry) ? [] : [`${entry.id} (${fieldChanges(former, entry).join("; ")})`];
  });
  const gone = were.flatMap(({ id }) => (left.has(id) ? [] : [`${id} is gone`]));
  const all = [...changed, ...gone];
  return all.length === 0 ? ["their order"] : all;
}

function isEntry(value: unknown): value is Entry {
  return typeof value === "object" && value !== null && "id" in value && typeof value.id === "string";
}
