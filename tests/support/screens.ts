import * as fc from "fast-check";
import { certificationsFor } from "../../src/domain/certificates.ts";
import type { Event } from "../../src/domain/event.ts";
import { mint } from "../../src/domain/ids.ts";
import type { MemberId } from "../../src/domain/ids.ts";
import { arrange } from "../../src/domain/leaderboard.ts";
import type { Board } from "../../src/domain/leaderboard.ts";
import { nextTopic } from "../../src/domain/next-topic.ts";
import type { Refusal } from "../../src/domain/refusal.ts";
import type { Roadmap } from "../../src/domain/roadmap.ts";
import { topicsOf } from "../../src/domain/roadmap-graph.ts";
import { matchTopics } from "../../src/domain/match.ts";
import { zoneGuess } from "../../src/domain/zones.ts";
import { approachText } from "../../src/text/approach.ts";
import { bookModal, certificationText, planModal } from "../../src/text/cert-page.ts";
import { certsText } from "../../src/text/certs.ts";
import { checklistText } from "../../src/text/checklist.ts";
import { deleteConfirmText, deletedText, deleteText } from "../../src/text/delete.ts";
import { finishedText } from "../../src/text/finished.ts";
import { helpText } from "../../src/text/help.ts";
import { boardText, sharedBoardText } from "../../src/text/leaderboard.ts";
import { badLinkText, linkModal } from "../../src/text/link.ts";
import { meText, zoneUnknownText } from "../../src/text/me.ts";
import { nothingToShowText, otherTopicText } from "../../src/text/other-topic.ts";
import { settledText } from "../../src/text/outcome.ts";
import { overviewText, sharedOverviewText } from "../../src/text/overview.ts";
import { phaseText } from "../../src/text/phase-page.ts";
import { choicesOfReader } from "../../src/text/reader.ts";
import type { Reader } from "../../src/text/reader.ts";
import { noSuchPhaseText, refusalText } from "../../src/text/refusal.ts";
import type { Message, Modal } from "../../src/text/reply.ts";
import { askedChoices, setupText } from "../../src/text/setup.ts";
import { sharedCertificationText, sharedTopicText } from "../../src/text/share.ts";
import { weekGoneText, weekText } from "../../src/text/week.ts";
import { nextText, topicPageText } from "../../src/text/topic-card.ts";
import { choicesIn, roadmap } from "./arbitraries.ts";
import { dateScreens, targetOf } from "./date-screens.ts";
import { materialScreens } from "./material-screens.ts";
import { displayName, line, link, locale } from "./arbitrary-text.ts";
import { play, setOut, stateOf, todayOf } from "./journey.ts";
import { move } from "./moves.ts";

const mention = (command: string): string => `</${command}:1310000000000000001>`;
const now = Temporal.Instant.from("2026-11-22T10:00:00Z");

/** A roadmap, a member somewhere on it, and what people call themselves and type. */
export const scenes = roadmap().chain((roadmap) =>
  fc.record({
    roadmap: fc.constant(roadmap),
    choices: choicesIn(roadmap),
    moves: fc.array(move(), { maxLength: 12 }),
    name: displayName(),
    typed: line(200),
    link: link(),
    locale: locale(),
    known: fc.boolean(),
    inServer: fc.boolean(),
  }),
);
export type Scene = typeof scenes extends fc.Arbitrary<infer T> ? T : never;

export function readerIn(scene: Scene): { reader: Reader; events: readonly Event[] } {
  const journey = scene.moves.reduce(play, setOut(scene.roadmap, scene.choices));
  const { profile } = stateOf(journey);
  const reader: Reader = {
    roadmap: journey.roadmap,
    profile: scene.known ? profile : null,
    progress: journey.progress,
    targets: topicsOf(journey.roadmap).flatMap(({ id }, i) =>
      i % 3 === 2 ? [] : [targetOf(id, i, todayOf(journey))],
    ),
    today: todayOf(journey),
    inServer: scene.inServer,
    mention,
  };
  return { reader, events: journey.events };
}

/** Every screen that can be reached from a scene. */
export function screens(scene: Scene): (Message | Modal)[] {
  const { reader } = readerIn(scene);
  const { roadmap } = reader;
  const whose = { id: mint<MemberId>("1280000000000000009"), name: scene.name };
  const news = { lines: ["Saved."], undo: 12345 };
  const next = nextTopic(roadmap, reader.progress, choicesOfReader(reader));
  const draft = {
    zone: zoneGuess(scene.locale),
    hoursPerWeek: 168,
    visible: true,
    picks: askedChoices(roadmap).map(({ options }) => options.at(-1)?.id ?? null),
  };
  return [
    next.kind === "topic" ? nextText(reader, next, news) : finishedText(reader, next),
    finishedText(reader, { kind: "finished", skipped: topicsOf(roadmap).map(({ id }) => id) }),
    overviewText(reader),
    overviewText(reader, whose),
    sharedOverviewText(reader, scene.name),
    approachText(roadmap),
    helpText(mention),
    setupText(roadmap, draft, now, { typed: scene.typed, zones: ["Europe/Berlin", "Asia/Tokyo"] }),
    meText(reader, { pointsHere: 12, now }, 0, "Saved."),
    zoneUnknownText(scene.typed, [], now),
    deleteText(reader),
    deleteConfirmText(reader, "everywhere", null),
    deletedText("everywhere", mention),
    nothingToShowText(scene.name),
    ...roadmap.phases.flatMap((phase) => [phaseText(reader, phase, 7), phaseText(reader, phase, 0, whose)]),
    ...topicScreens(scene, reader),
    ...dateScreens(scene.typed, reader, now),
    ...weekScreens(scene, reader),
    ...certificationScreens(reader, scene.name),
    ...boards(scene.name).flatMap((board) => [boardText(board, mention), sharedBoardText(board)]),
    ...refusals(scene, reader.roadmap).map((refusal) => refusalText(refusal, mention)),
    noSuchPhaseText(scene.typed, roadmap.phases.slice(0, 5), mention),
  ];
}

