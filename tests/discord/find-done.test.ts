import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Sender } from "../../src/delivery/port.ts";
import { createSender } from "../../src/discord/sender.ts";
import { createStandIn, SEED, serveStandIn } from "../../src/playground/stand-in.ts";
import type { StandIn } from "../../src/playground/stand-in.ts";

let standIn: StandIn;
let sender: Sender;
let close: () => Promise<void>;
beforeAll(async () => {
  standIn = createStandIn({ rateLimits: false });
  const served = await serveStandIn(standIn, { host: "127.0.0.1", port: 0 });
  sender = createSender({ apiUrl: served.apiUrl, token: standIn.token, timeoutMs: 2_000 });
  close = () => served.close();
});
beforeEach(() => standIn.faults.clear());
afterAll(async () => {
  sender.close();
  await close();
});

const VIEW_CHANNEL = 1n << 10n;

const inHours = (hours: number) => Temporal.Instant.fromEpochMilliseconds(standIn.clock.now()).add({ hours });
const post = async (channel: string): Promise<string> => {
  const target = { kind: "channel", id: channel } as const;
  const nonce = `n${standIn.clock.now()}`;
  const outcome = await sender.send({ target, message: { content: "the week", rows: [] }, nonce });
  if (outcome.kind !== "sent") throw new Error(JSON.stringify(outcome));
  return outcome.message;
};

describe("the discussion of a message", () => {
  test("is found where it was begun, also where nobody heard of it", async () => {
    const message = await post(SEED.study);
    expect(await sender.find({ kind: "thread", message })).toEqual({ kind: "absent" });
    standIn.faults.next({ route: /\/threads$/, kind: "5xx-after" });
    expect((await sender.openThread(SEED.study, message, "Talk")).kind).toBe("uncertain");
    expect(await sender.find({ kind: "thread", message })).toEqual({
      kind: "found",
      channel: message,
      message,
    });
  });

  test("is not made up where the bot may not look, or Discord stumbles", async () => {
    const { id } = standIn.world.addChannel(SEED.guild, { name: "closing" });
    const message = await post(id);
    await sender.openThread(id, message, "Talk");
    standIn.faults.next({ route: /^GET \/channels\/:channel$/, kind: "5xx-before" });
    expect(await sender.find({ kind: "thread", message })).toMatchObject({ kind: "failed" });
    standIn.world.setOverwrite(id, { id: SEED.guild, type: 0, allow: 0n, deny: VIEW_CHANNEL });
    expect(await sender.find({ kind: "thread", message })).toEqual({ kind: "unreadable" });
  });
});

describe("an event", () => {
  const event = (name: string) => ({
    name,
    description: "1 week together",
    location: "https://discord.com/channels/1/2/3",
    startsAt: inHours(1),
    endsAt: inHours(24),
  });
  const guild = SEED.guild;

  test("is found in the list, until it is over", async () => {
    const wanted = event("Sprint: found");
    expect(await sender.find({ kind: "event", guild, event: wanted })).toEqual({ kind: "absent" });
    const made = await sender.createEvent(guild, wanted);
    if (made.kind !== "sent") throw new Error(JSON.stringify(made));
    const { channel, message } = made;
    expect(await sender.find({ kind: "event", guild, event: wanted })).toEqual({
      kind: "found",
      channel,
      message,
    });
    await sender.endEvent(guild, message);
    expect(await sender.find({ kind: "event", guild, event: wanted })).toEqual({ kind: "absent" });
  });

  test("that was to be over is found so where it was ended, or deleted", async () => {
    const made = await sender.createEvent(guild, event("Sprint: over"));
    if (made.kind !== "sent") throw new Error(JSON.stringify(made));
    const search = { kind: "event-end", guild, event: made.message } as const;
    const found = { kind: "found", channel: guild, message: made.message };
    expect(await sender.find(search)).toEqual({ kind: "absent" });
    await sender.endEvent(guild, made.message);
    expect(await sender.find(search)).toEqual(found);
    standIn.world.guilds.get(guild)!.events.delete(made.message);
    expect(await sender.find(search)).toEqual(found);
  });
});
