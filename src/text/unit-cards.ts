import type { ExerciseOf, ReadingOf } from "../domain/material.ts";
import type { OptionId } from "../domain/ids.ts";
import type { Exercise, Objective, Roadmap, Unit } from "../domain/roadmap.ts";
import { fits } from "./embed.ts";
import type { Card, Section } from "./embed.ts";
import { OPEN } from "./marks.ts";
import { count, list } from "./numbers.ts";
import { bare, prose } from "./prose.ts";
import { label, link, plain } from "./safe.ts";
import { kindText } from "./topic-lines.ts";

const MAX_OBJECTIVE = 450;
const MAX_PART = 200;
const MAX_FULL = 2; // exercises with all their steps: with three the post is five screens of a phone, and each reader needs one of them

/** What the author could not run is said, so that nobody looks for their own mistake first. */
const UNVERIFIED = "Not run by its author: commands and names may have changed.";

/** A unit as it is shown: its exercises, and what to read, for whoever looks. */
export type ShownUnit = {
  readonly unit: Unit;
  readonly exercises: readonly ExerciseOf[];
};

/** The objectives that a week serves. */
export function objectivesSection(objectives: readonly Objective[]): Section {
  return {
    title: "Objectives",
    lines: objectives.map(({ text }) => `${OPEN} ${plain(text, MAX_OBJECTIVE)}`),
  };
}

/** What to read, with its part where the author names one. */
export function readingSection(readings: readonly ReadingOf[]): Section {
  return {
    title: "Learn with",
    lines: readings.map(({ resource, part }) => {
      const what = part === null ? kindText(resource) : plain(bare(part), MAX_PART);
      return `• ${link(resource.title, resource.url)} · ${what}`;
    }),
  };
}

/** What is built, and what to talk about: one card for each exercise with all its steps; where they do not fit `room`, in short. */
export function buildCards(roadmap: Roadmap, shown: readonly ShownUnit[], room: number): Card[] {
  const full = shown.flatMap(({ unit, exercises }) =>
    exercises.map((one, i): Card => {
      const last = i === exercises.length - 1;
      return {
        ...exerciseCard(roadmap, one),
        sections: [...sectionsOf(one.exercise), ...(last ? talk(unit) : [])],
      };
    }),
  );
  return full.length <= MAX_FULL && fits(full, room) ? full : [shortCard(roadmap, shown)];
}

function exerciseCard(roadmap: Roadmap, { options, exercise }: ExerciseOf): Card {
  return { title: `Build: ${bare(exercise.title)}`, lead: [aboutText(roadmap, exercise, options)] };
}

/** "90 minutes · for AWS". */
function aboutText(roadmap: Roadmap, { minutes }: Exercise, options: readonly OptionId[]): string {
  const names = roadmap.choices.flatMap((choice) => choice.options).filter(({ id }) => options.includes(id));
  const whom =
    names.length === 0
      ? ""
      : ` · for ${list(
          names.map(({ title }) => plain(title, 160)),
          { or: true },
        )}`;
  return `${count(minutes, "minute")}${whom}`;
}

function sectionsOf({ steps, handIn, worksWhen, cost, unverified }: Exercise): Section[] {
  return [
    { title: null, lines: steps.map((step, i) => `${i + 1}. ${prose(step)}`) },
    {
      title: null,
      lines: [
        `**Hand in:** ${prose(handIn)}`,
        `**It works when:** ${prose(worksWhen)}`,
        ...(cost === null ? [] : [`**Cost:** ${prose(cost)}`]),
        ...(unverified ? [UNVERIFIED] : []),
      ],
    },
  ];
}

function talk({ discuss, teach }: Unit): Section[] {
  return [
    { title: "Discuss", lines: [prose(discuss)] },
    { title: "Teach it", lines: [prose(teach)] },
  ];
}

/** Exercises by their names; how to do one's own is a click away. */
function shortCard(roadmap: Roadmap, shown: readonly ShownUnit[]): Card {
  const lines = shown.flatMap(({ exercises }) =>
    exercises.map(({ options, exercise }) => {
      const about = aboutText(roadmap, exercise, options);
      return `• **${plain(bare(exercise.title))}** · ${about}. It works when: ${prose(exercise.worksWhen)}`;
    }),
  );
  return {
    title: "Build",
    lead: ["**My exercise** below has the steps of yours."],
    sections: [
      { title: null, lines },
      { title: "Discuss", lines: shown.map(({ unit }) => prose(unit.discuss)) },
      { title: "Teach it", lines: shown.map(({ unit }) => prose(unit.teach)) },
    ],
  };
}

/** A week's number and focus as an option or a button: text, not markdown. */
export function unitName({ focus }: Unit, number: number, max: number): string {
  return label(`${number}. ${bare(focus)}`, max);
}
