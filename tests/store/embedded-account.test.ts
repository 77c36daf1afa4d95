import { execFileSync } from "node:child_process";
import { chown, cp, mkdir, mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { findAccount, startAs } from "../../src/store/embedded/account.ts";
import { findBinaries } from "../../src/store/embedded/binaries.ts";

vi.setConfig({ testTimeout: 90_000 });

const isRoot = process.getuid?.() === 0;

test.skipIf(isRoot)("an ordinary user runs the server as themselves", async () => {
  expect(await findAccount(null, ["/"])).toBeNull();
  expect(startAs(null, "/bin/initdb", ["--version"])).toMatchObject({
    file: "/bin/initdb",
    args: ["--version"],
  });
});

describe.skipIf(!isRoot || process.platform !== "linux")("root", () => {
  let closed: string;
  beforeAll(async () => {
    closed = await mkdtemp(path.join(tmpdir(), "waymark-account-")); // 0700: only root can enter
  });
  afterAll(() => rm(closed, { recursive: true }));

  test("hands the server to another user, with no right of its own where the way is open", async () => {
    const account = await findAccount(null, ["/usr/bin"]);
    expect(account).toMatchObject({ capability: null });
    expect(account?.uid).not.toBe(0);
  });

  test("hands it to whoever owns the data", async () => {
    expect(await findAccount({ uid: 12_345, gid: 54_321 }, ["/usr"])).toEqual({
      uid: 12_345,
      gid: 54_321,
      capability: null,
    });
  });

  test("gives it the right to pass through folders that are closed to it, programs and data alike", async () => {
    const { initdb } = await findBinaries();
    const native = path.join(closed, "native");
    await cp(path.resolve(initdb, "../.."), native, { recursive: true, verbatimSymlinks: true });
    const account = await findAccount(null, [path.join(native, "bin"), closed]);
    if (account === null) throw new Error("no account");
    expect(account.capability).toBe("dac_read_search");
    const data = path.join(closed, "data");
    await mkdir(data);
    await chown(data, account.uid, account.gid);
    const wanted = [
      "-D",
      data,
      "-U",
      "someone",
      "--auth=trust",
      "--no-sync",
      "--encoding=UTF8",
      "--locale=C",
    ];
    const { file, args, options } = startAs(account, path.join(native, "bin/initdb"), wanted);
    execFileSync(file, [...args], { env: options.env, cwd: "/", stdio: "pipe" });
    expect((await stat(path.join(data, "PG_VERSION"))).uid).toBe(account.uid);
  });
});
