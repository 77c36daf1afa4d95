import * as fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { afterWeek, dueWeeks, planStart, upcoming, weekAt, weeksLeft } from "../../src/domain/group-plan.ts";
import type { Plan, PlanPoint, PlanWeek } from "../../src/domain/group-plan.ts";
import type { Roadmap } from "../../src/domain/roadmap.ts";
import { topicsOf } from "../../src/domain/roadmap-graph.ts";
import { slotFrom } from "../../src/domain/schedule.ts";
import { day, slot } from "../support/arbitrary-slot.ts";
import { realRoadmap } from "../support/real-roadmap.ts";
import { id, sketch } from "./small-roadmap.ts";

const date = (text: string) => Temporal.PlainDate.from(text);
const instant = (text: string) => Temporal.Instant.from(text);

let real: Roadmap;
beforeAll(async () => {
  real = await realRoadmap();
});

/** Every week from a point to the end. */
function weeksFrom(roadmap: Roadmap, from: PlanPoint | null, pace: number): PlanWeek[] {
  const weeks: PlanWeek[] = [];
  let week = weekAt(roadmap, from, pace);
  while (week !== null) {
    weeks.push(week);
    week = weekAt(roadmap, afterWeek(roadmap, week), pace);
  }
  return weeks;
}

const inShort = ({ topic, hour, hours, week, weeks }: PlanWeek): string =>
  `${topic.id} ${hour}+${hours} ${week}/${weeks}`;

/** Topics t0, t1 and so on by their hours. */
const withHours = (...hours: readonly number[]): Roadmap =>
  sketch(hours.map((hours, t) => ({ id: `t${t}`, hours })));

const MONDAYS: Plan = {
  slot: { weekday: 1, time: Temporal.PlainTime.from("09:00"), zone: "Europe/Berlin" },
  pace: 8,
  from: { topic: id("t0"), hour: 0 },
  fromDate: date("2026-11-23"),
  skips: new Set(),
  pausedUntil: null,
};

describe("the weeks of a roadmap", () => {
  test("592 hours are 74 weeks of 8 hours in the first four phases, and 92 in all", () => {
    const weeks = weeksFrom(real, planStart(real), 8);
    const phaseOf = new Map(
      real.phases.flatMap((phase, p) =>
        phase.tracks.flatMap(({ topics }) => topics.map((topic) => [topic.id, p] as const)),
      ),
    );
    const early = weeks.filter(({ topic }) => (phaseOf.get(topic.id) ?? 9) < 4);
    expect(early.reduce((sum, { hours }) => sum + hours, 0)).toBe(592);
    expect(early).toHaveLength(74);
    expect(weeks).toHaveLength(92);
    expect(weeksLeft(real, planStart(real)!, 8)).toBe(92);
  });

  test.each([
    ["as its hours say", [16, 8], 8, ["t0 0+8 1/2", "t0 8+8 2/2", "t1 0+8 1/1"]],
    ["evenly where they do not divide", [20], 8, ["t0 0+7 1/3", "t0 7+6 2/3", "t0 13+7 3/3"]],
    ["one for a topic shorter than a week", [3, 3], 8, ["t0 0+3 1/1", "t1 0+3 1/1"]],
    ["one for a topic hardly longer than a week", [11], 8, ["t0 0+11 1/1"]],
    ["hour by hour at the slowest pace", [2], 1, ["t0 0+1 1/2", "t0 1+1 2/2"]],
  ])("are %s", (_, hours, pace, expected) => {
    const roadmap = withHours(...hours);
    expect(weeksFrom(roadmap, planStart(roadmap), pace).map(inShort)).toEqual(expected);
  });

  test("of one topic count up by one, and take all its hours, at any pace and length", () => {
    for (let hours = 1; hours <= 200; hours += 1) {
      const roadmap = withHours(hours);
      for (let pace = 1; pace <= 168; pace += 1) {
        const weeks = weeksFrom(roadmap, planStart(roadmap), pace);
        const wrong =
          weeks.reduce((sum, week) => sum + week.hours, 0) !== hours ||
          weeks.some(({ week, weeks: of, hours }, i) => week !== i + 1 || of !== weeks.length || hours < 1);
        if (wrong) expect([hours, pace, weeks.map(inShort)]).toEqual("counted up");
      }
    }
  });

  test("hold every topic in the roadmap's order, each from its first hour to its last", () => {
    const roadmaps = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(roadmaps, fc.integer({ min: 1, max: 168 }), (hours, pace) => {
        const roadmap = withHours(...hours);
        const weeks = weeksFrom(roadmap, planStart(roadmap), pace);
        const byTopic = Map.groupBy(weeks, ({ topic }) => topic.id);
        expect([...byTopic.keys()]).toEqual(topicsOf(roadmap).map(({ id }) => id));
        for (const [i, own] of [...byTopic.values()].entries()) {
          expect(own.reduce((sum, week) => sum + week.hours, 0)).toBe(hours[i]);
          expect(own.map(({ week }) => week)).toEqual(own.map((_, w) => w + 1));
        }
        for (const [i, week] of weeks.entries()) {
          expect(weeksLeft(roadmap, { topic: week.topic.id, hour: week.hour }, pace)).toBe(weeks.length - i);
        }
      }),
    );
  });

  test("of an empty roadmap are none", () => {
    const empty = sketch([]);
    expect(planStart(empty)).toBeNull();
    expect(weekAt(empty, null, 8)).toBeNull();
  });
});

