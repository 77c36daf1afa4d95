import { mkdtempSync, rmSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deserialize, serialize } from "node:v8";
import { afterAll, afterEach, expect, test, vi } from "vitest";
import { SEED } from "../src/playground/stand-in.ts";
import { takeSoleUse } from "../src/store/sole-use.ts";
import { createTestDatabase } from "./support/database.ts";
import { openPageSocket } from "./support/page-socket.ts";
import { killPrograms, startProgram } from "./support/program.ts";
import type { Ended, Program } from "./support/program.ts";

// Each test starts the program several times, on a database of its own, and has the sample played.
vi.setConfig({ testTimeout: 180_000 });

const folder = mkdtempSync(join(tmpdir(), "waymark-playground-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(killPrograms);

/** What somebody reads in a channel, oldest first. */
async function read(page: string, channel: string) {
  using socket = await openPageSocket(page, channel);
  return socket.messages().map(({ content, embeds }) => ({ content, title: embeds[0]?.title ?? "" }));
}

async function say(page: string, text: string): Promise<void> {
  using socket = await openPageSocket(page, SEED.general);
  expect(await socket.act({ do: "say", text, uploads: [] })).toEqual({ kind: "done" });
}

function stop({ child, ended }: Program, signal: "SIGTERM" | "SIGKILL"): Promise<Ended> {
  child.kill(signal);
  return ended;
}

/** How far the sample has been played. */
async function untilTurn(page: string, turn: number): Promise<void> {
  using socket = await openPageSocket(page);
  await expect
    .poll(() => {
      const { sample } = socket.frame();
      return sample?.kind === "filling" ? sample.done : 0;
    })
    .toBeGreaterThanOrEqual(turn);
}

const MEANWHILE = "In the middle of it";
const ANEW =
  "The sample data was not played to its end the last time: it is played anew, from the beginning.\n";

test("a sample that is cut short, by a stop or by a kill, is played anew by the next start, and once it is whole it stays", async () => {
  const env = { DATA_DIR: join(folder, "cut") };
  const first = startProgram(env);
  await untilTurn(await first.ready, 1);
  expect(await stop(first, "SIGTERM")).toMatchObject({ code: 0, stderr: "" });

  const second = startProgram(env);
  const page = await second.ready;
  await say(page, MEANWHILE);
  await untilTurn(page, 8);
  const { stdout } = await stop(second, "SIGKILL");
  expect(stdout).toContain(ANEW);

  const third = startProgram(env);
  {
    using socket = await openPageSocket(await third.ready);
    await socket.untilPlayed();
    expect(socket.frame().sample).toEqual({ kind: "there" });
  }
  const study = await read(await third.ready, SEED.study);
  expect(study.filter(({ title }) => title.startsWith("This week: ")).length).toBeGreaterThanOrEqual(3);
  expect(study.filter(({ content }) => content.startsWith("Hello all!"))).toHaveLength(1);
  const general = await read(await third.ready, SEED.general);
  expect(general.length).toBeGreaterThan(0);
  expect(general.map(({ content }) => content)).not.toContain(MEANWHILE);
  await say(await third.ready, "Until tomorrow");
  expect((await stop(third, "SIGTERM")).stdout).toContain(ANEW);

  const fourth = startProgram(env);
  using socket = await openPageSocket(await fourth.ready);
  expect(socket.frame().sample).toEqual({ kind: "there" });
  const later = { content: "Until tomorrow", title: "" };
  expect(await read(await fourth.ready, SEED.general)).toEqual([...general, later]);
  expect(await read(await fourth.ready, SEED.study)).toEqual(study);
  expect(await socket.act({ do: "empty" })).toEqual({ kind: "done" });
  expect((await stop(fourth, "SIGTERM")).stdout).not.toContain(ANEW);

  // What was emptied is still known to have been.
  const fifth = startProgram(env);
  using emptied = await openPageSocket(await fifth.ready);
  expect(emptied.frame().sample).toEqual({ kind: "emptied" });
  expect((await stop(fifth, "SIGTERM")).stdout).not.toContain(ANEW);
});

test("a second playground on the same folder is refused, and a start after a kill is not", async () => {
  const env = { DATA_DIR: join(folder, "two") };
  const first = startProgram(env);
  await first.ready;
  expect(await startProgram(env).ended).toMatchObject({
    code: 1,
    stderr: `DATA_DIR: ${env.DATA_DIR} is in use by another playground: stop that one, or set another; example: DATA_DIR=./data2\n`,
  });
  await stop(first, "SIGKILL");
  const again = startProgram(env);
  await again.ready;
  expect(await stop(again, "SIGTERM")).toMatchObject({ code: 0, stderr: "" });
});

test("a second playground on the same DATABASE_URL is refused without a word of its password", async () => {
  await using database = await createTestDatabase();
  const other = await takeSoleUse(database.db, 0);
  const { code, stderr } = await startProgram({ DATABASE_URL: database.url }).ended;
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr:
      "DATABASE_URL: that database is in use by another playground: stop that one, or set the address of another database\n",
  });
  other?.end();
});

test("what was said in the channels and cannot be read any more is moved aside, each time to another place, and it is told where", async () => {
  const env = { DATA_DIR: join(folder, "damage") };
  const first = startProgram(env);
  {
    using socket = await openPageSocket(await first.ready);
    await socket.untilPlayed();
  }
  await stop(first, "SIGTERM");
  const kept = join(env.DATA_DIR, "playground");
  const whole = deserialize(await readFile(kept)) as object;
  // Cut short; of no world; of a world of another version.
  const damages = [
    serialize(whole).subarray(0, 9),
    serialize({}),
    serialize({ ...whole, world: { shape: 0 } }),
  ];
  const reasons = [
    /cannot be read: [^\n.]+/,
    /cannot be read: world: [^\n.]+/,
    /was kept by another version of Waymark/,
  ];
  for (const [index, damage] of damages.entries()) {
    await writeFile(kept, damage);
    const next = startProgram(env);
    expect(await read(await next.ready, SEED.general)).toEqual([]);
    const { code, stdout } = await stop(next, "SIGTERM");
    const aside = index === 0 ? `${kept}.old` : `${kept}.old-${index + 1}`;
    expect(code).toBe(0);
    const line = stdout.split("\n").find((one) => one.startsWith("What was said")) ?? "";
    expect(line).toMatch(reasons[index]!);
    expect(line.endsWith(`. It is left in ${aside}, and the channels begin empty.`)).toBe(true);
    expect(line).not.toContain("..");
    expect(await readFile(aside)).toEqual(damage);
  }
});
