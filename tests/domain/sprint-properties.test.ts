import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { MemberId } from "../../src/domain/ids.ts";
import { NO_TALLY, pointsOf } from "../../src/domain/points.ts";
import { finishEntry, finishersOf } from "../../src/domain/sprint-awards.ts";
import { decideMerge } from "../../src/domain/sprint-merge.ts";
import { decideSprint } from "../../src/domain/sprint-moves.ts";
import type { SprintMove } from "../../src/domain/sprint-moves.ts";
import { newSprint } from "../../src/domain/sprint-fold.ts";
import { cellsOf, roster } from "../../src/domain/sprint-standing.ts";
import { LENGTHS, nextTimes } from "../../src/domain/sprint-time.ts";
import { MARKS, PHASES } from "../../src/domain/sprint.ts";
import type { Phase, SprintAction, SprintState } from "../../src/domain/sprint.ts";
import { member, record, sprintOf, START } from "./sprints.ts";

const ZONES = ["Europe/Berlin", "America/New_York", "Pacific/Auckland", "Asia/Kolkata", "UTC"];
const PEOPLE = 6;
const hour = 3_600_000;

/** The same as told by somebody with pencil and paper: lists of names and a table of marks. */
type Model = {
  phase: Phase;
  /** In the order in which they came in last. */
  inIt: MemberId[];
  readonly table: Map<string, string>;
  readonly given: Map<MemberId, number>;
};

const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant("wait" as const), hours: fc.integer({ min: 0, max: 60 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("turn back" as const), hours: fc.nat(400) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("sleep" as const), hours: fc.nat(1_000) }) },
  {
    weight: 12,
    arbitrary: fc.record({
      do: fc.constantFrom("join", "leave", "plan", "check-in", "end", "help", "tick", "merge", "log"),
      who: fc.nat(PEOPLE - 1),
      whom: fc.nat(PEOPLE - 1),
      mark: fc.constantFrom(...MARKS),
      sprint: fc.nat(1),
      zone: fc.constantFrom(...ZONES),
      manager: fc.boolean(),
    }),
  },
);

type Acting = Extract<typeof step extends fc.Arbitrary<infer S> ? S : never, { who: number }>;

function moveOf(one: Acting, state: SprintState, now: Temporal.Instant): SprintMove {
  const own = member(one.who);
  const day = now.toZonedDateTimeISO(one.zone).toPlainDate();
  switch (one.do) {
    case "join":
      return { kind: "join", member: own, plan: null, elsewhere: false };
    case "plan":
      return { kind: "plan", member: own, plan: one.mark };
    case "leave":
      return { kind: "leave", member: own };
    case "check-in":
      return { kind: "check-in", member: own, day, mark: one.mark, note: null };
    case "log":
      return { kind: "log", member: own, day, activity: "learn", minutes: one.who * 10 };
    case "end":
      return { kind: "end", by: own, manager: one.manager };
    case "help": {
      const checkIn = [...(state.members.get(member(one.whom))?.checkIns.values() ?? [])].at(-1)?.event ?? 0;
      return { kind: "help", helper: own, member: member(one.whom), checkIn, again: one.manager };
    }
    case "tick":
    case "merge":
      return { kind: "tick" };
  }
}

/** Brings the model up to what was decided, by the plain meaning of each action. */
function note(model: Model, state: SprintState, actions: readonly SprintAction[]): void {
  for (const action of actions) {
    if (action.kind === "opened") model.phase = "open";
    if (action.kind === "began") model.phase = "running";
    if (action.kind === "ended") model.phase = "ended";
    if (action.kind === "cancelled") model.phase = "cancelled";
    if (action.kind === "joined") model.inIt.push(action.member);
    if (action.kind === "left") model.inIt = model.inIt.filter((one) => one !== action.member);
    if (action.kind === "checked-in")
      model.table.set(`${action.member} ${action.day.toString()}`, action.mark);
    if (action.kind === "ended") award(model, state);
  }
}

/** What the store does in the transaction that writes the end. */
function award(model: Model, state: SprintState): void {
  const facts = { objectives: 60, firstThrough: member(0) };
  for (const { member: one, finish } of finishersOf(state, facts)) {
    const { grants } = finishEntry(state.sprint, finish, NO_TALLY, Temporal.PlainDate.from("2026-12-01"));
    model.given.set(one, (model.given.get(one) ?? 0) + 1);
    expect(pointsOf(grants)).toBeGreaterThanOrEqual(0);
  }
}

