import { describe, expect, test } from "vitest";
import { decideMerge, mergeProposal } from "../../src/domain/sprint-merge.ts";
import { applySprintEvent, newSprint } from "../../src/domain/sprint-fold.ts";
import { roster, troubleOf } from "../../src/domain/sprint-standing.ts";
import { after, checkIn, dayAt, days, join, member, outcome, sprintOf, START } from "./sprints.ts";

const TICK = { kind: "tick" } as const;

describe("what time does to a sprint", () => {
  const ahead = sprintOf({}, days(10), START); // opens on day 3

  test("it opens a week ahead, begins and ends, each once", () => {
    const made = newSprint(ahead);
    expect(outcome(made, TICK, START)).toEqual([]);
    expect(outcome(made, TICK, days(3))).toEqual(["opened"]);
    expect(outcome(after(ahead, [days(3), TICK]), TICK, days(3))).toEqual([]);
    expect(outcome(after(ahead, [days(3), TICK]), TICK, days(10))).toEqual(["began"]);
    expect(outcome(after(ahead, [days(3), TICK], [days(10), TICK]), TICK, days(17))).toEqual(["ended"]);
  });

  test("after a long time down it goes through all of them at once", () => {
    expect(outcome(newSprint(ahead), TICK, days(100))).toEqual(["opened", "began", "ended"]);
  });

  test("a clock that is turned back brings nothing back", () => {
    const ended = after(ahead, [days(100), TICK]);
    expect(outcome(ended, TICK, days(4))).toEqual([]);
    expect(outcome(ended, join(1), days(4))).toBe("over");
  });

  test("its end holds for members before anybody wrote it down", () => {
    const running = after(sprintOf(), [START, join(1)]);
    expect(outcome(running, checkIn(1, days(7))[1], days(7))).toBe("over");
  });
});

describe("who is in", () => {
  test("joining twice is joining once, and the plan can change", () => {
    const state = after(sprintOf(), [START, join(1, "When I get up, I will read")]);
    expect(outcome(state, join(1), days(1))).toEqual([]);
    expect(outcome(state, join(1, "When I get up, I will read"), days(1))).toEqual([]);
    expect(outcome(state, join(1, "Later"), days(1))).toEqual(["planned"]);
  });

  test("late joiners are fine until the last day, and those who left may come back until then", () => {
    const state = after(sprintOf(), [START, join(1)], [days(1), { kind: "leave", member: member(1) }]);
    expect(outcome(state, join(2), days(6))).toEqual(["joined"]);
    expect(outcome(state, join(2), days(6, 1))).toBe("too-late");
    expect(outcome(state, join(1), days(6))).toEqual(["joined"]);
  });

  test("coming back keeps plan, days and first day, and does not take the lead again", () => {
    const state = after(
      sprintOf(),
      [START, join(1, "When, then")],
      [START, join(2)],
      checkIn(1, days(0)),
      [days(1), { kind: "leave", member: member(1) }],
      [days(2), join(1)],
    );
    expect(state.leader).toBe(member(2));
    expect(state.members.get(member(1))).toMatchObject({ active: true, plan: "When, then", joinedAt: START });
    expect(state.members.get(member(1))?.checkIns.size).toBe(1);
  });

  test("the one who has been in longest leads; nobody leads an empty sprint, which goes on", () => {
    const leave = (nth: number) => [days(1), { kind: "leave", member: member(nth) }] as const;
    const three = [1, 2, 3].map((nth) => [START, join(nth)] as const);
    expect(after(sprintOf(), ...three).leader).toBe(member(1));
    expect(after(sprintOf(), ...three, leave(1)).leader).toBe(member(2));
    const empty = after(sprintOf(), ...three, leave(1), leave(2), leave(3));
    expect(empty.leader).toBeNull();
    expect(outcome(empty, join(4), days(2))).toEqual(["joined"]);
    expect(outcome(empty, TICK, days(7))).toEqual(["opened", "began", "ended"]);
  });

  test("one sprint on a topic at a time, and nobody before it opens", () => {
    const state = newSprint(sprintOf());
    expect(outcome(state, { kind: "join", member: member(1), plan: null, elsewhere: true }, START)).toBe(
      "elsewhere",
    );
    expect(outcome(newSprint(sprintOf({}, days(10), START)), join(1), START)).toBe("not-open");
  });
});

