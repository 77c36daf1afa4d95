import { afterAll, beforeAll, expect, test } from "vitest";
import { loadSprintSettings } from "../../src/store/sprint-settings.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { pickedIn } from "../support/read-message.ts";
import { realRoadmap } from "../support/real-roadmap.ts";
import { createStage } from "../support/stage.ts";
import type { Stage } from "../support/stage.ts";
import { organiser } from "./organiser.ts";
import type { Organiser } from "./organiser.ts";

const ROLE = { id: "1296000000000000001", name: "Learners", mentionable: false };

let database: TestDatabase;
let stage: Stage;
beforeAll(async () => {
  database = await createTestDatabase();
  stage = createStage(database.db, await realRoadmap());
});
afterAll(() => database.close());

const kept = ({ guild }: Organiser) => loadSprintSettings(database.db, guild);
const pick = (person: Organiser, role: typeof ROLE) =>
  person.raw("v1:setup:sprint-role", { values: [role.id], rolePicked: role });

test("/setup says who may start sprints and how many there may be, and both can be changed", async () => {
  const olga = await organiser(stage);
  await olga.click("Sprints");
  expect(olga.seen()).toContain("Who may start one: Everybody");
  expect(olga.seen()).toContain("Open at once: 0 now, at most 10");
  await olga.select("How many at once", ["2"]);
  expect(olga.seen()).toContain("Saved.");
  expect(pickedIn(olga.message(), "How many at once")).toEqual(["2"]);
  await pick(olga, ROLE);
  expect(await kept(olga)).toEqual({ role: ROLE.id, limit: 2 });
  expect(olga.seen()).toContain(`<@&${ROLE.id}>`);
  await olga.click("Everybody may start one");
  expect(await kept(olga)).toEqual({ role: null, limit: 2 });
  await olga.click("Channel and time");
  expect(olga.seen()).toContain("Weekly prompts in this server");
});

test("a limit that was not offered, and a role that nobody knows, change nothing; @everyone is everybody", async () => {
  const olga = await organiser(stage);
  for (const values of [["0"], ["26"], ["x"], []]) {
    await olga.raw("v1:setup:sprint-limit", { values });
    expect(olga.seen()).not.toContain("Saved.");
  }
  await olga.raw("v1:setup:sprint-role", { values: ["1"] });
  expect(await kept(olga)).toEqual({ role: null, limit: 10 });
  await pick(olga, ROLE);
  await pick(olga, { ...ROLE, id: olga.guild });
  expect((await kept(olga)).role).toBeNull();
  await pick(olga, ROLE);
  await olga.raw("v1:setup:sprint-role", { values: [] });
  expect((await kept(olga)).role).toBeNull();
});

test("with as many open as may be, the page says so", async () => {
  const olga = await organiser(stage);
  await olga.raw("v1:setup:sprint-limit", { values: ["1"] });
  await olga.command("sprint start", { goal: "One" });
  await olga.raw("v1:setup:sprints");
  expect(olga.seen()).toContain("As many are open now as may be");
});