describe("a roadmap that changed", () => {
  const retired = { id: "old", kind: "topic", title: "Old" } as const;

  test("has a group go on with what took its topic's place, where it stood", () => {
    const roadmap = sketch([{ id: "new", hours: 24 }, { id: "t1" }], {
      retired: [
        { ...retired, successor: "older" },
        { ...retired, id: "older", successor: "new" },
      ],
    });
    const week = weekAt(roadmap, { topic: id("old"), hour: 8 }, 8);
    expect(week && inShort(week)).toBe("new 8+8 2/3");
  });

  test("has it go on with the next topic where the one at hand became shorter", () => {
    const week = weekAt(withHours(8, 16), { topic: id("t0"), hour: 8 }, 8);
    expect(week && inShort(week)).toBe("t1 0+8 1/2");
    expect(weekAt(withHours(8), { topic: id("t0"), hour: 40 }, 8)).toBeNull();
  });

  test("has it wait where its topic is lost, which is not to have finished", () => {
    const plan = { ...MONDAYS, from: { topic: id("old"), hour: 8 } };
    for (const successor of [null, "nowhere", "old"]) {
      const roadmap = sketch([{ id: "t0" }], { retired: [{ ...retired, successor }] });
      const coming = upcoming(roadmap, plan, instant("2026-11-22T00:00:00Z"), 3);
      expect(coming.map(({ kind }) => kind)).toEqual(["lost"]);
      const later = dueWeeks(roadmap, plan, instant("2026-12-01T00:00:00Z"));
      expect(later).toMatchObject({ due: [], from: plan.from });
      expect(later.nextAt?.toString()).toBe("2026-12-07T08:00:00Z");
      // The author puts it back: the group goes on as if nothing had been.
      const mended = sketch([{ id: "old", hours: 16 }]);
      const again = dueWeeks(mended, { ...plan, fromDate: later.fromDate }, later.nextAt!);
      expect(again.due.map(({ date, week }) => `${date.toString()} ${inShort(week)}`)).toEqual([
        "2026-12-07 old 8+8 2/2",
      ]);
    }
  });
});

describe("what is due", () => {
  test("is each week once, with the slot's own day", () => {
    const { due, from, fromDate, nextAt } = dueWeeks(withHours(24), MONDAYS, instant("2026-11-30T08:00:00Z"));
    expect(due.map(({ date, at, week }) => `${date.toString()} ${at.toString()} ${inShort(week)}`)).toEqual([
      "2026-11-23 2026-11-23T08:00:00Z t0 0+8 1/3",
      "2026-11-30 2026-11-30T08:00:00Z t0 8+8 2/3",
    ]);
    expect([from, fromDate.toString(), nextAt?.toString()]).toEqual([
      { topic: "t0", hour: 16 },
      "2026-12-07",
      "2026-12-07T08:00:00Z",
    ]);
  });

  test("ends with the roadmap", () => {
    const done = dueWeeks(withHours(8), MONDAYS, instant("2027-11-30T08:00:00Z"));
    expect(done.due).toHaveLength(1);
    expect([done.from, done.nextAt]).toEqual([null, null]);
    const after = dueWeeks(withHours(8), { ...MONDAYS, ...done }, instant("2028-11-30T08:00:00Z"));
    expect([after.due, after.nextAt]).toEqual([[], null]);
  });

  test("comes a week later for a week that is skipped, and after a pause", () => {
    const plan = { ...MONDAYS, skips: new Set(["2026-11-30"]), pausedUntil: date("2026-11-24") };
    const coming = upcoming(withHours(16), plan, instant("2026-11-01T00:00:00Z"), 2);
    expect(
      coming.map((one) => `${one.date.toString()} ${one.kind === "skipped" ? one.reason : one.kind}`),
    ).toEqual(["2026-11-23 pause", "2026-11-30 skip", "2026-12-07 week", "2026-12-14 week"]);
  });
});