describe("checking in", () => {
  const state = after(sprintOf(), [START, join(1)], checkIn(1, days(0), "half"));

  test("a day has one cell: the same again is nothing new, another word takes its place", () => {
    expect(outcome(state, checkIn(1, days(0), "half")[1], days(0))).toEqual([]);
    const changed = after(sprintOf(), [START, join(1)], checkIn(1, days(0), "half"), checkIn(1, days(0, 1)));
    expect([...changed.members.get(member(1))!.checkIns.values()].map(({ mark }) => mark)).toEqual(["done"]);
  });

  test("only while it runs, and only for those who are in", () => {
    const open = after(sprintOf({}, days(2), START), [START, join(1)]);
    expect(outcome(open, checkIn(1, days(0))[1], days(1))).toBe("not-begun");
    expect(outcome(state, checkIn(2, days(0))[1], days(0))).toBe("not-in");
  });

  test("a week has one break; a break can be made a day's work, and the other way round", () => {
    const once = after(sprintOf(), [START, join(1)], checkIn(1, days(0), "break"));
    expect(outcome(once, checkIn(1, days(1), "break")[1], days(1))).toBe("no-break-left");
    expect(outcome(once, checkIn(1, days(0), "done")[1], days(0))).toEqual(["checked-in"]);
    expect(
      outcome(after(sprintOf({ days: 3 }), [START, join(1)]), checkIn(1, days(0), "break")[1], START),
    ).toBe("no-break-left");
  });

  test("minutes of a day are set, not added up", () => {
    const log = (minutes: number) =>
      ({ kind: "log", member: member(1), day: dayAt(START), activity: "build", minutes }) as const;
    const logged = after(sprintOf(), [START, join(1)], [START, log(60)], [START, log(30)]);
    expect(logged.members.get(member(1))?.minutes.get("2026-11-23")).toEqual({ build: 30 });
    expect(outcome(logged, log(30), START)).toEqual([]);
  });
});

describe("being blocked", () => {
  const blocked = after(sprintOf(), [START, join(1)], checkIn(1, days(0), "blocked", "no cluster"));
  const trouble = troubleOf(blocked.members.get(member(1))!)!;
  const help = (checkIn: number, helper = 9) =>
    ({ kind: "help", helper: member(helper), member: member(1), checkIn, again: false }) as const;

  test("anybody else can help, in the sprint or not", () => {
    expect(trouble.note).toBe("no cluster");
    expect(outcome(blocked, help(trouble.event), days(1))).toEqual(["helped"]);
    expect(outcome(blocked, help(trouble.event, 1), days(1))).toBe("own-trouble");
  });

  test("it is over with the next check-in", () => {
    const solved = after(
      sprintOf(),
      [START, join(1)],
      checkIn(1, days(0), "blocked", "no cluster"),
      checkIn(1, days(1)),
    );
    expect(troubleOf(solved.members.get(member(1))!)).toBeNull();
    expect(outcome(solved, help(trouble.event), days(1))).toBe("not-blocked");
  });
});

describe("ending it before its time", () => {
  test("is for who leads and who manages the server: cancelled before it begins, ended afterwards", () => {
    const ahead = after(sprintOf({}, days(2), START), [START, join(1)], [START, join(2)]);
    const end = (nth: number, manager = false) => ({ kind: "end", by: member(nth), manager }) as const;
    expect(outcome(ahead, end(2), START)).toBe("not-leader");
    expect(outcome(ahead, end(1), START)).toEqual(["cancelled"]);
    expect(outcome(ahead, end(9, true), START)).toEqual(["cancelled"]);
    expect(outcome(ahead, end(1), days(3))).toEqual(["ended"]);
    expect(outcome(after(ahead.sprint, [START, join(1)], [START, end(1)]), end(1), START)).toBe("over");
  });
});

describe("merging", () => {
  const quiet = (id: number, ends: number, people: readonly number[]) =>
    after(sprintOf({ id, days: ends }), ...people.map((nth) => [START, join(nth, `plan ${nth}`)] as const));

  test("of two half-silent sprints on one topic the one that ends first goes into the other", () => {
    const [one, other] = [quiet(1, 7, [1, 2]), quiet(2, 14, [2, 3])];
    const proposal = mergeProposal(one, other, days(3));
    expect([proposal?.gone.sprint.id, proposal?.into.sprint.id]).toEqual([1, 2]);
    expect(mergeProposal(other, one, days(3))?.gone.sprint.id).toBe(1);
    const decision = decideMerge(one, other, { by: member(1), manager: false }, days(3));
    expect(decision).toMatchObject({
      ok: true,
      gone: [{ kind: "cancelled", mergedInto: 2 }],
      into: [{ kind: "joined", member: member(1), plan: "plan 1" }],
    });
  });

  test("not of a lively one, of another topic, or near the end; and not by just anybody", () => {
    const [one, other] = [quiet(1, 7, [1, 2]), quiet(2, 14, [3])];
    const lively = after(sprintOf({ id: 3 }), [START, join(4)], checkIn(4, days(0)));
    expect(mergeProposal(one, lively, days(3))).toBeNull();
    expect(mergeProposal(one, { ...other, sprint: { ...other.sprint, topic: null } }, days(3))).toBeNull();
    expect(mergeProposal(one, other, days(6, 2))).toBeNull();
    expect(decideMerge(one, other, { by: member(2), manager: false }, days(3))).toMatchObject({
      refusal: { kind: "not-leader" },
    });
    expect(decideMerge(one, other, { by: member(2), manager: true }, days(3)).ok).toBe(true);
  });
});

test("somebody who was never in is not made up by an odd record", () => {
  const state = applySprintEvent(newSprint(sprintOf()), {
    id: 1,
    at: START,
    action: { kind: "left", member: member(1) },
  });
  expect(roster(state)).toEqual([]);
});
