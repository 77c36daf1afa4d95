import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chown, mkdir, open, readFile, readdir, realpath, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import type { Log } from "../database.ts";
import { StartError } from "../start-error.ts";
import { findAccount, startAs } from "./account.ts";
import type { Account } from "./account.ts";
import type { Binaries } from "./binaries.ts";

/** The folder of one server, DATA_DIR/postgres, whole and readable. */
export type Folder = {
  readonly data: string;
  readonly password: string;
  /** What the server itself says, mostly nothing. */
  readonly logFile: string;
  /** The port it had last. */
  readonly portFile: string;
  readonly account: Account | null;
};

const UNFINISHED = ".postgres-new-";
const ABANDONED_MS = 10 * 60_000; // nobody needs that long to make a folder

/** Opens the folder, and makes it first where it is not there. Several processes may do so at once; all get the same one. */
export async function openFolder(dataDir: string, binaries: Binaries, log: Log): Promise<Folder> {
  try {
    await makeWay(dataDir);
    const parent = await realpath(dataDir);
    const home = path.join(parent, "postgres");
    const paths = [path.dirname(binaries.postgres), parent];
    const owner = await stat(home).catch(absent);
    const account = await findAccount(owner, paths);
    if (owner === null) await makeFolder(parent, home, account, binaries, log);
    await checkVersion(path.join(home, "data"), dataDir, binaries.major);
    return {
      data: path.join(home, "data"),
      password: (await readFile(path.join(home, "password"), "utf8")).trim(),
      logFile: path.join(home, "server.log"),
      portFile: path.join(home, "port"),
      account,
    };
  } catch (error) {
    throw explain(error, dataDir);
  }
}

/** Makes the folder, and those above it, where they are not there. Node's own `recursive` tries for ever in /proc, which denies what is there. */
async function makeWay(dir: string): Promise<void> {
  const found = await stat(dir).catch(absent);
  if (found?.isDirectory()) return;
  const above = path.dirname(dir);
  if (found === null && above !== dir) await makeWay(above);
  await mkdir(dir).catch(async (error: unknown) => {
    // Another process may have been faster.
    if (codeOf(error) !== "EEXIST" || !(await stat(dir)).isDirectory()) throw error;
  });
}

/** Makes everything in a folder beside and renames it when it is whole, so that a half-made server is never found. */
async function makeFolder(
  parent: string,
  home: string,
  account: Account | null,
  binaries: Binaries,
  log: Log,
): Promise<void> {
  const unfinished = path.join(parent, `${UNFINISHED}${randomBytes(6).toString("hex")}`);
  const own = async (file: string) => (account ? chown(file, account.uid, account.gid) : undefined);
  await mkdir(unfinished, { mode: 0o700 });
  try {
    await removeAbandoned(parent, unfinished);
    await own(unfinished);
    const passwordFile = path.join(unfinished, "password");
    await writeSecret(passwordFile, randomBytes(24).toString("base64url"));
    await own(passwordFile);
    await initdb(path.join(unfinished, "data"), passwordFile, account, binaries);
    await rename(unfinished, home);
    await syncFolder(parent);
    log.info({ folder: home }, "made the embedded Postgres");
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    if (["ENOTEMPTY", "EEXIST", "EPERM"].includes(codeOf(error)) && (await stat(home).catch(absent))) return; // another was faster
    throw error;
  }
}

async function initdb(
  data: string,
  passwordFile: string,
  account: Account | null,
  binaries: Binaries,
): Promise<void> {
  const auth = ["--auth-host=scram-sha-256", "--auth-local=reject", `--pwfile=${passwordFile}`];
  const locale = ["--encoding=UTF8", "--locale=C"];
  const args = [`--pgdata=${data}`, "--username=waymark", "--no-instructions", ...auth, ...locale];
  const { file, args: all, options } = startAs(account, binaries.initdb, args);
  const child = spawn(file, all, { ...options, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr?.on("data", (chunk) => (said += String(chunk)));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0) throw new Error(said.trim() || `initdb ended with ${code ?? "a signal"}`);
}

/** Unfinished folders of processes that were killed meanwhile. The new one's time serves as the clock, being the file system's own. */
async function removeAbandoned(parent: string, unfinished: string): Promise<void> {
  const { mtimeMs: now } = await stat(unfinished);
  for (const name of await readdir(parent)) {
    if (!name.startsWith(UNFINISHED)) continue;
    const found = await stat(path.join(parent, name)).catch(absent);
    if (found && found.mtimeMs < now - ABANDONED_MS) await rm(path.join(parent, name), { recursive: true });
  }
}

async function checkVersion(data: string, dataDir: string, major: number): Promise<void> {
  const version = await readFile(path.join(data, "PG_VERSION"), "utf8").catch(absent);
  if (version === null) {
    throw new StartError(
      `DATA_DIR (${dataDir}) has a folder "postgres" without a database in it: move it away, or set another DATA_DIR.`,
    );
  }
  if (Number(version) === major) return;
  throw new StartError(
    `DATA_DIR (${dataDir}) holds data of Postgres ${version.trim()}, and this is Postgres ${major}: run the Waymark that wrote it, or set another DATA_DIR.`,
  );
}

async function writeSecret(file: string, text: string): Promise<void> {
  const handle = await open(file, "wx", 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes a rename last through a power failure. Windows has no such call and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** One line for what can be wrong with DATA_DIR itself; whatever else it is stays as it is. */
export function explain(error: unknown, dataDir: string): unknown {
  if (error instanceof StartError) return error;
  const said = error instanceof Error ? error.message : String(error);
  const text = `${codeOf(error)} ${said}`;
  const last = said.trim().split("\n").at(-1) ?? said;
  if (/ENOSPC|EDQUOT|No space left|Disk quota/i.test(text)) {
    return new StartError(
      `DATA_DIR (${dataDir}) is on a full disk: make room, or set DATA_DIR to another place.`,
    );
  }
  if (/EACCES|EPERM|EROFS|Permission denied|Read-only file system|not permitted/i.test(text)) {
    return new StartError(
      `DATA_DIR (${dataDir}) is not ours to read and write (${last}): give its owner to the user that runs Waymark, or set another DATA_DIR.`,
    );
  }
  if (/ENOTDIR|EEXIST|ENAMETOOLONG|ELOOP/.test(text)) {
    return new StartError(`DATA_DIR (${dataDir}) is not a folder: set it to one, such as ./data.`);
  }
  if (/ENOENT.*mkdir/.test(text)) {
    return new StartError(
      `DATA_DIR (${dataDir}) cannot be made there (${last}): set another DATA_DIR, such as ./data.`,
    );
  }
  return new StartError(`DATA_DIR (${dataDir}): the embedded Postgres does not start: ${last}`);
}

const codeOf = (error: unknown): string => (error as { code?: string } | null)?.code ?? "";

function absent(error: unknown): null {
  if (["ENOENT", "ENOTDIR"].includes(codeOf(error))) return null;
  throw error;
}
