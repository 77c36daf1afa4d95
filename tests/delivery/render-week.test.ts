import { afterAll, beforeAll, expect, test } from "vitest";
import { renderWeek } from "../../src/delivery/render-week.ts";
import { mint } from "../../src/domain/ids.ts";
import type { TopicId } from "../../src/domain/ids.ts";
import { topicsOf } from "../../src/domain/roadmap-graph.ts";
import { saveGuildSettings } from "../../src/store/guild-settings.ts";
import { addGuilds } from "../../src/store/guilds.ts";
import { member } from "../support/cast.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { realRoadmap } from "../support/real-roadmap.ts";
import { createStage, GUILD } from "../support/stage.ts";
import type { Stage } from "../support/stage.ts";

let database: TestDatabase;
let stage: Stage;
beforeAll(async () => {
  database = await createTestDatabase();
  stage = createStage(database.db, await realRoadmap());
  await member(stage, "Ana");
  const at = Temporal.Instant.from("2026-11-22T10:00:00Z");
  await addGuilds(database.db, [{ id: GUILD, locale: "en-GB" }], at);
});
afterAll(() => database.close());

const occurrenceOf = (topic: TopicId) => ({
  id: 1,
  guild: GUILD,
  tag: "a".repeat(25),
  dueAt: Temporal.Instant.from("2026-11-23T17:00:00Z"),
  payload: { topic, hour: 0, week: 1, weeks: 3, missed: [], slotDate: "2026-11-23" },
});

test("a week is skipped without a channel or topic, and pings the role that is set and nobody else", async () => {
  const { db, roadmap } = stage.app;
  const topic = topicsOf(roadmap)[0]?.id ?? mint<TopicId>("none");
  expect(await renderWeek(db, roadmap, occurrenceOf(topic))).toEqual({
    skip: "no channel is set for it any more",
  });
  const settings = {
    channel: "1295000000000000001",
    channelKind: "forum" as const,
    slot: { weekday: 1 as const, time: Temporal.PlainTime.from("18:00"), zone: "Europe/Berlin" },
    pingRole: "1296000000000000001",
    pace: 8,
    discussion: false,
    from: { topic, hour: 0 },
    fromDate: Temporal.PlainDate.from("2026-11-23"),
    skips: new Set<string>(),
    pausedUntil: null,
    nextAt: null,
    parked: null,
    parkedAt: null,
    setBy: null,
  };
  await db.transaction((tx) => saveGuildSettings(tx, GUILD, settings));
  const post = await renderWeek(db, roadmap, occurrenceOf(topic));
  expect(post).toMatchObject({
    target: { kind: "forum", id: settings.channel },
    nonce: "a".repeat(25),
    message: { content: `<@&${settings.pingRole}>`, pingRoles: [settings.pingRole] },
  });
  expect(await renderWeek(db, roadmap, occurrenceOf(mint<TopicId>("gone")))).toEqual({
    skip: "the roadmap no longer has its topic",
  });
});