function topicScreens(scene: Scene, reader: Reader): (Message | Modal)[] {
  const whose = { id: mint<MemberId>("1280000000000000009"), name: scene.name };
  const news = { lines: ["Saved."], undo: 12345 };
  const next = nextTopic(reader.roadmap, reader.progress, choicesOfReader(reader));
  return topicsOf(reader.roadmap).flatMap((topic) => [
    topicPageText(reader, topic, news),
    otherTopicText(reader, topic, whose),
    checklistText(reader, topic, news),
    sharedTopicText(reader, scene.name, topic),
    linkModal(topic, scene.link),
    ...materialScreens(reader, topic),
    badLinkText({ kind: "bad-link", typed: scene.link, problem: "not-a-link" }, topic),
    ...(["done", "known", "skipped"] as const).map((state) =>
      settledText(reader, { topic, state, event: 1, link: scene.link, lines: [] }, next),
    ),
  ]);
}

function weekScreens({ name }: Scene, { roadmap, profile }: Reader): Message[] {
  const topics = topicsOf(roadmap);
  const own = new Map([...(profile?.choices ?? [])].map(([id, option]) => [id, new Set([option])]));
  const all = new Map(roadmap.choices.map(({ id, options }) => [id, new Set(options.map((one) => one.id))]));
  const cards = topics.flatMap(({ id, hours }, i) => {
    const ids = topics.slice(0, i).map((one) => one.id);
    const weeks = Math.max(1, Math.ceil(hours / 8));
    const week = {
      topic: id,
      hour: hours,
      hours: 8,
      week: weeks,
      weeks,
      slotDate: "2026-11-23",
      missed: ids,
    };
    const group = {
      choices: i % 2 === 0 ? own : all,
      finished: ids.flatMap((topic) => Array.from({ length: 12 }, () => ({ displayName: name, topic }))),
      points: i * 1000,
      joined: Array.from({ length: i * 30 }, () => name),
    };
    const post = { ...week, ...group, tag: "a".repeat(25), pingRole: null };
    return [post, { ...post, hour: 0, hours }].flatMap((one) => weekText(roadmap, one) ?? []);
  });
  return [...cards, weekGoneText()];
}

function certificationScreens(reader: Reader, name: string): (Message | Modal)[] {
  const groups = certificationsFor(reader.roadmap, reader.progress, choicesOfReader(reader));
  return [
    certsText(reader, groups, 1),
    ...groups.flatMap(({ items }) =>
      items.flatMap((view) => [
        certificationText(reader, view, { lines: ["Planned."], undo: 1 }),
        sharedCertificationText(name, view, reader.today),
        planModal(view.certification, reader.today.toString()),
        bookModal(view.certification, null),
      ]),
    ),
  ];
}

function boards(displayName: string): Board[] {
  const placed = (rank: number) => ({
    member: mint<MemberId>(String(rank)),
    displayName,
    value: 1000 - rank,
    rank,
  });
  const all = Array.from({ length: 40 }, (_, i) => placed(i + 1));
  const standings = { period: "week:2026-W47", metric: "points", total: 12345, members: 40 } as const;
  const at = (i: number) => {
    const me = all[i];
    const around = { above: all.slice(Math.max(0, i - 2), i), below: all.slice(i + 1, i + 3) };
    return arrange({
      ...standings,
      top: all.slice(0, 10),
      ...around,
      me: me ? { ...me, listed: true } : null,
      nextValue: 1,
    });
  };
  return [
    at(0),
    at(12),
    at(39),
    at(40),
    arrange({ ...standings, total: 0, members: 0, top: [], above: [], below: [], me: null, nextValue: null }),
  ];
}

function refusals({ typed, link }: Scene, roadmap: Roadmap): Refusal[] {
  const [topic] = topicsOf(roadmap);
  const [certification] = roadmap.certifications.flatMap(({ certifications }) => certifications);
  const retired = { id: "old", title: typed, successor: null } as const;
  const at = { since: now, event: 7, link: null };
  return [
    { kind: "no-such-topic", typed, nearest: matchTopics(roadmap, "") },
    { kind: "no-such-certification", typed, nearest: [] },
    { kind: "topic-gone", retired: { ...retired, kind: "topic" }, successor: topic ?? null },
    { kind: "topic-gone", retired: { ...retired, kind: "topic" }, successor: null },
    {
      kind: "certification-gone",
      retired: { ...retired, kind: "certification" },
      successor: certification ?? null,
    },
    { kind: "bad-date", typed, problem: "unreadable" },
    { kind: "bad-date", typed, problem: "order" },
    {
      kind: "exam-in-the-past",
      exam: Temporal.PlainDate.from("2026-01-01"),
      today: Temporal.PlainDate.from("2026-11-22"),
    },
    { kind: "nothing-to-undo" },
    ...(["not-a-link", "not-http", "has-spaces", "has-credentials", "too-long"] as const).map(
      (problem): Refusal => ({ kind: "bad-link", typed: link, problem }),
    ),
    ...(topic
      ? (["started", "done", "known", "skipped"] as const).map((state): Refusal => ({
          kind: "already",
          topic,
          progress: { state, ...at },
        }))
      : []),
    ...(certification
      ? ([
          { kind: "certification-retired", certification },
          { kind: "not-planned", certification },
          {
            kind: "certification-already",
            certification,
            progress: { state: "booked", exam: Temporal.PlainDate.from("2027-01-01"), event: 1 },
          },
        ] satisfies Refusal[])
      : []),
  ];
}
