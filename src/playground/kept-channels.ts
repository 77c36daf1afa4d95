import { join } from "node:path";
import { openKeptFile } from "./kept-file.ts";
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
  readonly restore: () => void;
  /** Keeps now what there is. */
  readonly write: () => Promise<void>;
};

/**
 * Keeps what is said in the channels beside the members' progress. What cannot be put back is moved aside, and it is told where it is.
 */
export async function keepChannels(
  { folder, standIn, page, isNew, say }: Channels,
  started: AsyncDisposableStack,
): Promise<KeptChannels> {
  if (folder === null) return { restore: () => {}, write: async () => {} };
  const file = openKeptFile(join(folder, NAME), {
    keep: () => page.keep(),
    onFault: (error) => say(`What is said in the channels cannot be kept: ${String(error)}`),
  });
  const setAside = (why: string): null => {
    say(
      `What was said in the channels ${why}. It is left in ${file.setAside()}, and the channels begin empty.`,
    );
    return null;
  };
  const kept = isNew
    ? null
    : await file.read().catch((error: unknown) => setAside(`cannot be read: ${String(error)}`));
  started.defer(() => file.close());
  return {
    restore() {
      if (kept && !page.restore(kept)) setAside("was kept by another version of Waymark");
      standIn.on("change", file.changed);
      standIn.clock.onMove(file.changed);
    },
    write: file.write,
  };
}
