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

async function joins(count: number, withinMs: number): Promise<JoinsResult> {
  await standIn.untilOnline(30_000);
  const people = Array.from({ length: count }, (_, nth) => {
    const { id } = standIn.world.addUser({ username: `member${nth}`, globalName: `Member ${nth}` });
    standIn.world.addMember(SEED.guild, id);
    return standIn.as(id, SEED.study);
  });
  const started = await standIn
    .as(SEED.admin, SEED.study)
    .command("sprint start", { goal: "Read chapter 3" });
  if (started.kind !== "message") throw new Error(`no sprint: ${JSON.stringify(started)}`);
  const shown = await until(card);
  const before = edits(shown.id);
  const latencies: number[] = [];
  const failures: string[] = [];
  // Open loop: a click comes when it comes, however long those before it take.
  await Promise.all(
    people.map(async (person, nth) => {
      await new Promise((resolve) => setTimeout(resolve, (nth * withinMs) / count));
      const begun = performance.now();
      const outcome = await person.click(shown, "Join");
      latencies.push(performance.now() - begun);
      if (outcome.kind === "failed") failures.push(outcome.why);
    }),
  );
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
    edits: edits(shown.id) - before,
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
