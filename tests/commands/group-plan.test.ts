import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Roadmap } from "../../src/domain/roadmap.ts";
import { loadGuildSettings } from "../../src/store/guild-settings.ts";
import { plan } from "../../src/store/outbox.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { realRoadmap } from "../support/real-roadmap.ts";
import { createStage } from "../support/stage.ts";
import type { Stage } from "../support/stage.ts";
import { sketch } from "../domain/small-roadmap.ts";
import { choose, comingIn, organiser } from "./organiser.ts";
import type { Organiser } from "./organiser.ts";

// What and how fast: the second page of /setup. It is Sunday, 22 November 2026, 11:00 in Berlin.

let database: TestDatabase;
let stage: Stage;
beforeAll(async () => {
  database = await createTestDatabase();
  stage = createStage(database.db, await realRoadmap());
});
afterAll(() => database.close());

const kept = ({ guild }: Organiser) => loadGuildSettings(database.db, guild);

/** An organiser whose group posts, at the page of the plan. */
async function planner(on = stage): Promise<Organiser> {
  const olga = await organiser(on);
  await choose(olga);
  await olga.click("Plan and pauses");
  return olga;
}

/** Its group has had the prompt of a week. */
async function prompted({ guild }: Organiser, week: string, at: string): Promise<void> {
  const key = `week/${guild}/${week}`;
  const dueAt = Temporal.Instant.from(at);
  await database.db.transaction((tx) =>
    plan(tx, [{ key, kind: "week", guild, member: null, dueAt, expiresAt: null, payload: {} }]),
  );
}

const onRoadmap = (roadmap: Roadmap) => createStage(database.db, roadmap);

describe("the plan of a group", () => {
  test("follows pace and start", async () => {
    const olga = await planner();
    await olga.select("Topic of the next post", ["git"]);
    expect(comingIn(olga)[0]).toMatch(/^Monday 23 November, 09:00: .*Git.*, week 1 of 2$/u);
    await olga.select("Hours a week", ["4"]);
    expect(comingIn(olga)[0]).toMatch(/^Monday 23 November, 09:00: .*Git.*, week 1 of 4$/u);
    expect(await kept(olga)).toMatchObject({ pace: 4, from: { topic: "git", hour: 0 } });
  });

  test("a change of pace in the middle of a topic leaves what was and moves what comes", async () => {
    const olga = await planner(onRoadmap(sketch([{ id: "a", hours: 24 }, { id: "b" }])));
    await database.pool.query("update guild_settings set plan_hour = 8 where guild = $1", [olga.guild]);
    await olga.select("Hours a week", ["4"]);
    expect(comingIn(olga).map((line) => line.slice(line.indexOf(": ") + 2))).toEqual([
      "A, week 3 of 6",
      "week 4 of 6",
      "week 5 of 6",
    ]);
  });

  test("opens a discussion thread or does not; the button says which", async () => {
    const olga = await planner();
    const before = olga.message();
    await olga.click("No discussion threads", before);
    await olga.click("No discussion threads", before);
    expect(olga.seen()).toContain("Discussion thread: None");
    await olga.click("Open a discussion thread");
    expect(olga.seen()).toContain("Discussion thread: Opened with each prompt");
  });

  test("begins with a topic that is typed, where there are more than a select holds", async () => {
    const many = Array.from({ length: 30 }, (_, i) => ({ id: `t${i}`, title: `Topic ${i} of many` }));
    const olga = await planner(onRoadmap(sketch(many)));
    await olga.click("Another topic");
    await olga.submit("no such thing at all");
    expect(olga.seen()).toContain("I know no topic “no such thing at all”");
    await olga.click("Another topic");
    await olga.submit("topic 27 of many");
    expect(comingIn(olga)[0]).toBe("Monday 23 November, 09:00: Topic 27 of many, week 1 of 1");
    await olga.select("Topic of the next post", ["t29"]);
    expect(comingIn(olga)).toEqual([
      "Monday 23 November, 09:00: Topic 29 of many, week 1 of 1",
      "Then the roadmap is finished.",
    ]);
  });
});

describe("a week that is left out", () => {
  test("is one, however often one clicks, and can be taken back", async () => {
    const olga = await planner();
    const before = olga.message();
    await olga.click("Skip Monday 23 November", before);
    await olga.click("Skip Monday 23 November", before);
    expect(comingIn(olga).slice(0, 2)).toEqual([
      "Monday 23 November: left out",
      expect.stringMatching(/^Monday 30 November, 09:00: .*, week 1 of/u),
    ]);
    expect([...(await kept(olga))!.skips]).toEqual(["2026-11-23"]);
    await olga.click("Do not skip Monday 23 November");
    expect(comingIn(olga)[0]).toMatch(/^Monday 23 November, 09:00: .*, week 1 of/u);
  });

  test("is told of in one line with those that follow it", async () => {
    const olga = await planner();
    for (const date of ["23 November", "30 November", "7 December"]) await olga.click(`Skip Monday ${date}`);
    expect(comingIn(olga).slice(0, 2)).toEqual([
      "Monday 23 November to Monday 7 December: left out, 3 weeks",
      expect.stringMatching(/^Monday 14 December, 09:00: .*, week 1 of/u),
    ]);
  });

  test("stays left out when the day of the week changes", async () => {
    const olga = await planner();
    await olga.click("Skip Monday 23 November");
    await olga.click("Channel and time");
    await olga.select("Day of the week", ["5"]);
    expect(comingIn(olga)[0]).toBe("Friday 27 November: left out");
    await olga.click("Plan and pauses");
    await olga.click("Do not skip Friday 27 November");
    expect(comingIn(olga)[0]).toMatch(/^Friday 27 November, 09:00/u);
  });
});

