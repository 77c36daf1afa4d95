import { readFile, rename, writeFile } from "node:fs/promises";
import { deserialize, serialize } from "node:v8";
import { machineTime } from "./clock.ts";
import type { RealTime } from "./clock.ts";

export type KeptFile<Kept> = {
  /** What was kept last; null where nothing was, or it cannot be read. */
  readonly read: () => Promise<Kept | null>;
  /** What `keep` gives has changed: it is written soon, and many changes at once. */
  readonly changed: () => void;
  /** Writes what is not written yet. */
  readonly close: () => Promise<void>;
};
type Options<Kept> = {
  readonly keep: () => Kept;
  /** Hears of the first time that it could not be written; the next change tries again. */
  readonly onFault: (error: unknown) => void;
  readonly after?: RealTime["after"];
};

// What a kill -9 can take away; a state of 5,000 messages is put into bytes in some milliseconds.
const SOON_MS = 250;

/** A file that always holds one whole state: a kill in the middle of writing leaves the one before. */
export function openKeptFile<Kept>(
  path: string,
  { keep, onFault, after = machineTime.after }: Options<Kept>,
): KeptFile<Kept> {
  let callOff: (() => void) | null = null;
  let isTold = false;
  let last = Promise.resolve();
  const write = async (): Promise<void> => {
    try {
      await writeFile(`${path}.new`, serialize(keep()), { mode: 0o600 });
      await rename(`${path}.new`, path);
    } catch (error) {
      if (!isTold) onFault(error);
      isTold = true;
    }
  };
  const flush = (): Promise<void> => {
    callOff?.();
    callOff = null;
    last = last.then(write);
    return last;
  };
  return {
    async read() {
      try {
        return deserialize(await readFile(path)) as Kept;
      } catch {
        return null; // there is none, or it is another program's
      }
    },
    changed() {
      callOff ??= after(SOON_MS, () => void flush());
    },
    close: () => (callOff ? flush() : last),
  };
}
