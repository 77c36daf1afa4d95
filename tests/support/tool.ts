import { execFile, spawnSync } from "node:child_process";

export type Ran = { readonly code: number; readonly stdout: string; readonly stderr: string };
export type Place = {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Milliseconds; then it is ended, and that is an error. */
  readonly timeout?: number;
};

/** A command line tool that exercises use, and the Debian package that brings it. */
const packages = { git: "git", bash: "bash", sqlite3: "sqlite3" } as const;
export type Tool = keyof typeof packages;

/** For `describe.skipIf`: true where a tool is missing, which is said aloud, so that nobody takes skipped for passed. */
export function withoutTool(...tools: readonly Tool[]): boolean {
  const missing = tools.filter((tool) => spawnSync(tool, ["--version"]).status !== 0);
  if (missing.length > 0)
    sayMissing(
      missing,
      missing.map((tool) => packages[tool]),
    );
  return missing.length > 0;
}

/** Says on stderr which exercises are not checked, and how to get what they need. */
export function sayMissing(missing: readonly string[], wanted: readonly string[]): void {
  const names = missing.join(" and no ");
  process.stderr.write(
    `Some exercises are not checked: there is no ${names} here. apt-get install ${wanted.join(" ")}\n`,
  );
}

/**
 * Runs a program in a folder and waits for it: what it wrote and its exit code, which is not judged here. Of this user's environment it
 * sees the path alone, and no settings of git.
 */
export function runTool(file: string, args: readonly string[], place: Place): Promise<Ran> {
  const { cwd, env = {}, timeout = 25_000 } = place;
  const options = { cwd, env: { ...bareEnvironment(cwd), ...env }, timeout, maxBuffer: 64 * 1024 * 1024 };
  return new Promise((resolve, reject) => {
    execFile(file, args, options, (error, stdout, stderr) => {
      if (!error) return resolve({ code: 0, stdout, stderr });
      if (typeof error.code === "number") return resolve({ code: error.code, stdout, stderr });
      reject(error.killed ? new Error(`${file} took longer than ${timeout} ms: ${stderr}`) : error);
    });
  });
}

/** The same, and what it printed; throws with what it wrote to stderr where it fails. */
export async function toolPrints(file: string, args: readonly string[], place: Place): Promise<string> {
  const { code, stdout, stderr } = await runTool(file, args, place);
  if (code !== 0) throw new Error(`${file} ${args.join(" ")} ended with ${code}: ${stderr || stdout}`);
  return stdout;
}

/** Commits are the same each time: author, committer and their dates are given. */
function bareEnvironment(home: string): Record<string, string> {
  const who = { NAME: "Learner", EMAIL: "learner@example.com", DATE: "2026-01-01T12:00:00Z" };
  const git = Object.entries(who).flatMap(([key, value]) => [
    [`GIT_AUTHOR_${key}`, value],
    [`GIT_COMMITTER_${key}`, value],
  ]);
  return {
    PATH: process.env["PATH"] ?? "",
    HOME: home,
    LANG: "C.UTF-8",
    TZ: "UTC",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: "/dev/null",
    ...Object.fromEntries(git),
  };
}
