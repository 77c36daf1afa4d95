import { readFile, rename, writeFile } from "node:fs/promises";
import { deserialize, serialize } from "node:v8";
import { machineTime } from "./clock.ts";
import type { RealTime } from "./clock.ts";

export type KeptFile<Kept> = {
  /** What was kept last; null where nothing was. Rejects where there is something that cannot be read. */
  readonly read: () => Promise<Kept | null>;
  /** Moves what was kept out of the way of the next writing. Gives its new path. */
  readonly setAside: () => string;
  /** What `keep` gives has changed: it is written soon, and many changes at once. */
  readonly changed: () => void;
  /** Writes it now. */
  readonly write: () => Promise<void>;
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
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    last = last.then(work).catch((error: unknown) => {
      if (!isTold) onFault(error);
      isTold = true;
    });
    return last;
  };
  const write = async (): Promise<void> => {
    await writeFile(`${path}.new`, serialize(keep()), { mode: 0o600 });
    await rename(`${path}.new`, path);
  };
  const flush = (): Promise<void> => {
    callOff?.();
    callOff = null;
    return inTurn(write);
  };
  return {
    async read() {
      const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
        if (error.code === "ENOENT") return null;
        throw error;
      });
      return bytes && (deserialize(bytes) as Kept);
    },
    setAside() {
      const aside = `${path}.old`;
      void inTurn(() => rename(path, aside));
      return aside;
    },
    changed() {
      callOff ??= after(SOON_MS, () => void flush());
    },
    write: flush,
    close: () => (callOff ? flush() : last),
  };
}
