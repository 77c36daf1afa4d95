import { afterEach, beforeEach, expect, test } from "vitest";
import { SEED } from "../../src/playground/stand-in.ts";
import { until } from "./scheduled-place.ts";
import { createSprintPlace, text, textOf } from "./sprint-place.ts";
import type { SprintPlace } from "./sprint-place.ts";

// Where sprints talk, and whom they remind where.

let place: SprintPlace;
beforeEach(async () => {
  place = await createSprintPlace();
  await place.run();
});
afterEach(() => place[Symbol.asyncDispose]());

const [LENA, RAFAEL, HARUKA] = SEED.members;

test("at half time of two quiet sprints on a topic one is invited into the other; whoever leads brings all over", async () => {
  const one = await place.begin(SEED.admin, { topic: "Apache Spark" });
  const other = await place.begin(RAFAEL, { topic: "Apache Spark", length: 14 });
  await place.joinWith(LENA, one, "When the kids sleep, I will do one objective");
  const thread = await place.threadOf(one);
  await place.goTo("2030-06-12T17:00:00Z");
  const [asked] = place.titled("Go on together?", thread);
  expect(text(asked)).toContain("Together there would be 3 members");
  const click = (user: string) => place.as(user, thread).click(asked!, "Go on together");
  expect(textOf(await click(LENA))).toContain("whoever leads");
  expect(textOf(await click(SEED.admin))).toContain("2 members went over");
  expect(textOf(await click(SEED.admin))).toContain("goes on together with another sprint");
  await until(async () =>
    text(place.titled("Sprint: ").find(({ id }) => id === other.id)).includes("In it: 3"),
  );
  await place.cardSays("It goes on together with another sprint");
  await place.goTo("2030-06-24T12:00:00Z");
  expect(place.titled("Wrap-up")).toHaveLength(1);
  expect(place.titled("Go on together?", thread)).toHaveLength(1);
});

test("who wants direct messages gets their plan there, and is not pinged in the thread; who wants none hears nothing", async () => {
  const shown = await place.begin(SEED.admin, { goal: "Read" });
  await place.joinWith(LENA, shown, "When the kids sleep, I will **read**");
  await place.joinWith(RAFAEL, shown, null);
  await place.joinWith(HARUKA, shown, null);
  const set = (member: string, where: string) =>
    place.database.pool.query("insert into member_reminders values ($1, $2, false, 22, 8, 0)", [
      member,
      where,
    ]);
  await set(LENA, "direct");
  await set(RAFAEL, "off");
  const thread = await place.threadOf(shown);
  await place.goTo("2030-06-15T16:30:00Z");
  const [last] = place.titled("One more day", thread);
  expect(last?.content).toBe(`<@${SEED.admin}> <@${HARUKA}>`);
  const direct = [...place.standIn.world.channels.values()].filter(({ recipientId }) => recipientId !== null);
  expect(direct.map(({ recipientId }) => recipientId)).toEqual([LENA]);
  const [own] = place.standIn.view(LENA, direct[0]!.id);
  expect(text(own)).toContain(String.raw`I will \\*\\*read\\*\\*`);
  expect(text(own)).toContain(`<#${thread}>`);
  expect(textOf(await place.as(LENA, direct[0]!.id).click(own!, "Stop these reminders"))).toContain(
    "I no longer remind you",
  );
  expect(textOf(await place.as(HARUKA, thread).click(last!, "No more pings for me"))).toContain("Saved.");
  await place.goTo("2030-06-16T08:30:00Z");
  expect(place.titled("It ends today", thread)[0]?.content).toBe(`<@${SEED.admin}>`);
  expect(place.standIn.view(LENA, direct[0]!.id)).toHaveLength(1);
});

test("started in a thread, a sprint talks there and opens no other", async () => {
  const said = place.as(SEED.admin).say("Who is in?");
  const opened = await fetch(`${place.apiUrl}/v10/channels/${SEED.study}/messages/${said.id}/threads`, {
    method: "POST",
    headers: { authorization: `Bot ${place.standIn.token}`, "content-type": "application/json" },
    body: JSON.stringify({ name: "Talk", type: 11 }),
  });
  const { id } = (await opened.json()) as { id: string };
  await place.begin(SEED.admin, { goal: "Read" }, id);
  await place.goTo("2030-06-10T18:00:00Z");
  await until(async () => place.titled("How is it going?", id).length === 1);
  expect((await place.outbox()).some(({ key }) => key.startsWith("sprint-thread"))).toBe(false);
});

