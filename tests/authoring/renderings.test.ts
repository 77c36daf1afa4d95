import { expect, test } from "vitest";
import { renderingsOf } from "../../src/authoring/renderings.ts";
import { topicsOf } from "../../src/domain/roadmap-graph.ts";
import { SEED } from "../../src/playground/stand-in.ts";
import { serveOne } from "../playground/support/served.ts";
import { realRoadmap } from "../support/real-roadmap.ts";

const TODAY = Temporal.PlainDate.from("2030-06-05");

test("every rendering of every topic is a message that Discord takes", async () => {
  await using served = await serveOne({ rateLimits: false });
  const roadmap = await realRoadmap();
  for (const { id, title } of topicsOf(roadmap)) {
    for (const { name, message } of renderingsOf(roadmap, id, TODAY)) {
      const { status, body } = await served.api("POST", `/channels/${SEED.study}/messages`, message);
      expect([title, name, status, body.errors]).toEqual([title, name, 200, undefined]);
    }
  }
});

test("a topic is shown as next, as its page, in each of its weeks, as exercise, question, challenge and reminder", async () => {
  const roadmap = await realRoadmap();
  const names = renderingsOf(roadmap, "sql-advanced", TODAY).map(({ name }) => name);
  expect(names).toEqual([
    "/roadmap next",
    "/roadmap view",
    "Weekly prompt, 1 of 4",
    "Weekly prompt, 2 of 4",
    "Weekly prompt, 3 of 4",
    "Weekly prompt, 4 of 4",
    "The exercise of week 1",
    "The exercise of week 2",
    "The exercise of week 3",
    "The exercise of week 4",
    "Check yourself",
    "Placement challenge",
    "Reminder, in the channel",
    "Reminder, by direct message",
  ]);
});

test("of a topic that is not there, there is nothing", async () => {
  expect(renderingsOf(await realRoadmap(), "no-such-topic", TODAY)).toEqual([]);
});
