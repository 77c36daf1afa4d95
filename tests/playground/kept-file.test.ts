import { mkdir, mkdtemp, readdir, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openKeptFile } from "../../src/playground/kept-file.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "waymark-kept-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A file of numbers, whose timer the test lets run out. */
function open(path: string) {
  const timers: (() => void)[] = [];
  const faults: unknown[] = [];
  const mended: number[] = [];
  const state = { value: 0, kept: 0 };
  const file = openKeptFile(path, {
    keep: () => {
      state.kept += 1;
      return { value: state.value };
    },
    onFault: (error) => faults.push(error),
    onMended: () => mended.push(state.value),
    after: (_ms, what) => {
      timers.push(what);
      return () => void timers.splice(timers.indexOf(what), 1);
    },
  });
  return { file, state, timers, faults, mended };
}

test("many changes are written at once, and read by whoever opens it next", async () => {
  const path = join(folder, "many");
  const { file, state, timers } = open(path);
  expect(await file.read()).toBeNull();
  for (state.value = 1; state.value < 100; state.value++) file.changed();
  expect(timers).toHaveLength(1);
  timers.pop()?.();
  await file.close();
  expect(state.kept).toBe(1);
  expect(await open(path).file.read()).toEqual({ value: 100 });
  // Nobody else's business, and nothing left lying about.
  expect((await stat(path)).mode & 0o077).toBe(0);
  expect((await readdir(folder)).filter((name) => name.startsWith("many"))).toEqual(["many"]);
});

test("what is not written yet is written at the end, and nothing where nothing changed", async () => {
  const path = join(folder, "end");
  const one = open(path);
  one.file.changed();
  one.state.value = 7;
  await one.file.close();
  const two = open(path);
  expect(await two.file.read()).toEqual({ value: 7 });
  await two.file.close();
  expect(two.state.kept).toBe(0);
});

test("half of the next one, as a kill leaves it, does no harm", async () => {
  const path = join(folder, "half");
  const one = open(path);
  one.file.changed();
  await one.file.close();
  await writeFile(`${path}.new`, "ha");
  const two = open(path);
  expect(await two.file.read()).toEqual({ value: 0 });
  two.state.value = 2;
  two.file.changed();
  await two.file.close();
  expect(await open(path).file.read()).toEqual({ value: 2 });
});

test("one that is cut short is told of, and stays under another name", async () => {
  const path = join(folder, "short");
  const one = open(path);
  one.file.changed();
  await one.file.close();
  await truncate(path, 3);
  const two = open(path);
  await expect(two.file.read()).rejects.toThrow();
  const aside = await two.file.setAside();
  expect(aside).toBe(`${path}.old`);
  two.file.changed();
  await two.file.close();
  expect((await stat(aside)).size).toBe(3);
  expect(await open(path).file.read()).toEqual({ value: 0 });
  expect(two.faults).toEqual([]);
});

test("one that may not be read is not taken for none", async () => {
  const path = join(folder, "folder");
  await mkdir(path);
  await expect(open(path).file.read()).rejects.toThrow("EISDIR");
});

test("a second one that is set aside leaves the first where it is", async () => {
  const path = join(folder, "twice");
  const asides = [];
  for (const length of [3, 4, 5]) {
    const { file } = open(path);
    file.changed();
    await file.close();
    await truncate(path, length);
    asides.push(await file.setAside());
  }
  expect(asides).toEqual([`${path}.old`, `${path}.old-2`, `${path}.old-3`]);
  expect(await Promise.all(asides.map(async (aside) => (await stat(aside)).size))).toEqual([3, 4, 5]);
});

test("one that cannot be set aside is not said to be", async () => {
  await expect(open(join(folder, "nowhere")).file.setAside()).rejects.toThrow("ENOENT");
});

test("one that cannot be written is told of once each time, and so is that it can be again", async () => {
  const home = join(folder, "gone");
  const path = join(home, "file");
  const { file, faults, mended, timers, state } = open(path);
  const change = async () => {
    state.value += 1;
    file.changed();
    timers.pop()?.();
    await file.close();
  };
  await change();
  await change();
  expect([faults.length, mended]).toEqual([1, []]);
  await mkdir(home);
  await change();
  await change();
  expect([faults.length, mended]).toEqual([1, [3]]);
  await rm(home, { recursive: true });
  await change();
  expect([faults.length, mended]).toEqual([2, [3]]);
});

test("what could not be written is tried once more at the end", async () => {
  const home = join(folder, "late");
  const { file, timers, mended } = open(join(home, "file"));
  file.changed();
  timers.pop()?.();
  await file.write();
  await mkdir(home);
  await file.close();
  expect(mended).toEqual([0]);
  expect(await open(join(home, "file")).file.read()).toEqual({ value: 0 });
});
