import { describe, expect, test } from "vitest";
import { entriesOf, matching, readLine } from "../../../src/playground/page/composer/command-line.ts";
import { choicesOf, fitting, readOption } from "../../../src/playground/page/composer/option-value.ts";
import type { ShownCommand, State } from "../../../src/playground/control/protocol.ts";
import { sampleCommands } from "./sample-bot.ts";

const entries = entriesOf(sampleCommands as unknown as ShownCommand[]);
const paths = (typed: string) => matching(entries, typed).map(({ path }) => path);
const option = (path: string, name: string) => {
  const found = entries.find((entry) => entry.path === path)?.options.find((one) => one.name === name);
  if (!found) throw new Error(`no option ${path} ${name}`);
  return found;
};

describe("finding a command", () => {
  test("subcommands stand for their command, in order", () => {
    expect(entries.map(({ path }) => path)).toEqual([
      "files",
      "gallery",
      "hand-in",
      "layout",
      "log",
      "roadmap done",
      "roadmap next",
      "silent",
      "slow",
      "words",
    ]);
  });

  test("what begins with the typed text comes first, then later words, then what it does", () => {
    expect(paths("road")).toEqual(["roadmap done", "roadmap next"]);
    expect(paths("roadmap n")).toEqual(["roadmap next"]);
    expect(paths("next")).toEqual(["roadmap next"]);
    expect(paths("Finished")).toEqual(["roadmap done"]);
    expect(paths("nothing like it")).toEqual([]);
    expect(paths("")).toHaveLength(entries.length);
  });
});

describe("reading a whole line", () => {
  const read = (line: string) => {
    const found = readLine(entries, line);
    return found && { path: found.entry.path, values: Object.fromEntries(found.values) };
  };

  test.each([
    ["/roadmap next", { path: "roadmap next", values: {} }],
    ["/Roadmap   NEXT ", { path: "roadmap next", values: {} }],
    ["/roadmap done topic: sql", { path: "roadmap done", values: { topic: "sql" } }],
    ["/roadmap done topic:sql", { path: "roadmap done", values: { topic: "sql" } }],
    ["/roadmap done sql basics", { path: "roadmap done", values: { topic: "sql basics" } }],
    [
      "/roadmap done topic: big data link: https://a.b/c",
      { path: "roadmap done", values: { topic: "big data", link: "https://a.b/c" } },
    ],
    ["/roadmap done link: x sql", { path: "roadmap done", values: { link: "x sql" } }],
    ["/roadmap done sql link: x", { path: "roadmap done", values: { topic: "sql", link: "x" } }],
    [
      "/log 3 kind: Reading public: true",
      { path: "log", values: { hours: "3", kind: "Reading", public: "true" } },
    ],
    ["/roadmap", null],
    ["/roadmap nextt", null],
    ["/nothing", null],
    ["roadmap next", null],
    ["/", null],
  ])("%s", (line, expected) => {
    expect(read(line)).toEqual(expected);
  });
});

describe("what an option is worth", () => {
  const state = {
    people: [
      { id: "1", name: "Lena", bot: false },
      { id: "2", name: "遥", bot: false },
    ],
    roles: [{ id: "3", name: "Mentors" }],
    channels: [{ id: "4", name: "study", topic: null, kind: "channel" }],
  } as unknown as State;
  const worth = (name: string, text: string) => {
    const one = option("log", name);
    const read = readOption(one, text, choicesOf(one, state));
    return read.ok ? read.value : read.why;
  };

  test("numbers keep to their bounds", () => {
    expect(worth("hours", " 3 ")).toBe(3);
    expect(worth("hours", "0")).toBe("The number must be between 1 and 24.");
    expect(worth("hours", "2.5")).toBe("A whole number goes here.");
    expect(worth("hours", "two")).toBe("A whole number goes here.");
    expect(worth("hours", "")).toBe("This option is required.");
  });

  test("a choice is known by its name and by its value", () => {
    expect(worth("kind", "reading")).toBe("read");
    expect(worth("kind", "build")).toBe("build");
    expect(worth("kind", "sleeping")).toBe("Choose one of the list.");
  });

  test("true, false and people", () => {
    expect(worth("public", "True")).toBe(true);
    expect(worth("public", "false")).toBe(false);
    expect(worth("with", "@Lena")).toBe("1");
    expect(worth("with", "lena")).toBe("1");
    expect(worth("with", "遥")).toBe("2");
    expect(worth("with", "nobody")).toBe("Choose one of the list.");
  });

  test("what the bot completes may be anything; what it offered last is known by name", () => {
    const topic = option("roadmap done", "topic");
    expect(readOption(topic, "sql", null)).toEqual({ ok: true, value: "sql" });
    expect(readOption(topic, "advanced sql", [{ name: "Advanced SQL", value: "sql-2" }])).toEqual({
      ok: true,
      value: "sql-2",
    });
  });

  test("choices that begin with the typed text come first", () => {
    const choices = ["Big Data", "Data Modelling", "Cloud"].map((name) => ({ name, value: name }));
    expect(fitting(choices, "data").map(({ name }) => name)).toEqual(["Data Modelling", "Big Data"]);
  });
});