function agree(model: Model, state: SprintState): void {
  expect(state.phase).toBe(model.phase);
  expect(roster(state).map(([one]) => one)).toEqual(model.inIt);
  expect(state.leader).toBe(model.inIt[0] ?? null);
  const table = [...state.members].flatMap(([one, { checkIns }]) =>
    [...checkIns].map(([day, { mark }]) => [`${one} ${day}`, mark] as const),
  );
  expect(new Map(table)).toEqual(model.table);
  for (const own of state.members.values()) {
    const shown = cellsOf(state.sprint, own);
    expect(shown).toHaveLength(state.sprint.days + 1);
    expect(shown.filter((mark) => mark !== null).length).toBeLessThanOrEqual(own.checkIns.size);
    expect([...own.checkIns.values()].filter(({ mark }) => mark === "break").length).toBeLessThanOrEqual(
      Math.floor(state.sprint.days / 7),
    );
  }
  for (const times of model.given.values()) expect(times).toBe(1);
}

test("whatever many members do, and whatever the clock does, roster and grid agree with the record, no points come twice, and it ends", () => {
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 80 }),
      fc.constantFrom(...LENGTHS),
      fc.constantFrom(...ZONES),
      fc.nat(300),
      (steps, days, zone, ahead) => {
        const startsAt = START.add({ hours: ahead });
        const states = [1, 2].map((id) =>
          newSprint(sprintOf({ id, days: id === 1 ? days : 14, zone, teamGoal: 60 }, startsAt, START)),
        );
        const models = states.map((): Model => ({
          phase: "scheduled",
          inIt: [],
          table: new Map(),
          given: new Map(),
        }));
        let now = START;
        const apply = (nth: number, actions: readonly SprintAction[]) => {
          const before = states[nth]!;
          const after = record(before, actions, now);
          expect(PHASES.indexOf(after.phase)).toBeGreaterThanOrEqual(PHASES.indexOf(before.phase));
          states[nth] = after;
          note(models[nth]!, after, actions);
          agree(models[nth]!, after);
        };
        for (const one of steps) {
          if (one.do === "turn back") now = now.subtract({ hours: one.hours });
          else if (!("who" in one)) now = now.add({ hours: one.hours });
          else if (one.do === "merge") {
            const [gone, into] = [one.sprint, 1 - one.sprint];
            const by = { by: member(one.who), manager: one.manager };
            const decision = decideMerge(states[gone]!, states[into]!, by, now);
            if (!decision.ok) continue;
            apply(gone, decision.gone);
            apply(into, decision.into);
          } else {
            const state = states[one.sprint]!;
            const decision = decideSprint(state, moveOf(one, state, now), now);
            if (decision.ok) apply(one.sprint, decision.actions);
            // The same click again is accepted or refused, and changes nothing more.
            const again = decideSprint(states[one.sprint]!, moveOf(one, state, now), now);
            if (decision.ok && again.ok && one.do !== "help") expect(again.actions).toEqual([]);
          }
        }
        now = START.add({ hours: 5_000 });
        for (const nth of [0, 1]) {
          const decision = decideSprint(states[nth]!, { kind: "tick" }, now);
          if (decision.ok) apply(nth, decision.actions);
          expect(["ended", "cancelled"]).toContain(states[nth]!.phase);
        }
      },
    ),
    { numRuns: Number(process.env["WAYMARK_SEQUENCES"] ?? 300) },
  );
});

test("a sprint and all that follow it lie one after the other, by the wall clock of their zone", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...LENGTHS),
      fc.constantFrom(...ZONES),
      fc.integer({ min: 0, max: 400 * 24 }),
      (days, zone, hours) => {
        const startsAt = START.add({ milliseconds: hours * hour });
        let sprint = sprintOf({ days, zone }, startsAt);
        for (let i = 0; i < 4; i += 1) {
          const next = { ...sprint, ...nextTimes(sprint, sprint.endsAt) };
          expect(Temporal.Instant.compare(next.startsAt, sprint.endsAt)).toBeGreaterThanOrEqual(0);
          expect(Temporal.Instant.compare(next.opensAt, sprint.endsAt)).toBeGreaterThanOrEqual(0);
          expect(Temporal.Instant.compare(next.opensAt, next.startsAt)).toBeLessThanOrEqual(0);
          const wall = (at: Temporal.Instant) => at.toZonedDateTimeISO(zone);
          const between = wall(sprint.startsAt).toPlainDate().until(wall(next.startsAt).toPlainDate());
          expect(between.days % 7).toBe(0);
          sprint = next;
        }
      },
    ),
  );
});
