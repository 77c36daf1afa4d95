import * as fc from "fast-check";
import { mint } from "../../src/domain/ids.ts";
import type { Choices } from "../../src/domain/progress.ts";
import type {
  Certification,
  CertificationGroup,
  Choice,
  Objective,
  Only,
  Phase,
  Prerequisite,
  Resource,
  Roadmap,
  Topic,
} from "../../src/domain/roadmap.ts";
import { line, webLink } from "./arbitrary-text.ts";

/**
 * Small roadmaps that the reader would accept: 1 to 12 topics, titles of odd lengths in many scripts, hard and soft prerequisites without a circle
 * that may run against the author's order, things bound to choices. Ids are plain: t0, t0/o0, t0-r0, c0, choice0, option0.
 */
export function roadmap(): fc.Arbitrary<Roadmap> {
  return fc
    .record({
      title: line(80),
      summary: line(300),
      closing: line(300),
      hoursPerWeek: fc.integer({ min: 1, max: 80 }),
      choices: choiceList(),
      shape: fc.array(fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 2 }), {
        minLength: 1,
        maxLength: 2,
      }),
    })
    .chain((head) => {
      const count = head.shape.flat().reduce((sum, topics) => sum + topics, 0);
      return fc
        .record({
          topics: topicList(count, head.choices),
          titles: fc.array(line(80), { minLength: 16, maxLength: 16 }),
          certifications: fc.array(certificationGroup(count, head.choices), { maxLength: 2 }),
        })
        .map(({ topics, titles, certifications }) => ({
          id: "random",
          version: "1",
          title: head.title,
          summary: head.summary,
          closing: head.closing,
          hoursPerWeek: head.hoursPerWeek,
          choices: head.choices,
          phases: arrangePhases(head.shape, topics, titles),
          certifications: certifications.map((group, g) => numberedGroup(group, g)),
          approach: [{ id: "habit", title: "Habit", items: ["A little every day."] }],
          timeline: [],
          retired: [],
        }));
    });
}

/** Some of a roadmap's choices, decided somehow. */
export function choicesIn({ choices }: Roadmap): fc.Arbitrary<Choices> {
  return fc.array(fc.nat(30), { minLength: choices.length, maxLength: choices.length }).map((picks) => {
    const decided = choices.flatMap((choice, i) => {
      const option = choice.options[(picks[i] ?? 0) % (choice.options.length + 1)];
      return option === undefined ? [] : [[choice.id, option.id] as const];
    });
    return new Map(decided);
  });
}

function choiceList(): fc.Arbitrary<Choice[]> {
  const choice = fc.record({
    title: line(45),
    question: line(100),
    ask: fc.constantFrom("start", "later"),
    options: fc.array(line(80), { minLength: 2, maxLength: 3 }),
  });
  return fc.array(choice, { maxLength: 2 }).map((list) =>
    list.map(({ title, question, ask, options }, c) => ({
      id: mint(`choice${c}`),
      title,
      question,
      ask,
      options: options.map((title, o) => ({ id: mint(`option${o}`), title })),
    })),
  );
}

function only(choices: readonly Choice[]): fc.Arbitrary<Only | null> {
  const bound = choices.map((choice) =>
    fc.subarray([...choice.options], { minLength: 1 }).map((options) => ({
      choice: choice.id,
      options: options.map(({ id }) => id),
    })),
  );
  return fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, ...bound);
}

