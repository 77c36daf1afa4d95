import { execFile } from "node:child_process";
import type { SpawnOptions } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { StartError } from "../start-error.ts";

const run = promisify(execFile);

/**
 * As whom the server runs. Postgres refuses to run as root, so root hands it to a user of its own. `capability` is set where that user
 * cannot enter a folder on the way to the programs or the data (a clone in /root, a folder of mktemp): a right of root that lets it pass.
 */
export type Account = {
  readonly uid: number;
  readonly gid: number;
  readonly capability: "dac_read_search" | "dac_override" | null;
};

const USER = "postgres";

/** Null: as ourselves. `owner` is whose data it is, where there is data already; `paths` are the folders the server must reach. */
export async function findAccount(
  owner: { readonly uid: number; readonly gid: number } | null,
  paths: readonly string[],
): Promise<Account | null> {
  if (process.getuid?.() !== 0) return null;
  const { uid, gid } = owner && owner.uid !== 0 ? owner : await postgresUser();
  const closed = paths.find((folder) => !canEnter(folder, uid, gid));
  return { uid, gid, capability: closed === undefined ? null : passingRight(closed) };
}

/** How to start a program under an account: the program, its arguments and what to give spawn. */
export function startAs(
  account: Account | null,
  program: string,
  args: readonly string[],
): { readonly file: string; readonly args: readonly string[]; readonly options: SpawnOptions } {
  const options: SpawnOptions = { cwd: path.parse(program).root, env: environment(), windowsHide: true };
  if (account === null) return { file: program, args, options };
  const { uid, gid, capability } = account;
  if (capability === null) return { file: program, args, options: { ...options, uid, gid } };
  // An ambient capability is the one kind that survives both the change of user and the exec of an ordinary file. Without the secure bit,
  // access(2), with which Postgres looks at its own programs, would leave it out of account.
  const rights = [
    `--inh-caps=+${capability}`,
    `--ambient-caps=+${capability}`,
    "--securebits=+no_setuid_fixup",
  ];
  const change = [`--reuid=${uid}`, `--regid=${gid}`, "--clear-groups", ...rights, "--"];
  return { file: "setpriv", args: [...change, program, ...args], options };
}

/** Only what a server needs. Above all it has no use for our secrets. English, because its complaints are read by program. */
function environment(): NodeJS.ProcessEnv {
  const passed = ["PATH", "LD_LIBRARY_PATH", "SystemRoot", "TEMP", "TMP"];
  const kept = passed.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]));
  return { ...Object.fromEntries(kept), LC_ALL: "C", TZ: "UTC" };
}

async function postgresUser(): Promise<{ uid: number; gid: number }> {
  const known = await lookUp();
  if (known) return known;
  // Another process may make the user at the same moment; what counts is that it is there afterwards.
  await run("useradd", ["--system", "--user-group", "--no-create-home", USER]).catch(() => undefined);
  const made = await lookUp();
  if (made) return made;
  throw new StartError(
    `Postgres refuses to run as root, and a user "${USER}" to run it could not be made: make that user, start as an ordinary user, or set DATABASE_URL.`,
  );
}

async function lookUp(): Promise<{ uid: number; gid: number } | null> {
  try {
    const [uid, gid] = await Promise.all([run("id", ["-u", USER]), run("id", ["-g", USER])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return null;
  }
}

/** Whether a user may pass through every folder from the root down to this one. */
function canEnter(folder: string, uid: number, gid: number): boolean {
  const { mode, uid: owner, gid: group } = statSync(folder);
  const bit = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001;
  const parent = path.dirname(folder);
  return (mode & bit) !== 0 && (parent === folder || canEnter(parent, uid, gid));
}

/** The smaller right to read and enter folders; containers often leave root with the greater one alone. */
function passingRight(folder: string): Account["capability"] {
  const held = /^CapPrm:\s*([0-9a-f]+)/m.exec(readStatus())?.[1] ?? "0";
  const holds = (bit: bigint) => ((BigInt(`0x${held}`) >> bit) & 1n) === 1n;
  const right = holds(2n) ? "dac_read_search" : holds(1n) ? "dac_override" : null;
  const mayHandOn = holds(8n); // CAP_SETPCAP
  if (right !== null && mayHandOn && ["/usr/bin/setpriv", "/bin/setpriv"].some((file) => existsSync(file)))
    return right;
  throw new StartError(
    `Postgres refuses to run as root, and its user cannot enter ${folder}: open that folder with "chmod o+x", start as an ordinary user, or set DATABASE_URL.`,
  );
}

function readStatus(): string {
  try {
    return readFileSync("/proc/self/status", "utf8");
  } catch {
    return ""; // not Linux: no such rights
  }
}
