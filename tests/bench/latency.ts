import { startProgram, startStandInProcess, stop } from "./processes.ts";
import { percentile, shortened } from "./statistics.ts";
import type { Bench } from "./main.ts";

const TOKEN = "waymark.stand-in.not-a-real-token";
const ROUNDS = 10;
const TIMES = 200;

/** `/roadmap next`, gateway event to callback, against a bare handler: A/B in turns, 2,000 of each. */
export const latency: Bench = {
  name: "latency of /roadmap next",
  async run({ createDatabase }) {
    const [ours, bare] = await Promise.all([startStandInProcess(1), startStandInProcess(1)]);
    const bot = startProgram("src/start.js", {
      DISCORD_TOKEN: TOKEN,
      DISCORD_API_URL: ours.apiUrl,
      DATABASE_URL: await createDatabase(),
    });
    const comparator = startProgram("tests/bench/bare-bot.ts", {
      DISCORD_TOKEN: TOKEN,
      DISCORD_API_URL: bare.apiUrl,
    });
    for (const child of [bot, comparator]) child.stderr?.pipe(process.stderr);
    try {
      await Promise.all([ours.untilOnline(), bare.untilOnline()]);
      await ours.introduce("roadmap next");
      await ours.run("roadmap next", TIMES);
      await bare.run("ping", TIMES);
      const samples = { ours: [] as number[], bare: [] as number[] };
      for (let round = 0; round < ROUNDS; round += 1) {
        samples.ours.push(...(await ours.run("roadmap next", TIMES)));
        samples.bare.push(...(await bare.run("ping", TIMES)));
      }
      return { raw: samples, rows: [0.5, 0.99].map((share) => compare(samples, share)) };
    } finally {
      await Promise.all([stop(bot), stop(comparator)]);
      await Promise.all([ours.stop(), bare.stop()]);
    }
  },
};

function compare(samples: { ours: number[]; bare: number[] }, share: number) {
  const ours = percentile(samples.ours, share);
  const bare = percentile(samples.bare, share);
  return {
    what: `p${share * 100}, 2,000 runs`,
    ours: `${shortened(ours)} ms`,
    comparator: `${shortened(bare)} ms (bare handler)`,
    ratio: shortened(ours / bare),
    bar: "at most 3",
  };
}
