import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { questionsFor } from "../../src/domain/material.ts";
import { findTopic } from "../../src/domain/roadmap-graph.ts";
import { sketch } from "../domain/small-roadmap.ts";
import { member } from "../support/cast.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { realRoadmap } from "../support/real-roadmap.ts";
import { createStage } from "../support/stage.ts";
import type { Stage } from "../support/stage.ts";

let database: TestDatabase;
let stage: Stage;
beforeAll(async () => {
  database = await createTestDatabase();
  stage = createStage(database.db, await realRoadmap());
});
afterAll(() => database.close());

const topic = (id: string) => {
  const found = findTopic(stage.app.roadmap, id);
  if (found === null) throw new Error(`no topic ${id}`);
  return found;
};

describe("a topic's page", () => {
  test("says why it matters, what it builds on, and what each week is about", async () => {
    const ana = await member(stage, "Ana");
    await ana.command("roadmap view", { topic: "spark" });
    const { why, units } = topic("spark").material;
    expect(ana.seen()).toContain(why.slice(0, 40));
    expect(ana.seen()).toContain("**Week by week**\n1. ");
    expect(ana.seen().match(/^\d\. /gmu)).toHaveLength(units.length);
    expect(ana.labels()).toEqual(
      expect.arrayContaining(["The week's exercise", "Check yourself", "Placement challenge"]),
    );
  });

  test("what is next names the week's exercise, and goes on with what is checked", async () => {
    const ben = await member(stage, "Ben");
    await ben.raw("v1:roadmap:start:spark");
    await ben.command("roadmap next");
    const { units } = topic("spark").material;
    expect(ben.seen()).toContain(`Build: **${units[0]?.exercise.title}**`);
    const first = units[0]?.objectives ?? [];
    await ben.raw("v1:roadmap:check:spark:0", { values: first });
    await ben.command("roadmap next");
    const later = units.find(({ objectives }) => objectives.some((id) => !first.includes(id)));
    expect(ben.seen()).toContain(`Build: **${later?.exercise.title}**`);
  });
});

describe("a week's page", () => {
  test("has every step, and leads to the other weeks", async () => {
    const cleo = await member(stage, "Cleo");
    await cleo.command("roadmap view", { topic: "spark" });
    await cleo.click("The week's exercise");
    expect(cleo.seen()).toContain("week 1 of 5");
    const [first, second] = topic("spark").material.units;
    for (let i = 1; i <= (first?.exercise.steps.length ?? 0); i++) expect(cleo.seen()).toContain(`\n${i}. `);
    for (const part of ["**Hand in:**", "**It works when:**", "**Discuss**", "**Teach it**"])
      expect(cleo.seen()).toContain(part);
    await cleo.select("Go to a week", [second?.id ?? ""]);
    expect(cleo.seen()).toContain("week 2 of 5");
    await cleo.click("Back to the topic");
    expect(cleo.seen()).toContain("Week by week");
  });

  test("shows the exercise of the reader's cloud, and before they choose that there is one", async () => {
    const [unit] = topic("cloud-fundamentals").material.units;
    const dan = await member(stage, "Dan");
    const id = `v1:roadmap:unit:${unit?.id}`;
    await dan.raw(id);
    expect(dan.seen()).toContain("There is an exercise of its own for AWS, Azure and Google Cloud.");
    expect(dan.seen()).toContain(`Build: ${unit?.exercise.title}`);
    await dan.command("roadmap view", { topic: "cloud-fundamentals" });
    await dan.select("Which cloud", ["azure"]);
    await dan.raw(id);
    const azure = unit?.variants.find(({ only }) => only.options.includes("azure" as never));
    expect(dan.seen()).toContain(`Build: ${azure?.exercise.title}`);
    expect(dan.seen()).toContain("for Azure");
    expect(dan.seen()).not.toContain("There is an exercise of its own");
  });
});

describe("checking oneself", () => {
  test("asks first and answers on a click, one question after the other", async () => {
    const eve = await member(stage, "Eve");
    await eve.raw("v1:roadmap:ask:spark");
    const all = questionsFor(topic("spark"), new Map());
    for (const [i, { answer }] of all.entries()) {
      expect(eve.seen()).toContain(`question ${i + 1} of ${all.length}`);
      expect(eve.seen()).not.toContain("**Answer**");
      await eve.click("Show the answer");
      expect(eve.seen()).toContain("**Answer**");
      expect(eve.seen().replaceAll("\\", "")).toContain(answer.split(/[`'"]/u)[0]?.trim() ?? "");
      if (i < all.length - 1) await eve.click("Next question");
    }
    await eve.click("From the start");
    expect(eve.seen()).toContain("question 1 of");
  });

  test("from a message in the channel it is answered beside it, and a second click gives the same", async () => {
    const finn = await member(stage, "Finn");
    const id = `v1:roadmap:answer:${topic("spark").material.questions[0]?.id}`;
    expect(await finn.raw(id)).toEqual(await finn.raw(id));
  });
});

describe("the placement challenge", () => {
  test("shows the task, then what a right answer shows, and marks the topic as known", async () => {
    const gus = await member(stage, "Gus");
    await gus.command("roadmap view", { topic: "spark" });
    await gus.click("Placement challenge");
    expect(gus.seen()).toContain("**Task**");
    expect(gus.seen()).toContain("```\nHashAggregate(keys=[country]");
    expect(gus.seen()).not.toContain("A right answer shows");
    await gus.click("What a right answer shows");
    expect(gus.seen()).toContain("**A right answer shows**");
    await gus.click("I could do it");
    await gus.command("roadmap view", { topic: "spark" });
    expect(gus.seen()).toContain("Marked as known");
    expect(gus.labels()).not.toContain("Placement challenge");
    await gus.raw("v1:roadmap:place-answer:spark");
    expect(gus.labels()).toEqual(["Back to the topic"]);
  });
});

test("buttons of old messages answer when what they lead to is gone", async () => {
  const hal = await member(stage, "Hal");
  for (const old of [
    "unit:spark/week-99",
    "question:spark/fundamentals/q99",
    "answer:spark/fundamentals/q99",
  ]) {
    expect((await hal.raw(`v1:roadmap:${old}`)).kind).toBe("private");
    expect(hal.seen()).toContain("no longer in the roadmap");
    expect(hal.labels()).toEqual(["Open the topic"]);
  }
  await hal.raw("v1:roadmap:unit:nothing/week-1");
  expect(hal.labels()).toEqual(["Whole roadmap"]);
  for (const old of ["ask:gone", "place:gone", "place-answer:gone"]) {
    await hal.raw(`v1:roadmap:${old}`);
    expect(hal.seen()).toContain("There is no topic");
  }
});

test("somebody whose choice leaves no question is told so", async () => {
  const small = createStage(database.db, sketch([{ id: "sql", objectives: [{ cloud: "aws" }] }]));
  const ida = await member(small, "Ida");
  await ida.command("roadmap view", { topic: "sql" });
  await ida.select("Which cloud", ["gcp"]);
  await ida.raw("v1:roadmap:ask:sql");
  expect(ida.seen()).toContain("no question for what you chose");
});
