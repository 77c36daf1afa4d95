import { afterEach, beforeEach, expect, test } from "vitest";
import { mint } from "../../src/domain/ids.ts";
import type { MemberId } from "../../src/domain/ids.ts";
import { SEED } from "../../src/playground/stand-in.ts";
import type { Actor, Outcome, ShownMessage } from "../../src/playground/stand-in.ts";
import { loadLive, loadSprint } from "../../src/store/sprints.ts";
import { createScheduledPlace, GUILD, until } from "./scheduled-place.ts";
import type { ScheduledPlace } from "./scheduled-place.ts";

// Whole sprints over the real protocol, with the stand-in's clock moved. It is a Sunday, noon in UTC.

let place: ScheduledPlace;
beforeEach(async () => {
  place = await createScheduledPlace();
  await place.schedule({ nextAt: null });
});
afterEach(() => place[Symbol.asyncDispose]());

const [LENA, RAFAEL] = SEED.members;
const as = (user: string, channel: string = SEED.study): Actor => place.standIn.as(user, channel);
const text = (message: ShownMessage | undefined): string => JSON.stringify(message);
const textOf = (outcome: Outcome): string =>
  outcome.kind === "message" ? text(outcome.message) : JSON.stringify(outcome);
const now = () => Temporal.Instant.fromEpochMilliseconds(place.standIn.clock.now());
const titled = (start: string, channel: string = SEED.study): ShownMessage[] =>
  place.standIn.view(SEED.admin, channel).filter(({ embeds }) => embeds[0]?.title?.startsWith(start));
const card = async (): Promise<ShownMessage> => until(async () => titled("Sprint: ").at(-1));
const cardSays = (what: string): Promise<ShownMessage> =>
  until(async () => titled("Sprint: ").findLast((message) => text(message).includes(what)));
const threadOf = async (message: ShownMessage): Promise<string> =>
  (await until(async () => titled("Sprint: ").find(({ id }) => id === message.id)?.thread)).id;
const outbox = async () =>
  (
    await place.database.pool.query<{ key: string; state: string; reason: string | null }>(
      "select key, state, reason from occurrences where kind like 'sprint%' order by id",
    )
  ).rows;
const quiet = () =>
  until(async () => (await outbox()).every(({ state }) => state !== "planned" && state !== "claimed"));
const listed = () => [...place.standIn.world.guilds.get(SEED.guild)!.events.values()];
const points = async (user: string): Promise<number> => {
  const { rows } = await place.database.pool.query<{ sum: string | null }>(
    "select sum(points) from events where member = $1 and kind = 'sprint.finished'",
    [user],
  );
  return Number(rows[0]?.sum ?? 0);
};

/** Goes to a time and waits for all that falls due. */
async function goTo(moment: string): Promise<void> {
  place.moveTo(moment);
  await until(async () => {
    const { rows } = await place.database.pool.query("select 1 from sprints where next_at <= $1", [moment]);
    return rows.length === 0;
  });
  await quiet();
}

async function start(
  user: string,
  options: Record<string, string | number | boolean>,
): Promise<ShownMessage> {
  const outcome = await as(user).command("sprint start", options);
  expect(textOf(outcome)).toContain("You are in, and lead it");
  return card();
}

async function joinWith(user: string, message: ShownMessage, plan: string | null): Promise<void> {
  const outcome = await as(user).click(message, "Join");
  if (outcome.kind !== "modal") throw new Error(textOf(outcome));
  if (plan === null) return;
  expect(textOf(await as(user).submit(outcome.modal, { answer: plan }))).toContain("You are in");
}

test("two weeks' worth of a sprint: card, thread, check-ins, half time, the last day, the wrap-up and the next one", async () => {
  await place.run();
  const first = await start(SEED.admin, {
    topic: "Apache Spark",
    goal: "All exercises @everyone",
    together: 4,
    recurring: true,
  });
  const thread = await threadOf(first);
  await joinWith(LENA, first, "When the kids sleep, I will do one objective");
  await joinWith(RAFAEL, first, null);
  await cardSays("In it: 3");
  expect(text(await card())).not.toContain("@everyone");
  // The plan can be given later, and a day be told from the card.
  for (const user of [SEED.admin, LENA])
    expect(textOf(await as(user).click(await card(), "Done today"))).toContain("✅");
  await cardSays("✅ **Lena**");

  await goTo("2030-06-09T18:30:00Z");
  const asked = titled("How is it going?", thread);
  expect(asked).toHaveLength(1);
  for (let day = 10; day <= 12; day += 1) {
    await goTo(`2030-06-${day}T17:00:00Z`);
    for (const user of [SEED.admin, LENA]) {
      const post = [...titled("How is it going?", thread), ...titled("Half time", thread)].at(-1)!;
      await as(user, thread).click(post, "Done today");
    }
  }
  const half = titled("Half time", thread);
  expect(half).toHaveLength(1);
  expect(half[0]?.content).toBe(`<@${RAFAEL}>`);
  expect(text(half[0])).toContain("how are you?");

  // Somebody is stuck, and somebody helps.
  const outcome = await as(RAFAEL, thread).click(half[0]!, "Blocked…");
  if (outcome.kind !== "modal") throw new Error(textOf(outcome));
  await as(RAFAEL, thread).submit(outcome.modal, { answer: "no **cluster** at hand" });
  const helping = await cardSays("I can help Rafael");
  expect(textOf(await as(LENA).click(helping, "I can help Rafael"))).toContain(`<#${thread}>`);
  await until(async () =>
    place.standIn.view(LENA, thread).find(({ content }) => content === `<@${RAFAEL}> <@${LENA}>`),
  );

  await goTo("2030-06-13T17:00:00Z");
  for (const user of [SEED.admin, LENA]) await as(user).click(await card(), "Done today");
  await goTo("2030-06-15T17:00:00Z");
  const last = titled("One more day", thread);
  expect(text(last[0])).toContain("When the kids sleep, I will do one objective");
  await goTo("2030-06-16T07:30:00Z");
  expect(titled("It ends today", thread)).toHaveLength(1);

  await goTo("2030-06-16T12:00:01Z");
  const wrapUps = titled("Wrap-up: Apache Spark");
  expect(wrapUps).toHaveLength(1);
  expect(text(wrapUps[0])).toContain("3 members in it, 3 heard of, 2 saw it through");
  // Nobody has chosen to be visible.
  expect(text(wrapUps[0])).toContain("None of them has chosen to be seen by others.");
  expect(await Promise.all([SEED.admin, LENA, RAFAEL].map(points))).toEqual([20, 20, 0]);

  // The next one is open, with whoever leads, and one click on the wrap-up away.
  const next = await until(async () => titled("Sprint: ").find(({ id }) => id !== first.id));
  expect((await as(LENA).click(wrapUps[0]!, "Join the next one")).kind).toBe("modal");
  await until(async () => text(titled("Sprint: ").find(({ id }) => id === next.id)).includes("In it: 2"));
  await until(async () => text(titled("Sprint: ").find(({ id }) => id === first.id)).includes("Ended"));
  const keys = (await outbox()).map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
});

