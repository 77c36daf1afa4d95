import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { FAKE_TOKEN } from "../../src/playground/stand-in.ts";
import { startProgram, stop } from "./processes.ts";
import { percentile, shortened } from "./statistics.ts";
import type { Bench } from "./main.ts";
import type { JoinsResult } from "./sprint-joins-process.ts";

const MEMBERS = 500;
const WITHIN_MS = 5_000;
const ROUNDS = 3;
const LIMIT_MS = 3_000; // Discord waits so long for an answer

/** 500 members join one sprint within five seconds, whether or not those before them are served. */
export const sprintJoins: Bench = {
  name: "sprint-joins",
  async run({ createDatabase }) {
    const rounds: JoinsResult[] = [];
    for (let round = 0; round < ROUNDS; round += 1) rounds.push(await once500(await createDatabase()));
    const all = rounds.flatMap(({ latencies }) => latencies);
    const sum = (of: (round: JoinsResult) => number) => rounds.reduce((total, round) => total + of(round), 0);
    const rows = [0.5, 0.99, 1].map((share) => {
      const ours = percentile(all, share);
      return {
        what: `${share === 1 ? "slowest" : `p${share * 100}`} of ${ROUNDS} times ${MEMBERS} joins within ${WITHIN_MS / 1000} s`,
        ours: `${shortened(ours)} ms`,
        comparator: `${LIMIT_MS} ms (Discord's patience)`,
        ratio: shortened(ours / LIMIT_MS),
        bar: "at most 1",
      };
    });
    const cards = rounds.map(
      ({ card, edits, cardAfter }) => `${card}, ${edits} edits, ${Math.round(cardAfter)} ms after`,
    );
    rows.push({
      what: "failed clicks and answers of 429",
      ours: `${sum(({ failures }) => failures.length)} and ${sum(({ refused }) => refused.length)}`,
      comparator: cards.join("; "),
      ratio: sum(({ failures, refused }) => failures.length + refused.length),
      bar: "0",
    });
    return { raw: rounds, rows };
  },
};

async function once500(database: string): Promise<JoinsResult> {
  const child = fork(join(import.meta.dirname, "sprint-joins-process.ts"), {
    execArgv: ["--disable-warning=ExperimentalWarning"],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const ask = async (request: object | string): Promise<unknown> => {
    child.send(request);
    const [answer] = (await once(child, "message")) as [{ result?: unknown; fault?: string }];
    if (answer.fault !== undefined) throw new Error(answer.fault);
    return answer.result;
  };
  const env = {
    DISCORD_TOKEN: FAKE_TOKEN,
    DISCORD_API_URL: String(await ask("address")),
    DATABASE_URL: database,
  };
  const bot = startProgram("src/start.js", env);
  bot.stderr?.pipe(process.stderr);
  try {
    return (await ask({ count: MEMBERS, withinMs: WITHIN_MS })) as JoinsResult;
  } finally {
    await stop(bot);
    await stop(child);
  }
}
