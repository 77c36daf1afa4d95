import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { mint } from "../../src/domain/ids.ts";
import { UNCHANGED_REMINDERS } from "../../src/domain/reminders.ts";
import type { Reminders } from "../../src/domain/reminders.ts";
import { loadReminders, changeReminders } from "../../src/store/member-reminders.ts";
import { loadMember } from "../../src/store/members.ts";
import { loadDueDates } from "../../src/store/due-dates.ts";
import { dropTarget, saveTarget } from "../../src/store/targets.ts";
import { createTestDatabase, emptyDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { act, done, entry, GUILD, join, NOW, person, TODAY } from "./people.ts";
import { schedule } from "./schedules.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(() => emptyDatabase(database));
afterAll(() => database.close());

const inDays = (days: number) => TODAY.add({ days });
const aim = (nth: number, topic: string, target: Temporal.PlainDate) =>
  database.db.transaction((tx) =>
    saveTarget(tx, { member: person(nth), topic: mint(topic), guild: GUILD, target, hours: 6, at: NOW }),
  );
const remind = (nth: number, change: Partial<Reminders>) =>
  database.db.transaction((tx) => changeReminders(tx, person(nth), change));

describe("targets", () => {
  test("are set, moved, listed by their day, and dropped", async () => {
    await aim(1, "a", inDays(9));
    await aim(1, "b", inDays(5));
    await aim(1, "a", inDays(2));
    const dates = async () => (await loadMember(database.db, person(1))).targets.map(({ topic }) => topic);
    expect(await dates()).toEqual(["a", "b"]);
    expect(await dropTarget(database.db, person(1), mint("a"))).toBe(true);
    expect(await dropTarget(database.db, person(1), mint("a"))).toBe(false);
    expect(await dates()).toEqual(["b"]);
  });
});

describe("a member's due dates", () => {
  const standing = {
    where: "channel",
    visible: true,
    server: { present: true, channel: null, parked: false },
  };
  const days = { zone: "Europe/Berlin", quietFrom: 22, quietTo: 8, dayEnd: 0 };
  const exam = (date: Temporal.PlainDate) =>
    entry({ kind: "certification.booked", certification: mint("c"), exam: date });

  test("are their targets and exams, with all that deciding about reminders takes", async () => {
    await join(database.db, person(1), { zone: "Asia/Tokyo" });
    await remind(1, { where: "direct", quietFrom: 20 });
    await aim(1, "a", inDays(1));
    await act(database.db, person(1), [exam(inDays(2))]);
    await aim(2, "b", inDays(1));
    const common = {
      guild: GUILD,
      moved: null,
      standing: { ...standing, where: "direct" },
      days: { ...days, zone: "Asia/Tokyo", quietFrom: 20 },
    };
    expect(await loadDueDates(database.db, person(1))).toEqual([
      { ...common, subject: { kind: "topic", topic: "a" }, date: inDays(1), hours: 6 },
      { ...common, subject: { kind: "exam", certification: "c" }, date: inDays(2), hours: null },
    ]);
  });

  test("are none once the topic is settled or the exam passed", async () => {
    await aim(1, "a", TODAY);
    await aim(1, "b", TODAY);
    await act(database.db, person(1), [done("a"), exam(TODAY)]);
    await act(database.db, person(1), [entry({ kind: "certification.passed", certification: mint("c") })]);
    const subjects = (await loadDueDates(database.db, person(1))).map(({ subject }) => subject);
    expect(subjects).toEqual([{ kind: "topic", topic: "b" }]);
  });

  test("of somebody without a profile are in the guild's zone, and in its channel", async () => {
    await schedule(database.db, { setBy: null, parked: "no access", parkedAt: NOW });
    await aim(1, "a", TODAY);
    const server = { present: false, channel: { id: "50", kind: "text" }, parked: true };
    expect(await loadDueDates(database.db, person(1))).toMatchObject([
      { days, standing: { where: "channel", visible: false, server } },
    ]);
  });

  test("set in a direct message are of no guild", async () => {
    await database.db.transaction((tx) =>
      saveTarget(tx, {
        member: person(1),
        topic: mint("a"),
        guild: null,
        target: TODAY,
        hours: null,
        at: NOW,
      }),
    );
    expect(await loadDueDates(database.db, person(1))).toMatchObject([
      { guild: null, days: { zone: "UTC" }, standing: { server: null } },
    ]);
  });
});

describe("reminders", () => {
  test("are kept as they were set, and known for who set none", async () => {
    await remind(1, { digest: true, dayEnd: 4, quietTo: 7 });
    const set = { ...UNCHANGED_REMINDERS, digest: true, dayEnd: 4, quietTo: 7 };
    expect(await loadReminders(database.db, person(1))).toEqual(set);
    expect(await loadReminders(database.db, person(2))).toEqual(UNCHANGED_REMINDERS);
  });
});
