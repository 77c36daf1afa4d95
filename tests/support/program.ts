import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

type Env = Readonly<Record<string, string | undefined>>;
/** How the program ended, and what it wrote. */
export type Ended = { readonly code: number | null; readonly stdout: string; readonly stderr: string };
export type Program = {
  readonly child: ChildProcess;
  /** The address in the last line, once that is there. */
  readonly ready: Promise<string>;
  readonly ended: Promise<Ended>;
};

const ROOT = join(import.meta.dirname, "../..");
const running = new Set<ChildProcess>();

/** The program as npm start runs it, with what it writes. */
export function startProgram(env: Env): Program {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", "src/start.js"], {
    cwd: ROOT,
    env: { PATH: process.env["PATH"], PORT: "0", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  const out = { stdout: "", stderr: "" };
  child.stdout.on("data", (data) => (out.stdout += String(data)));
  child.stderr.on("data", (data) => (out.stderr += String(data)));
  const ended = once(child, "close").then(([code]) => {
    running.delete(child);
    return { code: code as number | null, ...out };
  });
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout.on("data", () => {
      const address = /^Waymark is ready: .*(http:\S+)\n$/m.exec(out.stdout)?.[1];
      if (address) resolve(address);
    });
    void ended.then(() => reject(new Error(out.stderr)));
  });
  ready.catch(() => {});
  return { child, ready, ended };
}

/** For NODE_OPTIONS: a program that does not end by itself, but by process.exit, says so. */
export const TELLS_EXIT = preload(`const { exit } = process;
  process.exit = (...code) => { process.stderr.write("process.exit\\n"); exit(...code); };`);

/** Runs a script before the program. */
export function preload(script: string): string {
  return `--import=data:text/javascript,${encodeURIComponent(script)}`;
}

/** Ends what a test has left running. */
export function killPrograms(): void {
  for (const child of running) child.kill("SIGKILL");
  running.clear();
}
