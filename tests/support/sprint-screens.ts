import { mint } from "../../src/domain/ids.ts";
import type { MemberId } from "../../src/domain/ids.ts";
import type { Roadmap } from "../../src/domain/roadmap.ts";
import { topicsOf } from "../../src/domain/roadmap-graph.ts";
import type { SprintPostKind } from "../../src/domain/sprint-posts.ts";
import { sprintTimes } from "../../src/domain/sprint-time.ts";
import { MARKS, PHASES } from "../../src/domain/sprint.ts";
import type {
  CheckIn,
  Phase,
  Sprint,
  SprintMember,
  SprintRefusal,
  SprintState,
} from "../../src/domain/sprint.ts";
import { groupSprintsText } from "../../src/text/group-sprints.ts";
import type { Message, Modal } from "../../src/text/reply.ts";
import { sprintCardText } from "../../src/text/sprint-card.ts";
import { foundSprintsText } from "../../src/text/sprint-find.ts";
import {
  blockedModal,
  checkedInText,
  joinedText,
  leftText,
  loggedText,
  planModal,
  statusText,
} from "../../src/text/sprint-own.ts";
import { helpPostText, mergePostText, sprintReminderText } from "../../src/text/sprint-notes.ts";
import { sprintPostText } from "../../src/text/sprint-posts.ts";
import {
  endAskText,
  endedText,
  helpingText,
  mergedText,
  noSprintText,
  pickSprintText,
  sprintGoneText,
  sprintRefusalText,
} from "../../src/text/sprint-refusal.ts";
import {
  goalModal,
  startAskText,
  startedSprintText,
  startProblemText,
  takenText,
} from "../../src/text/sprint-start.ts";
import { wrapUpText } from "../../src/text/sprint-wrapup.ts";

// Every text about sprints, with whatever people may have typed in every place.

const now = Temporal.Instant.from("2026-11-22T10:00:00Z");
const mention = (command: string): string => `</${command}:1310000000000000001>`;
const TAG = "x".repeat(25);
const CHANNEL = "1295000000000000001";
const POSTS: readonly SprintPostKind[] = ["warning", "start", "check-in", "half", "last-day", "end-day"];
const PEOPLE = 45;

type Words = { readonly typed: string; readonly name: string };

const person = (nth: number): MemberId => mint(String(1_280_000_000_000_000_000n + BigInt(nth)));

/** A sprint of so many days that is half over. */
export function sprintOf(
  roadmap: Roadmap,
  { typed }: Words,
  days: number,
  change: Partial<Sprint> = {},
): Sprint {
  const startsAt = now.subtract({ hours: days * 12 });
  return {
    id: 123_456_789,
    guild: mint("1290000000000000001"),
    channel: CHANNEL,
    topic: topicsOf(roadmap).at(-1)?.id ?? null,
    goal: typed,
    teamGoal: 60,
    recurring: true,
    previous: null,
    ...sprintTimes(startsAt, days, "Europe/Berlin", startsAt),
    ...change,
  };
}

function stateOf(sprint: Sprint, { typed }: Words, phase: Phase, people = PEOPLE): SprintState {
  const members = new Map(
    Array.from({ length: people }, (_, nth): [MemberId, SprintMember] => {
      const checkIns = Array.from({ length: nth % 9 }, (_, day): [string, CheckIn] => [
        sprint.startsAt.toZonedDateTimeISO(sprint.zone).toPlainDate().add({ days: day }).toString(),
        { mark: MARKS[(nth + day) % MARKS.length] ?? "done", note: typed, event: nth * 100 + day },
      ]);
      const plan = nth % 3 === 0 ? null : typed;
      const minutes = new Map([["2026-11-22", { learn: nth * 30, teach: 30 }]]);
      return [
        person(nth),
        { active: true, since: nth, joinedAt: sprint.startsAt, plan, checkIns: new Map(checkIns), minutes },
      ];
    }),
  );
  const leader = people > 0 ? person(0) : null;
  return { sprint, phase, early: phase === "ended", mergedInto: null, leader, members };
}

/** All of them, for members of this name who type this. */
export function sprintScreens(roadmap: Roadmap, words: Words): (Message | Modal)[] {
  const names = new Map(Array.from({ length: PEOPLE }, (_, nth) => [person(nth), words.name]));
  return [1, 7, 28].flatMap((days) => {
    const own = sprintOf(roadmap, words, days);
    const bare = sprintOf(roadmap, words, days, { topic: null, teamGoal: null, recurring: false });
    const states = PHASES.flatMap((phase) => [
      stateOf(own, words, phase),
      stateOf(bare, words, phase, 0),
      stateOf({ ...bare, topic: mint("gone"), goal: null }, words, phase, 2),
    ]);
    return [
      ...states.flatMap((state) => shown(roadmap, words, state, names)),
      ...wrapUps(roadmap, words, own, names),
      ...forms(roadmap, words, own),
    ];
  });
}

