import { afterAll, beforeAll, expect, test } from "vitest";
import { commands } from "../../commands/registry.ts";
import { createCatalog } from "../../src/discord/catalog.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { realRoadmap } from "../support/real-roadmap.ts";
import { createStage } from "../support/stage.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

test("/help names the six commands to remember, the rules of points, and what is kept", async () => {
  const ana = createStage(database.db, await realRoadmap()).person("Ana");
  const reply = await ana.command("help");
  expect(reply.kind).toBe("private");
  const named = [...ana.seen().matchAll(/<\/([a-z ]+):\d+>/gu)].map(([, name]) => name ?? "");
  expect(named.slice(0, 6)).toEqual([
    "roadmap next",
    "roadmap done",
    "roadmap view",
    "sprint start",
    "leaderboard",
    "me",
  ]);
  const { runnables } = createCatalog(commands);
  expect(named.filter((name) => !runnables.has(name))).toEqual([]);
  expect(ana.seen()).toContain("a finished topic's hours (2 a day)");
  expect(ana.seen()).toContain("See, export and delete all of it");
  await ana.click("My settings");
  expect(ana.seen()).toContain("Time zone:");
});

test("each command is a file of its name, and its options say what they are", () => {
  const { runnables } = createCatalog(commands);
  expect([...runnables.keys()]).toEqual([
    "roadmap next",
    "roadmap view",
    "roadmap done",
    "roadmap certs",
    "sprint start",
    "sprint join",
    "sprint status",
    "sprint leave",
    "sprint end",
    "leaderboard",
    "me",
    "setup",
    "help",
  ]);
  for (const { behaviour } of runnables.values()) {
    expect(behaviour.description.length).toBeLessThanOrEqual(100);
    for (const [name, option] of Object.entries(behaviour.options)) {
      expect(option.describe(name).description).toMatch(/^[A-Z].{1,99}$/u);
    }
  }
});
