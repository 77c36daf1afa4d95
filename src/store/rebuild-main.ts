// npm run rebuild: derives progress, scores and boards anew from the record, and says whether anything had been wrong.
import process from "node:process";
import { readConfig } from "../config.ts";
import type { DatabaseConfig } from "../config.ts";
import { openDatabase } from "./database.ts";
import type { Log } from "./database.ts";
import { openEmbedded } from "./embedded.ts";
import { migrate } from "./migrate.ts";
import { rebuild } from "./rebuild.ts";
import type { Rebuilt } from "./rebuild.ts";
import { StartError } from "./start-error.ts";

const read = readConfig(process.env);
if (read.ok) await main(read.config.database).catch(fail);
else fail(new StartError(read.problems.join("\n")));

async function main(config: DatabaseConfig): Promise<void> {
  await using started = new AsyncDisposableStack();
  let url;
  if (config.kind === "embedded") {
    const embedded = await openEmbedded(config.dir, log());
    started.defer(() => embedded.close());
    url = embedded.url;
  } else {
    url = config.url;
  }
  const { db, pool, close } = await openDatabase(url, { log: log(), silenceMs: 0 }); // its statements may take minutes
  started.defer(close);
  await migrate(pool, { log: log() });
  report(await rebuild(db));
}

function report({ members, events, tables }: Rebuilt): void {
  say(`Derived anew from ${events} events of ${members} members:`);
  for (const [table, { rows, differed }] of tables) {
    say(`  ${table}: ${rows} rows, ${differed === 0 ? "all as they were" : `${differed} were wrong`}`);
  }
  const wrong = [...tables.values()].reduce((sum, { differed }) => sum + differed, 0);
  say(wrong === 0 ? "Nothing had been wrong." : `${wrong} rows had been wrong and are right now.`);
}

/** A person reads along: trouble alone. */
function log(): Log {
  const tell = (details: unknown, message?: string) => {
    process.stderr.write(`${typeof details === "string" ? details : (message ?? "")}\n`);
  };
  const quiet = () => undefined;
  return { debug: quiet, info: quiet, warn: tell, error: tell };
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function fail(error: unknown): void {
  if (!(error instanceof StartError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
