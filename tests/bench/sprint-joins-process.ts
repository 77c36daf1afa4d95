import { createStandIn, FAKE_TOKEN, SEED, serveStandIn } from "../../src/playground/stand-in.ts";
import type { ShownMessage } from "../../src/playground/stand-in.ts";

// A stand-in with Discord's rate limits, and members who all join one sprint.

export type JoinsResult = {
  /** Milliseconds from each click to its answer. */
  readonly latencies: readonly number[];
  readonly failures: readonly string[];
  /** Answers of 429 to whatever the bot asked. */
  readonly refused: readonly string[];
  /** What the card says of those who are in. */
  readonly card: string;
  /** Milliseconds from the last answer until the card says so. */
  readonly cardAfter: number;
  readonly edits: number;
};

const standIn = createStandIn({ token: FAKE_TOKEN, shards: 1, identifyIntervalMs: 0 });
const server = await serveStandIn(standIn, { host: "127.0.0.1", port: 0 });
const PATIENCE_MS = 20_000;
const WARM_UP = 100;
const WARM_UP_MS = 5_000;

async function until<T>(look: () => T | null | undefined | false): Promise<T> {
  for (const begun = performance.now(); performance.now() - begun < PATIENCE_MS;) {
    const found = look();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error("it did not happen within twenty seconds");
}

const card = (): ShownMessage | undefined =>
  standIn
    .view(SEED.admin, SEED.study)
    .findLast(({ embeds, ephemeral }) => !ephemeral && embeds[0]?.title?.startsWith("Sprint: "));
const peopleOn = (message: ShownMessage | undefined): string =>
  /In it: [\d,]+/.exec(message?.embeds[0]?.description ?? "")?.[0] ?? "";

/** Members who join the newest sprint, one after the other within a time, whether or not those before them are served. */
async function joinAll(
  count: number,
  withinMs: number,
): Promise<{ readonly latencies: readonly number[]; readonly failures: readonly string[] }> {
  const shown = await until(card);
  const people = Array.from({ length: count }, (_, nth) => {
    const { id } = standIn.world.addUser({ username: `member${nth}`, globalName: `Member ${nth}` });
    standIn.world.addMember(SEED.guild, id);
    return standIn.as(id, SEED.study);
  });
  const latencies: number[] = [];
  const failures: string[] = [];
  await Promise.all(
    people.map(async (person, nth) => {
      await new Promise((resolve) => setTimeout(resolve, (nth * withinMs) / count));
      const begun = performance.now();
      const outcome = await person.click(shown, "Join");
      latencies.push(performance.now() - begun);
      if (outcome.kind === "failed") failures.push(outcome.why);
    }),
  );
  return { latencies, failures };
}

async function start(goal: string): Promise<void> {
  const before = card()?.id;
  const started = await standIn.as(SEED.admin, SEED.study).command("sprint start", { goal });
  if (started.kind !== "message") throw new Error(`no sprint: ${JSON.stringify(started)}`);
  await until(() => card()?.id !== before && card());
}

async function joins(count: number, withinMs: number): Promise<JoinsResult> {
  await standIn.untilOnline(30_000);
  // A bot that has just started compiles as it goes; this one has been at work for a while.
  await start("Warm up");
  await joinAll(WARM_UP, WARM_UP_MS);
  await standIn.as(SEED.admin, SEED.study).command("sprint leave");
  await start("Read chapter 3");
  standIn.log.clear();
  const { latencies, failures } = await joinAll(count, withinMs);
  const last = performance.now();
  const wanted = `In it: ${new Intl.NumberFormat("en-US").format(count + 1)}`;
  await until(() => peopleOn(card()) === wanted).catch(() => null);
  return {
    latencies,
    failures,
    refused: standIn.log.requests
      .filter(({ status }) => status === 429)
      .map(({ method, path }) => `${method} ${path}`),
    card: peopleOn(card()),
    cardAfter: performance.now() - last,
    edits: edits(card()?.id ?? ""),
  };
}

function edits(message: string): number {
  return standIn.log.requests.filter(({ method, path }) => method === "PATCH" && path.endsWith(message))
    .length;
}

process.on("message", (request: { readonly count: number; readonly withinMs: number } | "address") => {
  const answer =
    request === "address" ? Promise.resolve(server.apiUrl) : joins(request.count, request.withinMs);
  answer.then(
    (result) => process.send?.({ result }),
    (fault: unknown) => process.send?.({ fault: String(fault) }),
  );
});
process.on("SIGTERM", () => process.exit(0));
process.on("disconnect", () => process.exit(0));
