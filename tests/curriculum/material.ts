import { readFileSync } from "node:fs";
import { parse } from "yaml";

export type Exercise = { readonly steps: readonly string[]; readonly works_when: string };
type Question = { readonly id: string; readonly ask: string; readonly answer: string };
type Material = {
  readonly topic: string;
  readonly placement: { readonly task: string; readonly shows: string };
  readonly units: readonly {
    readonly id: string;
    readonly exercise: Exercise;
    readonly variants?: readonly { readonly exercise: Exercise }[];
  }[];
  readonly questions: readonly Question[];
};

/** A topic's teaching material as its file has it, so that a test can hold what it claims against what came out. */
export function readMaterial(topic: string): Material {
  return parse(readFileSync(`roadmap/data-engineer/${topic}.yaml`, "utf8")) as Material;
}

/** The exercise of a week, counted from 1. */
export function exerciseOf(material: Material, week: number): Exercise {
  const unit = material.units.find(({ id }) => id === `${material.topic}/week-${week}`);
  if (!unit) throw new Error(`${material.topic} has no week ${week}`);
  return unit.exercise;
}

/** A question by the end of its id, such as `basics/q2`. */
export function questionOf(material: Material, end: string): Question {
  const question = material.questions.find(({ id }) => id === `${material.topic}/${end}`);
  if (!question) throw new Error(`${material.topic} has no question ${end}`);
  return question;
}

/** The pieces of code in a text: what stands between backticks. */
export function codeIn(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, code]) => code ?? "");
}

/** Numbers as the material writes them: 62,000. */
export function written(number: number): string {
  return number.toLocaleString("en-GB");
}
