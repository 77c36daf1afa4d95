import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";

type Answer = { url?: string; row?: number; fault?: string; closed?: boolean };

/** Another process that uses the server of a folder. */
export type Tenant = {
  readonly process: ChildProcess;
  readonly url: string;
  readonly warnings: string[];
  /** Commits one row; its number, or null where the server was not there. */
  readonly write: () => Promise<number | null>;
  readonly close: () => Promise<void>;
  /** kill -9. */
  readonly kill: () => Promise<void>;
};

/** Starts a tenant in a process group of its own. Resolves when it is in; rejects when it could not get in. */
export async function startTenant(dir: string, owner = "someone"): Promise<Tenant> {
  const file = path.join(import.meta.dirname, "embedded-tenant.ts");
  const child = spawn(process.execPath, [file, dir, owner], { stdio: "pipe", detached: true });
  const warnings: string[] = [];
  child.stderr.on("data", (chunk) => warnings.push(String(chunk).trim()));
  const ended = new Promise<never>((_, reject) => {
    child.once("exit", (code, signal) => {
      reject(new Error(`the tenant ended with ${code ?? signal}: ${warnings.join("; ")}`));
    });
  });
  ended.catch(() => undefined); // asked for below, where it matters
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<Answer> => {
    const line = await Promise.race([lines.next(), ended]);
    if (line.done) return ended;
    return JSON.parse(line.value) as Answer;
  };
  const ask = (word: string): Promise<Answer> => {
    child.stdin.write(`${word}\n`);
    return next();
  };
  child.stdin.on("error", () => undefined);
  const { url } = await next();
  return {
    process: child,
    url: url ?? "",
    warnings,
    write: async () => (await ask("write")).row ?? null,
    close: async () => {
      await ask("close");
      await gone;
    },
    kill: async () => {
      child.kill("SIGKILL");
      await gone;
    },
  };
}

/** The number of the server's process, by its own file; null where there is none. */
export async function serverOf(dir: string): Promise<number | null> {
  const text = await readFile(path.join(dir, "postgres/data/postmaster.pid"), "utf8").catch(() => "");
  return Number(text.split("\n")[0]) || null;
}

/** Whether a process is there and is no zombie. */
export async function isRunning(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  if (process.platform === "linux") return status !== "" && !/\) [ZX] /.test(status);
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
