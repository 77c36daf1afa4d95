import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { deadlinePayload, readDeadline } from "../../src/delivery/deadline.ts";
import { deadlineKind } from "../../src/delivery/kind-deadline.ts";
import { noticeOf } from "../../src/delivery/notice.ts";
import type { DueSubject } from "../../src/domain/due-date.ts";
import { mint } from "../../src/domain/ids.ts";
import { changeReminders } from "../../src/store/member-reminders.ts";
import { saveProfile } from "../../src/store/members.ts";
import { findByKey } from "../../src/store/outbox-lookups.ts";
import { plan } from "../../src/store/outbox.ts";
import type { Occurrence } from "../../src/store/outbox.ts";
import { markDeparted } from "../../src/store/scores.ts";
import { dropTarget, saveTarget } from "../../src/store/targets.ts";
import { sketch } from "../domain/small-roadmap.ts";
import { act, done, entry, GUILD, join, NOW, person, profileOf, TODAY } from "../store/people.ts";
import { schedule } from "../store/schedules.ts";
import { faultsOf } from "../support/check-reply.ts";
import { createTestDatabase, emptyDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { labelsOf } from "../support/read-message.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
const topic: DueSubject = { kind: "topic", topic: mint("git") };
const exam: DueSubject = { kind: "exam", certification: mint("aws-ccp") };
const ME = person(1);
const desk = {
  roadmap: sketch([{ id: "git", title: "Git *and* @everyone" }]),
  mention: (name: string) => `/${name}`,
  findDeparted: async () => new Set<never>(),
};

beforeEach(async () => {
  await emptyDatabase(database);
  await schedule(database.db, { setBy: null });
  await join(database.db, ME);
  await aim(TODAY);
});
afterAll(() => database.close());

const aim = (target: Temporal.PlainDate) =>
  database.db.transaction((tx) =>
    saveTarget(tx, { member: ME, topic: mint("git"), guild: GUILD, target, hours: null, at: NOW }),
  );
const remind = (where: "channel" | "direct" | "off") =>
  database.db.transaction((tx) => changeReminders(tx, ME, { where }));

async function reminder(
  subject: DueSubject = topic,
  when: "before" | "day" = "day",
  instead = false,
): Promise<Occurrence> {
  const key = `deadline/${ME}/${subject.kind}/${when}/${instead}`;
  const payload = deadlinePayload({ subject, date: TODAY, when, instead });
  const times = { dueAt: NOW, expiresAt: NOW.add({ hours: 10 }) };
  await database.db.transaction((tx) =>
    plan(tx, [{ key, kind: "deadline", guild: GUILD, member: ME, payload, ...times }]),
  );
  return (await findByKey(database.db, key))!;
}
const render = async (occurrence?: Occurrence) =>
  deadlineKind.render(database.db, desk, occurrence ?? (await reminder()), NOW);
const refused = async (occurrence: Occurrence, reason = "direct-messages-closed") =>
  database.db.transaction((tx) => deadlineKind.refused!(tx, desk, occurrence, { code: 50007, reason }, NOW));

describe("a reminder", () => {
  test("goes to the study channel, naming and pinging its member alone", async () => {
    const occurrence = await reminder();
    const task = await render(occurrence);
    if (task.do !== "post") throw new Error("not posted");
    expect(task.target).toEqual({ kind: "channel", id: "50" });
    expect(task.message.pings).toEqual([ME]);
    expect(task.message.content).toBe(`<@${ME}> Today is your date for **Git \\*and\\* @\u200Beveryone**.`);
    expect(labelsOf(task.message)).toEqual(["Done", "Move it", "Stop these reminders"]);
    expect(JSON.stringify(task.message.rows)).toContain(occurrence.tag);
    expect(faultsOf({ kind: "public", message: { ...task.message, pings: [] } })).toEqual([]);
  });

  test("says the day before that it is tomorrow", async () => {
    expect(await render(await reminder(topic, "before"))).toMatchObject({
      message: { content: expect.stringContaining("Tomorrow is your date") },
    });
  });

  test("comes by direct message for those who asked for it, and tells them alone that the date moved", async () => {
    await database.pool.query("update topic_targets set moves = 1, moved_from = $1", ["2026-11-16"]);
    const moved = "It was 16 November 2026 and has moved on with your pace. That is fine.";
    expect(JSON.stringify(await render())).not.toContain("16 November");
    await remind("direct");
    const task = await render();
    expect(task).toMatchObject({
      target: { kind: "direct", id: ME },
      message: { content: `Today is your date for **Git \\*and\\* @\u200Beveryone**.\n${moved}` },
    });
    expect(task).not.toHaveProperty("message.pings");
  });

  test.each([
    ["thread", "thread"],
    ["forum", "forum"],
    ["announcement", "channel"],
  ] as const)("fits a channel that is a %s", async (channelKind, kind) => {
    await schedule(database.db, { setBy: null, channelKind });
    expect(await render()).toMatchObject({ target: { kind, id: "50" }, title: "Date: Git *and* @everyone" });
  });

  test("of an exam wishes well, by whether it is booked or only planned", async () => {
    const say = async () => {
      const task = await render(await reminder(exam));
      return task.do === "post" ? [task.message.content, labelsOf(task.message)] : task;
    };
    const aws = { certification: mint<never>("aws-ccp"), exam: TODAY };
    await act(database.db, ME, [entry({ kind: "certification.planned", ...aws })]);
    const labels = ["Passed", "Move it", "Stop these reminders"];
    expect(await say()).toEqual([
      `<@${ME}> Today is the day you planned for the exam **AWS Cloud Practitioner**.`,
      labels,
    ]);
    await act(database.db, ME, [entry({ kind: "certification.booked", ...aws })]);
    expect(await say()).toEqual([
      `<@${ME}> Today is your exam: **AWS Cloud Practitioner**. Good luck!`,
      labels,
    ]);
  });
});

describe("a reminder is left out, with the reason,", () => {
  const left = async (reason: string) => expect(await render()).toEqual({ do: "skip", reason });

  test("where its date was moved, dropped or reached meanwhile", async () => {
    await aim(TODAY.add({ days: 3 }));
    await left("date-changed");
    await aim(TODAY);
    await act(database.db, ME, [done("git")]);
    await left("date-changed");
    await dropTarget(database.db, ME, mint("git"));
    await left("date-changed");
    expect(await render(await reminder(exam))).toEqual({ do: "skip", reason: "date-changed" });
  });

  test("where its member is hidden, has left, or wants none", async () => {
    await database.db.transaction((tx) => saveProfile(tx, profileOf(ME, { visible: false }), NOW));
    await left("hidden");
    await database.db.transaction((tx) => saveProfile(tx, profileOf(ME), NOW));
    await markDeparted(database.db, GUILD, new Set([ME]));
    await left("left");
    await remind("off");
    await left("off");
  });

  test("where Discord says that its member has left, which is remembered", async () => {
    const findDeparted = async () => new Set([ME]);
    const task = await deadlineKind.render(database.db, { ...desk, findDeparted }, await reminder(), NOW);
    expect(task).toEqual({ do: "skip", reason: "left" });
    await left("left");
    await remind("direct");
    const direct = await deadlineKind.render(database.db, { ...desk, findDeparted }, await reminder(), NOW);
    expect(direct).toMatchObject({ target: { kind: "direct" } });
  });

  test("where nothing can be posted", async () => {
    await schedule(database.db, { setBy: null, parked: "no-access", parkedAt: NOW });
    await left("parked");
    await schedule(database.db, { setBy: null, channel: null, channelKind: null });
    await left("no-channel");
    await database.pool.query("update topic_targets set guild = null");
    await left("no-server");
  });

  test("where the roadmap has lost its topic", async () => {
    const occurrence = await reminder();
    const roadmap = sketch([{ id: "other" }]);
    const task = await deadlineKind.render(database.db, { ...desk, roadmap }, occurrence, NOW);
    expect(task).toEqual({ do: "skip", reason: "no-topic" });
  });
});

describe("a direct message that is refused", () => {
  test("becomes a post in the channel, once, for those who may be named there", async () => {
    await remind("direct");
    const occurrence = await reminder();
    const instead = await refused(occurrence);
    expect(instead).toEqual([
      expect.objectContaining({ key: `${occurrence.key}/channel`, guild: GUILD, member: ME, dueAt: NOW }),
    ]);
    await database.db.transaction((tx) => plan(tx, instead));
    const second = (await findByKey(database.db, `${occurrence.key}/channel`))!;
    expect(await render(second)).toMatchObject({
      target: { kind: "channel", id: "50" },
      message: { pings: [ME] },
    });
    expect(await refused(second)).toEqual([]);
  });

  test("ends there for those who are hidden", async () => {
    await remind("direct");
    await database.db.transaction((tx) => saveProfile(tx, profileOf(ME, { visible: false }), NOW));
    expect(await refused(await reminder())).toEqual([]);
  });

  test("ends there for any other reason", async () => {
    await remind("direct");
    expect(await refused(await reminder(), "member-gone")).toEqual([]);
  });

  test("is not posted by who switched reminders off meanwhile", async () => {
    await remind("off");
    expect(await render(await reminder(topic, "day", true))).toEqual({ do: "skip", reason: "off" });
  });
});

test("a notice about a member's reminder tells its organiser nothing of the member", async () => {
  const occurrence = await reminder();
  const [notice] = await database.db.transaction((tx) => noticeOf(tx, occurrence, "no-access", NOW));
  expect(JSON.stringify(notice)).not.toContain(ME);
});

test("what is no reminder's payload is told apart", () => {
  const good = deadlinePayload({ subject: topic, date: TODAY, when: "day" });
  expect(readDeadline(good)).toEqual({ subject: topic, date: TODAY, when: "day", instead: false });
  for (const change of [{ kind: "week" }, { topic: 1 }, { date: null }, { when: "later" }])
    expect(readDeadline({ ...good, ...change })).toBeNull();
});