function shown(
  roadmap: Roadmap,
  words: Words,
  state: SprintState,
  names: ReadonlyMap<MemberId, string>,
): (Message | Modal)[] {
  const view = { state, names, objectives: 59, now };
  const member = person(1);
  const own = state.members.get(member) ?? null;
  return [
    sprintCardText(roadmap, view, TAG),
    ...POSTS.map((kind) => sprintPostText(roadmap, kind, { ...view, pings: [] }, TAG)),
    statusText(roadmap, state, own, { member, now }),
    joinedText(roadmap, state, words.typed),
    leftText(roadmap, state, words.name),
    endAskText(roadmap, state),
    endedText(roadmap, state, true),
    mergedText(roadmap, state, 3),
    mergePostText(roadmap, { gone: state, into: state, leader: words.name }, TAG),
    ...(own === null
      ? []
      : [
          ...MARKS.map((mark) => checkedInText(roadmap, state, own, { mark, now })),
          loggedText(roadmap, state, { activity: "build", minutes: 30 }),
          sprintReminderText(roadmap, state, { member, plan: own.plan, place: CHANNEL }, TAG),
        ]),
    ...refusals.map((refusal) => sprintRefusalText(roadmap, state, refusal, mention)),
    ...(["join", "status", "leave", "end"] as const).flatMap((what) => [
      noSprintText(what, mention),
      pickSprintText(roadmap, [state, { ...state, sprint: { ...state.sprint, id: 2 } }], what),
    ]),
  ];
}

const refusals: readonly SprintRefusal[] = [
  { kind: "not-open", opensAt: now },
  { kind: "not-begun", startsAt: now },
  { kind: "too-late", endsAt: now },
  { kind: "over", phase: "ended", mergedInto: null },
  { kind: "over", phase: "cancelled", mergedInto: 77 },
  { kind: "not-in" },
  { kind: "elsewhere" },
  { kind: "not-leader" },
  { kind: "no-break-left", quota: 0 },
  { kind: "no-break-left", quota: 1 },
  { kind: "not-blocked" },
  { kind: "own-trouble" },
  { kind: "nothing-to-merge" },
];

function wrapUps(
  roadmap: Roadmap,
  words: Words,
  own: Sprint,
  names: ReadonlyMap<MemberId, string>,
): Message[] {
  const topics = topicsOf(roadmap).map(({ id }) => id);
  const state = stateOf(own, words, "ended");
  const did = new Map([...names.keys()].map((member) => [member, { objectives: 12, topics }]));
  const whole = { state, names, did, objectives: 61, finished: 12, next: topicsOf(roadmap)[0] ?? null };
  return [
    wrapUpText(roadmap, { ...whole, follower: { id: 5, startsAt: now } }, TAG),
    wrapUpText(roadmap, { ...whole, names: new Map(), did: new Map(), next: null, follower: null }, TAG),
    wrapUpText(
      roadmap,
      { ...whole, state: { ...state, early: false, members: new Map() }, follower: null },
      TAG,
    ),
  ];
}

function forms(roadmap: Roadmap, { typed }: Words, own: Sprint): (Message | Modal)[] {
  const [topic] = topicsOf(roadmap);
  const match = {
    sprint: own,
    topic: topic!,
    distance: "same",
    shared: null,
    evening: { hours: 3, members: 2 },
    members: 4,
  } as const;
  const takens = [
    { sprint: own, card: null, goalIsFree: true },
    { sprint: own, card: { channel: CHANNEL, message: CHANNEL }, goalIsFree: false },
  ];
  const writtens = [null, { goal: typed, form: null }, { goal: typed, form: topic?.id ?? "-" }];
  const problems = [
    ...(["unreadable", "order", "past"] as const).map(
      (problem) => ({ kind: "bad-start", typed, why: { ok: false, problem } }) as const,
    ),
    {
      kind: "bad-start",
      typed,
      why: { ok: false, problem: "far", date: Temporal.PlainDate.from("2030-12-31") },
    } as const,
    { kind: "role", role: "1296000000000000001" } as const,
    { kind: "limit", limit: 25 } as const,
    ...takens.map((taken) => ({ kind: "elsewhere", taken }) as const),
    { kind: "channel", missing: ["View Channel", "Embed Links"] } as const,
    { kind: "wrong-channel" } as const,
  ];
  return [
    planModal(roadmap, own, typed),
    planModal(roadmap, own, null),
    blockedModal(own),
    goalModal(topic?.id ?? "-"),
    startAskText(topic ?? null, true, mention),
    startAskText(null, false, mention),
    startedSprintText(roadmap, own, { now, hasThread: true }),
    startedSprintText(roadmap, own, { now: own.opensAt.subtract({ hours: 1 }), hasThread: false }),
    ...takens.map((taken) => takenText(roadmap, taken, mention)),
    ...problems.flatMap((problem) =>
      writtens.map((written) => startProblemText(roadmap, problem, { mention, written })),
    ),
    foundSprintsText(roadmap, [], topic!),
    foundSprintsText(roadmap, [match, { ...match, sprint: { ...own, id: 4 }, distance: "after" }], topic!),
    sprintGoneText(mention),
    helpingText(CHANNEL),
    groupSprintsText({ role: "1296000000000000001", limit: 3, live: 3 }, mention, "Saved."),
    groupSprintsText({ role: null, limit: 7, live: 0 }, mention),
  ];
}

/** Those that ping: they are no answers, so they are looked at by themselves. */
export function pingingScreens(roadmap: Roadmap, words: Words): Message[] {
  const own = sprintOf(roadmap, words, 7);
  const state = stateOf(own, words, "running");
  const names = new Map([...state.members.keys()].map((member) => [member, words.name]));
  const view = { state, names, objectives: 3, now, pings: [...state.members.keys()] };
  const help = { helper: person(1), member: person(2), note: words.typed };
  return [
    ...POSTS.map((kind) => sprintPostText(roadmap, kind, view, TAG)),
    helpPostText(roadmap, state, help, TAG),
  ];
}
