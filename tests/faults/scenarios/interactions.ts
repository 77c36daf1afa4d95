import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createStandIn, SEED, serveStandIn } from "../../../src/playground/stand-in.ts";
import type { Outcome, StandIn } from "../../../src/playground/stand-in.ts";
import { openDatabase } from "../../../src/store/database.ts";
import { openEmbedded } from "../../../src/store/embedded.ts";
import { rebuild } from "../../../src/store/rebuild.ts";
import { silentLog } from "../../support/database.ts";
import { seededRandom } from "../../support/random.ts";
import { expectThat } from "../scenario.ts";
import type { Plan, Result, Scenario } from "../scenario.ts";

const ROOT = join(import.meta.dirname, "../../..");
const TOPIC = "git";
const AT_ONCE = 8;
const PER_ROUND = 100;
const DOUBLE_CLICK_EVERY = 4;
const START_MS = 60_000; // a start takes a second or two; a busy machine is no fault

/** Members finish a topic each while the bot's process, with its embedded database, is killed once a round and started again at once. */
export const interactions: Scenario = {
  name: "F13",
  says: "members click, some of them twice, while the bot with its embedded database is killed",
  unit: `kills, one in each ${PER_ROUND} members`,
  rounds: { full: 100, short: 2 },
  run: async (plan) => {
    const dataDir = await mkdtemp(join(tmpdir(), "waymark-kill-"));
    try {
      return await judge(await killDuringInteractions(plan, dataDir), dataDir);
    } finally {
      await rm(dataDir, { recursive: true, force: true });
    }
  },
};

/** An interaction that the bot answered, and what it said; unanswered ones (the bot was down for over 3 s) are only counted. */
type Acknowledged = { readonly member: string; readonly outcome: Outcome };
type KillRun = {
  readonly sent: number;
  readonly acknowledged: readonly Acknowledged[];
  /** Process id of the database server before each kill and after each start: the same when it was taken over. */
  readonly servers: readonly { readonly before: number; readonly after: number }[];
};

async function killDuringInteractions({ rounds, seed, onProgress }: Plan, dataDir: string): Promise<KillRun> {
  const random = seededRandom(seed);
  const standIn = createStandIn({ rateLimits: false, shards: 1, identifyIntervalMs: 1, logLimit: 1_000 });
  const server = await serveStandIn(standIn, { host: "127.0.0.1", port: 0 });
  const env = { DISCORD_TOKEN: standIn.token, DISCORD_API_URL: server.apiUrl, DATA_DIR: dataDir };
  const acknowledged: Acknowledged[] = [];
  const servers: { before: number; after: number }[] = [];
  let sent = 0;
  let bot = startBot(env);
  try {
    await standIn.untilOnline(START_MS);
    for (let round = 0; round < rounds; round += 1) {
      const killAfter = 1 + Math.floor(random() * PER_ROUND);
      const before = await serverPid(dataDir);
      let restarted: Promise<void> | undefined;
      const kill = async () => {
        const ended = once(bot, "exit");
        bot.kill("SIGKILL");
        await ended;
        bot = startBot(env);
        await standIn.untilOnline(START_MS);
      };
      await sendInTurns(PER_ROUND, async (number) => {
        const member = newMember(standIn, `member-${round}-${number}`);
        const click = () => standIn.as(member, SEED.study).command("roadmap done", { topic: TOPIC });
        const clicks = number % DOUBLE_CLICK_EVERY === 0 ? [click(), click()] : [click()];
        if (number === killAfter - 1) restarted = kill();
        sent += clicks.length;
        for (const outcome of await Promise.all(clicks)) {
          if (outcome.kind === "message") acknowledged.push({ member, outcome });
        }
      });
      await restarted;
      servers.push({ before, after: await serverPid(dataDir) });
      onProgress(round + 1);
    }
  } finally {
    const ended = once(bot, "exit");
    bot.kill("SIGTERM");
    await ended;
    await server.close();
    await standIn.close();
  }
  return { sent, acknowledged, servers };
}

/** Holds what members were told against what the database has. */
async function judge({ sent, acknowledged, servers }: KillRun, dataDir: string): Promise<Result> {
  const server = await openEmbedded(dataDir, silentLog);
  const { db, pool, close } = await openDatabase(server.url, { log: silentLog });
  try {
    const { rows } = await pool.query<{ member: string; times: number }>(
      "select member, count(*)::int as times from events where kind = 'topic.done' group by member",
    );
    const known = new Set(rows.map(({ member }) => member));
    const told = acknowledged.filter(({ outcome }) => !isFault(outcome));
    const lost = told.filter(({ member }) => !known.has(member));
    const doubled = rows.filter(({ times }) => times > 1);
    const { tables } = await rebuild(db);
    const differing = tables.values().reduce((sum, { differed }) => sum + differed, 0);
    const takenOver = servers.filter(({ before, after }) => before === after).length;
    return {
      problems: [
        ...expectThat(lost.length === 0, `${lost.length} were told that it is done, and it is not`),
        ...expectThat(doubled.length === 0, `${doubled.length} finished it more than once`),
        ...expectThat(told.length === acknowledged.length, "answers told of a fault"),
        ...expectThat(differing === 0, `${differing} derived rows are not what the record says`),
        ...expectThat(takenOver === servers.length, "a start did not find the database server of before"),
        ...expectThat(acknowledged.length * 2 > sent, "most were not answered at all"),
      ],
      counts: { kills: servers.length, sent, acknowledged: acknowledged.length, recorded: known.size },
    };
  } finally {
    await close();
    await server.close();
  }
}

const isFault = (outcome: unknown): boolean => JSON.stringify(outcome).includes("on our side");

/** The process id of the embedded server, from the lock file that Postgres keeps. */
async function serverPid(dataDir: string): Promise<number> {
  const lines = await readFile(join(dataDir, "postgres/data/postmaster.pid"), "utf8");
  return Number.parseInt(lines, 10);
}

function newMember(standIn: StandIn, username: string): string {
  const user = standIn.world.addUser({ username });
  standIn.world.addMember(SEED.guild, user.id);
  return user.id;
}

/** Runs `send` for each number below `count`, so many at once, in order. */
async function sendInTurns(count: number, send: (number: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < count) {
      const number = next;
      next += 1;
      await send(number);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

function startBot(env: Readonly<Record<string, string>>): ChildProcess {
  return spawn(process.execPath, ["--disable-warning=ExperimentalWarning", join(ROOT, "src/start.js")], {
    cwd: ROOT,
    env: { PATH: process.env["PATH"], LOG_LEVEL: "error", PORT: "0", ...env },
    stdio: ["ignore", "ignore", "inherit"],
  });
}
