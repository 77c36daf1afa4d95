import { execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chown, link, open, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { startAs } from "./account.ts";
import type { Binaries } from "./binaries.ts";
import type { Folder } from "./folder.ts";
import { SETTINGS } from "./settings.ts";

const run = promisify(execFile);

/** A server that runs, or is about to, or is about to end. */
export type Running = { readonly pid: number; readonly port: number; readonly ready: boolean };

export const POLL_MS = 15;
export const PATIENCE_MS = 300_000; // after a crash a server reads its journal first; minutes, if much was going on
const STOP_MS = 30_000;
const LOG_MAX_BYTES = 5_000_000;

/**
 * The server that runs in this folder, by its postmaster.pid: null where there is none, where the file was left behind by a crash, and
 * where the process of that number is another program by now.
 */
export async function findRunning(folder: Folder): Promise<Running | null> {
  const text = await readFile(pidFile(folder), "utf8").catch(() => "");
  // One value a line: pid, folder, start, port, socket folder, address, shared memory, status.
  const lines = text.split("\n");
  const [pid, port, status] = [Number(lines[0]), Number(lines[3]), lines[7]?.trim()];
  if (!pid || !(await isServer(pid, folder.data))) return null;
  return { pid, port, ready: status === "ready" };
}

/**
 * Starts the server apart from us: in a session of its own, where neither a Ctrl-C in our terminal nor our end reaches it. True when it is
 * ready; false when another process's server or a dying one was in the way. Throws what the server said last where it cannot start.
 */
export async function startServer(
  folder: Folder,
  binaries: Binaries,
  settings: Readonly<Record<string, string>>,
): Promise<boolean> {
  await setAsideStale(folder);
  const port = await choosePort(folder);
  const pairs = Object.entries({ ...SETTINGS, ...settings, port: String(port) });
  const args = ["-D", folder.data, ...pairs.flatMap(([name, value]) => ["-c", `${name}=${value}`])];
  const { file, args: all, options } = startAs(folder.account, binaries.postgres, args);
  const log = await openLog(folder);
  try {
    const before = (await log.stat()).size;
    const child = spawn(file, all, { ...options, detached: true, stdio: ["ignore", log.fd, log.fd] });
    const end = { ended: false, fault: null as Error | null };
    child.once("error", (error) => Object.assign(end, { ended: true, fault: error }));
    child.once("exit", () => (end.ended = true));
    child.unref();
    for (let waited = 0; waited < PATIENCE_MS && !end.ended; waited += POLL_MS) {
      const running = await findRunning(folder);
      if (running?.ready && running.pid === child.pid) {
        await writeFile(folder.portFile, String(port));
        await giveToOwner(folder, folder.portFile);
        return true;
      }
      await sleep(POLL_MS);
    }
    if (end.fault !== null) throw end.fault;
    return await judgeEnd(folder.logFile, before);
  } finally {
    await log.close();
  }
}

/** Ends a server the fast way: what is committed is on disk, who is connected is cut off. Waits until it is gone. */
export async function stopServer(folder: Folder, binaries: Binaries, pid: number): Promise<void> {
  if (process.platform === "win32") {
    await run(binaries.pgCtl, ["stop", "-D", folder.data, "-m", "fast"]); // no signals there
    return;
  }
  process.kill(pid, "SIGINT");
  for (let waited = 0; waited < STOP_MS && (await isServer(pid, folder.data)); waited += POLL_MS) {
    await sleep(POLL_MS);
  }
}

const pidFile = (folder: Folder) => path.join(folder.data, "postmaster.pid");

/** Whether a process is the server of this data: numbers are used again, in containers soon. */
async function isServer(pid: number, data: string): Promise<boolean> {
  if (process.platform === "linux") {
    const line = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
    if (!line.includes("postgres\0-D\0")) return false;
    // A server works in its data folder. Where we may not see that, it is to have been told the same path.
    const [there, ours] = await Promise.all([stat(`/proc/${pid}/cwd`).catch(() => null), stat(data)]);
    if (there === null) return line.includes(`\0-D\0${data}\0`);
    return there.dev === ours.dev && there.ino === ours.ino;
  }
  if (process.platform === "win32") return isAlive(pid);
  const { stdout } = await run("ps", ["-ww", "-o", "command=", "-p", String(pid)]).catch(() => ({
    stdout: "",
  }));
  return stdout.includes(`-D ${data} `);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/**
 * A postmaster.pid that a crash left behind is Postgres' own to replace, but for two cases in which it gives up: the number belongs to
 * another program by now, or the file is empty. Then it is moved away; and put back if a new server's file was caught instead.
 */
async function setAsideStale(folder: Folder): Promise<void> {
  const file = pidFile(folder);
  const read = () => readFile(file, "utf8").catch(() => null);
  const stale = await read();
  if (stale === null) return;
  const pid = Number(stale.split("\n")[0]);
  if (pid && (!isAlive(pid) || (await isServer(pid, folder.data)))) return;
  if (!pid) await sleep(500); // a server that starts right now writes its file in a moment
  if ((await read()) !== stale) return;
  const aside = `${file}.${randomBytes(4).toString("hex")}`;
  await rename(file, aside);
  if ((await readFile(aside, "utf8")) !== stale) await link(aside, file).catch(() => undefined);
  await rm(aside);
}

/** The port it had last, if that is free: whoever used the server before it crashed finds it again. Otherwise any free one. */
async function choosePort(folder: Folder): Promise<number> {
  const last = Number(await readFile(folder.portFile, "utf8").catch(() => "0"));
  const wanted = Number.isInteger(last) && last > 0 && last < 65_536 ? last : 0;
  const port = (await tryPort(wanted)) ?? (await tryPort(0));
  if (port === null) throw new Error("no free port on 127.0.0.1");
  return port;
}

function tryPort(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(null));
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : null));
    });
  });
}

async function openLog(folder: Folder): Promise<FileHandle> {
  const file = folder.logFile;
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  if (size > LOG_MAX_BYTES) await rename(file, `${file}.1`);
  const log = await open(file, "a+", 0o600);
  await giveToOwner(folder, file);
  return log;
}

/** What root writes here, the owner must be able to write next time. */
async function giveToOwner({ account }: Folder, file: string): Promise<void> {
  if (account !== null) await chown(file, account.uid, account.gid);
}

/** False if the server ended because of another one; throws what it said otherwise. */
async function judgeEnd(logFile: string, from: number): Promise<boolean> {
  const said = (await readFile(logFile)).subarray(from).toString("utf8");
  const another =
    /lock file ".*" (already exists|is empty)|pre-existing shared memory block|Address already in use|could not create any TCP\/IP sockets/;
  if (another.test(said) || said.trim() === "") return false;
  const lines = said.trim().split("\n");
  throw new Error(lines.findLast((line) => /FATAL|PANIC/.test(line)) ?? lines.at(-1));
}
