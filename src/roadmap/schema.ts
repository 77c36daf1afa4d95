import { z } from "zod";
import {
  date,
  group,
  idOf,
  line,
  listOf,
  MAX_PART_ID,
  note,
  oneOf,
  only,
  paragraphs,
  url,
  wholeNumber,
} from "./schema-parts.ts";

export const FORMAT = "roadmap/1";

// Discord shows at most 25 options in a select, 80 characters on a button and 100 in an option; the limits come from there.
const MAX_LIST = 25;
const MAX_TITLE = 80;
const title = (example: string) =>
  line(MAX_TITLE, `write a title such as ${example}`).describe(
    `As members read it, at most ${MAX_TITLE} characters.`,
  );
const list = <Entry extends z.ZodType>(entry: Entry) => listOf(entry, { min: 1, max: MAX_LIST });
const listOrNone = <Entry extends z.ZodType>(entry: Entry) =>
  listOf(entry, { min: 0, max: MAX_LIST }).default([]);
const topicId = idOf("sql-advanced");

const choice = group({
  id: idOf("cloud-provider").describe("Never changes: members' choices are kept under it."),
  // Both are shown in a modal, where a label has 45 characters and its description 100.
  title: line(45, "write a title such as Cloud provider").describe("A short name, at most 45 characters."),
  question: line(100, "write the question a member is asked").describe(
    "What a member is asked, at most 100 characters.",
  ),
  ask: oneOf("start", "later").describe(
    "start: before the first answer. later: on the topic that depends on it.",
  ),
  options: listOf(group({ id: idOf("aws"), title: title("AWS") }), { min: 2, max: MAX_LIST }).describe(
    "What can be chosen: 2 to 25 options.",
  ),
});

const prerequisite = z.union([topicId, group({ topic: topicId, only: only.optional() })], {
  error: "write the id of a topic, or { topic: spark, only: { ... } }",
});

const objective = group({
  id: idOf("spark/fundamentals").describe("Topic and a name, such as spark/fundamentals. Never changes."),
  rev: wholeNumber(1000, "write 1, or the next number where the meaning changed").describe(
    "Raised by one when the meaning changes; checks of an earlier revision are then shown as outdated. Not for a typo.",
  ),
  text: line(200, "write what a learner can check off").describe(
    "What a learner can check off and somebody else can verify, at most 200 characters.",
  ),
  only: only.optional(),
});

const resource = group({
  id: idOf("book-data-mesh").describe("Never changes."),
  title: title("Data Mesh (Book by Zhamak Dehghani)"),
  url: url,
  kind: oneOf("course", "book", "docs", "article", "video", "interactive", "credential").describe(
    "course: lessons in an order, tutorials included. docs: to look things up. interactive: exercises in the browser. credential: the page of a certificate.",
  ),
  checked: date,
  note: note.optional(),
  only: only.optional(),
});

const topic = group({
  id: topicId.describe("Never changes: members' progress is kept under it."),
  title: title("SQL Advanced Techniques"),
  hours: wholeNumber(1000, "write whole hours, such as 40").describe(
    "Whole hours, reading and practice together; best a multiple of hours_per_week, so that a unit is a week.",
  ),
  after: listOrNone(prerequisite).describe(
    "Topics to finish first. With `only`, for members who chose that option.",
  ),
  after_soft: listOrNone(prerequisite).describe(
    "Topics that are better finished first, without being needed.",
  ),
  objectives: list(objective).describe("1 to 25 things to be able to do at the end."),
  resources: listOf(resource, { min: 0, max: 10 }).default([]).describe("Up to 10 things to learn from."),
});

const month = wholeNumber(120, "write whole months, such as 4");
const phase = group({
  id: idOf("foundation").describe("Never changes."),
  title: title("Foundation Building"),
  months: group({ min: month, max: month })
    .optional()
    .describe("How long it takes, as in { min: 3, max: 4 }. Left out where the phase has no end."),
  tracks: list(
    group({
      id: idOf("de-basics").describe("Never changes."),
      title: title("Data Engineering Basics"),
      topics: list(topic).describe("In the order in which they are learned. A phase has at most 25 topics."),
    }),
  ).describe("Topics that belong together."),
});

