import { SEED } from "../../world/seed.ts";
import type { Player } from "./player.ts";

/** Whose turn it is: 0 to 4, in the order of the seed. */
export type Turn = {
  /** When it is, in milliseconds since 1970. `monday`: the first one at the group's midnight; `now`: where the history ends. */
  readonly at: (monday: number, now: number) => number;
  readonly who: number;
  readonly play: (player: Player) => Promise<unknown> | void;
};

const [LENA, RAFAEL, HARUKA, OWEN, PRIYA] = [0, 1, 2, 3, 4] as const;

const HOUR_MS = 3_600_000;
type Move = Turn["play"];

const inOrder =
  (moves: readonly Move[]): Move =>
  async (player) => {
    for (const move of moves) await move(player);
  };

/** So many days after the first Monday, at this hour of the group's. */
const turn = (day: number, hour: number, who: number, ...moves: readonly Move[]): Turn => ({
  at: (monday) => monday + (day * 24 + hour) * HOUR_MS,
  who,
  play: inOrder(moves),
});
/** So many hours ago, whatever day it is. */
const today = (hours: number, who: number, ...moves: readonly Move[]): Turn => ({
  at: (_, now) => now - hours * HOUR_MS,
  who,
  play: inOrder(moves),
});
/** What somebody says: the second where the group does not learn Python first, since any roadmap may be behind the sample. */
type Words = readonly [inPython: string, elsewhere: string] | string;
const wordsOf = (words: Words, player: Player): string => {
  if (typeof words === "string") return words;
  return words[/\bpython\b/i.test(player.groupTopic() ?? "") ? 0 : 1];
};
const say = (words: Words) => (player: Player) => player.say(wordsOf(words, player));
/** In #general. */
const greet = (text: string) => (player: Player) => player.greet(text);
const discuss = (words: Words) => (player: Player) => player.discuss(wordsOf(words, player));

/** The one who knows half of it already begins with that half. */
const beginWithKnown: Move = async (player) => {
  const topic = await player.start(0);
  if (topic === null) return;
  player.say(
    /\bSQL\b/i.test(topic)
      ? "I write SQL all day, so I begin with that one."
      : "I know a little of this one, so I begin with it.",
  );
};
const finishFirst: Move = async (player) => {
  if (await player.finish()) player.say("One down!");
};

/**
 * What the five did since that Monday: one steady, one who knows half of it already and talks, one quiet and not on the board, one who gets
 * stuck and comes back, one who joined late and runs. In the order of time.
 */
export const SCRIPT: readonly Turn[] = [
  turn(
    0,
    16,
    LENA,
    (one) => one.settle({ zone: "Berlin", cloud: "aws" }),
    (one) => one.join(),
  ),
  turn(0, 17, LENA, (one) => one.start(), say("Let's go. I have two evenings a week.")),
  turn(
    0,
    22,
    RAFAEL,
    (one) => one.settle({ zone: "Sao Paulo", cloud: "gcp" }),
    (one) => one.join(),
  ),
  turn(0, 23, RAFAEL, beginWithKnown),
  turn(
    1,
    10,
    HARUKA,
    (one) => one.settle({ zone: "Tokyo", cloud: "azure", hidden: true }),
    (one) => one.start(),
  ),
  turn(
    1,
    18,
    OWEN,
    (one) => one.settle({ zone: "London", cloud: "aws" }),
    (one) => one.start(),
  ),
  turn(
    2,
    19,
    LENA,
    (one) => one.check(1),
    discuss([
      "Argparse first, or is sys.argv enough for the start?",
      "Do you read all of it first, or begin with the exercise?",
    ]),
  ),
  turn(
    2,
    21,
    OWEN,
    discuss([
      "sys.argv today, argparse once it itches.",
      "The exercise, and I read once it hurts. So after ten minutes.",
    ]),
  ),
  turn(3, 11, HARUKA, (one) => one.check(1)),
  turn(4, 22, RAFAEL, (one) => one.check(2)),
  turn(5, 15, RAFAEL, finishFirst),
  turn(
    7,
    17,
    LENA,
    (one) => one.join(),
    (one) => one.check(1),
  ),
  turn(
    7,
    20,
    OWEN,
    (one) => one.join(),
    say(["Stuck on virtual environments again…", "Stuck on the exercise of last week again…"]),
  ),
  turn(
    7,
    21,
    LENA,
    say([
      "Delete the folder and make it anew, it is only a copy. Ten seconds.",
      "Put it away and begin anew with the smallest part. It went in ten minutes then.",
    ]),
  ),
  turn(
    8,
    12,
    HARUKA,
    (one) => one.join(),
    (one) => one.check(1),
  ),
  turn(
    9,
    23,
    RAFAEL,
    (one) => one.start(),
    (one) => one.check(1),
  ),
  turn(11, 18, LENA, (one) => one.date(16)),
  turn(
    14,
    15,
    PRIYA,
    (one) => one.settle({ zone: "Kolkata", cloud: "aws" }),
    (one) => one.know(),
  ),
  turn(
    14,
    16,
    PRIYA,
    (one) => one.start(),
    (one) => one.join(),
    say("Hello from Pune, I am new here."),
  ),
  turn(14, 18, RAFAEL, say("Welcome, Priya!")),
  turn(15, 15, PRIYA, (one) => one.check(2)),
  turn(
    16,
    19,
    OWEN,
    (one) => one.check(1),
    discuss([
      "I am back: it was a second Python in my path.",
      "I am back: it was one word that I had misread.",
    ]),
  ),
  turn(17, 15, PRIYA, (one) => one.finish()),
  turn(
    17,
    18,
    LENA,
    (one) => one.check(1),
    (one) => one.finish(),
  ),
  turn(18, 11, HARUKA, (one) => one.check(1)),
  turn(
    19,
    14,
    PRIYA,
    (one) => one.start(),
    (one) => one.check(1),
  ),
  turn(21, 9, HARUKA, (one) => one.join()),
  turn(
    21,
    17,
    LENA,
    (one) => one.start(),
    (one) => one.join(),
  ),
  turn(22, 15, PRIYA, (one) => one.check(1)),
  turn(23, 22, RAFAEL, (one) => one.check(1)),
  turn(24, 18, LENA, (one) => one.check(1)),
  today(6, PRIYA, (one) => one.check(1)),
  today(5, LENA, (one) => one.sprint("Two evenings, one thing that works")),
  today(
    4,
    OWEN,
    (one) => one.joinSprint(),
    say(["I am in. No second Python this time.", "I am in. This time I read every word."]),
  ),
  today(3, PRIYA, (one) => one.joinSprint()),

  // In #general, beside all that.
  turn(0, 12, RAFAEL, greet("Hi, Rafael here. I do this after work, so expect me late.")),
  turn(1, 9, OWEN, greet("Morning all. I am the one who asks the obvious questions.")),
  turn(14, 14, PRIYA, greet("Hello! A friend told me about this group. Where do I begin?")),
  turn(
    14,
    15,
    LENA,
    greet(`Welcome! In <#${SEED.study}>, with /roadmap next: it asks two things and names your topic.`),
  ),
  turn(18, 20, OWEN, greet("Nobody told me that it helps to explain it to somebody. It does.")),
  turn(18, 21, LENA, greet("💯")),
];
