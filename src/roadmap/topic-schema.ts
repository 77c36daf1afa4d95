import { z } from "zod";
import {
  date,
  group,
  idOf,
  line,
  listOf,
  MAX_PART_ID,
  only,
  paragraphs,
  wholeNumber,
} from "./schema-parts.ts";

// A week is one post in a channel, read on a phone: with all of these at their longest it fits two of Discord's embeds.
export const MAX_STEPS_TEXT = 900;
export const MIN_QUESTIONS = 2;
const MAX_MATERIAL_UNITS = 130; // 1000 hours, the most a topic can have, at 8 hours a week
const MAX_MATERIAL_QUESTIONS = 250;

const rev = wholeNumber(1000, "write 1, or the next number where the meaning changed").describe(
  "Raised by one when the meaning changes; not for a typo.",
);
const unverified = z
  .literal(true, { error: "write true, or leave it out" })
  .optional()
  .describe("true where it could not be run by its author. Members are told.");
const text = (max: number, right: string, what: string) =>
  line(max, right).describe(`${what}, at most ${max} characters. \`code\` goes in backticks.`);

const exercise = group({
  title: text(80, "write what is made, such as One latest order, two ways", "What is made"),
  minutes: z
    .int({ error: "write whole minutes, such as 90" })
    .min(60, { error: "write 60 to 120: an exercise fits one evening" })
    .max(120, { error: "write 60 to 120: an exercise fits one evening" })
    .describe("How long it takes: 60 to 120."),
  steps: listOf(line(220, "write what to do"), { min: 2, max: 6 }).describe(
    `What to do, in order: 2 to 6 steps, each at most 220 characters, all together at most ${MAX_STEPS_TEXT}.`,
  ),
  hand_in: text(200, "write what to show at the end", "What to hand in"),
  works_when: text(250, "write how to know that it worked", "How to know that it worked"),
  cost: text(
    150,
    "write what costs money, how much, and the step that ends it, or leave it out",
    "What costs money, and the step that ends it",
  ).optional(),
  unverified,
});

const reading = group({
  id: idOf("sql-book").describe("One of the topic's resources."),
  part: text(80, "write the chapter or part, or leave it out", "The chapter or part").optional(),
});
const readings = listOf(reading, { min: 0, max: 3 })
  .default([])
  .describe("Up to 3 of the topic's resources, with the part to read.");

const unit = group({
  id: idOf("sql/week-1", MAX_PART_ID).describe("Topic and week, such as sql/week-1. Never changes."),
  rev,
  focus: text(100, "write the week in one line", "The week in one line"),
  objectives: listOf(idOf("sql/joins"), { min: 1, max: 3 }).describe(
    "1 to 3 of the topic's objectives, which the week serves.",
  ),
  resources: readings,
  exercise: exercise.describe(
    "What is built in this week; for a member who has not chosen, where there are variants.",
  ),
  variants: listOf(group({ only, exercise: exercise.describe("What they build."), resources: readings }), {
    min: 0,
    max: 25,
  })
    .default([])
    .describe("The exercise for those who chose something; it takes the other's place."),
  discuss: text(
    220,
    "write one question for the group",
    "One question for the group, without a right answer",
  ),
  teach: text(200, "write what to explain, to whom and what for", "What to explain, to whom and what for"),
});

const question = group({
  id: idOf("sql/joins/q1", MAX_PART_ID).describe(
    "Objective and number, such as sql/joins/q1. Never changes.",
  ),
  rev,
  objective: idOf("sql/joins").describe("The objective that it tests."),
  ask: text(280, "write a question that tests use, not recall of names", "A question that tests use"),
  answer: text(320, "write the answer in at most two sentences", "The answer, in at most two sentences"),
  rubric: text(
    200,
    "write what a good answer holds, or leave it out",
    "Where the answer is open: what a good one holds",
  ).optional(),
  unverified,
  only: only.optional(),
});

/** The file of one topic's teaching material. */
export const topicSchema = group({
  topic: idOf("sql-advanced").describe("The topic's id in the roadmap; also the file's name."),
  checked: date,
  why: text(350, "write in two sentences why the topic matters", "Why the topic matters, in two sentences"),
  builds_on: text(300, "write what it builds on, or leave it out", "What it builds on").optional(),
  placement: group({
    id: idOf("sql/placement", MAX_PART_ID).describe(
      "Topic and placement, such as sql/placement. Never changes.",
    ),
    rev,
    task: paragraphs(900, "write a task for 15 minutes").describe(
      "A task that somebody who knows the topic solves in 15 minutes, at most 900 characters, on several lines if need be.",
    ),
    shows: paragraphs(500, "write what a right answer shows").describe(
      "What a right answer shows, so that somebody else can judge it, at most 500 characters.",
    ),
  }).describe("A challenge for those who may know the topic already."),
  units: listOf(unit, { min: 1, max: MAX_MATERIAL_UNITS }).describe(
    "The weeks in their order: one for each hours_per_week of the topic's hours.",
  ),
  questions: listOf(question, { min: MIN_QUESTIONS, max: MAX_MATERIAL_QUESTIONS }).describe(
    "Questions to check oneself: at least two for each objective.",
  ),
});

/** A topic's file that has the right shape; the rules are not checked yet. */
export type TopicFile = z.output<typeof topicSchema>;
