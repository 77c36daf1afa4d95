import { afterEach, beforeEach, expect, test } from "vitest";
import type { Sender } from "../../src/delivery/port.ts";
import { createSender } from "../../src/discord/sender.ts";
import { createStandIn, SEED, serveStandIn } from "../../src/playground/stand-in.ts";
import type { StandIn } from "../../src/playground/stand-in.ts";

let standIn: StandIn;
let sender: Sender;
let close: () => Promise<void>;
beforeEach(async () => {
  standIn = createStandIn();
  const served = await serveStandIn(standIn, { host: "127.0.0.1", port: 0 });
  sender = createSender({ apiUrl: served.apiUrl, token: standIn.token });
  close = () => served.close();
});
afterEach(async () => {
  sender.close();
  await close();
});

const inHours = (hours: number) => Temporal.Instant.fromEpochMilliseconds(standIn.clock.now()).add({ hours });
const event = () => ({
  name: "Sprint: Spark",
  description: "1 week together",
  location: "https://discord.com/channels/1/2/3",
  startsAt: inHours(1),
  endsAt: inHours(24 * 7),
});
const events = () => [...standIn.world.guilds.get(SEED.guild)!.events.values()];

test("puts an event into the list once, however often it is asked to, also where the answer to the first was lost", async () => {
  const wanted = event();
  standIn.faults.next({ route: /^POST \/guilds/, kind: "reset-after" });
  expect((await sender.createEvent(SEED.guild, wanted)).kind).toBe("uncertain");
  // A start that had to be moved, since it lies in the past by now, makes no other of it.
  const again = await sender.createEvent(SEED.guild, { ...wanted, startsAt: inHours(2) });
  expect(again).toEqual({ kind: "sent", channel: SEED.guild, message: events()[0]?.id });
  expect(events()).toHaveLength(1);
  await sender.createEvent(SEED.guild, { ...wanted, endsAt: inHours(48) });
  expect(events()).toHaveLength(2);
});

test("ends one that is under way, calls off one ahead, and lets be what is over", async () => {
  await sender.createEvent(SEED.guild, event());
  const { id } = events()[0]!;
  expect((await sender.endEvent(SEED.guild, id)).kind).toBe("sent");
  expect(events()[0]?.over).toBe("canceled");
  expect((await sender.endEvent(SEED.guild, id)).kind).toBe("sent");
  await sender.createEvent(SEED.guild, event());
  standIn.clock.set(standIn.clock.now() + 2 * 3_600_000);
  await sender.endEvent(SEED.guild, events()[1]!.id);
  expect(events()[1]?.over).toBe("completed");
});

test("says what Discord refuses", async () => {
  expect(await sender.endEvent(SEED.guild, "1")).toMatchObject({ kind: "refused", code: 10070 });
  expect(await sender.createEvent("1", event())).toMatchObject({ kind: "refused", code: 10004 });
});
