import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pino } from "pino";
import type { StandInOptions } from "../../src/playground/stand-in.ts";
import { FAKE_TOKEN } from "../../src/playground/stand-in.ts";
import { openDatabase } from "../../src/store/database.ts";
import type { OpenDatabase } from "../../src/store/database.ts";
import { migrate } from "../../src/store/migrate.ts";
import type { Requests } from "./delivery-process.ts";
import { startProgram, stop } from "./processes.ts";

export type Server = { readonly guild: string; readonly channel: string };

/** Real processes of the bot on a real Postgres, and a stand-in with many servers. */
export type DeliveryField = AsyncDisposable & {
  readonly discord: Requests;
  readonly servers: readonly Server[];
  readonly database: OpenDatabase;
  readonly startBot: () => ChildProcess;
  /** Every server's weekly prompt is due at this moment, a whole second ahead. */
  readonly allDueAt: (at: Temporal.Instant) => Promise<void>;
};

/** Opens a field of so many servers, which the bot knows already, so that it does not welcome them. */
export async function openField(
  url: string,
  count: number,
  options: StandInOptions = {},
): Promise<DeliveryField> {
  const stack = new AsyncDisposableStack();
  const child = fork(join(import.meta.dirname, "delivery-process.ts"), [JSON.stringify(options)], {
    execArgv: ["--disable-warning=ExperimentalWarning"],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  stack.defer(() => stop(child));
  const discord = remote(child);
  const servers = await discord.open(count);
  const log = pino({ level: "silent" });
  const database = await openDatabase(url, { log });
  stack.defer(() => database.close());
  await migrate(database.pool, { log });
  await database.pool.query(
    "insert into guilds (id, locale, since) select unnest($1::text[]), 'en-US', now()",
    [servers.map(({ guild }) => guild)],
  );
  await database.pool.query(
    `insert into guild_settings (guild, channel, channel_kind, weekday, at, zone, pace, discussion, plan_topic, plan_hour, plan_date, skips)
    select guild, channel, 'text', 1, '09:00', 'UTC', 8, false, 'python-for-de', 0, current_date, '{}'
    from unnest($1::text[], $2::text[]) as own (guild, channel)`,
    [servers.map(({ guild }) => guild), servers.map(({ channel }) => channel)],
  );
  const env = { DISCORD_TOKEN: FAKE_TOKEN, DISCORD_API_URL: await discord.address(), DATABASE_URL: url };
  return {
    discord,
    servers,
    database,
    startBot: () => {
      const bot = startProgram("src/start.js", { ...env, LOG_LEVEL: "error" });
      bot.stderr?.pipe(process.stderr);
      stack.defer(() => stop(bot));
      return bot;
    },
    allDueAt: async (at) => {
      const there = at.toZonedDateTimeISO("UTC");
      await database.pool.query(
        "update guild_settings set weekday = $1, at = $2, plan_date = $3, next_at = $4",
        [there.dayOfWeek, there.toPlainTime().toString(), there.toPlainDate().toString(), at.toString()],
      );
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

/** The requests of a process, as functions. */
function remote(child: ChildProcess): Requests {
  const open = new Map<number, PromiseWithResolvers<unknown>>();
  let last = 0;
  child.on("message", ({ id, result, fault }: { id: number; result?: unknown; fault?: string }) => {
    if (fault === undefined) open.get(id)?.resolve(result);
    else open.get(id)?.reject(new Error(fault));
    open.delete(id);
  });
  return new Proxy({} as Requests, {
    get:
      (_, name) =>
      (...args: unknown[]) => {
        const id = (last += 1);
        const answer = Promise.withResolvers<unknown>();
        open.set(id, answer);
        child.send({ id, name, args });
        return answer.promise;
      },
  });
}

/** The next whole second that is at least so many milliseconds away, by the database's clock. */
export async function wholeSecondAhead({ pool }: OpenDatabase, ms: number): Promise<Temporal.Instant> {
  const { rows } = await pool.query<{ now: string }>("select clock_timestamp()::text as now");
  const now = Temporal.Instant.from(rows[0]!.now.replace(" ", "T"));
  return now.add({ milliseconds: ms }).round({ smallestUnit: "second", roundingMode: "ceil" });
}

/** Waits until a condition holds, for so long at most. */
export async function until(holds: () => Promise<boolean>, patienceMs: number): Promise<boolean> {
  for (const begun = performance.now(); performance.now() - begun < patienceMs;) {
    if (await holds()) return true;
    await sleep(250);
  }
  return false;
}
