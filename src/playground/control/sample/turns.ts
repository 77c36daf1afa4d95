import type { Player } from "./player.ts";

/** Whose turn it is: 0 to 4, in the order of the seed. */
export type Turn = {
  /** When it is, in milliseconds since 1970. `monday`: the first one at the group's midnight; `now`: where the history ends. */
  readonly at: (monday: number, now: number) => number;
  readonly who: number;
  readonly play: Move;
};
export type Move = (player: Player) => Promise<unknown> | void;
/** What somebody says: the second where the group does not learn Python first, since any roadmap may be behind the sample. */
type Words = readonly [inPython: string, elsewhere: string] | string;

const HOUR_MS = 3_600_000;

const inOrder =
  (moves: readonly Move[]): Move =>
  async (player) => {
    for (const move of moves) await move(player);
  };

/** So many days after the first Monday, at this hour of the group's. */
export const turn = (day: number, hour: number, who: number, ...moves: readonly Move[]): Turn => ({
  at: (monday) => monday + (day * 24 + hour) * HOUR_MS,
  who,
  play: inOrder(moves),
});
/** So many hours ago, whatever day it is. */
export const today = (hours: number, who: number, ...moves: readonly Move[]): Turn => ({
  at: (_, now) => now - hours * HOUR_MS,
  who,
  play: inOrder(moves),
});

const wordsOf = (words: Words, player: Player): string => {
  if (typeof words === "string") return words;
  return words[/\bpython\b/i.test(player.groupTopic() ?? "") ? 0 : 1];
};
export const say =
  (words: Words): Move =>
  (player) =>
    player.say(wordsOf(words, player));
/** In #general. */
export const greet =
  (text: string): Move =>
  (player) =>
    player.greet(text);
export const discuss =
  (words: Words): Move =>
  (player) =>
    player.discuss(wordsOf(words, player));

// A player's own verbs, which Player explains.
export const settle =
  (zone: string, cloud: string, hidden = false): Move =>
  (player) =>
    player.settle({ zone, cloud, hidden });
export const start: Move = (player) => player.start();
export const check =
  (count: number): Move =>
  (player) =>
    player.check(count);
export const finish: Move = (player) => player.finish();
export const know: Move = (player) => player.know();
export const join: Move = (player) => player.join();
export const date =
  (days: number): Move =>
  (player) =>
    player.date(days);
export const sprint =
  (goal: string): Move =>
  (player) =>
    player.sprint(goal);
export const joinSprint: Move = (player) => player.joinSprint();