const dollars = wholeNumber(10_000, "write whole US dollars, such as 150");
const cost = group({
  min: dollars.optional().describe("Where it costs less in some countries: the least."),
  max: dollars.describe("What it costs in the United States, in US dollars before tax."),
  checked: date,
}).describe("What the exam costs. Left out where that is not known.");
const validity = group({
  years: z
    .union([wholeNumber(20, "write whole years, such as 3"), z.literal("unlimited")], {
      error: "write whole years, such as 3, or unlimited",
    })
    .describe("How many years it is valid, or unlimited."),
  checked: date,
}).describe("How long it is valid. Left out where that is not known.");

const certification = group({
  id: idOf("azure-az-900").describe("Never changes."),
  title: title("Microsoft Azure Fundamentals (AZ-900)"),
  provider: line(40, "write who awards it, such as Microsoft").describe(
    "Who awards it, at most 40 characters.",
  ),
  status: oneOf("current", "renamed", "retired").describe("retired: it can no longer be taken."),
  successor: group({ title: title("MongoDB Associate Developer"), url: url.optional() })
    .optional()
    .describe("What a renamed one is called now, or what took the place of a retired one."),
  cost: cost.optional(),
  validity: validity.optional(),
  checked: date,
  note: note.optional(),
  only: only.optional(),
  topics: listOrNone(topicId).describe("Topics that prepare for it."),
});

const certificationGroup = group({
  id: idOf("de-specific").describe("Never changes."),
  title: title("Data Engineering Specific"),
  level: line(60, "write a heading such as Foundational Certifications").describe(
    "A heading over several groups.",
  ),
  pick: oneOf("one", "any").describe("one: a learner takes one of them. any: as many as they like."),
  certifications: list(certification).describe("1 to 25 certifications."),
});

const approachGroup = group({
  id: idOf("hands-on").describe("Never changes."),
  title: title("Hands-on Practice"),
  items: listOf(line(200, "write one piece of advice"), { min: 1, max: 10 }).describe(
    "Advice, 200 characters each.",
  ),
});

const timelineRow = group({
  phase: idOf("foundation").describe("The id of the phase."),
  label: line(40, "write when, such as Months 1-4").describe("When, such as Months 1-4."),
  text: line(100, "write what happens then").describe("What, at most 100 characters."),
});

const retired = group({
  id: idOf("old-topic", MAX_PART_ID).describe("The id that is no longer used."),
  kind: oneOf("topic", "objective", "resource", "certification", "unit", "question"),
  title: line(300, "write what it was called").describe(
    "What it was called: a title, an objective's text, a unit's focus, a question.",
  ),
  successor: idOf("new-topic", MAX_PART_ID).optional().describe("The id that took its place, if any."),
});

/** A roadmap file as its author writes it. */
export const roadmapSchema = group({
  format: z.literal(FORMAT, { error: `write ${FORMAT}` }).describe("The version of this file's format."),
  id: idOf("data-engineer").describe("The roadmap's name for machines. Never changes."),
  version: z
    .string({ error: 'write it in quotes, such as "1.0.0"' })
    .regex(/^[0-9A-Za-z][0-9A-Za-z.-]{0,19}$/, {
      error: 'write up to 20 letters, digits, dots and -, such as "1.0.0"',
    })
    .describe("Raised when a change is published. In quotes, so that it is not read as a number."),
  title: title("From Data Analyst to Data Engineer"),
  summary: paragraphs(1000, "write what the roadmap leads to").describe(
    "What it leads to, at most 1000 characters.",
  ),
  closing: paragraphs(1000, "write a last word").describe("A last word, at most 1000 characters."),
  hours_per_week: wholeNumber(80, "write whole hours, such as 8").describe(
    "The pace that the hours are planned for.",
  ),
  choices: listOf(choice, { min: 0, max: 10 }).default([]).describe("What a member decides once."),
  phases: list(phase).describe("In the order in which they are learned."),
  certifications: listOf(certificationGroup, { min: 0, max: 10 })
    .default([])
    .describe("Groups of certifications."),
  approach: listOf(approachGroup, { min: 0, max: 10 }).default([]).describe("Advice on how to learn."),
  timeline: listOrNone(timelineRow).describe("When each phase is due."),
  retired: z
    .array(retired, { error: "write a list, or [] for none" })
    .default([])
    .describe("Ids that are no longer used, so that what members did under them keeps its name."),
});

/** A file that has the right shape; the rules are not checked yet. */
export type RoadmapFile = z.output<typeof roadmapSchema>;
