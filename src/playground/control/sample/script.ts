import { SEED } from "../../world/seed.ts";
import {
  check,
  date,
  discuss,
  finish,
  greet,
  join,
  joinSprint,
  know,
  say,
  settle,
  sprint,
  start,
  today,
  turn,
} from "./turns.ts";
import type { Move, Turn } from "./turns.ts";

const [LENA, RAFAEL, HARUKA, OWEN, PRIYA] = [0, 1, 2, 3, 4] as const;

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
  turn(0, 16, LENA, settle("Berlin", "aws"), join),
  turn(0, 17, LENA, start, say("Let's go. I have two evenings a week.")),
  turn(0, 22, RAFAEL, settle("Sao Paulo", "gcp"), join),
  turn(0, 23, RAFAEL, beginWithKnown),
  turn(1, 10, HARUKA, settle("Tokyo", "azure", true), start),
  turn(1, 18, OWEN, settle("London", "aws"), start),
  turn(
    2,
    19,
    LENA,
    check(1),
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
  turn(3, 11, HARUKA, check(1)),
  turn(4, 22, RAFAEL, check(2)),
  turn(5, 15, RAFAEL, finishFirst),
  turn(7, 17, LENA, join, check(1)),
  turn(
    7,
    20,
    OWEN,
    join,
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
  turn(8, 12, HARUKA, join, check(1)),
  turn(9, 23, RAFAEL, start, check(1)),
  turn(11, 18, LENA, date(16)),
  turn(14, 15, PRIYA, settle("Kolkata", "aws"), know),
  turn(14, 16, PRIYA, start, join, say("Hello from Pune, I am new here.")),
  turn(14, 18, RAFAEL, say("Welcome, Priya!")),
  turn(15, 15, PRIYA, check(2)),
  turn(
    16,
    19,
    OWEN,
    check(1),
    discuss([
      "I am back: it was a second Python in my path.",
      "I am back: it was one word that I had misread.",
    ]),
  ),
  turn(17, 15, PRIYA, finish),
  turn(17, 18, LENA, check(1), finish),
  turn(18, 11, HARUKA, check(1)),
  turn(19, 14, PRIYA, start, check(1)),
  turn(21, 9, HARUKA, join),
  turn(21, 17, LENA, start, join),
  turn(22, 15, PRIYA, check(1)),
  turn(23, 22, RAFAEL, check(1)),
  turn(24, 18, LENA, check(1)),
  today(6, PRIYA, check(1)),
  today(5, LENA, sprint("Two evenings, one thing that works")),
  today(
    4,
    OWEN,
    joinSprint,
    say(["I am in. No second Python this time.", "I am in. This time I read every word."]),
  ),
  today(3, PRIYA, joinSprint),

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