/** Topics t0 to t(count-1). What comes after what is drawn in an order of its own, so that no circle can arise. */
function topicList(count: number, choices: readonly Choice[]): fc.Arbitrary<Topic[]> {
  const all = Array.from({ length: count }, (_, i) => i);
  const draws = fc.array(fc.record({ of: fc.nat(1000), only: only(choices) }), { maxLength: 2 });
  const seed = fc.record({
    title: line(80),
    hours: fc.integer({ min: 1, max: 60 }),
    hard: draws,
    soft: draws,
    objectives: fc.array(
      fc.record({ text: line(200), rev: fc.integer({ min: 1, max: 3 }), only: only(choices) }),
      {
        minLength: 1,
        maxLength: 4,
      },
    ),
    resources: fc.array(resource(choices), { maxLength: 3 }),
  });
  return fc
    .tuple(
      fc.shuffledSubarray(all, { minLength: count, maxLength: count }),
      fc.array(seed, { minLength: count, maxLength: count }),
    )
    .map(([order, seeds]) =>
      seeds.map((seed, i) => {
        const before = order.slice(0, order.indexOf(i));
        const hard = prerequisites(seed.hard, before);
        const taken = new Set(hard.map(({ topic }) => topic));
        return {
          id: mint(`t${i}`),
          title: seed.title,
          hours: seed.hours,
          after: hard,
          afterSoft: prerequisites(seed.soft, before).filter(({ topic }) => !taken.has(topic)),
          objectives: seed.objectives.map((objective, o): Objective => ({
            id: mint(`t${i}/o${o}`),
            ...objective,
            only: o === 0 ? null : objective.only,
          })),
          resources: seed.resources.map((resource, r) => ({ ...resource, id: mint(`t${i}-r${r}`) })),
        };
      }),
    );
}

function prerequisites(
  draws: readonly { of: number; only: Only | null }[],
  before: readonly number[],
): Prerequisite[] {
  if (before.length === 0) return [];
  const picked = new Map(draws.map(({ of, only }) => [before[of % before.length], only]));
  return [...picked].map(([topic, only]) => ({ topic: mint(`t${topic}`), only }));
}

function resource(choices: readonly Choice[]): fc.Arbitrary<Resource> {
  return fc.record({
    id: fc.constant(mint<Resource["id"]>("r")),
    title: line(80),
    url: webLink(),
    kind: fc.constantFrom("course", "book", "docs", "article", "video", "interactive", "credential"),
    checked: fc.constant("2026-11-22"),
    note: fc.option(line(300)),
    only: only(choices),
  });
}

function certificationGroup(count: number, choices: readonly Choice[]): fc.Arbitrary<CertificationGroup> {
  const certification = fc.record({
    id: fc.constant(mint<Certification["id"]>("c")),
    title: line(80),
    provider: line(40),
    status: fc.constantFrom("current", "renamed", "retired"),
    successor: fc.record({ title: line(80), url: fc.option(webLink()) }),
    checked: fc.constant("2026-11-22"),
    note: fc.option(line(300)),
    only: only(choices),
    topics: fc
      .uniqueArray(fc.nat(count - 1), { maxLength: 2 })
      .map((list) => list.map((t) => mint<Topic["id"]>(`t${t}`))),
  });
  return fc.record({
    id: fc.constant("g"),
    title: line(80),
    level: line(60),
    pick: fc.constantFrom("one", "any"),
    certifications: fc.array(certification.map(withoutNeedlessSuccessor), { minLength: 1, maxLength: 3 }),
  });
}

function withoutNeedlessSuccessor(item: Certification): Certification {
  return item.status === "current" ? { ...item, successor: null } : item;
}

function numberedGroup(group: CertificationGroup, g: number): CertificationGroup {
  const certifications = group.certifications.map((item, c) => ({
    ...item,
    id: mint<Certification["id"]>(`c${g}-${c}`),
  }));
  return { ...group, id: `g${g}`, certifications };
}

function arrangePhases(
  shape: readonly (readonly number[])[],
  topics: readonly Topic[],
  titles: readonly string[],
): Phase[] {
  const left = [...topics];
  return shape.map((tracks, p) => ({
    id: mint(`p${p}`),
    title: titles[p] ?? "Phase",
    months: null,
    tracks: tracks.map((count, t) => ({
      id: mint(`p${p}-${t}`),
      title: titles[4 + p * 2 + t] ?? "Track",
      topics: left.splice(0, count),
    })),
  }));
}
