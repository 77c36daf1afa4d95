import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { mint } from "../../src/domain/ids.ts";
import {
  loadDigestReaders,
  loadReminders,
  saveReminders,
  UNCHANGED_REMINDERS,
} from "../../src/store/member-reminders.ts";
import { dropTarget, dueDates, loadTargets, saveTarget } from "../../src/store/targets.ts";
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
const remind = (nth: number, change: Partial<typeof UNCHANGED_REMINDERS>) =>
  database.db.transaction((tx) => saveReminders(tx, person(nth), { ...UNCHANGED_REMINDERS, ...change }));

describe("targets", () => {
  test("are set, moved, listed by their day, and dropped", async () => {
    await aim(1, "a", inDays(9));
    await aim(1, "b", inDays(5));
    await aim(1, "a", inDays(2));
    const dates = async () => (await loadTargets(database.db, person(1))).map(({ topic }) => topic);
    expect(await dates()).toEqual(["a", "b"]);
    expect(await dropTarget(database.db, person(1), mint("a"))).toBe(true);
    expect(await dropTarget(database.db, person(1), mint("a"))).toBe(false);
    expect(await dates()).toEqual(["b"]);
  });
});

describe("dueDates", () => {
  test("are targets and exams of those days, with what is known of the member", async () => {
    await join(database.db, person(1), { zone: "Asia/Tokyo" });
    await remind(1, { where: "direct", quietFrom: 20 });
    await aim(1, "a", inDays(1));
    await aim(1, "b", inDays(3));
    const exam = entry({ kind: "certification.booked", certification: mint("c"), exam: inDays(2) });
    await act(database.db, person(1), [exam]);
    const known = {
      member: person(1),
      guild: GUILD,
      zone: "Asia/Tokyo",
      reminders: { ...UNCHANGED_REMINDERS, where: "direct", quietFrom: 20 },
      displayName: "Person 001",
      visible: true,
      present: true,
    };
    expect(await dueDates(database.db, inDays(1), inDays(2))).toEqual([
      { ...known, subject: { kind: "topic", topic: "a" }, date: inDays(1), hours: 6 },
      { ...known, subject: { kind: "exam", certification: "c" }, date: inDays(2), hours: null },
    ]);
    expect(await dueDates(database.db, inDays(4), inDays(9))).toEqual([]);
  });

  test("what is done is not due any more", async () => {
    await aim(1, "a", TODAY);
    await aim(1, "b", TODAY);
    await act(database.db, person(1), [
      done("a"),
      entry({ kind: "certification.booked", certification: mint("c"), exam: TODAY }),
    ]);
    await act(database.db, person(1), [entry({ kind: "certification.passed", certification: mint("c") })]);
    const subjects = (await dueDates(database.db, TODAY, TODAY)).map(({ subject }) => subject);
    expect(subjects).toEqual([{ kind: "topic", topic: "b" }]);
  });

  test("of somebody without a profile are in the guild's zone, and reminded as nobody changed it", async () => {
    await schedule(database.db, { setBy: null });
    await aim(1, "a", TODAY);
    expect(await dueDates(database.db, TODAY, TODAY)).toEqual([
      expect.objectContaining({
        zone: "Europe/Berlin",
        reminders: UNCHANGED_REMINDERS,
        displayName: null,
        present: false,
        visible: false,
      }),
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

  test("the digest goes to those who want it", async () => {
    await join(database.db, person(1));
    await remind(1, { digest: true });
    await remind(2, { digest: true, where: "off" });
    await remind(3, {});
    expect(await loadDigestReaders(database.db)).toEqual([
      {
        member: person(1),
        zone: "Europe/Berlin",
        reminders: { ...UNCHANGED_REMINDERS, digest: true },
      },
    ]);
  });
});
