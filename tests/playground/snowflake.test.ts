import { expect, test } from "vitest";
import { createClock } from "../../src/playground/clock.ts";
import { compareIds, createIds, timeOf } from "../../src/playground/snowflake.ts";
import { createStandIn } from "../../src/playground/stand-in.ts";
import { manualTime } from "./support/manual-time.ts";

const NOON = Date.UTC(2026, 10, 22, 12);

test("an id holds its time, to the millisecond", () => {
  expect(timeOf(createIds(() => NOON + 7)())).toBe(NOON + 7);
  expect(createIds(() => NOON)()).toMatch(/^\d{17,19}$/);
});

test("ids rise within a millisecond, over one, and when the clock jumps back", () => {
  let now = NOON;
  const next = createIds(() => now);
  const ids: string[] = [];
  for (let index = 0; index < 10_000; index++) {
    if (index % 3000 === 2999) now += index % 2 === 0 ? 5 : -60_000;
    ids.push(next());
  }
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.every((id, index) => index === 0 || compareIds(ids[index - 1] ?? "", id) < 0)).toBe(true);
});

test("two processes at the same moment do not give the same ids", () => {
  const made = Array.from({ length: 50 }, () => createIds(() => NOON)());
  expect(new Set(made).size).toBeGreaterThan(45);
});

test("the world's clock runs with the real one, and can be moved both ways", () => {
  const time = manualTime(NOON);
  const clock = createClock(time);
  const moves: number[] = [];
  const stop = clock.onMove(() => moves.push(clock.now()));
  time.pass(1000);
  clock.advance(60_000);
  expect([clock.now() - NOON, clock.elapsed()]).toEqual([61_000, 1000]);
  clock.set(NOON - 5);
  time.pass(1);
  stop();
  clock.advance(1);
  expect(clock.now()).toBe(NOON - 3);
  expect(moves).toEqual([NOON + 61_000, NOON - 5]);
});

test("a world of 2,500 guilds with 30 channels each is soon made", () => {
  const { world } = createStandIn({ seed: false });
  const channels = Array.from({ length: 30 }, (_, index) => `channel-${index}`);
  const before = process.threadCpuUsage().user;
  for (let index = 0; index < 2500; index++) world.addGuild({ channels });
  expect(world.channels.size).toBe(75_000);
  expect(process.threadCpuUsage().user - before).toBeLessThan(4_000_000);
});
