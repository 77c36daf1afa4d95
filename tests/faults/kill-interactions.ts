import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createStandIn, SEED, serveStandIn } from "../../src/playground/stand-in.ts";
import type { Outcome, StandIn } from "../../src/playground/stand-in.ts";
import { seededRandom } from "../support/random.ts";

const ROOT = join(import.meta.dirname, "../..");
const TOPIC = "git";
const AT_ONCE = 8;
const START_MS = 60_000; // a start takes a second or two; a busy machine is no fault

/** An interaction that the bot answered, and what it said; unanswered ones (the bot was down for over 3 s) are only counted. */
export type Acknowledged = { readonly member: string; readonly outcome: Outcome };
export type KillRun = {
  readonly sent: number;
  readonly acknowledged: readonly Acknowledged[];
  /** Process id of the database server before each kill and after each start: the same when it was taken over. */
  readonly servers: readonly { readonly before: number; readonly after: number }[];
};

/**
 * Members finish a topic each, eight at once, while the bot's process (with its embedded database in `dataDir`) is killed with SIGKILL
 * once a round, at a moment drawn by `seed`, and started again at once.
 */
export async function killDuringInteractions(plan: {
  readonly rounds: number;
  readonly perRound: number;
  readonly seed: number;
  readonly dataDir: string;
}): Promise<KillRun> {
  const random = seededRandom(plan.seed);
  const standIn = createStandIn({ rateLimits: false, shards: 1, identifyIntervalMs: 1, logLimit: 1_000 });
  const server = await serveStandIn(standIn, { host: "127.0.0.1", port: 0 });
  const env = { DISCORD_TOKEN: standIn.token, DISCORD_API_URL: server.apiUrl, DATA_DIR: plan.dataDir };
  const acknowledged: Acknowledged[] = [];
  const servers: { before: number; after: number }[] = [];
  let bot = startBot(env);
  try {
    await standIn.untilOnline(START_MS);
    for (let round = 0; round < plan.rounds; round += 1) {
      const killAfter = 1 + Math.floor(random() * plan.perRound);
      const before = await serverPid(plan.dataDir);
      let restarted: Promise<void> | undefined;
      const kill = async () => {
        const ended = once(bot, "exit");
        bot.kill("SIGKILL");
        await ended;
        bot = startBot(env);
        await standIn.untilOnline(START_MS);
      };
      await sendInTurns(plan.perRound, async (number) => {
        const member = newMember(standIn, `member-${round}-${number}`);
        const answer = standIn.as(member, SEED.study).command("roadmap done", { topic: TOPIC });
        if (number === killAfter - 1) restarted = kill();
        const outcome = await answer;
        if (outcome.kind === "message") acknowledged.push({ member, outcome });
      });
      await restarted;
      servers.push({ before, after: await serverPid(plan.dataDir) });
    }
  } finally {
    const ended = once(bot, "exit");
    bot.kill("SIGTERM");
    await ended;
    await server.close();
    await standIn.close();
  }
  return { sent: plan.rounds * plan.perRound, acknowledged, servers };
}

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
