import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { PostSearch, Sender, Target } from "../../src/delivery/port.ts";
import { createSender } from "../../src/discord/sender.ts";
import { createStandIn, SEED, serveStandIn } from "../../src/playground/stand-in.ts";
import type { StandIn } from "../../src/playground/stand-in.ts";
import { buttonRow, button } from "../../src/text/rows.ts";

const FORUM = 15;
const READ_HISTORY = 1n << 16n;

let standIn: StandIn;
let sender: Sender;
let close: () => Promise<void>;
let since: Temporal.Instant;

beforeAll(async () => {
  standIn = createStandIn({ rateLimits: false });
  const served = await serveStandIn(standIn, { host: "127.0.0.1", port: 0 });
  sender = createSender({ apiUrl: served.apiUrl, token: standIn.token, timeoutMs: 2_000 });
  close = () => served.close();
});
beforeEach(() => {
  standIn.faults.clear();
  since = Temporal.Instant.fromEpochMilliseconds(standIn.clock.now());
});
afterAll(async () => {
  sender.close();
  await close();
});

const message = (tag: string) => ({
  content: "the week",
  rows: buttonRow(button("I'm in", `v1:roadmap:week-in:${tag}`)),
});
const send = async (target: Target, tag: string) => {
  const outcome = await sender.send({ target, message: message(tag), nonce: tag, title: "This week" });
  if (outcome.kind !== "sent") throw new Error(JSON.stringify(outcome));
  return { channel: outcome.channel, message: outcome.message };
};
const study: Target = { kind: "channel", id: SEED.study };
const search = (target: Target, tag: string, more: Partial<PostSearch> = {}): PostSearch => ({
  kind: "post",
  target,
  tag,
  guild: SEED.guild,
  since,
  ...more,
});

describe("a post is found again by the tag in its custom ids", () => {
  test("in a channel, behind hundreds of later messages, and not before its time", async () => {
    const sent = await send(study, "behind");
    const amara = standIn.as(SEED.admin, SEED.study);
    for (let number = 0; number < 230; number += 1) amara.say(`message ${number}`);
    expect(await sender.find(search(study, "behind"))).toEqual({ kind: "found", ...sent });
    expect(await sender.find(search(study, "another"))).toEqual({ kind: "absent" });
    const later = since.add({ hours: 1 });
    expect(await sender.find(search(study, "behind", { since: later }))).toEqual({ kind: "absent" });
  });

  test("in a forum, as the first message of a post", async () => {
    const forum = standIn.world.addChannel(SEED.guild, { name: "weeks", type: FORUM });
    const target: Target = { kind: "forum", id: forum.id };
    await send(target, "first");
    const sent = await send(target, "second");
    expect(await sender.find(search(target, "second"))).toEqual({ kind: "found", ...sent });
    expect(await sender.find(search(target, "third"))).toEqual({ kind: "absent" });
  });

  test("in a direct message", async () => {
    const target: Target = { kind: "direct", id: SEED.admin };
    const sent = await send(target, "direct");
    expect(await sender.find(search(target, "direct"))).toEqual({ kind: "found", ...sent });
  });
});

describe("nothing is made up where nobody can look", () => {
  test("without the right to read the history, which Discord then shows as empty", async () => {
    const quiet = standIn.world.addChannel(SEED.guild, {
      name: "unreadable",
      overwrites: [{ id: SEED.guild, type: 0, allow: 0n, deny: READ_HISTORY }],
    });
    const target: Target = { kind: "channel", id: quiet.id };
    await send(target, "hidden");
    expect(await sender.find(search(target, "hidden"))).toEqual({ kind: "unreadable" });
  });

  test("in a channel that is gone", async () => {
    const gone: Target = { kind: "channel", id: "99999999999999999" };
    expect(await sender.find(search(gone, "gone"))).toEqual({ kind: "unreadable" });
  });

  test("while Discord stumbles: later", async () => {
    standIn.faults.next({ route: /^GET \/channels\/:channel\/messages$/, kind: "5xx-before" });
    expect(await sender.find(search(study, "x"))).toMatchObject({
      kind: "failed",
      outcome: { kind: "uncertain" },
    });
  });
});
