import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { mint } from "../../src/domain/ids.ts";
import type { MemberId } from "../../src/domain/ids.ts";
import { eraseMember, eraseMemberInGuild } from "../../src/store/erase.ts";
import { exportMember } from "../../src/store/export.ts";
import { loadMember, noteSeen } from "../../src/store/members.ts";
import { loadBoard } from "../../src/store/scores.ts";
import { changeReminders } from "../../src/store/member-reminders.ts";
import { findByKey } from "../../src/store/outbox-lookups.ts";
import { plan } from "../../src/store/outbox.ts";
import { saveTarget } from "../../src/store/targets.ts";
import { joinWeek } from "../../src/store/week-joins.ts";
import { createTestDatabase, emptyDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { expectDerived } from "./derived.ts";
import { schedule } from "./schedules.ts";
import { comeIn, makeSprint, move } from "./sprinting.ts";
import { act, done, entry, GUILD, join, NOW, OTHER_GUILD, person, TODAY, undoOf } from "./people.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(() => emptyDatabase(database));
afterEach(() => expectDerived(database.db));
afterAll(() => database.close());

/** Every column of every table of ours that can hold a member's id, by itself or inside of something: so that no new table is forgotten. */
async function findEverywhere(id: string): Promise<string[]> {
  const { rows } = await database.pool.query<{ table: string; column: string }>(`
    select table_name as table, column_name as column from information_schema.columns
    where table_schema not in ('pg_catalog', 'information_schema')
      and data_type not in ('boolean', 'date', 'timestamp with time zone')`);
  const found: string[] = [];
  for (const { table, column } of rows) {
    const hits = await database.pool.query(
      `select 1 from "${table}" where position($1 in "${column}"::text) > 0`,
      [id],
    );
    if (hits.rowCount) found.push(`${table}.${column}`);
  }
  return found.toSorted();
}

/** One of everything, in two guilds. */
async function livesFully(nth: number): Promise<void> {
  const member = person(nth);
  await join(database.db, member, { choices: new Map([[mint("cloud"), mint("aws")]]) });
  await join(database.db, member, { choices: new Map([[mint("cloud"), mint("aws")]]) }, OTHER_GUILD);
  const [event] = await act(database.db, member, [
    done("a", 10, "https://example.org/mine"),
    entry({ kind: "objective.checked", objective: mint("a/1"), rev: 1 }, 5),
    entry({ kind: "certification.booked", certification: mint("c"), exam: TODAY }),
  ]);
  await act(database.db, member, [undoOf(event!), done("b", 20)], { guild: OTHER_GUILD });
  await act(database.db, member, [done("d", 20)], { guild: null });
  await plansAhead(member);
}

/** One of everything that the schedule keeps of a member. */
async function plansAhead(member: MemberId): Promise<void> {
  await schedule(database.db, { setBy: member }, OTHER_GUILD);
  const post = { guild: OTHER_GUILD, dueAt: NOW, expiresAt: null };
  await database.db.transaction(async (tx) => {
    await saveTarget(tx, { member, topic: mint("e"), guild: OTHER_GUILD, target: TODAY, hours: 3, at: NOW });
    await changeReminders(tx, member, { where: "direct" });
    await plan(tx, [
      { ...post, key: `deadline/${member}/e`, kind: "deadline", member, payload: { member } },
      { ...post, key: "week/1", kind: "week", member: null, payload: {} },
    ]);
    const week = await findByKey(tx, "week/1");
    await joinWeek(tx, week!.id, member, NOW);
  });
  await sprints(member);
}

/** One of everything that a sprint keeps of a member. Another is in it, too. */
async function sprints(member: MemberId): Promise<void> {
  const { db } = database;
  const id = await makeSprint(db, { guild: OTHER_GUILD });
  await comeIn(db, id, 7, "When he sleeps, I will read", OTHER_GUILD);
  await move(db, id, member, { kind: "join", member, plan: "When I get up, I will read", elsewhere: false });
  await move(db, id, member, { kind: "check-in", member, day: TODAY, mark: "blocked", note: "no cluster" });
  await move(db, id, member, { kind: "log", member, day: TODAY, activity: "learn", minutes: 60 });
}

describe("eraseMember", () => {
  test("leaves nothing of a member in any column of any table, and everything of the others", async () => {
    await livesFully(1);
    await livesFully(2);
    const others = await exportMember(database.db, person(2), NOW);
    expect((await findEverywhere(person(1))).length).toBeGreaterThan(6);
    await database.db.transaction((tx) => eraseMember(tx, person(1)));
    expect(await findEverywhere(person(1))).toEqual([]);
    expect(await exportMember(database.db, person(2), NOW)).toEqual(others);
    const { members, total } = await loadBoard(database.db, {
      guild: OTHER_GUILD,
      period: "all",
      metric: "points",
      member: person(2),
    });
    expect({ members, total }).toEqual({ members: 1, total: 20 });
  });

  test("of somebody unknown does nothing", async () => {
    await database.db.transaction((tx) => eraseMember(tx, person(9)));
    expect(await findEverywhere(person(9))).toEqual([]);
  });

  test("lets them begin anew", async () => {
    await livesFully(1);
    await database.db.transaction((tx) => eraseMember(tx, person(1)));
    await act(database.db, person(1), [done("a", 10)]);
    const { profile, progress } = await loadMember(database.db, person(1));
    expect({ profile, topics: [...progress.topics.keys()] }).toEqual({ profile: null, topics: ["a"] });
  });
});

describe("eraseMemberInGuild", () => {
  test("takes name, place and points there, and leaves progress and the other guild", async () => {
    await livesFully(1);
    const before = await loadMember(database.db, person(1));
    await database.db.transaction((tx) => eraseMemberInGuild(tx, person(1), OTHER_GUILD));
    expect(await loadMember(database.db, person(1))).toEqual(before);
    const left = await exportMember(database.db, person(1), NOW);
    expect(JSON.stringify(left)).not.toContain(OTHER_GUILD);
    expect(left).toMatchObject({
      targets: [{ topic: "e", server: null }],
      messages: [],
      weeksJoined: [],
      sprints: [],
      sprintRecord: [],
    });
    const here = { period: "all", metric: "points", member: person(1) } as const;
    expect(await loadBoard(database.db, { ...here, guild: OTHER_GUILD })).toMatchObject({
      total: 0,
      members: 0,
    });
    expect((await loadBoard(database.db, { ...here, guild: GUILD })).me?.value).toBe(5);
  });

  test("an undo of what was done there still works, and counts nowhere", async () => {
    await join(database.db, person(1));
    const [event] = await act(database.db, person(1), [done("a", 10)]);
    await database.db.transaction((tx) => eraseMemberInGuild(tx, person(1), GUILD));
    const [undone] = await act(database.db, person(1), [undoOf(event!)]);
    expect(undone?.guild).toBeNull();
    expect((await loadMember(database.db, person(1))).progress.topics.size).toBe(0);
  });
});

describe("exportMember", () => {
  test("is plain JSON, and has every row that is kept of the member", async () => {
    await livesFully(1);
    await livesFully(2);
    const exported = await exportMember(database.db, person(1), NOW);
    expect(JSON.parse(JSON.stringify(exported))).toEqual(exported);
    expect(exported).toMatchObject({
      format: "waymark-export/1",
      exportedAt: "2026-11-22T10:00:00Z",
      member: person(1),
      profile: {
        timeZone: "Europe/Berlin",
        hoursPerWeek: 6,
        visibleToOthers: true,
        choices: { cloud: "aws" },
        savedAt: "2026-11-22T10:00:00Z",
      },
      servers: expect.arrayContaining([
        { server: GUILD, name: "Person 001", present: true, firstSeen: "2026-11-22T10:00:00Z" },
      ]),
      topics: expect.arrayContaining([expect.objectContaining({ topic: "b", state: "done" })]),
      objectives: [expect.objectContaining({ objective: "a/1", revision: 1 })],
      certifications: [expect.objectContaining({ certification: "c", state: "booked", exam: "2026-11-22" })],
    });
    expect(JSON.stringify(exported)).not.toContain(person(2));
  });

  test("knows every table that can hold something of a member", async () => {
    await livesFully(1);
    const lists: Record<string, string> = {
      "certification_progress.member": "certifications",
      "events.member": "actions",
      "guild_members.member": "servers",
      "objective_progress.member": "objectives",
      "scores.member": "scores",
      "topic_progress.member": "topics",
      "topic_targets.member": "targets",
      "week_joins.member": "weeksJoined",
      "occurrences.member": "messages",
      "guild_settings.set_by": "serversSetUp",
      "sprint_members.member": "sprints",
      "sprint_events.member": "sprintRecord",
      "sprint_days.member": "sprintDays",
      "sprint_minutes.member": "sprintMinutes",
    };
    const single = {
      "member_choices.member": "profile",
      "members.id": "member",
      "member_reminders.member": "reminders",
      "occurrences.key": "messages",
      "occurrences.payload": "messages",
    };
    const found = await findEverywhere(person(1));
    expect(found).toEqual(Object.keys({ ...lists, ...single }).toSorted());
    const exported = await exportMember(database.db, person(1), NOW);
    for (const [column, key] of Object.entries(lists)) {
      const [table, name] = column.split(".");
      const rows = await database.pool.query(`select 1 from ${table} where ${name} = $1`, [person(1)]);
      expect([key, (exported[key] as unknown[]).length]).toEqual([key, rows.rowCount]);
    }
  });

  test("of somebody unknown says so", async () => {
    const exported = await exportMember(database.db, person(9), NOW);
    expect(exported).toMatchObject({ profile: null, servers: [], actions: [], scores: [] });
  });

  test("tells a member without a profile what they did", async () => {
    await noteSeen(database.db, { guild: GUILD, member: person(1), displayName: "Somebody", at: NOW });
    await act(database.db, person(1), [done("a", 10, "https://example.org")]);
    const exported = await exportMember(database.db, person(1), NOW);
    expect(exported["profile"]).toBeNull();
    expect(exported["actions"]).toEqual([
      expect.objectContaining({ did: "topic.done", topic: "a", link: "https://example.org", points: 10 }),
    ]);
  });
});
