import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** A process of the bot, as `npm start` runs it. */
export type BotProcess = {
  /** Its name in Postgres, and in the fleet. */
  readonly name: string;
  readonly pid: number;
  readonly isRunning: () => boolean;
  readonly kill: () => Promise<void>;
  /** SIGTERM; resolves with the exit code. */
  readonly stop: () => Promise<number | null>;
  readonly freeze: () => void;
  readonly thaw: () => void;
  /** Resolves when it says that it is ready; rejects if it ends before. */
  readonly ready: Promise<void>;
  /** What it wrote last. */
  readonly output: () => string;
};

export type Fleet = {
  /** Starts a process in a free place. */
  readonly start: (env?: Readonly<Record<string, string>>) => BotProcess;
  readonly named: (name: string) => BotProcess | null;
  readonly running: () => readonly BotProcess[];
  /** What processes wrote that ended without being told to. */
  readonly crashes: readonly string[];
  readonly close: () => Promise<void>;
};

type Place = { readonly name: string; readonly env: Readonly<Record<string, string>> };

const ROOT = join(import.meta.dirname, "../../..");
const KEPT_OUTPUT = 3_000;
const START_MS = 60_000;

/** Processes of the bot. `places` says what differs between those that run at the same time. */
export function createFleet(places: readonly Place[]): Fleet {
  const living = new Map<string, BotProcess & { readonly ended: Promise<unknown> }>();
  const crashes: string[] = [];

  const start = (env: Readonly<Record<string, string>> = {}): BotProcess => {
    const place = places.find(({ name }) => !living.has(name));
    if (!place) throw new Error("every place of the fleet is taken");
    const child = spawnBot({ ...place.env, ...env });
    let output = "";
    const hear = (data: unknown): void => {
      output = (output + String(data)).slice(-KEPT_OUTPUT);
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    let told = false;
    const ended = once(child, "exit").then(([code]) => {
      living.delete(place.name);
      if (!told) crashes.push(`${place.name} ended with ${String(code)}: ${output}`);
      return code as number | null;
    });
    const signal = async (name: NodeJS.Signals): Promise<number | null> => {
      told = true;
      child.kill(name);
      return ended;
    };
    const process = {
      name: place.name,
      pid: child.pid ?? 0,
      isRunning: () => living.get(place.name) === process,
      kill: async () => void (await signal("SIGKILL")),
      stop: () => signal("SIGTERM"),
      freeze: () => void child.kill("SIGSTOP"),
      thaw: () => void child.kill("SIGCONT"),
      ready: saysReady(child, ended, () => output),
      output: () => output,
      ended,
    };
    process.ready.catch(() => undefined);
    living.set(place.name, process);
    return process;
  };

  return {
    start,
    named: (name) => living.get(name) ?? null,
    running: () => [...living.values()],
    crashes,
    close: async () => {
      for (const process of living.values()) process.thaw();
      await Promise.all([...living.values()].map((process) => process.kill()));
    },
  };
}

const spawned = new Set<ChildProcess>();
// Whatever ends the harness, none of its bots stays behind.
globalThis.process.on("exit", () => spawned.forEach((child) => child.kill("SIGKILL")));

function spawnBot(env: Readonly<Record<string, string>>): ChildProcess {
  const child = spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", join(ROOT, "src/start.js")],
    {
      cwd: ROOT,
      env: { PATH: process.env["PATH"], LOG_LEVEL: "warn", PORT: "0", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  spawned.add(child);
  child.once("exit", () => spawned.delete(child));
  return child;
}

async function saysReady(child: ChildProcess, ended: Promise<unknown>, output: () => string): Promise<void> {
  const said = new Promise<void>((resolve) => {
    child.stdout?.on("data", () => {
      if (output().includes("Waymark is ready")) resolve();
    });
  });
  const over = ended.then(() => {
    throw new Error(`a bot ended before it was ready: ${output()}`);
  });
  const late = sleep(START_MS, undefined, { ref: false }).then(() => {
    throw new Error(`a bot was not ready after a minute: ${output()}`);
  });
  await Promise.race([said, over, late]);
}
