import { fork, spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");
const QUIET = "--disable-warning=ExperimentalWarning";

/** A stand-in for Discord in a process of its own, so that its work does not stand in the bot's way. */
export type StandInProcess = {
  readonly apiUrl: string;
  /** Resolves when the bot has a working gateway connection. */
  untilOnline(): Promise<void>;
  /** Uses the command so often, one after another; milliseconds from the gateway event sent to the callback received. */
  run(command: string, times: number): Promise<number[]>;
  /** Clicks away the questions that come before the first answer. */
  introduce(command: string): Promise<void>;
  stop(): Promise<void>;
};

/** Starts a stand-in with so many guilds of 30 channels and 20 roles. */
export async function startStandInProcess(guilds: number): Promise<StandInProcess> {
  const child = fork(join(import.meta.dirname, "stand-in-process.ts"), [String(guilds)], {
    execArgv: [QUIET],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const ask = async (request: object): Promise<unknown> => {
    child.send(request);
    const [answer] = (await once(child, "message")) as [{ result?: unknown; fault?: string }];
    if (answer.fault !== undefined) throw new Error(answer.fault);
    return answer.result;
  };
  const apiUrl = (await ask({ kind: "address" })) as string;
  return {
    apiUrl,
    untilOnline: async () => void (await ask({ kind: "online" })),
    run: async (command, times) => (await ask({ kind: "run", command, times })) as number[],
    introduce: async (command) => void (await ask({ kind: "introduce", command })),
    stop: () => stop(child),
  };
}

/** Starts one of our programs against an API, with a database of its own. Standard error goes to ours. */
export function startProgram(
  file: string,
  env: Readonly<Record<string, string>>,
  flags: readonly string[] = [],
): ChildProcess {
  return spawn(process.execPath, [QUIET, ...flags, join(ROOT, file)], {
    cwd: ROOT,
    env: { PATH: process.env["PATH"], LOG_LEVEL: "warn", PORT: "0", ...env },
    stdio: ["ignore", "ignore", "pipe"],
  });
}

/** Ends a program gently, and at once if that takes more than ten seconds. */
export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), 10_000);
  await exited;
  clearTimeout(timer);
}
