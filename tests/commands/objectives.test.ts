import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Roadmap } from "../../src/domain/roadmap.ts";
import { sketch } from "../domain/small-roadmap.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { pickedIn } from "../support/read-message.ts";
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

const ALL = [
  "python-for-de/basics",
  "python-for-de/data-structures-algorithms",
  "python-for-de/pandas-numpy",
];

describe("the checklist", () => {
  test("saves what is picked at once, starts the topic, and offers to finish it", async () => {
    const ana = stage.person("Ana");
    await ana.command("roadmap view", { topic: "python-for-de" });
    await ana.click("Objectives");
    expect(pickedIn(ana.message(), "What can")).toEqual([]);
    await ana.select("What can", ALL.slice(0, 1));
    expect(ana.seen()).toContain("Saved: 1 checked.\n**+5 points**");
    expect(ana.seen()).toContain("✅ Write a script");
    expect(pickedIn(ana.message(), "What can")).toEqual(ALL.slice(0, 1));
    await ana.select("What can", ALL);
    expect(ana.seen()).toContain("Saved: 2 checked.\n**+10 points**\nAll checked.");
    await ana.click("Done");
    expect(ana.seen()).toContain("✅ Done: Python");
  });

  test("gives back exactly what a check gave", async () => {
    const ben = stage.person("Ben");
    await ben.raw("v1:roadmap:objectives:python-for-de");
    await ben.select("What can", ALL);
    await ben.select("What can", ALL.slice(1));
    expect(ben.seen()).toContain("Saved: 1 unchecked.\n5 points given back.");
    await ben.select("What can", []);
    expect(ben.seen()).toContain("10 points given back.");
    await ben.select("What can", []);
    expect(ben.seen()).toContain("Nothing changed.");
    await ben.command("me");
    expect(ben.seen()).toContain("0 points in this server");
  });

  test("says when the day's points are used up, and records on", async () => {
    const roadmap = sketch([{ id: "long", objectives: Array.from({ length: 12 }, () => null) }]);
    const cleo = createStage(database.db, roadmap).person("Cleo");
    await cleo.raw("v1:roadmap:objectives:long");
    await cleo.select(
      "What can",
      Array.from({ length: 12 }, (_, i) => `long/${i + 1}`),
    );
    expect(cleo.seen()).toContain("**+40 points**\n8 objectives a day earn points, and today's have.");
    expect(cleo.seen()).toContain("100%");
  });

  test("holds more objectives than one select, and keeps those of the other list", async () => {
    const roadmap = sketch([{ id: "huge", objectives: Array.from({ length: 30 }, () => null) }]);
    const dan = createStage(database.db, roadmap).person("Dan");
    await dan.raw("v1:roadmap:check:huge:0", { values: ["huge/1", "huge/2"] });
    await dan.raw("v1:roadmap:check:huge:1", { values: ["huge/30"] });
    expect(dan.seen()).toContain("Saved: 1 checked.");
    await dan.raw("v1:roadmap:check:huge:0", { values: ["huge/2"] });
    expect(dan.seen()).toContain("Saved: 1 unchecked.");
    expect(dan.seen().match(/✅/gu)).toHaveLength(2);
  });

  test("a second click changes nothing", async () => {
    const eve = stage.person("Eve");
    await eve.raw("v1:roadmap:objectives:python-for-de");
    const panel = eve.message();
    await eve.select("What can", ALL, panel);
    await eve.select("What can", ALL, panel);
    expect(eve.seen()).toContain("Nothing changed.");
    await eve.command("me");
    expect(eve.seen()).toContain("15 points in this server");
  });

  test("marks what its author has changed since it was checked", async () => {
    const id = "1283000000000000003";
    const before = sketch([{ id: "git", objectives: [null, null] }]);
    const fay = createStage(database.db, before).person("Fay", { id });
    await fay.raw("v1:roadmap:check:git:0", { values: ["git/1"] });
    const revised = structuredClone<Roadmap>(before);
    const objective = revised.phases[0]?.tracks[0]?.topics[0]?.objectives[0];
    Object.assign(objective ?? {}, { rev: 2 });
    const again = createStage(database.db, revised, "2026-11-23T10:00:00Z").person("Fay", { id });
    await again.raw("v1:roadmap:objectives:git");
    expect(again.seen()).toContain("(changed since you checked it)");
    expect(pickedIn(again.message(), "What can")).toEqual(["git/1"]);
  });
});
