import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { type Place, type Ran, runTool, sayMissing, toolPrints } from "./tool.ts";

/** What a script may import besides the standard library, and the Debian package that brings it. */
const packages = { pandas: "python3-pandas", numpy: "python3-numpy" } as const;
export type PythonModule = keyof typeof packages;

const PLACES = [
  process.env["PYTHON"],
  "/usr/bin/python3",
  "/usr/local/bin/python3",
  "/opt/homebrew/bin/python3",
];

/** Where Python 3 is on this machine; null where there is none. `PYTHON` names one elsewhere. */
export const pythonPath: string | null = PLACES.find((path) => path && existsSync(path)) ?? null;

/**
 * For `describe.skipIf`: true where Python, or a module that the tests need, is missing. That is said aloud, with how to get it,
 * so that nobody takes skipped for passed.
 */
export function withoutPython(...modules: readonly PythonModule[]): boolean {
  const missing = modules.filter((name) => !canImport(name)).map((name) => [name, packages[name]] as const);
  const all = pythonPath === null ? [["python3", "python3"] as const, ...missing] : missing;
  if (all.length > 0)
    sayMissing(
      all.map(([name]) => name),
      all.map(([, wanted]) => wanted),
    );
  return all.length > 0;
}

/**
 * Runs a script, given as text, in a folder: what it printed, and its exit code, which is not judged here. `args` are its sys.argv[1:].
 * Nothing of this user's own Python reaches it, and sets come in the same order each time.
 */
export function runPython(script: string, place: Place, args: readonly string[] = []): Promise<Ran> {
  return runTool(needed(), ["-s", "-c", script, ...args], withPython(place));
}

/** The same, and what it printed; throws with what it wrote to stderr where it fails. */
export function pythonPrints(script: string, place: Place, args: readonly string[] = []): Promise<string> {
  return toolPrints(needed(), ["-s", "-c", script, ...args], withPython(place));
}

/** Runs a script that is a file of the folder, such as one the exercise asks for. */
export function runPythonFile(file: string, place: Place, args: readonly string[] = []): Promise<Ran> {
  return runTool(needed(), ["-s", file, ...args], withPython(place));
}

function withPython(place: Place): Place {
  return { ...place, env: { PYTHONHASHSEED: "0", PYTHONDONTWRITEBYTECODE: "1", ...place.env } };
}

function needed(): string {
  if (pythonPath === null) throw new Error("there is no Python here: apt-get install python3");
  return pythonPath;
}

function canImport(name: PythonModule): boolean {
  if (pythonPath === null) return false;
  const script = `import importlib.util as u, sys; sys.exit(u.find_spec("${name}") is None)`;
  return spawnSync(pythonPath, ["-s", "-c", script]).status === 0;
}
