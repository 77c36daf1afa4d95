import { afterEach, beforeEach, expect, test } from "vitest";
import { mint } from "../../src/domain/ids.ts";
import type { MemberId } from "../../src/domain/ids.ts";
import { SEED } from "../../src/playground/stand-in.ts";
import { loadLive, loadSprint } from "../../src/store/sprints.ts";
import { GUILD, until } from "./scheduled-place.ts";
import { createSprintPlace, text, textOf } from "./sprint-place.ts";
import type { SprintPlace } from "./sprint-place.ts";

let place: SprintPlace;
beforeEach(async () => {
  place = await createSprintPlace();
});
afterEach(() => place[Symbol.asyncDispose]());

const [LENA, RAFAEL] = SEED.members;
const listed = () => [...place.standIn.world.guilds.get(SEED.guild)!.events.values()];

test("two weeks' worth of a sprint: card, thread, check-ins, half time, the last day, the wrap-up and the next one", async () => {
  await place.run();
  const first = await place.begin(SEED.admin, {
    topic: "Apache Spark",
    goal: "All exercises @everyone",
    together: 4,
    recurring: true,
  });
  const thread = await place.threadOf(first);
  await place.joinWith(LENA, first, "When the kids sleep, I will do one objective");
  await place.joinWith(RAFAEL, first, null);
  await place.cardSays("In it: 3");
  expect(text(await place.cardSays(""))).not.toContain("@everyone");
  // The plan can be given later, and a day be told from the card.
  for (const user of [SEED.admin, LENA])
    expect(textOf(await place.as(user).click(await place.cardSays(""), "Done today"))).toContain("✅");
  await place.cardSays("✅ **Lena**");

  await place.goTo("2030-06-09T18:30:00Z");
  const asked = place.titled("How is it going?", thread);
  expect(asked).toHaveLength(1);
  for (let day = 10; day <= 12; day += 1) {
    await place.goTo(`2030-06-${day}T17:00:00Z`);
    for (const user of [SEED.admin, LENA]) {
      const post = [...place.titled("How is it going?", thread), ...place.titled("Half time", thread)].at(
        -1,
      )!;
      await place.as(user, thread).click(post, "Done today");
    }
  }
  const half = place.titled("Half time", thread);
  expect(half).toHaveLength(1);
  expect(half[0]?.content).toBe(`<@${RAFAEL}>`);
  expect(text(half[0])).toContain("how are you?");

  // Somebody is stuck, and somebody helps.
  const outcome = await place.as(RAFAEL, thread).click(half[0]!, "Blocked…");
  if (outcome.kind !== "modal") throw new Error(textOf(outcome));
  await place.as(RAFAEL, thread).submit(outcome.modal, { answer: "no **cluster** at hand" });
  const helping = await place.cardSays("I can help Rafael");
  expect(textOf(await place.as(LENA).click(helping, "I can help Rafael"))).toContain(`<#${thread}>`);
  await until(async () =>
    place.standIn.view(LENA, thread).find(({ content }) => content === `<@${RAFAEL}> <@${LENA}>`),
  );

  await place.goTo("2030-06-13T17:00:00Z");
  for (const user of [SEED.admin, LENA]) await place.as(user).click(await place.cardSays(""), "Done today");
  await place.goTo("2030-06-15T17:00:00Z");
  const last = place.titled("One more day", thread);
  expect(text(last[0])).toContain("When the kids sleep, I will do one objective");
  await place.goTo("2030-06-16T07:30:00Z");
  expect(place.titled("It ends today", thread)).toHaveLength(1);

  await place.goTo("2030-06-16T12:00:01Z");
  const wrapUps = place.titled("Wrap-up: Apache Spark");
  expect(wrapUps).toHaveLength(1);
  expect(text(wrapUps[0])).toContain("3 members in it, 3 heard of, 2 saw it through");
  // Nobody has chosen to be visible.
  expect(text(wrapUps[0])).toContain("None of them has chosen to be seen by others.");
  expect(await Promise.all([SEED.admin, LENA, RAFAEL].map(place.points))).toEqual([20, 20, 0]);

  // The next one is open, with whoever leads, and one click on the wrap-up away.
  const next = await until(async () => place.titled("Sprint: ").find(({ id }) => id !== first.id));
  expect((await place.as(LENA).click(wrapUps[0]!, "Join the next one")).kind).toBe("modal");
  await until(async () =>
    text(place.titled("Sprint: ").find(({ id }) => id === next.id)).includes("In it: 2"),
  );
  await until(async () => text(place.titled("Sprint: ").find(({ id }) => id === first.id)).includes("Ended"));
  const keys = (await place.outbox()).map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
});

