import { join } from "node:path";
import { openKeptFile } from "./kept-file.ts";
import { misfit } from "./kept-shape.ts";
import type { Page } from "./page-server.ts";
import type { StandIn } from "./stand-in.ts";

const NAME = "playground";

type Channels = {
  /** The folder of the database, so that the two fit together; null where it is elsewhere. Nothing is kept then. */
  readonly folder: string | null;
  readonly standIn: StandIn;
  readonly page: Page;
  /** Whether nobody has used the bot yet: there is nothing to put back. */
  readonly isNew: boolean;
  /** Tells a line to whoever started the program. */
  readonly say: (line: string) => void;
};

export type KeptChannels = {
  /** Puts back, once the address is known, how it was at the end of the last time; from then on it is kept. */
  readonly restore: () => Promise<void>;
  /** Keeps now what there is. */
  readonly write: () => Promise<void>;
};

const WHAT = "What was said in the channels";

/**
 * Keeps what is said in the channels beside the members' progress. What cannot be put back is moved aside, and it is told where it is; where
 * not even that can be done, it stays, and nothing is kept over it.
 */
export function keepChannels(
  { folder, standIn, page, isNew, say }: Channels,
  started: AsyncDisposableStack,
): KeptChannels {
  if (folder === null) return { restore: async () => {}, write: async () => {} };
  const path = join(folder, NAME);
  const file = openKeptFile(path, {
    keep: () => page.keep(),
    onFault: (error) => say(`What is said in the channels cannot be kept in ${path}: ${reason(error)}.`),
    onMended: () => say(`What is said in the channels is kept again, in ${path}.`),
  });
  started.defer(() => file.close());
  let isKeeping = false;
  /** Why it cannot be put back; null where it was, or where there is nothing. */
  const putBack = async (): Promise<string | null> => {
    try {
      const kept = await file.read();
      return kept === null || page.restore(kept) ? null : "was kept by another version of Waymark";
    } catch (error) {
      return `cannot be read: ${reason(error)}`;
    }
  };
  const setAside = async (why: string): Promise<boolean> => {
    try {
      say(`${WHAT} ${why}. It is left in ${await file.setAside()}, and the channels begin empty.`);
      return true;
    } catch (error) {
      say(`${WHAT} ${why}. It cannot be moved out of the way either: ${reason(error)}.`);
      say(`The channels begin empty and are not kept: move ${path} away and start again.`);
      return false;
    }
  };
  return {
    async restore() {
      const why = isNew ? null : await putBack();
      isKeeping = why === null || (await setAside(why));
      if (!isKeeping) return;
      standIn.on("change", file.changed);
      standIn.clock.onMove(file.changed);
    },
    write: async () => (isKeeping ? file.write() : undefined),
  };
}

/** To stand in a sentence of ours, which ends by itself. */
function reason(error: unknown): string {
  return misfit(error).replace(/[.\s]+$/, "");
}
