import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import type { Embedded } from "../../src/store/embedded.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** The folder of this run's Postgres. */
    readonly postgresDir: string;
  }
}

const PREFIX = "waymark-test-";

/**
 * One Postgres for a whole run, in a folder of its own; or the server of TEST_DATABASE_URL, whose user must be allowed to make databases.
 * It is started when the first test asks for it in createTestDatabase: a run without such a test does without a server.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dir = await mkdtemp(path.join(tmpdir(), `${PREFIX}${process.pid}-`));
  project.provide("postgresDir", dir);
  let starting: Promise<Embedded | null> | null = null;
  const watch = setInterval(() => {
    if (existsSync(path.join(dir, "wanted")))
      starting ??= import("./test-server.ts").then(({ startServer }) => startServer(dir, PREFIX));
  }, 20);
  return async () => {
    clearInterval(watch);
    await (await starting)?.close();
    await rm(dir, { recursive: true, force: true });
  };
}
