import type { Logger } from "pino";
import pg from "pg";
import type { Pool } from "pg";
import { endSilentOnes, openDrizzle } from "./connections.ts";
import type { NodePgDatabase, NodePgQueryResultHKT, PgDatabase } from "./drizzle.ts";
import { StartError } from "./start-error.ts";

/** The open database. Each statement on it is its own transaction. */
export type Database = NodePgDatabase & { readonly $client: Pool };
/** Inside `db.transaction(async (tx) => ...)` use `tx` alone: `db` would go through another connection. */
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];
/** What a function that only reads, or writes in one statement, is given: either of the two. */
export type Connection = PgDatabase<NodePgQueryResultHKT>;
/** What the store needs of a log. */
export type Log = Pick<Logger, "debug" | "info" | "warn" | "error">;

export type OpenDatabase = {
  readonly db: Database;
  readonly pool: Pool;
  readonly close: () => Promise<void>;
};

const OLDEST = 14;
// Our statements take milliseconds. What takes this long is stuck, and whoever asked has been told so long before.
const STATEMENT_MS = 15_000;
const CONNECT_MS = 10_000;
// What the server itself has not ended by then will not be answered any more.
const SILENCE_MS = STATEMENT_MS + 5_000;
// What we rely on, whatever the server's or the user's defaults are: locks.ts needs statements that see what was committed before them,
// columns.ts needs ISO dates. By statement, because a pooler in between may refuse them when they come with the connection's start.
const SESSION = `
  set statement_timeout = ${STATEMENT_MS};
  set idle_in_transaction_session_timeout = ${STATEMENT_MS};
  set default_transaction_isolation = 'read committed';
  set datestyle = 'iso, ymd'`;

type Options = {
  readonly log: Log;
  readonly connectMs?: number;
  /** How long an answer is waited for before the connection is given up; 0 is for ever. */
  readonly silenceMs?: number;
};

/**
 * Opens a database and checks that Waymark can work on it. Throws a StartError where it cannot: malformed address, unreachable, wrong
 * password, no such database, older than Postgres 14, read-only. Does not migrate: see migrate.ts.
 */
export async function openDatabase(
  url: string,
  { log, connectMs = CONNECT_MS, silenceMs = SILENCE_MS }: Options,
): Promise<OpenDatabase> {
  const { place, secrets } = readAddress(url);
  const pool = new pg.Pool({
    connectionString: url,
    application_name: "waymark",
    // One of them says that this process lives, and does nothing else: see presence.ts.
    max: 9,
    // One stays open, with its statements prepared: else a command after ten quiet seconds would wait for a new connection.
    min: 1,
    connectionTimeoutMillis: connectMs,
    keepAlive: true,
    // oxlint-disable-next-line typescript/no-misused-promises -- the pool waits for it; its types do not know
    onConnect: async (client) => {
      await client.query(SESSION);
    },
  });
  let closing: Promise<void> | null = null;
  // Between two statements of a transaction nobody listens to its connection, whose loss would then end the process. The next statement
  // tells of it.
  pool.on("connect", (client) => client.on("error", () => undefined));
  endSilentOnes(pool, silenceMs);
  pool.on("error", ({ message }) => {
    if (closing === null) log.warn({ reason: message }, "lost an idle connection to the database");
  });
  const close = () => (closing ??= pool.end());
  try {
    await check(pool, place);
  } catch (error) {
    await close();
    throw error instanceof StartError ? error : new StartError(explain(error, place, secrets));
  }
  return { db: openDrizzle(pool), pool, close };
}

/** What may be said of an address, and what may not. */
function readAddress(url: string): { readonly place: string; readonly secrets: readonly string[] } {
  const bad = new StartError(
    "DATABASE_URL is not the address of a Postgres: it must look like postgres://user:password@host:5432/waymark, with special characters of the password percent-encoded.",
  );
  const address = URL.parse(url);
  if (!address || !/^postgres(ql)?:$/.test(address.protocol)) throw bad;
  try {
    const secrets = [address.password, decodeURIComponent(address.password)].filter((text) => text !== "");
    const host = address.hostname || address.searchParams.get("host") || "localhost";
    return { place: `${host}:${address.port || "5432"}${address.pathname}`, secrets };
  } catch {
    throw bad; // a percent sign in the password that is not written %25
  }
}

async function check(pool: Pool, place: string): Promise<void> {
  const answer = await pool.query<{
    version: number;
    standby: boolean;
    readonly: boolean;
    encoding: string;
  }>(`
    select current_setting('server_version_num')::int / 10000 as version, pg_is_in_recovery() as standby,
      current_setting('default_transaction_read_only') = 'on' as readonly,
      current_setting('server_encoding') as encoding`);
  const found = answer.rows[0];
  if (!found) throw new Error("no answer");
  const { version, standby, readonly, encoding } = found;
  if (version < OLDEST) {
    throw new StartError(
      `DATABASE_URL (${place}): Postgres ${version} is too old; Waymark needs ${OLDEST} or later.`,
    );
  }
  if (standby) {
    throw new StartError(
      `DATABASE_URL (${place}): that server is a standby and cannot be written to; give the primary's address.`,
    );
  }
  if (readonly) {
    throw new StartError(
      `DATABASE_URL (${place}): the database is read-only; turn default_transaction_read_only off for this user.`,
    );
  }
  if (encoding !== "UTF8") {
    throw new StartError(
      `DATABASE_URL (${place}): the database is encoded in ${encoding}; make one with "encoding 'UTF8' template template0".`,
    );
  }
}

/** One line for a failed connection, by Postgres' and Node's codes. */
function explain(error: unknown, place: string, secrets: readonly string[]): string {
  const { code = "", message = "" } = error as { code?: string; message?: string };
  const said = secrets
    .reduce((text, secret) => text.replaceAll(secret, "***"), message || code)
    .split("\n")[0];
  return `DATABASE_URL (${place}): ${reason(code, said ?? "") ?? `cannot connect: ${said}`}`;
}

function reason(code: string, said: string): string | null {
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "there is no such host; check its name.";
  if (code === "ECONNREFUSED" || code === "ENOENT") {
    return "nothing answers there; check host and port, and that the server runs.";
  }
  if (["ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH"].includes(code) || /timeout/i.test(said)) {
    return "the server did not answer in time; check host, port and firewall.";
  }
  if (code === "28P01" || code === "28000" || /password/i.test(said)) {
    return `the server does not let us in (${said}); check user and password.`;
  }
  if (code === "3D000") return "there is no such database on that server; create it, or correct the name.";
  if (code === "42501") return `this user may not connect to it (${said}); grant it.`;
  if (code === "53300") return "the server has no connection left; raise its max_connections.";
  if (code === "57P03") return "the server is starting or stopping; try again in a moment.";
  if (/ssl|certificate/i.test(`${code} ${said}`)) {
    return `no agreement on encryption (${said}); add ?sslmode=... to the address as that server wants it.`;
  }
  return null;
}
