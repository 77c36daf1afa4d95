import { afterEach, beforeEach, expect, test } from "vitest";
import { SEED } from "../../src/playground/stand-in.ts";
import { outboxView } from "../../src/outbox-view.ts";
import { briefly, MONDAY, until } from "./scheduled-place.ts";
import { createSprintPlace, textOf } from "./sprint-place.ts";
import type { SprintPlace } from "./sprint-place.ts";

// Discord does what it is asked, its answer is lost, and the time of it passes before anybody can ask again.

let place: SprintPlace;
beforeEach(async () => {
  place = await createSprintPlace();
});
afterEach(() => place[Symbol.asyncDispose]());

const THREAD = /^POST \/channels\/:channel\/messages\/:message\/threads$/;
const EVENT = /^POST \/guilds\/:guild\/scheduled-events$/;
const LOOK_AT_EVENTS = /^GET \/guilds\/:guild\/scheduled-events$/;

const events = () => [...place.standIn.world.guilds.get(SEED.guild)!.events.values()];
const requests = (route: RegExp) =>
  place.standIn.log.requests.filter(({ method, route: asked }) => route.test(`${method} ${asked}`));
const stateOf = async (kind: string) =>
  (await place.outbox())
    .filter(({ key }) => key.startsWith(`${kind}/`))
    .map(({ state, reason }) => (state === "sent" ? state : `${state}: ${reason}`));

/** The prompt is posted, its thread is begun (or not, as the fault has it), and then two days pass. */
async function loseThread(kind: "5xx-before" | "5xx-after"): Promise<void> {
  await place.run();
  await place.schedule({ discussion: true });
  const heal = place.standIn.faults.always({ route: THREAD, kind });
  place.moveTo(MONDAY);
  await until(async () => requests(THREAD).length > 0);
  place.moveTo("2030-06-12T07:00:00Z");
  await place.settled(2);
  heal();
}

test("a week's thread that was begun is found when its time is over, and leads there", async () => {
  await loseThread("5xx-after");
  const [week, thread] = await place.settled(2);
  expect(thread).toMatchObject({ kind: "thread", state: "sent", channel: week!.message });
  expect(place.standIn.world.channels.get(week!.message!)?.thread).toBeTruthy();
  const { rows } = await outboxView(place.database.db, SEED.guild);
  expect(rows.find(({ what }) => what === "Discussion thread")).toMatchObject({
    state: "sent",
    why: null,
    channel: week!.message,
  });
});

test("one that was never begun is left out when its time is over", async () => {
  await loseThread("5xx-before");
  expect((await place.settled(2)).map(briefly)).toEqual([
    ["week", "sent", null],
    ["thread", "skipped", "expired"],
  ]);
});

test("a sprint's thread that was begun is found when its time is over, and the sprint talks in it", async () => {
  await place.run();
  const heal = place.standIn.faults.always({ route: THREAD, kind: "5xx-after" });
  const card = await place.begin(SEED.admin, { goal: "Read" });
  const thread = await place.threadOf(card);
  await until(async () => requests(THREAD).length > 0);
  await place.goTo("2030-06-14T12:00:00Z");
  heal();
  expect(await stateOf("sprint-thread")).toEqual(["sent"]);
  await place.goTo("2030-06-14T17:00:00Z");
  await until(async () => place.titled("How is it going?", thread).length > 0);
});

/** The event is in the list, nobody heard of it, and whoever starts again cannot look yet. */
async function loseEvent(): Promise<() => void> {
  const bot = await place.run();
  place.standIn.faults.next({ route: EVENT, kind: "hang-after" });
  await place.begin(SEED.admin, { goal: "Read" });
  await until(async () => events().length === 1);
  await bot.stop(0);
  const heal = place.standIn.faults.always({ route: LOOK_AT_EVENTS, kind: "5xx-before" });
  await place.run();
  return heal;
}

test("the event of a sprint that was ended before anybody knew of it is found, and taken out of the list", async () => {
  const heal = await loseEvent();
  await endSprint();
  heal();
  await until(async () => events()[0]?.over !== null);
  await expect.poll(() => stateOf("sprint-event")).toEqual(["sent", "sent"]);
  expect(events()).toHaveLength(1);
});

test("the event of a sprint that ended at its time is in no list any more, and nobody is told of trouble", async () => {
  const heal = await loseEvent();
  place.moveTo("2030-06-16T12:00:01Z");
  heal();
  await expect.poll(() => stateOf("sprint-event")).toEqual(["skipped: sprint-over"]);
  await place.quiet();
  expect(await stateOf("notice")).toEqual([]);
});

test("an entry that was taken out of the list is found so when the time for it is over", async () => {
  const bot = await place.run();
  await place.begin(SEED.admin, { goal: "Read" });
  await expect.poll(() => stateOf("sprint-event")).toEqual(["sent"]);
  place.standIn.faults.next({
    route: /^PATCH \/guilds\/:guild\/scheduled-events\/:event$/,
    kind: "hang-after",
  });
  await endSprint();
  await until(async () => events()[0]?.over !== null);
  await bot.stop(0);
  place.moveTo("2030-06-11T13:00:00Z");
  await place.run();
  await expect.poll(() => stateOf("sprint-event")).toEqual(["sent", "sent"]);
});

/** Whoever leads the only sprint ends it. */
async function endSprint(): Promise<void> {
  const leader = place.as(SEED.admin);
  const asked = await leader.command("sprint end");
  if (asked.kind !== "message") throw new Error(textOf(asked));
  expect(textOf(await leader.click(asked.message, "End it"))).toContain("has ended");
}
