import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mint } from "../../src/domain/ids.ts";
import type { ChoiceId, OptionId } from "../../src/domain/ids.ts";
import { loadMember, lockMember, noteSeen, saveProfile } from "../../src/store/members.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { act, done, entry, GUILD, join, NOW, person, profileOf, TODAY, undoOf } from "./people.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const choices = (...pairs: [string, string][]) => new Map(pairs as [ChoiceId, OptionId][]);

describe("loadMember", () => {
  test("a member nobody knows has no profile and no progress", async () => {
    const { profile, progress } = await loadMember(database.db, person(1));
    expect(profile).toBeNull();
    expect([...progress.topics, ...progress.objectives, ...progress.certifications]).toEqual([]);
  });

  test("asks the database once", async () => {
    let asked = 0;
    const client = await database.pool.connect();
    client.release();
    const original = client.query.bind(client) as (...args: unknown[]) => unknown;
    Object.assign(client, { query: (...args: unknown[]) => (asked++, original(...args)) });
    await loadMember(database.db, person(1));
    Object.assign(client, { query: original });
    expect(asked).toBe(1);
  });

  test("gives back what was recorded, of every kind", async () => {
    const member = person(2);
    const exam = Temporal.PlainDate.from("2027-02-28");
    const [started, finished, checked, planned] = await act(database.db, member, [
      entry({ kind: "topic.started", topic: mint("spark") }),
      done("sql", 10, "https://example.org/a?b=c&d=%20"),
      entry({ kind: "objective.checked", objective: mint("spark/read"), rev: 3 }, 5),
      entry({ kind: "certification.planned", certification: mint("dp-203"), exam }),
    ]);
    const { profile, progress } = await loadMember(database.db, member);
    expect(profile).toBeNull();
    expect(progress.topics).toEqual(
      new Map([
        ["spark", { state: "started", since: NOW, link: null, event: started?.id }],
        ["sql", { state: "done", since: NOW, link: "https://example.org/a?b=c&d=%20", event: finished?.id }],
      ]),
    );
    expect(progress.objectives).toEqual(new Map([["spark/read", { rev: 3, event: checked?.id }]]));
    const certification = progress.certifications.get(mint("dp-203"));
    expect(certification).toEqual({ state: "planned", exam, event: planned?.id });
    expect(certification?.exam).toBeInstanceOf(Temporal.PlainDate);
  });
});

describe("saveProfile", () => {
  test("keeps a profile, and a later one in its place", async () => {
    const member = person(3);
    const first = profileOf(member, { choices: choices(["cloud", "aws"], ["engine", "spark"]) });
    const second = profileOf(member, { zone: "Asia/Tokyo", hoursPerWeek: 12, visible: false });
    await database.db.transaction((tx) => saveProfile(tx, first, NOW));
    expect((await loadMember(database.db, member)).profile).toEqual(first);
    await database.db.transaction((tx) =>
      saveProfile(tx, { ...second, choices: choices(["cloud", "gcp"]) }, NOW),
    );
    expect((await loadMember(database.db, member)).profile).toEqual({
      ...second,
      choices: choices(["cloud", "gcp"]),
    });
  });
});

describe("lockMember", () => {
  test("tells what has earned points that day, less what was taken back", async () => {
    const member = person(4);
    const [, second] = await act(database.db, member, [done("a"), done("b"), done("c", 0)]);
    await act(database.db, member, [
      entry({ kind: "objective.checked", objective: mint("a/1"), rev: 1 }, 5),
      entry({ kind: "objective.checked", objective: mint("a/2"), rev: 1 }, 5, {
        localDate: TODAY.subtract({ days: 1 }),
      }),
      ...(second ? [undoOf(second)] : []),
    ]);
    const state = await database.db.transaction((tx) => lockMember(tx, member, TODAY));
    expect(state.tally).toEqual({ topic: 1, objective: 1, certification: 0, sprint: 0 });
  });

  test("keeps a second transaction of the same member waiting, which then sees what the first one did", async () => {
    const member = person(5);
    const order: string[] = [];
    const first = database.db.transaction(async (tx) => {
      await lockMember(tx, member, TODAY);
      order.push("first locked");
      await new Promise((resolve) => setTimeout(resolve, 150));
      await saveProfile(tx, profileOf(member), NOW);
      order.push("first ends");
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    const state = await database.db.transaction(async (tx) => {
      const state = await lockMember(tx, member, TODAY);
      order.push("second locked");
      return state;
    });
    await first;
    expect(order).toEqual(["first locked", "first ends", "second locked"]);
    expect(state.profile?.zone).toBe("Europe/Berlin");
  });
});

describe("noteSeen", () => {
  const names = async (member: string) =>
    (
      await database.pool.query<{ name: string; present: boolean }>(
        "select display_name as name, present from guild_members where member = $1",
        [member],
      )
    ).rows;

  test("keeps the name by which a member goes, and the newer one later", async () => {
    const member = person(6);
    await noteSeen(database.db, { guild: GUILD, member, displayName: "Ada 🦉", at: NOW });
    await noteSeen(database.db, { guild: GUILD, member, displayName: "أدا\u202e", at: NOW });
    expect(await names(member)).toEqual([{ name: "أدا\u202e", present: true }]);
  });

  test("writes nothing where nothing changed", async () => {
    const member = person(7);
    await join(database.db, member);
    const seen = { guild: GUILD, member, displayName: `Person ${member.slice(-3)}`, at: NOW };
    const version = async () =>
      (await database.pool.query("select xmin, ctid from guild_members where member = $1", [member])).rows;
    const before = await version();
    await noteSeen(database.db, seen);
    expect(await version()).toEqual(before);
  });
});
