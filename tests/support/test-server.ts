import { existsSync } from "node:fs";
import { readdir, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { openDatabase } from "../../src/store/database.ts";
import { openEmbedded } from "../../src/store/embedded.ts";
import type { Embedded } from "../../src/store/embedded.ts";
import { migrate } from "../../src/store/migrate.ts";
import { SERVER_FILE, silentLog, TEMPLATE, urlOf } from "./database.ts";
import type { ServerFile } from "./database.ts";

// Tests want speed and lose nothing that matters in a power failure.
const SETTINGS = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  max_connections: "200",
};

/** Starts the Postgres of a run in `dir`, and tells those who wait for it. Folders are named `<prefix><number of the run's process>-...`. */
export async function startServer(dir: string, prefix: string): Promise<Embedded | null> {
  let embedded: Embedded | null = null;
  let found: ServerFile;
  try {
    await removeAbandoned(dir, prefix);
    const given = process.env["TEST_DATABASE_URL"];
    embedded = given ? null : await openEmbedded(dir, silentLog, SETTINGS);
    const url = given ?? embedded?.url ?? "";
    await makeTemplate(url);
    found = { url };
  } catch (error) {
    found = { fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  const file = path.join(dir, SERVER_FILE);
  await writeFile(`${file}.new`, JSON.stringify(found));
  await rename(`${file}.new`, file);
  return embedded;
}

async function makeTemplate(url: string): Promise<void> {
  const server = await openDatabase(url, { log: silentLog });
  await server.pool.query(`drop database if exists ${TEMPLATE}`);
  await server.pool.query(`create database ${TEMPLATE}`);
  await server.close();
  const template = await openDatabase(urlOf(url, TEMPLATE), { log: silentLog });
  await migrate(template.pool, { log: silentLog });
  await template.close();
}

/** Servers of runs that were killed. Whoever joins one alone is the last one out. */
async function removeAbandoned(ours: string, prefix: string): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const dir = path.join(tmpdir(), name);
    const pid = Number(new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1]);
    if (!pid || dir === ours || isAlive(pid)) continue;
    try {
      if (existsSync(path.join(dir, "postgres"))) await (await openEmbedded(dir, silentLog)).close();
      await rm(dir, { recursive: true, force: true });
    } catch {
      // another user's, or broken: not worth a failed run
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
