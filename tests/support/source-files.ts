import { globSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "../..");

/** One import statement: where it stands, what it names, and whether only types come in through it. */
export type Import = {
  readonly file: string;
  readonly line: number;
  /** A path from the project's root for a file of ours, the specifier itself for a package or `node:` module. */
  readonly target: string;
  readonly ours: boolean;
  readonly typeOnly: boolean;
};

/** Our own TypeScript files below these folders, as paths from the project's root. */
export function sourceFiles(...folders: readonly string[]): string[] {
  return folders
    .flatMap((folder) => globSync(`${folder}/**/*.ts`, { cwd: ROOT }))
    .map((file) => file.replaceAll("\\", "/"))
    .toSorted();
}

/** The text of a file, given by its path from the project's root. */
export function sourceText(file: string): string {
  return readFileSync(join(ROOT, file), "utf8");
}

const STATEMENT =
  /^[ \t]*(?:import|export)\s+(type\s)?(?:[^"';]*?\sfrom\s+)?["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)/gm;

/** All imports of a file, static, dynamic and re-exports alike. */
export function importsOf(file: string): Import[] {
  const text = sourceText(file);
  return [...text.matchAll(STATEMENT)].map((match) => {
    const specifier = match[2] ?? match[3] ?? "";
    const ours = specifier.startsWith(".");
    return {
      file,
      line: text.slice(0, match.index).split("\n").length,
      target: ours
        ? relative(ROOT, resolve(ROOT, dirname(file), specifier)).replaceAll("\\", "/")
        : specifier,
      ours,
      typeOnly: match[1] !== undefined,
    };
  });
}
