import { afterAll, beforeAll, expect, test } from "vitest";
import { topicsOf } from "../../src/domain/roadmap-graph.ts";
import { readWeekPayload } from "../../src/domain/week-prompt.ts";
import { plan } from "../../src/store/outbox.ts";
import { tagOf } from "../../src/store/tag.ts";
import { member } from "../support/cast.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { realRoadmap } from "../support/real-roadmap.ts";
import { createStage, GUILD } from "../support/stage.ts";
import type { Stage } from "../support/stage.ts";

let database: TestDatabase;
let stage: Stage;
const key = `week/${GUILD}/2026-W47`;
beforeAll(async () => {
  database = await createTestDatabase();
  stage = createStage(database.db, await realRoadmap());
  const { db, roadmap } = stage.app;
  const dueAt = Temporal.Instant.from("2026-11-22T11:00:00Z");
  await member(stage, "Ana");
  const topic = topicsOf(roadmap)[1]?.id ?? "";
  const payload = { topic, hour: 8, hours: 8, week: 2, weeks: 5, missed: [], slotDate: "2026-11-22" };
  await db.transaction((tx) =>
    plan(tx, [{ key, kind: "week", guild: GUILD, member: null, dueAt, expiresAt: null, payload }]),
  );
});
afterAll(() => database.close());

test("I'm in puts one's name on the card for everybody, once", async () => {
  const ana = stage.person("Ben");
  const reply = await ana.raw(`v1:roadmap:week-in:${tagOf(key)}`);
  expect(reply.kind).toBe("shared-update");
  expect(ana.seen()).toContain("Week 2 of 5");
  expect(ana.seen()).toContain("**Ben**");
  await ana.raw(`v1:roadmap:week-in:${tagOf(key)}`);
  expect(ana.seen().split("**Ben**")).toHaveLength(2);
  const cleo = stage.person("Cleo @everyone");
  await cleo.raw(`v1:roadmap:week-in:${tagOf(key)}`);
  expect(cleo.seen()).toContain("**Ben** and **Cleo");
  expect(cleo.message().pings ?? []).toEqual([]);
});

test("last week's recap names who finished what and may be named, and what the group earned", async () => {
  const dora = await member(stage, "Dora");
  const title = topicsOf(stage.app.roadmap)[0]?.title ?? "";
  await dora.command("roadmap done", { topic: title });
  await dora.raw(`v1:roadmap:week-in:${tagOf(key)}`);
  expect(dora.seen()).toContain(`**Dora** finished **${title}**`);
  expect(dora.seen()).toMatch(/Together the group earned \d+ points?\./u);
});

test("a card that is forgotten, or of another server, is declined and changes nothing", async () => {
  const eve = stage.person("Eve");
  expect((await eve.raw("v1:roadmap:week-in:unknown")).kind).toBe("private");
  const elsewhere = stage.person("Finn", { guild: null });
  expect((await elsewhere.raw(`v1:roadmap:week-in:${tagOf(key)}`)).kind).toBe("private");
  expect(elsewhere.seen()).toContain("too old");
});

test("what is no week's payload is told apart", () => {
  expect(readWeekPayload({ topic: "sql" })).toBeNull();
  expect(readWeekPayload(null)).toBeNull();
});
