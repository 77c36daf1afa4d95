import type { Log } from "./database.ts";

export type Embedded = {
  /** For openDatabase. Holds the password. */
  readonly url: string;
  /** Leaves the server; the last one out stops it. Close the pool first. */
  readonly close: () => Promise<void>;
};

/**
 * Starts the Postgres of `dataDir`, or joins the one that already runs there. Throws a StartError where that cannot be.
 */
export async function openEmbedded(dataDir: string, log: Log): Promise<Embedded> {
  throw new Error(`not built yet ${dataDir} ${log}`);
}