test("off over the whole sprint: the end comes, points and wrap-up once, what is past is skipped with the reason", async () => {
  const bot = await place.run();
  const shown = await start(SEED.admin, { goal: "Read" });
  await joinWith(LENA, shown, null);
  await as(SEED.admin).click(shown, "Done today");
  await quiet();
  await bot.stop();
  place.moveTo("2030-06-20T12:00:00Z");
  await place.run();
  await until(async () =>
    (await outbox()).some(({ key, state }) => key.startsWith("sprint-wrapup") && state === "sent"),
  );
  await quiet();
  expect(titled("Wrap-up")).toHaveLength(1);
  const skipped = (await outbox()).filter(({ state }) => state === "skipped");
  expect(skipped.length).toBeGreaterThan(5);
  expect(new Set(skipped.map(({ reason }) => reason))).toEqual(new Set(["expired"]));
  expect(await points(SEED.admin)).toBe(0);
  await cardSays("Ended");
});

test("a sprint ahead opens a week before, warns, begins; called off it stops", async () => {
  await place.run();
  const outcome = await as(SEED.admin).command("sprint start", { goal: "Later", starts: "2030-06-20 18:00" });
  expect(textOf(outcome)).toContain("a week before it starts");
  await goTo("2030-06-13T16:00:00Z");
  const shown = await card();
  expect(text(shown)).toContain("Starts <t:");
  const thread = await threadOf(shown);
  await until(async () => listed().length === 1);
  expect(listed()[0]).toMatchObject({
    name: "Sprint: Later",
    startsAt: Date.parse("2030-06-20T16:00:00Z"),
    endsAt: Date.parse("2030-06-27T16:00:00Z"),
    location: `https://discord.com/channels/${SEED.guild}/${SEED.study}/${shown.id}`,
  });
  await goTo("2030-06-20T15:10:00Z");
  expect(titled("Soon: Later", thread)).toHaveLength(1);
  expect(titled("Soon: Later", thread)[0]?.content).toBe(`<@${SEED.admin}>`);
  await goTo("2030-06-20T16:00:01Z");
  expect(titled("It begins: Later", thread)).toHaveLength(1);
  await as(SEED.admin).command("sprint end");
  const asked = place.standIn.view(SEED.admin, SEED.study).at(-1)!;
  await as(SEED.admin).click(asked, "End it");
  await until(async () => titled("Wrap-up: Later").length === 1);
  await cardSays("Ended before its time");
  await until(async () => listed().every(({ over }) => over === "completed"));
  await goTo("2030-07-20T18:00:00Z");
  expect(titled("How is it going?", thread)).toHaveLength(0);
});

test("a card that was edited too often is posted anew, and a lost thread's posts come beside it", async () => {
  await place.run();
  const shown = await start(SEED.admin, { goal: "Read" });
  const thread = await threadOf(shown);
  place.standIn.faults.next({ route: /^PATCH \/channels/, kind: "refusal", status: 400, code: 30046 });
  await joinWith(LENA, shown, null);
  const second = await until(async () => titled("Sprint: ").find(({ id }) => id !== shown.id));
  expect(text(second)).toContain("In it: 2");
  place.standIn.world.removeChannel(thread);
  await goTo("2030-06-10T18:00:00Z");
  await until(async () => titled("How is it going?").length === 1);
  await goTo("2030-06-11T18:00:00Z");
  await until(async () => titled("How is it going?").length === 2);
});

test("whoever left the server drops off the roster and is not pinged", async () => {
  await place.run();
  const shown = await start(SEED.admin, { goal: "Read" });
  await joinWith(LENA, shown, null);
  await cardSays("In it: 2");
  place.standIn.world.removeMember(SEED.guild, LENA);
  await goTo("2030-06-15T17:00:00Z");
  await cardSays("In it: 1");
  const thread = await threadOf(shown);
  expect(titled("One more day", thread)[0]?.content).toBe(`<@${SEED.admin}>`);
  const [state] = await loadLive(place.database.db, GUILD, now());
  expect(state?.members.get(mint<MemberId>(LENA))?.active).toBe(false);
  expect((await loadSprint(place.database.db, state!.sprint.id))?.leader).toBe(SEED.admin);
});
