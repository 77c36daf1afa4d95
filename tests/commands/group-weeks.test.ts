import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { planWeeks } from "../../src/delivery/plan-weeks.ts";
import { dueWeeks } from "../../src/domain/group-plan.ts";
import { readWeekPayload } from "../../src/domain/week-prompt.ts";
import { loadGuildSettings } from "../../src/store/guild-settings.ts";
import { lastOf } from "../../src/store/outbox-lookups.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { sketch } from "../domain/small-roadmap.ts";
import { createStage } from "../support/stage.ts";
import { planOf } from "../../commands/setup/anchor.ts";
import { choose, organiser } from "./organiser.ts";
import type { Organiser } from "./organiser.ts";

// Whatever organisers change, and whenever: what the planner then plans is each week of the roadmap once, and one prompt a week at most.

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const roadmap = sketch(Array.from({ length: 9 }, (_, t) => ({ id: `t${t}`, hours: 5 + 7 * t })));
const START = Temporal.Instant.from("2026-11-22T10:00:00Z");

type Move = (olga: Organiser, today: Temporal.PlainDate) => Promise<unknown>;

/** One thing that an organiser does; `n` says which day, zone and so on. */
const MOVES: readonly ((n: number) => Move)[] = [
  (n) => (olga) => olga.raw("v1:setup:weekday", { values: [String(1 + (n % 7))] }),
  (n) => (olga) => olga.raw("v1:setup:time-typed", { answer: `${n % 24}:${n % 2 === 0 ? "00" : "30"}` }),
  (n) => (olga) => {
    const zones = [
      "Europe/Berlin",
      "America/New_York",
      "Asia/Tokyo",
      "Pacific/Kiritimati",
      "Pacific/Pago_Pago",
    ];
    return olga.raw("v1:setup:zone-pick", { values: [zones[n % zones.length]!] });
  },
  (n) => (olga) => olga.raw("v1:setup:pace", { values: [String(1 + (n % 40))] }),
  (n) => (olga, today) => olga.raw(`v1:setup:skip:${today.add({ days: n % 20 }).toString()}`),
  (n) => (olga, today) => olga.raw(`v1:setup:unskip:${today.add({ days: n % 20 }).toString()}`),
  (n) => (olga, today) =>
    olga.raw("v1:setup:pause-typed", { answer: today.add({ days: 1 + (n % 25) }).toString() }),
  () => (olga) => olga.raw("v1:setup:unpause"),
  (n) => (olga) => (n % 3 === 0 ? olga.raw("v1:setup:channel", { values: [] }) : choose(olga)),
];

const steps = fc.array(fc.record({ move: fc.nat(MOVES.length - 1), n: fc.nat(1000), hours: fc.nat(70) }), {
  minLength: 10,
  maxLength: 40,
});

test("any changes at any time leave each week of the roadmap to be posted once, and no week with two posts", async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (steps) => {
      const stage = createStage(database.db, roadmap);
      const olga = await organiser(stage);
      await choose(olga);
      let now = START;
      let expected = 0;
      for (const { move, n, hours } of steps) {
        await MOVES[move]!(n)(olga, now.toZonedDateTimeISO("UTC").toPlainDate());
        stage.advance({ hours });
        now = now.add({ hours });
        const before = (await loadGuildSettings(database.db, olga.guild))!;
        const { due } = before.nextAt === null ? { due: [] } : dueWeeks(roadmap, planOf(before), now);
        await database.db.transaction((tx) =>
          planWeeks(tx, { roadmap, mention: String, findDeparted: async () => new Set<never>() }, now),
        );
        const posts = (await lastOf(database.db, olga.guild, 99)).filter(({ kind }) => kind === "week");
        expected += due.length > 0 ? 1 : 0;
        expect(posts).toHaveLength(expected);
      }
      const posts = (await lastOf(database.db, olga.guild, 99)).toReversed();
      expect(new Set(posts.map(({ key }) => key)).size).toBe(posts.length);
      let point = { topic: "t0", hour: 0 };
      for (const { payload } of posts) {
        const week = readWeekPayload(payload)!;
        expect({ topic: week.topic, hour: week.hour }).toEqual(point);
        const topic = roadmap.phases[0]!.tracks[0]!.topics.find(({ id }) => id === week.topic)!;
        const next = week.hour + week.hours;
        point =
          next < topic.hours
            ? { topic: week.topic, hour: next }
            : { topic: `t${Number(week.topic.slice(1)) + 1}`, hour: 0 };
      }
    }),
    { numRuns: 15, endOnFailure: true },
  );
}, 120_000);
