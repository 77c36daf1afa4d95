// A process that uses an embedded Postgres and does as it is told, one word a line: "write" (commits one row, answers its number),
// "close" (leaves the server and ends). Run by embedded-process.ts.
import pg from "pg";
import { createInterface } from "node:readline";
import { openEmbedded } from "../../src/store/embedded.ts";

const [dir = "", owner = ""] = process.argv.slice(2);
const say = (answer: object) => process.stdout.write(`${JSON.stringify(answer)}\n`);
const complain = (_: unknown, message?: string) => process.stderr.write(`${message}\n`);
const quiet = () => undefined;

const embedded = await openEmbedded(dir, { debug: quiet, info: quiet, warn: complain, error: complain });
say({ url: embedded.url });

async function write(): Promise<object> {
  const client = new pg.Client({ connectionString: embedded.url });
  client.on("error", quiet);
  try {
    await client.connect();
    await client.query("create table if not exists written (row serial, owner text)");
    const answer = await client.query<{ row: number }>(
      "insert into written (owner) values ($1) returning row",
      [owner],
    );
    return { row: answer.rows[0]?.row };
  } catch (error) {
    return { fault: (error as Error).message };
  } finally {
    await client.end().catch(quiet);
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  if (line === "write") say(await write());
  if (line !== "close") continue;
  await embedded.close();
  say({ closed: true });
  process.exit(0);
}
