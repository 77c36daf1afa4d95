import { access, readFile, rename, writeFile } from "node:fs/promises";
import { deserialize, serialize } from "node:v8";
import { machineTime } from "./clock.ts";
import type { RealTime } from "./clock.ts";

export type KeptFile = {
  /** What was kept last; null where nothing was. Rejects where there is something that cannot be read. */
  readonly read: () => Promise<unknown>;
  /** Moves what was kept out of the way of the next writing. Gives its new path, that nothing else has. */
  readonly setAside: () => Promise<string>;
  /** What `keep` gives has changed: it is written soon, and many changes at once. */
  readonly changed: () => void;
  /** Writes it now. */
  readonly write: () => Promise<void>;
  /** Writes what is not written yet. */
  readonly close: () => Promise<void>;
};
type Options = {
  readonly keep: () => unknown;
  /** It could not be written, for the first time or after it had worked; the next change tries again. */
  readonly onFault: (error: unknown) => void;
  /** It could be written again. */
  readonly onMended: () => void;
  readonly after?: RealTime["after"];
};

// What a kill -9 can take away; a state of 5,000 messages is put into bytes in some milliseconds.
const SOON_MS = 250;

/** A file that always holds one whole state: a kill in the middle of writing leaves the one before. */
export function openKeptFile(
  path: string,
  { keep, onFault, onMended, after = machineTime.after }: Options,
): KeptFile {
  let callOff: (() => void) | null = null;
  let isFaulty = false;
  let last = Promise.resolve();
  const write = async (): Promise<void> => {
    try {
      await writeFile(`${path}.new`, serialize(keep()), { mode: 0o600 });
      await rename(`${path}.new`, path);
    } catch (error) {
      if (!isFaulty) onFault(error);
      isFaulty = true;
      return;
    }
    if (isFaulty) onMended();
    isFaulty = false;
  };
  const flush = (): Promise<void> => {
    callOff?.();
    callOff = null;
    last = last.then(write);
    return last;
  };
  return {
    async read() {
      const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
        if (error.code === "ENOENT") return null;
        throw error;
      });
      return bytes && (deserialize(bytes) as unknown);
    },
    async setAside() {
      const aside = await freeName(`${path}.old`);
      await rename(path, aside);
      return aside;
    },
    changed() {
      callOff ??= after(SOON_MS, () => void flush());
    },
    write: flush,
    close: () => (callOff || isFaulty ? flush() : last),
  };
}

/** The name, or the first of name-2, name-3 and so on that nothing has yet. Whoever asks is alone in the folder. */
async function freeName(name: string): Promise<string> {
  for (let count = 1; ; count += 1) {
    const free = count === 1 ? name : `${name}-${count}`;
    const isTaken = await access(free).then(
      () => true,
      () => false,
    );
    if (!isTaken) return free;
  }
}
