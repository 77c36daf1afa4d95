import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { keepChannels } from "../../src/playground/kept-channels.ts";
import { createPage } from "../../src/playground/page-server.ts";
import { createStandIn, SEED } from "../../src/playground/stand-in.ts";

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "waymark-channels-"));
});
afterAll(() => rm(home, { recursive: true, force: true }));

/** A playground whose channels are kept in this folder, with the lines it tells. */
function open(folder: string) {
  const started = new AsyncDisposableStack();
  const standIn = createStandIn();
  const page = createPage(standIn);
  const lines: string[] = [];
  const say = (line: string) => void lines.push(line);
  const channels = keepChannels({ folder, standIn, page, isNew: false, say }, started);
  started.defer(async () => {
    page.close();
    await standIn.close();
  });
  return { standIn, channels, lines, [Symbol.asyncDispose]: () => started.disposeAsync() };
}

test("that they cannot be kept is told with the file, and so is that they can be again", async () => {
  const folder = join(home, "not-there-yet");
  const path = join(folder, "playground");
  await using place = open(folder);
  await place.channels.restore();
  await place.channels.write();
  await place.channels.write();
  expect(place.lines).toEqual([
    `What is said in the channels cannot be kept in ${path}: ENOENT: no such file or directory, open '${path}.new'.`,
  ]);
  await mkdir(folder);
  await place.channels.write();
  expect(place.lines.slice(1)).toEqual([`What is said in the channels is kept again, in ${path}.`]);
});

test("what can be neither read nor moved stays as it is, and is not said to have been moved", async () => {
  const folder = join(home, "a-file");
  await writeFile(folder, "not a folder");
  {
    await using place = open(folder);
    await place.channels.restore();
    place.standIn.as(SEED.admin, SEED.general).say("Kept nowhere");
    await place.channels.write();
    expect(place.lines).toHaveLength(2);
    expect(place.lines[0]).toMatch(
      /cannot be read: ENOTDIR.*It cannot be moved out of the way either: ENOTDIR/,
    );
    expect(place.lines[1]).toBe(
      `The channels begin empty and are not kept: move ${join(folder, "playground")} away and start again.`,
    );
  }
  expect(await readFile(folder, "utf8")).toBe("not a folder");
});