describe("a pause", () => {
  test("lasts until a day, can be changed, and ends", async () => {
    const olga = await planner();
    await olga.click("Pause until");
    await olga.submit("2026-12-10");
    expect(comingIn(olga).slice(0, 2)).toEqual([
      "Paused until Thursday 10 December",
      expect.stringMatching(/^Monday 14 December, 09:00: .*, week 1 of/u),
    ]);
    await olga.click("Change the pause");
    await olga.submit("4 January");
    expect(comingIn(olga).slice(0, 2)).toEqual([
      "Paused until Monday 4 January 2027",
      expect.stringMatching(/^Monday 4 January 2027, 09:00: .*, week 1 of/u),
    ]);
    await olga.click("End the pause");
    expect(comingIn(olga)[0]).toMatch(/^Monday 23 November, 09:00/u);
  });

  test("may be long, and still shows what comes after it", async () => {
    const olga = await planner();
    await olga.click("Pause until");
    await olga.submit("2028-11-22");
    expect(comingIn(olga)[1]).toMatch(/^Monday 27 November 2028, 09:00: .*, week 1 of/u);
  });

  test.each([
    ["soon", "“soon” is not a date I can read. Write it like friday, in 2 weeks, 5 December or 2026-12-31."],
    ["5/12", "in numbers alone I cannot tell day from month"],
    ["2026-11-22", "22 November 2026 is not ahead"],
    ["2028-11-23", "23 November 2028 is too far ahead: a pause lasts two years at most."],
  ])("until %s is none", async (typed, words) => {
    const olga = await planner();
    await olga.click("Pause until");
    await olga.submit(typed);
    expect(olga.seen()).toContain(words);
    expect(await kept(olga)).toMatchObject({ pausedUntil: null });
  });
});

describe("a group without a week to come", () => {
  const roadmap = sketch([{ id: "a", title: "First" }], {
    retired: [{ id: "old", kind: "topic", title: "An *old* one", successor: null }],
  });

  test("has finished, and goes on when somebody picks a topic", async () => {
    const olga = await planner(onRoadmap(roadmap));
    await database.pool.query(
      "update guild_settings set plan_topic = null, plan_hour = null, next_at = null where guild = $1",
      [olga.guild],
    );
    await olga.command("setup");
    expect(olga.seen()).toContain("The group has finished the roadmap: nothing more is due.");
    expect(olga.seen()).toContain("Pace: 8 hours a week\n");
    await olga.select("Day of the week", ["2"]);
    expect(await kept(olga)).toMatchObject({ from: null, nextAt: null });
    await olga.click("Plan and pauses");
    await olga.select("Topic of the next post", ["a"]);
    expect(comingIn(olga)[0]).toBe("Tuesday 24 November, 09:00: First, week 1 of 1");
    expect((await kept(olga))?.nextAt?.toString()).toBe("2026-11-24T08:00:00Z");
  });

  test("has lost its topic with a roadmap that changed, which is not to have finished", async () => {
    const olga = await planner(onRoadmap(roadmap));
    await database.pool.query("update guild_settings set plan_topic = 'old' where guild = $1", [olga.guild]);
    await olga.command("setup");
    expect(olga.seen()).toContain(
      String.raw`The roadmap no longer has the topic where the group stands, “An \*old\* one”`,
    );
    expect(olga.seen()).not.toContain("finished");
    await olga.click("Plan and pauses");
    await olga.select("Topic of the next post", ["a"]);
    expect(comingIn(olga)[0]).toBe("Monday 23 November, 09:00: First, week 1 of 1");
  });
});

describe("around a prompt", () => {
  test("no week gets a second one because its day was changed", async () => {
    const olga = await planner();
    await prompted(olga, "2026-W47", "2026-11-16T08:00:00Z");
    // It is Sunday of that week, 11:00 there: noon is still ahead.
    await olga.click("Channel and time");
    await olga.select("Day of the week", ["7"]);
    await olga.click("Time of day");
    await olga.submit("12");
    expect(comingIn(olga)[0]).toMatch(/^Sunday 29 November, 12:00/u);
  });

  test("no week gets one after that of the week that follows it, as by a move across the date line", async () => {
    // Monday 23 November begins in Kiritimati now; in Pago Pago it is Saturday.
    const olga = await planner();
    await prompted(olga, "2026-W48", "2026-11-22T10:00:00Z");
    await olga.raw("v1:setup:zone-pick", { values: ["Pacific/Pago_Pago"] });
    await olga.select("Day of the week", ["7"]);
    expect(comingIn(olga)[0]).toMatch(/^Sunday 6 December, 09:00/u);
  });

  test("that is due this very moment nothing is changed that could lose it", async () => {
    const now = createStage(database.db, stage.app.roadmap, "2026-11-22T10:00:00Z");
    const olga = await organiser(now);
    await choose(olga);
    now.advance({ hours: 22, seconds: 1 }); // Monday, 09:00:01
    await olga.select("Day of the week", ["3"]);
    expect(olga.seen()).toContain("This week's prompt is due at this very moment");
    expect(olga.seen()).toContain("Monday 23 November, 09:00 (due now)");
    now.advance({ minutes: 3 }); // nobody plans: the organiser need not wait
    await olga.select("Day of the week", ["3"]);
    expect(comingIn(olga)[0]).toMatch(/^Wednesday 25 November, 09:00: .*, week 1 of/u);
  });
});
