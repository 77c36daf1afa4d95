import { expect, test } from "vitest";
import { renderingsOf } from "../../src/authoring/renderings.ts";
import { mint } from "../../src/domain/ids.ts";
import type { MemberId } from "../../src/domain/ids.ts";
import { topicsOf } from "../../src/domain/roadmap-graph.ts";
import { SEED } from "../../src/playground/stand-in.ts";
import { serveOne } from "../playground/support/served.ts";
import { realRoadmap } from "../support/real-roadmap.ts";

const LENA = { id: mint<MemberId>(SEED.members[0] ?? ""), name: "Lena" };
const SCENE = { now: Temporal.Instant.from("2030-06-05T12:00:00Z"), person: LENA };

test("every rendering of every topic is a message that Discord takes", async () => {
  await using served = await serveOne({ rateLimits: false });
  const roadmap = await realRoadmap();
  for (const { id, title } of topicsOf(roadmap)) {
    for (const { name, message } of renderingsOf(roadmap, id, SCENE)) {
      const { status, body } = await served.api("POST", `/channels/${SEED.study}/messages`, message);
      expect([title, name, status, body.errors]).toEqual([title, name, 200, undefined]);
    }
  }
});

test("a topic is shown in every way in which somebody meets it", async () => {
  const roadmap = await realRoadmap();
  const names = renderingsOf(roadmap, "sql-advanced", SCENE).map(({ name }) => name);
  expect(names).toEqual([
    "/roadmap next",
    "/roadmap next, once it is started",
    "/roadmap view",
    "Weekly prompt, 1 of 4",
    "Weekly prompt, 2 of 4",
    "Weekly prompt, 3 of 4",
    "Weekly prompt, 4 of 4",
    "The exercise of week 1",
    "The exercise of week 2",
    "The exercise of week 3",
    "The exercise of week 4",
    "Objectives",
    "Check yourself",
    "Check yourself, the answer",
    "Placement challenge",
    "Placement challenge, the answer",
    "When it is done",
    "Shared when it is done",
    "Shared while it is learned",
    "Its date",
    "Reminder the day before, in the channel",
    "Reminder on the day, in the channel",
    "Reminder the day before, by direct message",
    "Reminder on the day, by direct message",
    "Reminder of a date that moved, by direct message",
    "Weekly digest",
    "A sprint on it, offered",
    "A sprint on it, its card",
    "A sprint on it, at its start",
    "A sprint on it, its wrap-up",
    "The phase it is in",
  ]);
});

test("each rendering names its topic", async () => {
  const roadmap = await realRoadmap();
  const topic = topicsOf(roadmap).find(({ id }) => id === "sql-advanced");
  const without = renderingsOf(roadmap, "sql-advanced", SCENE).filter(
    ({ message }) => !JSON.stringify(message).includes(topic?.title ?? "none"),
  );
  expect(without.map(({ name }) => name)).toEqual([]);
});

test("a topic that depends on a choice is shown for each of its options, with their exercises", async () => {
  const all = renderingsOf(await realRoadmap(), "cloud-storage", SCENE);
  const names = all.map(({ name }) => name);
  for (const option of ["AWS", "Azure", "Google Cloud"]) {
    expect(names).toContain(`/roadmap view, for ${option}`);
    expect(names).toContain(`The exercise of week 1, for ${option}`);
  }
  const [aws, azure] = ["AWS", "Azure"].map((option) =>
    JSON.stringify(all.find(({ name }) => name === `The exercise of week 1, for ${option}`)?.message),
  );
  expect(aws).not.toEqual(azure);
});

test("the pages of the certifications that a topic prepares for are among them", async () => {
  const roadmap = await realRoadmap();
  const certification = roadmap.certifications
    .flatMap(({ certifications }) => certifications)
    .find(({ topics }) => topics.length > 0);
  const names = renderingsOf(roadmap, certification?.topics[0] ?? "", SCENE).map(({ name }) => name);
  expect(names).toContain(`Certification: ${certification?.title}`);
});

test("a reminder in the channel and a sprint name the person who looks", async () => {
  const all = renderingsOf(await realRoadmap(), "sql-advanced", SCENE);
  const reminder = all.find(({ name }) => name === "Reminder on the day, in the channel");
  expect(reminder?.message.content).toContain(`<@${LENA.id}> Today is your date`);
  const card = all.find(({ name }) => name === "A sprint on it, its card");
  expect(JSON.stringify(card?.message)).toContain("Lena");
});

test("of a topic that is not there, there is nothing", async () => {
  expect(renderingsOf(await realRoadmap(), "no-such-topic", SCENE)).toEqual([]);
});
