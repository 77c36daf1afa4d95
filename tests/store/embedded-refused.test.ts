import { execFileSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { openEmbedded } from "../../src/store/embedded.ts";
import { StartError } from "../../src/store/start-error.ts";
import { silentLog } from "../support/database.ts";
import { madeOnce } from "./embedded-folder.ts";

vi.setConfig({ testTimeout: 90_000 }); // a first start takes a second, and much more on a busy machine

const copyMade = madeOnce();
let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), "waymark-refused-"));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const isRoot = process.getuid?.() === 0;

async function lineFor(dataDir: string): Promise<string> {
  const fault = await openEmbedded(dataDir, silentLog).then(
    async ({ close }) => close().then(() => null),
    (error: unknown) => error,
  );
  expect(fault).toBeInstanceOf(StartError);
  const { message } = fault as StartError;
  expect(message).not.toContain("\n");
  expect(message).toContain(`DATA_DIR (${dataDir})`);
  return message;
}

describe("a DATA_DIR that cannot be used gets one line that names it", () => {
  test("a file", async () => {
    await writeFile(path.join(dir, "file"), "");
    expect(await lineFor(path.join(dir, "file"))).toMatch(/is not a folder/);
    expect(await lineFor(path.join(dir, "file/below"))).toMatch(/is not a folder/);
  });

  test.skipIf(isRoot)("a folder that is not ours to write", async () => {
    await chmod(dir, 0o500);
    expect(await lineFor(dir)).toMatch(/is not ours to read and write/);
    expect(await lineFor(path.join(dir, "below"))).toMatch(/is not ours to read and write/);
    await chmod(dir, 0o700);
  });

  test.skipIf(process.platform !== "linux")("a place where nobody can write", async () => {
    expect(await lineFor("/sys/waymark")).toMatch(/is not ours to read and write/);
  });

  test.skipIf(process.platform !== "linux")("a place where nothing can be made", async () => {
    expect(await lineFor("/proc/waymark")).toMatch(/cannot be made there/);
    expect(await lineFor("/proc/waymark/below")).toMatch(/cannot be made there/);
  });

  test("data of another Postgres", async () => {
    await copyMade(dir);
    await writeFile(path.join(dir, "postgres/data/PG_VERSION"), "15\n");
    expect(await lineFor(dir)).toMatch(/holds data of Postgres 15, and this is Postgres 18/);
  });

  test("a folder of that name with something else in it", async () => {
    await mkdir(path.join(dir, "postgres"));
    expect(await lineFor(dir)).toMatch(/without a database in it/);
  });

  test("data that is damaged", async () => {
    await copyMade(dir);
    await rm(path.join(dir, "postgres/data/global/pg_control"));
    expect(await lineFor(dir)).toMatch(/does not start: .*pg_control/);
  });

  test.skipIf(!isRoot || process.platform !== "linux")("a full disk", async (context) => {
    const small = path.join(dir, "small");
    await mkdir(small);
    try {
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=12m", "tmpfs", small], { stdio: "ignore" });
    } catch {
      return context.skip(); // a container that may not mount
    }
    try {
      expect(await lineFor(small)).toMatch(/is on a full disk/);
      expect((await stat(small)).isDirectory()).toBe(true);
    } finally {
      execFileSync("umount", [small]);
    }
  });
});
