import { setTimeout as sleep } from "node:timers/promises";
import { createStandIn } from "../../../src/playground/stand-in.ts";
import type { StandIn, StandInOptions } from "../../../src/playground/stand-in.ts";
import { createFieldDatabase } from "./database.ts";
import type { FieldDatabase } from "./database.ts";
import { openDoors } from "./discord.ts";
import type { Doors } from "./discord.ts";
import { createFleet } from "./fleet.ts";
import type { Fleet } from "./fleet.ts";
import { createJudge } from "./judge.ts";
import type { Judge } from "./judge.ts";

/** Where a run takes place: a stand-in, a database with a clock that can be moved, and processes of the bot between them. */
export type Field = AsyncDisposable & {
  readonly standIn: StandIn;
  readonly database: FieldDatabase;
  readonly doors: Doors;
  readonly fleet: Fleet;
  readonly judge: Judge;
  /** Moves the world's time, in Discord and in the database, to so many milliseconds since 1970. */
  readonly moveTo: (ms: number) => Promise<void>;
  /** The next Monday at nine, in the same. */
  readonly comingMonday: () => number;
  /** Moves there. */
  readonly nextMonday: () => Promise<void>;
  /** Resolves when nothing that is due is open any more; rejects after so many milliseconds. */
  readonly settled: (timeoutMs?: number) => Promise<void>;
};

export type FieldOptions = {
  /** A Postgres server on which databases may be made. */
  readonly server: string;
  readonly processes?: number;
  readonly standIn?: StandInOptions;
  /** Where the processes find the database, if not directly. */
  readonly reach?: (url: string) => string;
};

const SUNDAY = Date.parse("2030-06-09T12:00:00Z");
const WEEK_MS = 7 * 24 * 3_600_000;
const MONDAY_AT_NINE = Date.parse("2030-06-10T09:00:00Z");
const POLL_MS = 50;

export async function openField({
  server,
  processes = 1,
  standIn: options = {},
  reach = (url) => url,
}: FieldOptions): Promise<Field> {
  const place = new AsyncDisposableStack();
  const database = await createFieldDatabase(server);
  // What went wrong before is to be told, and not that the database could not be dropped after it.
  place.defer(() => database.close().catch(() => undefined));
  const standIn = createStandIn({
    rateLimits: false,
    identifyIntervalMs: 0,
    shards: 1,
    seed: false,
    logLimit: 200_000,
    ...options,
  });
  const names = Array.from({ length: processes }, (_, number) => `bot-${number}`);
  const doors = await openDoors(standIn, names);
  place.defer(() => doors.close());
  const fleet = createFleet(
    names.map((name) => ({
      name,
      env: {
        DISCORD_TOKEN: standIn.token,
        DISCORD_API_URL: doors.apiUrlFor(name),
        DATABASE_URL: reach(database.urlFor(name)),
      },
    })),
  );
  place.defer(() => fleet.close());
  const moveTo = async (ms: number): Promise<void> => {
    standIn.clock.set(ms);
    await database.shiftTo(ms - Date.now());
  };
  await moveTo(SUNDAY);
  const comingMonday = (): number => {
    const passed = Math.floor((standIn.clock.now() - MONDAY_AT_NINE) / WEEK_MS);
    return MONDAY_AT_NINE + (passed + 1) * WEEK_MS;
  };
  const open = async (): Promise<number> => {
    const { rows } = await database.pool.query<{ open: number }>(
      `select (select count(*) from occurrences where state in ('planned', 'claimed') and due_at <= $1)::int +
        (select count(*) from guild_settings where parked is null and next_at <= $1)::int as open`,
      [new Date(standIn.clock.now())],
    );
    return rows[0]?.open ?? 0;
  };
  return {
    standIn,
    database,
    doors,
    fleet,
    judge: createJudge(standIn, database.pool),
    moveTo,
    comingMonday,
    nextMonday: () => moveTo(comingMonday()),
    settled: async (timeoutMs = 180_000) => {
      const end = performance.now() + timeoutMs;
      for (let left = await open(); left > 0; left = await open()) {
        if (performance.now() > end || fleet.running().length === 0) {
          throw new Error(`${left} are still open: ${await tell(database, fleet)}`);
        }
        await sleep(POLL_MS);
      }
    },
    [Symbol.asyncDispose]: () => place.disposeAsync(),
  };
}

/** All that may show why a run does not come to its end. */
async function tell({ pool }: FieldDatabase, { crashes, running }: Fleet): Promise<string> {
  const { rows } = await pool.query(`
    select json_build_object(
      'states', (select json_object_agg(state, count) from (
        select state, count(*) from occurrences group by state) as counted),
      'leases', (select json_agg(json_build_array(name, owner, until - pg_catalog.clock_timestamp())) from leases),
      'locks', (select json_agg(json_build_array(application_name, pid, locktype, classid, objid, mode, granted))
        from pg_locks join pg_stat_activity using (pid) where locktype = 'advisory'),
      'activity', (select json_agg(json_build_array(application_name, pid, state, wait_event,
        pg_catalog.clock_timestamp() - state_change, left(query, 80)))
        from pg_stat_activity where datname = current_database())) as all`);
  const said = running().map(({ name, output }) => `${name}: ${output()}`);
  return [...crashes, ...said, JSON.stringify(rows[0], null, 1)].join("\n");
}
