import { readFile, stat } from "node:fs/promises";

/** A text, or why there is none. */
export type TextFile =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly wrong: string; readonly right: string; readonly line: number };

const MAX_BYTES = 1024 * 1024;

/** Reads a file that people can read. What is wrong with it is told, never thrown. */
export async function readTextFile(file: string): Promise<TextFile> {
  const right = "name a roadmap file that can be read";
  const about = await orReason(stat(file));
  if (!about.ok) return { ok: false, wrong: about.reason, right, line: 1 };
  if (!about.value.isFile())
    return { ok: false, wrong: "is not a file", right: "name a roadmap file", line: 1 };
  if (about.value.size > MAX_BYTES) {
    const wrong = `has ${about.value.size} bytes`;
    const most = `use at most ${MAX_BYTES}: a roadmap is a text that people can read`;
    return { ok: false, wrong, right: most, line: 1 };
  }
  const bytes = await orReason(readFile(file));
  if (!bytes.ok) return { ok: false, wrong: bytes.reason, right, line: 1 };
  const line = lineNotUtf8(bytes.value);
  if (line === null) return { ok: true, text: bytes.value.toString("utf8") };
  return { ok: false, wrong: "is not UTF-8 text", right: "save it in the encoding UTF-8", line };
}

/** The first line that is not UTF-8, from 1; null where all are. No character of UTF-8 goes over a line's end. */
function lineNotUtf8(bytes: Buffer): number | null {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for (let line = 1, start = 0; start <= bytes.length; line++) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline === -1 ? bytes.length : newline;
    try {
      decoder.decode(bytes.subarray(start, end));
    } catch {
      return line;
    }
    start = end + 1;
  }
  return null;
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "does not exist",
  ENOTDIR: "is not a folder",
  EISDIR: "is a folder",
  EACCES: "may not be read by this user",
  EPERM: "may not be read by this user",
};

/** What a promise of the file system brings, or why it brings nothing; other faults are thrown on. */
export async function orReason<Value>(
  promise: Promise<Value>,
): Promise<{ ok: true; value: Value } | { ok: false; reason: string }> {
  try {
    return { ok: true, value: await promise };
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") throw error;
    return { ok: false, reason: reasons[error.code] ?? `cannot be read (${error.code})` };
  }
}