test("with its channel gone, a sprint goes on where the server's prompts go, card and all", async () => {
  const channel = place.standIn.world.addChannel(SEED.guild, { name: "side" }).id;
  const shown = await place.begin(SEED.admin, { goal: "Read" }, channel);
  await until(async () => place.titled("Sprint: ", channel)[0]?.thread);
  place.standIn.world.removeChannel(channel);
  expect(text(shown)).toContain("In it: 1");
  await place.as(LENA).command("sprint join");
  await place.cardSays("In it: 2");
  await place.goTo("2030-06-11T18:00:00Z");
  await until(async () => place.titled("How is it going?").length > 0);
  await place.goTo("2030-06-16T12:00:01Z");
  await until(async () => place.titled("Wrap-up").length === 1);
});

test("a wrap-up that was refused comes once when an organiser resumes posting", async () => {
  const { world } = place.standIn;
  await place.begin(SEED.admin, { goal: "Read" });
  await place.quiet();
  await place.schedule({ nextAt: Temporal.Instant.from("2030-06-10T07:00:00Z") });
  const denied = { id: SEED.bot, type: 1, allow: 0n } as const;
  world.setOverwrite(SEED.study, { ...denied, deny: 1n << 11n });
  await place.goTo("2030-06-16T12:00:01Z");
  const wrapUp = async () =>
    (await place.outbox()).filter(({ key }) => key.startsWith("sprint-wrapup")).map(({ state }) => state);
  expect(await wrapUp()).toEqual(["dead"]);
  expect(place.titled("Wrap-up")).toHaveLength(0);

  world.setOverwrite(SEED.study, { ...denied, deny: 0n });
  const olga = place.as(SEED.admin);
  const panel = await olga.command("setup");
  if (panel.kind !== "message") throw new Error(textOf(panel));
  expect(textOf(await olga.click(panel.message, "Resume posting"))).toContain(
    "Sent again now: this week's prompt, and what 1 sprint could not post.",
  );
  await until(async () => place.titled("Wrap-up").length === 1);
  await place.quiet();
  expect(await wrapUp()).toEqual(["dead", "sent"]);
  expect(place.titled("Wrap-up")).toHaveLength(1);
});

test("a card that was refused comes when an organiser resumes posting, with its thread, and not another time", async () => {
  const route = /^POST \/channels\/:channel\/messages$/;
  await place.schedule({ nextAt: Temporal.Instant.from("2030-06-10T07:00:00Z") });
  // The card, and then the week's prompt, by which posting is stopped.
  place.standIn.faults.next({ route, kind: "refusal", code: 50013 });
  await place.as(SEED.admin).command("sprint start", { goal: "Read" });
  const cards = async () =>
    (await place.outbox()).filter(({ key }) => key.startsWith("sprint-card")).map(({ state }) => state);
  await until(async () => (await cards()).includes("dead"));
  await place.quiet();
  const refusing = place.standIn.faults.always({ route, kind: "refusal", code: 50013 });
  place.moveTo("2030-06-10T07:00:10Z");
  const resume = async () => {
    const panel = await place.as(SEED.admin).command("setup");
    if (panel.kind !== "message") throw new Error(textOf(panel));
    return text(panel.message).includes("Resume posting") ? panel.message : null;
  };
  const panel = await until(resume);
  refusing();
  const before = (await cards()).length;
  expect(textOf(await place.as(SEED.admin).click(panel, "Resume posting"))).toContain(
    "what 1 sprint could not post",
  );
  const card = await until(async () => place.titled("Sprint: ")[0]);
  await place.threadOf(card);
  await place.quiet();
  expect(place.titled("Sprint: ")).toHaveLength(1);
  expect(await cards()).toHaveLength(before + 1);
});

test("a card that is lost before its thread was begun comes again, and its thread with it", async () => {
  const gone = { kind: "refusal", status: 404, code: 10008 } as const;
  place.standIn.faults.next({ ...gone, route: /^POST \/channels\/:channel\/messages\/:message\/threads$/ });
  await place.begin(SEED.admin, { goal: "Read" });
  const threads = async () =>
    (await place.outbox()).filter(({ key }) => key.startsWith("sprint-thread")).map(({ state }) => state);
  await until(async () => (await threads()).includes("dead"));
  await place.quiet();
  place.standIn.faults.next({ ...gone, route: /^PATCH \/channels\/:channel\/messages\/:message$/ });
  await place.as(LENA).command("sprint join");
  const card = await until(async () => place.titled("Sprint: ")[1]);
  await place.threadOf(card);
  await expect.poll(threads).toEqual(["dead", "sent"]);
});
