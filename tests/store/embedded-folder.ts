import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll } from "vitest";
import { openEmbedded } from "../../src/store/embedded.ts";
import { silentLog } from "../support/database.ts";

/**
 * Makes a server's folder once for a file of tests, and gives a function that copies it into a DATA_DIR: to make one takes a second or, on a
 * busy machine, several.
 */
export function madeOnce(): (dir: string) => Promise<void> {
  let base: string;
  beforeAll(async () => {
    base = await mkdtemp(path.join(tmpdir(), "waymark-made-"));
    await (await openEmbedded(base, silentLog)).close();
  });
  afterAll(() => rm(base, { recursive: true, force: true }));
  // With its owner, which is another user where we are root.
  return async (dir) => {
    await promisify(execFile)("cp", ["-a", path.join(base, "postgres"), dir]);
    await rm(path.join(dir, "postgres/port"));
  };
}
