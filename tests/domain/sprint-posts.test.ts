import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nextMoment, postsOf } from "../../src/domain/sprint-posts.ts";
import { LENGTHS } from "../../src/domain/sprint-time.ts";
import { sprintOf, START } from "./sprints.ts";

const listed = (days: number, startsAt: string, ahead = 0) => {
  const at = Temporal.ZonedDateTime.from(`${startsAt}[Europe/Berlin]`).toInstant();
  return postsOf(sprintOf({ days }, at, at.subtract({ minutes: ahead }))).map(
    (post) =>
      `${post.at.toZonedDateTimeISO("Europe/Berlin").toPlainDateTime().toString({ smallestUnit: "minute" })} ${post.kind}`,
  );
};

describe("what a sprint posts by itself", () => {
  test("a week from Monday noon: each evening, with half time in the middle and the last evening, and the morning of its end", () => {
    expect(listed(7, "2026-11-23T12:30")).toEqual([
      "2026-11-23T18:00 check-in",
      "2026-11-24T18:00 check-in",
      "2026-11-25T18:00 check-in",
      "2026-11-26T18:00 half",
      "2026-11-27T18:00 check-in",
      "2026-11-28T18:00 check-in",
      "2026-11-29T18:00 last-day",
      "2026-11-30T09:00 end-day",
    ]);
  });

  test("a warning an hour before the start where there was time, ten minutes before where there was little", () => {
    expect(listed(1, "2026-11-23T10:00", 24 * 60).slice(0, 2)).toEqual([
      "2026-11-23T09:00 warning",
      "2026-11-23T10:00 start",
    ]);
    expect(listed(1, "2026-11-23T10:00", 40)[0]).toBe("2026-11-23T09:50 warning");
    expect(listed(1, "2026-11-23T10:00", 5)[0]).toBe("2026-11-23T10:00 start");
    expect(listed(1, "2026-11-23T10:00")[0]).toBe("2026-11-23T18:00 check-in");
  });

  test("four weeks have a check-in every third evening", () => {
    const kinds = listed(28, "2026-11-23T12:30").map((line) => line.split(" ")[1]);
    expect(kinds.filter((kind) => kind === "check-in").length).toBeLessThan(10);
    expect(kinds.filter((kind) => kind === "half")).toHaveLength(1);
    expect(kinds.filter((kind) => kind === "last-day")).toHaveLength(1);
  });

  test("whatever its length, zone and start: within it, in order, none twice, and each moment leads to the next until the end", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...LENGTHS),
        fc.constantFrom("Europe/Berlin", "America/New_York", "Pacific/Auckland", "Africa/Cairo"),
        fc.nat(400 * 24 * 60),
        fc.nat(8 * 24 * 60),
        (days, zone, minutes, ahead) => {
          const startsAt = START.add({ minutes });
          const sprint = sprintOf({ days, zone }, startsAt, startsAt.subtract({ minutes: ahead }));
          const posts = postsOf(sprint);
          const keys = posts.map(({ kind, at }) => `${kind} ${at.toString()}`);
          expect(new Set(keys).size).toBe(keys.length);
          for (const { at, expiresAt } of posts) {
            expect(Temporal.Instant.compare(at, sprint.opensAt)).toBeGreaterThanOrEqual(0);
            expect(Temporal.Instant.compare(at, sprint.endsAt)).toBeLessThan(0);
            expect(Temporal.Instant.compare(expiresAt, at)).toBe(1);
          }
          let moment: Temporal.Instant | null = sprint.opensAt;
          let steps = 0;
          for (let at = nextMoment(sprint, moment); at !== null; at = nextMoment(sprint, at)) {
            expect(Temporal.Instant.compare(at, moment)).toBe(1);
            moment = at;
            steps += 1;
          }
          expect(moment).toEqual(sprint.endsAt);
          expect(steps).toBeLessThan(60);
        },
      ),
    );
  });
});
