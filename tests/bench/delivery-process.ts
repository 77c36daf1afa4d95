import { createStandIn, FAKE_TOKEN, SEED, serveStandIn } from "../../src/playground/stand-in.ts";
import type { StandInOptions } from "../../src/playground/stand-in.ts";

// A stand-in with many servers, in a process of its own, that tells when which post arrived.

export type Requests = {
  /** Makes servers with one channel each. */
  open: (count: number) => Promise<readonly { readonly guild: string; readonly channel: string }[]>;
  /** Each way takes so long from now on. */
  slow: (delayMs: number, jitterMs: number) => Promise<void>;
  online: () => Promise<void>;
  /** The same moment by the world's clock and by the log's. */
  clock: () => Promise<{ readonly now: number; readonly elapsed: number }>;
  posts: () => Promise<readonly Post[]>;
  /** How many posts were accepted. */
  accepted: () => Promise<number>;
  /** `/roadmap next` so often a second for so long, open loop; milliseconds from the click to its answer, and what failed. */
  commands: (
    perSecond: number,
    seconds: number,
  ) => Promise<{ readonly latencies: number[]; readonly failed: number }>;
  address: () => Promise<string>;
};
/** A request to post, by the log's clock. */
export type Post = { readonly elapsed: number; readonly status: number; readonly channel: string };

const options = JSON.parse(process.argv[2] ?? "{}") as StandInOptions;
const standIn = createStandIn({
  token: FAKE_TOKEN,
  maxConcurrency: 16, // as Discord gives to a bot in so many servers
  identifyIntervalMs: 0,
  logLimit: 500_000,
  ...options,
});
const server = await serveStandIn(standIn, { host: "127.0.0.1", port: 0 });

const isPost = ({ method, route }: { readonly method: string; readonly route: string | null }): boolean =>
  method === "POST" && route === "/channels/:channel/messages";

const requests: Requests = {
  address: async () => server.apiUrl,
  open: async (count) =>
    Array.from({ length: count }, (_, nth) => {
      const { id, channelIds } = standIn.world.addGuild({ name: `Server ${nth}` });
      return { guild: id, channel: [...channelIds][0] ?? "" };
    }),
  slow: async (delayMs, jitterMs) => void standIn.faults.slow(delayMs, jitterMs),
  online: () => standIn.untilOnline(60_000),
  clock: async () => ({ now: standIn.clock.now(), elapsed: standIn.clock.elapsed() }),
  posts: async () =>
    standIn.log.requests
      .filter(isPost)
      .map(({ elapsed, status, path }) => ({ elapsed, status, channel: path.split("/")[2] ?? "" })),
  accepted: async () =>
    standIn.log.requests.filter((request) => isPost(request) && request.status === 200).length,
  commands: async (perSecond, seconds) => {
    const actor = standIn.as(SEED.admin, SEED.study);
    const latencies: number[] = [];
    let failed = 0;
    await Promise.all(
      Array.from({ length: perSecond * seconds }, async (_, nth) => {
        await new Promise((resolve) => setTimeout(resolve, (nth * 1000) / perSecond));
        const begun = performance.now();
        const outcome = await actor.command("roadmap next");
        latencies.push(performance.now() - begun);
        if (outcome.kind === "failed") failed += 1;
      }),
    );
    return { latencies, failed };
  },
};

process.on("message", ({ id, name, args }: { id: number; name: keyof Requests; args: never[] }) => {
  const answer = (requests[name] as (...args: never[]) => Promise<unknown>)(...args);
  answer.then(
    (result) => process.send?.({ id, result }),
    (fault: unknown) => process.send?.({ id, fault: String(fault) }),
  );
});
process.on("SIGTERM", () => process.exit(0));
process.on("disconnect", () => process.exit(0));
