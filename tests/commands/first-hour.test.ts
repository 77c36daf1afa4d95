import { afterAll, beforeAll, expect, test } from "vitest";
import { commands } from "../../commands/registry.ts";
import { SEED } from "../../src/playground/stand-in.ts";
import type { Actor, Outcome, ShownMessage } from "../../src/playground/stand-in.ts";
import { createTestPlace } from "../support/bot.ts";
import type { TestPlace } from "../support/bot.ts";
import { realRoadmap } from "../support/real-roadmap.ts";

// The whole way: a person clicks, the gateway tells, the bot answers over REST, the stand-in takes or refuses it as Discord would.

let place: TestPlace;
beforeAll(async () => {
  place = await createTestPlace();
  // The middle of a week in every zone: points belong to the week of the day it is for the member. Ahead, since ids never go back.
  place.standIn.clock.set(Date.parse("2030-06-05T12:00:00Z"));
  await place.start({ commands, roadmap: await realRoadmap() });
});
afterAll(() => place[Symbol.asyncDispose]());

/** The message of an outcome; fails where there is none. */
function shown(outcome: Outcome): ShownMessage {
  if (outcome.kind !== "message") throw new Error(`no message but ${JSON.stringify(outcome)}`);
  return outcome.message;
}

function textOf({ content, embeds }: ShownMessage): string {
  const texts = embeds.flatMap(({ title, description, fields }) => [
    title ?? "",
    description ?? "",
    ...(fields ?? []).map(({ name, value }) => `${name}: ${value}`),
  ]);
  return [content, ...texts].join("\n");
}

async function submit(person: Actor, opened: Outcome, answer: string): Promise<ShownMessage> {
  if (opened.kind !== "modal") throw new Error(`no form but ${JSON.stringify(opened)}`);
  return shown(await person.submit(opened.modal, { answer }));
}

test("a member's first hour, with others around", async () => {
  const [first, second, third] = SEED.members;
  const ana = place.standIn.as(first, SEED.study);
  const ben = place.standIn.as(second, SEED.study);
  const cleo = place.standIn.as(third, SEED.study);

  // She is asked once, and answered.
  const asked = await ana.command("roadmap next");
  expect(asked).toMatchObject({ kind: "message", ephemeral: true });
  let panel = shown(asked);
  expect(textOf(panel)).toContain("Before your first topic");
  panel = shown(await ana.select(panel, "Which cloud do you want to learn first?", ["aws"]));
  panel = await submit(ana, await ana.click(panel, "Another zone…"), "Lisbon");
  const answered = await ana.click(panel, "Looks right");
  expect(answered).toMatchObject({ updated: true });
  let card = shown(answered);
  expect(textOf(card)).toContain("Next: Python for Data Engineering");

  // She starts, checks off, finishes, and takes it back.
  card = shown(await ana.click(card, "Start"));
  let checklist = shown(await ana.click(card, "Objectives"));
  checklist = shown(await ana.select(checklist, "What can you do?", ["python-for-de/basics"]));
  expect(textOf(checklist)).toContain("**+5 points**");
  let outcome = shown(await ana.click(checklist, "Done"));
  expect(textOf(outcome)).toContain("**+40 points**");
  card = shown(await ana.click(outcome, "Undo"));
  expect(textOf(card)).toContain("40 points given back.");
  outcome = shown(await ana.click(card, "Done"));

  // She shows it; whoever clicks is answered alone, and the message stays as it is.
  const shared = await ana.click(outcome, "Share");
  expect(shared).toMatchObject({ kind: "message", ephemeral: false });
  const theirs = await ben.click(shown(shared), "What's next for me");
  expect(theirs).toMatchObject({ kind: "message", ephemeral: true, updated: false });
  expect(textOf(shown(theirs))).toContain("Before your first topic");
  await ben.click(shown(theirs), "Looks right");
  expect(cleo.view().filter(({ id }) => id === shown(theirs).id)).toEqual([]);

  // She looks around.
  expect(await ana.complete("roadmap view", "topic", "spa")).toContainEqual({
    name: "Apache Spark",
    value: "spark",
  });
  const topic = shown(await ana.command("roadmap view", { topic: "spark" }));
  expect(textOf(topic)).toContain("Apache Spark");
  const phase = shown(await ana.click(topic, "Phase 2"));
  expect(textOf(phase)).toContain("Cloud & Big Data");
  const other = shown(await ana.command("roadmap view", { member: ben.userId }));
  expect(textOf(other)).toContain("on the roadmap:");
  const certs = shown(await ana.command("roadmap certs"));
  const cert = shown(await ana.select(certs, "Open a certification", ["aws-ccp"]));
  const booked = await submit(ana, await ana.click(cert, "Exam booked…"), "2099-01-15");
  expect(textOf(booked)).toContain("Booked for 15 January 2099.");

  // The board knows both, then hides her, then forgets who leaves.
  await ben.command("roadmap done", { topic: "git" });
  let board = shown(await ben.command("leaderboard"));
  expect(textOf(board)).toContain("Together: **61 points**");
  expect(textOf(board)).toContain("**2nd**");
  let me = shown(await ana.command("me"));
  me = shown(await ana.click(me, "Hide me"));
  board = shown(await ben.command("leaderboard"));
  expect(textOf(board)).toContain("On the board: 1 person");
  await ana.click(me, "Show me on the leaderboard");
  place.standIn.world.removeMember(SEED.guild, ben.userId);
  board = shown(await ana.command("leaderboard"));
  expect(textOf(board)).toContain("On the board: 1 person");
  expect(textOf(board)).toContain("(you)");

  // She takes her data along and goes.
  const exported = shown(await ana.click(me, "Export my data"));
  expect(exported.attachments.map(({ filename }) => filename)).toEqual(["waymark-my-data.json"]);
  let goodbye = shown(await ana.click(me, "Delete my data…"));
  goodbye = shown(await ana.click(goodbye, "Everywhere…"));
  goodbye = shown(await ana.click(goodbye, "Delete everything"));
  expect(textOf(goodbye)).toContain("I keep nothing of you any more.");
  expect(textOf(shown(await ana.command("roadmap next")))).toContain("Before your first topic");

  const refused = place.standIn.log.requests.filter(({ status }) => status >= 400);
  expect(refused).toEqual([]);
  expect(place.testLog.lines.filter(({ level }) => level === "error" || level === "warn")).toEqual([]);
});

test("the leaderboard alone is for servers", async () => {
  expect(
    place.standIn
      .commands(null)
      .map(({ name }) => name)
      .toSorted(),
  ).toEqual(["help", "me", "roadmap"]);
});