/** A group somewhere on a small roadmap, with skips and perhaps a pause. */
const groups = fc
  .record({
    hours: fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 6 }),
    pace: fc.integer({ min: 1, max: 40 }),
    slot: slot(),
    start: day(),
    topic: fc.nat(5),
    hour: fc.nat(60),
    skips: fc.array(fc.nat(30), { maxLength: 5 }),
    pause: fc.option(fc.nat(200)),
  })
  .map(({ hours, pace, slot, start, topic, hour, skips, pause }) => {
    const roadmap = withHours(...hours);
    const first = slotFrom(slot, start).date;
    const plan: Plan = {
      slot,
      pace,
      from: { topic: id(`t${topic % hours.length}`), hour },
      fromDate: start,
      skips: new Set(skips.map((weeks) => first.add({ weeks }).toString())),
      pausedUntil: pause === null ? null : start.add({ days: pause }),
    };
    return { roadmap, plan };
  });
const moments = fc.tuple(fc.nat(700), fc.nat(700));
const daysAfter = ({ fromDate, slot }: Plan, days: number): Temporal.Instant =>
  fromDate.add({ days }).toZonedDateTime(slot.zone).toInstant();

describe("whatever a group has set", () => {
  test("skips and pauses put weeks off and lose none", () => {
    fc.assert(
      fc.property(groups, ({ roadmap, plan }) => {
        const { due } = dueWeeks(roadmap, plan, daysAfter(plan, 4000));
        const all = weeksFrom(roadmap, plan.from, plan.pace);
        expect(due.map(({ week }) => inShort(week))).toEqual(all.map(inShort));
        for (const { date } of due) {
          expect(plan.skips.has(date.toString())).toBe(false);
          if (plan.pausedUntil)
            expect(Temporal.PlainDate.compare(date, plan.pausedUntil)).toBeGreaterThan(-1);
        }
      }),
    );
  });

  test("looking twice finds what looking once does", () => {
    fc.assert(
      fc.property(groups, moments, ({ roadmap, plan }, [one, other]) => {
        const [first, last] = [Math.min(one, other), Math.max(one, other)].map((days) =>
          daysAfter(plan, days),
        );
        const once = dueWeeks(roadmap, plan, last!);
        const before = dueWeeks(roadmap, plan, first!);
        const { from, fromDate } = before;
        const after = dueWeeks(roadmap, { ...plan, from, fromDate }, last!);
        expect([...before.due, ...after.due]).toEqual(once.due);
        expect({ ...after, due: [] }).toEqual({ ...once, due: [] });
        expect(dueWeeks(roadmap, { ...plan, from, fromDate }, first!).due).toEqual([]);
      }),
    );
  });

  test("what is shown as coming is what will be due", () => {
    fc.assert(
      fc.property(groups, fc.nat(300), ({ roadmap, plan }, days) => {
        const now = daysAfter(plan, days);
        const { from, fromDate, nextAt } = dueWeeks(roadmap, plan, now);
        const ahead = upcoming(roadmap, { ...plan, from, fromDate }, now, 5);
        const weeks = ahead.filter((one) => one.kind === "week");
        expect(upcoming(roadmap, plan, now, 5)).toEqual(ahead);
        const until = weeks.at(-1)?.at ?? now;
        const due = dueWeeks(roadmap, { ...plan, from, fromDate }, until).due;
        expect(due.map(({ at, week }) => `${at.toString()} ${inShort(week)}`)).toEqual(
          weeks.map(({ at, week }) => `${at.toString()} ${inShort(week)}`),
        );
        expect(weeks.length < 5).toBe(ahead.at(-1)?.kind === "finished");
        if (nextAt !== null) expect(nextAt.toString()).toBe(ahead[0]?.at.toString());
      }),
    );
  });

  test("a change of pace moves what is ahead and leaves what was", () => {
    fc.assert(
      fc.property(groups, fc.nat(300), fc.integer({ min: 1, max: 168 }), ({ roadmap, plan }, days, pace) => {
        const { due, from, fromDate } = dueWeeks(roadmap, plan, daysAfter(plan, days));
        const after = dueWeeks(roadmap, { ...plan, from, fromDate, pace }, daysAfter(plan, 6000)).due;
        const weeks = [...due, ...after].map(({ week }) => week);
        // Hour by hour from where it stood to the end: none twice, none left out.
        const first = weeks[0];
        if (first === undefined) return;
        const topics = topicsOf(roadmap);
        const start = topics.findIndex((topic) => topic.id === first.topic.id);
        const expected = topics
          .slice(start)
          .flatMap(({ id, hours }) => Array.from({ length: hours }, (_, h) => `${id} ${h}`))
          .slice(first.hour);
        const taken = weeks.flatMap(({ topic, hour, hours }) =>
          Array.from({ length: hours }, (_, h) => `${topic.id} ${hour + h}`),
        );
        expect(taken).toEqual(expected);
        for (const [i, week] of after.entries()) {
          const before = after[i - 1]?.week;
          if (before?.topic.id !== week.week.topic.id) continue;
          expect([week.week.week, week.week.weeks]).toEqual([before.week + 1, before.weeks]);
        }
      }),
    );
  });
});
