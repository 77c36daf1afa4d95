import * as fc from "fast-check";
import { mint } from "../../src/domain/ids.ts";
import type { Choices } from "../../src/domain/progress.ts";
import type {
  Choice,
  Objective,
  Only,
  Phase,
  Prerequisite,
  Resource,
  Roadmap,
  Topic,
} from "../../src/domain/roadmap.ts";
import { certificationGroup, numberedGroup } from "./arbitrary-certifications.ts";
import { only } from "./arbitrary-only.ts";
import { line, pageUrl } from "./arbitrary-text.ts";
import { materialOf, type Say } from "./teaching.ts";

/**
 * Small roadmaps that the reader would accept: 1 to 12 topics, titles of odd lengths in many scripts, hard and soft
 * prerequisites without a circle that may run against the author's order, things bound to choices. Ids are plain: t0,
 * t0/o0, t0-r0, c0-0, choice0, option0. `crowded` ones have topics with as many objectives and resources as the reader
 * lets through: slower, and made for tests of what fits on a page.
 */
export function roadmap({ crowded = false } = {}): fc.Arbitrary<Roadmap> {
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
          topics: topicList(count, head.choices, crowded),
          teachings: fc.array(teaching(), { minLength: count, maxLength: count }),
          titles: fc.array(line(80), { minLength: 16, maxLength: 16 }),
          certifications: fc.array(certificationGroup(count, head.choices), { maxLength: 2 }),
        })
        .map(({ topics, teachings, titles, certifications }) => ({
          id: "random",
          version: "1",
          title: head.title,
          summary: head.summary,
          closing: head.closing,
          hoursPerWeek: head.hoursPerWeek,
          choices: head.choices,
          phases: arrangePhases(
            head.shape,
            topics.flatMap((topic, t) => teachings[t]?.(topic, head) ?? []),
            titles,
          ),
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

/** Topics t0 to t(count-1). What comes after what is drawn in an order of its own, so that no circle can arise. */
function topicList(count: number, choices: readonly Choice[], crowded: boolean): fc.Arbitrary<Untaught[]> {
  const all = Array.from({ length: count }, (_, i) => i);
  return fc
    .tuple(
      fc.shuffledSubarray(all, { minLength: count, maxLength: count }),
      fc.array(topicSeed(choices, crowded), { minLength: count, maxLength: count }),
    )
    .map(([order, seeds]) => seeds.map((seed, i) => topicOf(seed, i, order.slice(0, order.indexOf(i)))));
}

type Untaught = Omit<Topic, "material">;

/** Texts of odd lengths in many scripts, with code in them, up to the most that the reader takes. */
function teaching(): fc.Arbitrary<
  (topic: Untaught, head: Pick<Roadmap, "hoursPerWeek" | "choices">) => Topic
> {
  const draw = {
    words: fc.array(line(70), { minLength: 1, maxLength: 6 }),
    long: fc.boolean(),
    varied: fc.boolean(),
    remarks: fc.boolean(),
  };
  return fc.record(draw).map(({ words, long, varied, remarks }) => (topic, { hoursPerWeek, choices }) => {
    const [choice] = varied ? choices : [];
    const bound = choice?.options.map(({ id }) => ({ choice: choice.id, options: [id] })) ?? [];
    const say: Say = (what, max) =>
      texts(
        words.map((word) => word.replaceAll("`", "")),
        what,
        long ? max : 0,
      );
    return { ...topic, material: materialOf(topic, { hoursPerWeek, say, bound, remarks }) };
  });
}

/** What a field is for and words after it, as many as fit. */
function texts(words: readonly string[], what: string, max: number): string {
  let text = what;
  for (let i = 0; i < 40; i++) {
    const longer = `${text} \`x_${i}\` ${words[i % words.length]}`;
    if (longer.length > max) return text;
    text = longer;
  }
  return text;
}

type Draw = { readonly of: number; readonly only: Only | null };
type TopicSeed = Pick<Topic, "title" | "hours" | "resources"> & {
  readonly hard: readonly Draw[];
  readonly soft: readonly Draw[];
  readonly objectives: readonly Omit<Objective, "id">[];
};

function topicSeed(choices: readonly Choice[], crowded: boolean): fc.Arbitrary<TopicSeed> {
  const draws = fc.array(fc.record({ of: fc.nat(1000), only: only(choices) }), { maxLength: 2 });
  const objective = fc.record({
    text: line(200),
    rev: fc.integer({ min: 1, max: 3 }),
    only: only(choices),
  });
  const amount = (few: number, many: number) =>
    crowded ? ({ minLength: few, maxLength: many, size: "max" } as const) : { maxLength: few };
  return fc.record({
    title: line(80),
    hours: fc.integer({ min: 1, max: 60 }),
    hard: draws,
    soft: draws,
    objectives: fc.array(objective, { minLength: 1, ...amount(4, 25) }),
    resources: fc.array(resource(choices), amount(3, 10)),
  });
}

function topicOf(seed: TopicSeed, t: number, before: readonly number[]): Untaught {
  const hard = prerequisites(seed.hard, before);
  const taken = new Set(hard.map(({ topic }) => topic));
  const objectives = fitting(seed.objectives, ({ text }) => text.length, 2000);
  const resources = fitting(seed.resources, (one) => `${one.title}${one.url}${one.note ?? ""}`.length, 3000);
  return {
    id: mint(`t${t}`),
    title: seed.title,
    hours: seed.hours,
    after: hard,
    afterSoft: prerequisites(seed.soft, before).filter(({ topic }) => !taken.has(topic)),
    // The first one is for everybody, so that each topic has something to do whatever was chosen.
    objectives: objectives.map((one, o) => ({
      ...one,
      id: mint(`t${t}/o${o}`),
      only: o === 0 ? null : one.only,
    })),
    resources: resources.map((one, r) => ({ ...one, id: mint(`t${t}-r${r}`) })),
  };
}

/** As many from the beginning as the reader lets through by their length together. */
function fitting<Item>(
  items: readonly Item[],
  length: (item: Item) => number,
  most: number,
): readonly Item[] {
  let sum = 0;
  return items.filter((item) => (sum += length(item)) <= most);
}

function prerequisites(draws: readonly Draw[], before: readonly number[]): Prerequisite[] {
  if (before.length === 0) return [];
  const picked = new Map(draws.map(({ of, only }) => [before[of % before.length], only]));
  return [...picked].map(([topic, only]) => ({ topic: mint(`t${topic}`), only }));
}

function resource(choices: readonly Choice[]): fc.Arbitrary<Resource> {
  return fc.record({
    id: fc.constant(mint<Resource["id"]>("r")),
    title: line(80),
    url: pageUrl(),
    kind: fc.constantFrom("course", "book", "docs", "article", "video", "interactive", "credential"),
    checked: fc.constant("2026-11-22"),
    note: fc.option(line(300)),
    only: only(choices),
  });
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
