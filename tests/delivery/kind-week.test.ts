import { afterAll, beforeAll, expect, test } from "vitest";
import { threadKind, weekKind } from "../../src/delivery/kind-week.ts";
import { mint } from "../../src/domain/ids.ts";
import type { TopicId } from "../../src/domain/ids.ts";
import { topicsOf } from "../../src/domain/roadmap-graph.ts";
import { saveGuildSettings } from "../../src/store/guild-settings.ts";
import type { GuildSettings } from "../../src/store/guild-settings.ts";
import { addGuilds } from "../../src/store/guilds.ts";
import { findByKey } from "../../src/store/outbox-lookups.ts";
import { plan } from "../../src/store/outbox.ts";
import type { Occurrence } from "../../src/store/outbox.ts";
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

const NOW = Temporal.Instant.from("2026-11-23T17:00:00Z");
const CHANNEL = "1295000000000000001";
const ROLE = "1296000000000000001";

async function planned(topic: TopicId, period: string, slotDate = "2026-11-23"): Promise<Occurrence> {
  const key = `week/${GUILD}/${period}`;
  const payload = { topic, hour: 0, hours: 8, week: 1, weeks: 3, missed: [], slotDate };
  const expiresAt = NOW.add({ hours: 168 });
  await database.db.transaction((tx) =>
    plan(tx, [{ key, kind: "week", guild: GUILD, member: null, dueAt: NOW, expiresAt, payload }]),
  );
  return (await findByKey(database.db, key))!;
}

const render = (occurrence: Occurrence) => {
  const { db } = stage.app;
  return weekKind.render(db, stage.app, occurrence, NOW);
};

const settings = (channelKind: "forum" | "text", more: Partial<GuildSettings> = {}): GuildSettings => ({
  channel: CHANNEL,
  channelKind,
  slot: { weekday: 1, time: Temporal.PlainTime.from("18:00"), zone: "Europe/Berlin" },
  pingRole: ROLE,
  pace: 8,
  discussion: true,
  from: null,
  fromDate: Temporal.PlainDate.from("2026-11-23"),
  skips: new Set<string>(),
  pausedUntil: null,
  nextAt: null,
  parked: null,
  parkedAt: null,
  setBy: null,
  ...more,
});
const save = (kept: GuildSettings) => database.db.transaction((tx) => saveGuildSettings(tx, GUILD, kept));

test("a week is skipped without a channel, a topic, or while posting has stopped", async () => {
  const [first] = topicsOf(stage.app.roadmap);
  const week = await planned(first!.id, "2026-W40");
  expect(await render(week)).toEqual({ do: "skip", reason: "no-channel" });
  await save(settings("text", { parked: "no-access", parkedAt: NOW }));
  expect(await render(week)).toEqual({ do: "skip", reason: "parked" });
  await save(settings("text"));
  expect(await render(await planned(mint<TopicId>("gone"), "2026-W41"))).toEqual({
    do: "skip",
    reason: "no-topic",
  });
});

test("a week pings the role that is set and nobody else, can be found by its tag, and has a name in a forum", async () => {
  const [first] = topicsOf(stage.app.roadmap);
  await save(settings("forum"));
  const week = await planned(first!.id, "2026-W42");
  const post = await render(week);
  expect(post).toMatchObject({
    do: "post",
    target: { kind: "forum", id: CHANNEL },
    title: `This week: ${first!.title}`,
    message: { content: `<@&${ROLE}>`, pingRoles: [ROLE] },
  });
  expect(JSON.stringify(post)).toContain(`v1:roadmap:week-in:${week.tag}`);
});

test("a prompt tells of those that were due before it and did not come", async () => {
  const [first, second] = topicsOf(stage.app.roadmap);
  await save(settings("text"));
  const lost = await planned(first!.id, "2026-W43");
  await database.pool.query("update occurrences set state = 'skipped', settled_at = now() where id = $1", [
    lost.id,
  ]);
  const post = await render(await planned(second!.id, "2026-W44", "2026-11-30"));
  expect(JSON.stringify(post)).toContain(first!.title);
  const again = await render(await planned(second!.id, "2026-W43/again"));
  expect(JSON.stringify(again)).not.toContain("I was away");
});

test("a discussion is opened where it is wanted and where there can be one", async () => {
  const [first] = topicsOf(stage.app.roadmap);
  const week = await planned(first!.id, "2026-W45");
  const sent = { channel: CHANNEL, message: "1297000000000000001" };
  const follows = (kept: GuildSettings) =>
    database.db.transaction(async (tx) => {
      await saveGuildSettings(tx, GUILD, kept);
      return weekKind.followUp!(tx, stage.app, week, sent, NOW);
    });
  expect(await follows(settings("forum"))).toEqual([]);
  expect(await follows(settings("text", { discussion: false }))).toEqual([]);
  const [thread] = await follows(settings("text"));
  expect(thread).toMatchObject({ key: `thread/${week.key}`, kind: "thread", payload: sent });
  expect(await threadKind.render(database.db, stage.app, { ...week, ...thread! }, NOW)).toEqual({
    do: "thread",
    ...sent,
    name: `This week: ${first!.title}`,
  });
});
