import { watch } from "node:fs";
import type { FSWatcher } from "node:fs";
import { basename, dirname, resolve } from "node:path";

/**
 * Calls back for every change in a folder and below it, and when the folder itself comes or goes: a watch is bound to what was there when it
 * was made, and a folder that is moved away and back, as a clone or a sync tool does, would never be heard of again. So its parent is watched,
 * too. Where nothing can be watched, nothing is told. Returns what ends it.
 */
export function watchFolder(folder: string, onChange: () => void): () => void {
  const place = resolve(folder);
  let inside = watchSafely(place, true, onChange);
  const beside = watchSafely(dirname(place), false, (name) => {
    if (name !== null && name !== basename(place)) return;
    inside?.close();
    inside = watchSafely(place, true, onChange);
    onChange();
  });
  return () => {
    inside?.close();
    beside?.close();
  };
}

function watchSafely(
  place: string,
  recursive: boolean,
  onChange: (name: string | null) => void,
): FSWatcher | null {
  try {
    const watcher = watch(place, { recursive, persistent: false }, (_, name) => onChange(name));
    return watcher.on("error", () => watcher.close());
  } catch {
    return null; // it is not there, or this system cannot
  }
}