test("off over the whole sprint: the end comes, points and wrap-up once, what is past is skipped with the reason", async () => {
  const bot = await place.run();
  const shown = await place.begin(SEED.admin, { goal: "Read" });
  await place.joinWith(LENA, shown, null);
  await place.as(SEED.admin).click(shown, "Done today");
  await place.quiet();
  await bot.stop();
  place.moveTo("2030-06-20T12:00:00Z");
  await place.run();
  await until(async () =>
    (await place.outbox()).some(({ key, state }) => key.startsWith("sprint-wrapup") && state === "sent"),
  );
  await place.quiet();
  expect(place.titled("Wrap-up")).toHaveLength(1);
  const skipped = (await place.outbox()).filter(({ state }) => state === "skipped");
  expect(skipped.length).toBeGreaterThan(5);
  expect(new Set(skipped.map(({ reason }) => reason))).toEqual(new Set(["expired"]));
  expect(await place.points(SEED.admin)).toBe(0);
  await place.cardSays("Ended");
});

test("a day on which nobody says a word is on the card by its evening", async () => {
  await place.run();
  await place.begin(SEED.admin, { goal: "Read" });
  for (const [day, cells] of [
    ["09", 1],
    ["10", 2],
    ["11", 3],
  ] as const) {
    await place.goTo(`2030-06-${day}T18:30:00Z`);
    expect(text(await place.cardSays(`${"▫️".repeat(cells)} **Amara**`))).not.toContain(
      "▫️".repeat(cells + 1),
    );
  }
});

test("a sprint ahead opens a week before, warns, begins; called off it stops", async () => {
  await place.run();
  const outcome = await place
    .as(SEED.admin)
    .command("sprint start", { goal: "Later", starts: "2030-06-20 18:00" });
  expect(textOf(outcome)).toContain("a week before it starts");
  await place.goTo("2030-06-13T16:00:00Z");
  const shown = await place.cardSays("");
  expect(text(shown)).toContain("Starts <t:");
  const thread = await place.threadOf(shown);
  await until(async () => listed().length === 1);
  expect(listed()[0]).toMatchObject({
    name: "Sprint: Later",
    startsAt: Date.parse("2030-06-20T16:00:00Z"),
    endsAt: Date.parse("2030-06-27T16:00:00Z"),
    location: `https://discord.com/channels/${SEED.guild}/${SEED.study}/${shown.id}`,
  });
  await place.goTo("2030-06-20T15:10:00Z");
  expect(place.titled("Soon: Later", thread)).toHaveLength(1);
  expect(place.titled("Soon: Later", thread)[0]?.content).toBe(`<@${SEED.admin}>`);
  await place.goTo("2030-06-20T16:00:01Z");
  expect(place.titled("It begins: Later", thread)).toHaveLength(1);
  await place.as(SEED.admin).command("sprint end");
  const asked = place.standIn.view(SEED.admin, SEED.study).at(-1)!;
  await place.as(SEED.admin).click(asked, "End it");
  await until(async () => place.titled("Wrap-up: Later").length === 1);
  await place.cardSays("Ended before its time");
  await until(async () => listed().every(({ over }) => over === "completed"));
  await place.goTo("2030-07-20T18:00:00Z");
  expect(place.titled("How is it going?", thread)).toHaveLength(0);
});

test("a card that was edited too often is posted anew, and a lost thread's posts come beside it", async () => {
  await place.run();
  const shown = await place.begin(SEED.admin, { goal: "Read" });
  const thread = await place.threadOf(shown);
  place.standIn.faults.next({ route: /^PATCH \/channels/, kind: "refusal", status: 400, code: 30046 });
  await place.joinWith(LENA, shown, null);
  const second = await until(async () => place.titled("Sprint: ").find(({ id }) => id !== shown.id));
  expect(text(second)).toContain("In it: 2");
  place.standIn.world.removeChannel(thread);
  await place.goTo("2030-06-10T18:00:00Z");
  await until(async () => place.titled("How is it going?").length === 1);
  await place.goTo("2030-06-11T18:00:00Z");
  await until(async () => place.titled("How is it going?").length === 2);
});

test("whoever left the server drops off the roster and is not pinged", async () => {
  await place.run();
  const shown = await place.begin(SEED.admin, { goal: "Read" });
  await place.joinWith(LENA, shown, null);
  await place.cardSays("In it: 2");
  place.standIn.world.removeMember(SEED.guild, LENA);
  await place.goTo("2030-06-15T17:00:00Z");
  await place.cardSays("In it: 1");
  const thread = await place.threadOf(shown);
  expect(place.titled("One more day", thread)[0]?.content).toBe(`<@${SEED.admin}>`);
  const [state] = await loadLive(place.database.db, GUILD, place.now());
  expect(state?.members.get(mint<MemberId>(LENA))?.active).toBe(false);
  expect((await loadSprint(place.database.db, state!.sprint.id))?.leader).toBe(SEED.admin);
});
