import { type Alias, type Document, isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import type { Finding, Path, Problem } from "./problem.ts";
import { shown } from "./problem.ts";
import { syntaxProblems } from "./syntax.ts";

/** A file's content as plain data, and the way back from a place in it to a line. */
export type Source = {
  readonly data: unknown;
  /** The line of a field's name or of a list's entry; of what it should be in, where it is missing. */
  readonly lineOf: (path: Path) => number;
  /** What YAML allows and a roadmap does not: repeated fields, anchors, aliases. */
  readonly findings: readonly Finding[];
};

const MAX_DEPTH = 20; // a roadmap needs ten; walking deeper nests would only exhaust the stack

/** Reads YAML. Where its syntax is broken, what it seems to say is not worth checking: only the syntax is reported. */
export function parseSource(text: string): { ok: true; source: Source } | { ok: false; problems: Problem[] } {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, {
    lineCounter,
    prettyErrors: false,
    stringKeys: true,
    uniqueKeys: false, // found by the walk below, which knows the field's name and both lines
    resolveKnownTags: false,
    version: "1.2",
    logLevel: "error",
  });
  const problems = syntaxProblems(document, text.split(/\r?\n/), (offset) => lineAt(lineCounter, offset));
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, source: walk(document, (offset) => lineAt(lineCounter, offset)) };
}

function lineAt(lineCounter: LineCounter, offset: number): number {
  return Math.max(1, lineCounter.linePos(offset).line);
}

type Walk = {
  readonly lines: Map<string, number>;
  readonly findings: Finding[];
  lineAt(offset: number): number;
};

function walk(document: Document.Parsed, lineAt: (offset: number) => number): Source {
  const lines = new Map<string, number>();
  const findings: Finding[] = [];
  const data = dataOf(document.contents, [], { lines, findings, lineAt });
  const lineOf = (path: Path): number => {
    for (let length = path.length; length > 0; length--) {
      const line = lines.get(keyOf(path.slice(0, length)));
      if (line !== undefined) return line;
    }
    return 1;
  };
  return { data, lineOf, findings };
}

/** A path as a key of a Map. */
export function keyOf(path: Path): string {
  return JSON.stringify(path);
}

/** Plain data of a node. Not the library's own `toJS`, which expands aliases, throws, and forgets where things were. */
function dataOf(node: unknown, path: Path, walk: Walk): unknown {
  if (isAlias(node)) return refuseAlias(node, path, walk);
  if (!isScalar(node) && !isMap(node) && !isSeq(node)) return null;
  if (node.anchor) {
    walk.findings.push({
      path,
      wrong: `has an anchor, ${shown(`&${node.anchor}`)}`,
      right: "leave it out, and put a text that begins with & in quotes",
    });
  }
  if (isScalar(node)) return typeof node.value === "string" ? node.value.trim() : node.value;
  if (path.length >= MAX_DEPTH) {
    walk.findings.push({ path, wrong: "is nested too deeply", right: `use at most ${MAX_DEPTH} levels` });
    return null;
  }
  return isMap(node) ? mapOf(node.items, path, walk) : listOf(node.items, path, walk);
}

function refuseAlias(node: Alias, path: Path, walk: Walk): undefined {
  walk.findings.push({
    path,
    wrong: `is an alias, ${shown(`*${node.source}`)}`,
    right: "write the value out, and put a text that begins with * in quotes",
  });
  return undefined;
}

function listOf(items: readonly unknown[], path: Path, walk: Walk): unknown[] {
  return items.map((item, index) => {
    const itemPath = [...path, index];
    walk.lines.set(keyOf(itemPath), walk.lineAt(startOf(item)));
    return dataOf(item, itemPath, walk);
  });
}

function mapOf(pairs: readonly { key: unknown; value: unknown }[], path: Path, walk: Walk): object {
  const data = Object.create(null) as Record<string, unknown>; // no prototype: `__proto__` is a field like any other
  for (const pair of pairs) {
    const key = isScalar(pair.key) ? String(pair.key.value) : "";
    const fieldPath = [...path, key];
    const line = walk.lineAt(startOf(pair.key));
    const first = walk.lines.get(keyOf(fieldPath));
    if (first !== undefined) {
      walk.findings.push({
        path: fieldPath,
        line,
        wrong: `is written twice, first on line ${first}`,
        right: "keep one",
      });
      continue;
    }
    walk.lines.set(keyOf(fieldPath), line);
    data[key] = dataOf(pair.value, fieldPath, walk);
  }
  return data;
}

function startOf(node: unknown): number {
  if (typeof node !== "object" || node === null || !("range" in node) || !Array.isArray(node.range)) return 0;
  return Number(node.range[0]);
}
