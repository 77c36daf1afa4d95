/**
 * A short stand-in for a roadmap's id, for custom ids that must hold more than one: at most seven letters and digits. The same id has the
 * same key for ever (FNV-1a).
 */
export function shortKey(id: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(36);
}

/** The item whose id has this key. */
export function byShortKey<Item extends { readonly id: string }>(
  items: readonly Item[],
  key: string,
): Item | null {
  return items.find(({ id }) => shortKey(id) === key) ?? null;
}

/** Stands for no id. */
export const UNDECIDED_KEY = "-";
