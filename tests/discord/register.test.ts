import { ApplicationCommandUpdateRequestSchema } from "discord-api-spec/zod";
import { describe, expect, test } from "vitest";
import { commands } from "../../commands/registry.ts";
import { defineSubcommand } from "../../src/discord/command.ts";
import type { Command } from "../../src/discord/command.ts";
import { stringOption } from "../../src/discord/option.ts";
import { createRegistrar, describeCommand } from "../../src/discord/register.ts";
import type { Registration } from "../../src/discord/register.ts";
import { createTestLog } from "../support/bot.ts";

const run = defineSubcommand({
  description: "d",
  options: {},
  run: async () => ({ kind: "private", message: {} }),
});
const plain: Command = { name: "plain", description: "Plain", contexts: "guild and direct message", run };
const nested: Command = {
  name: "nested",
  description: "Nested",
  contexts: "guild",
  permissions: 32n,
  subcommands: {
    bare: run,
    full: defineSubcommand({
      description: "Full",
      options: { topic: stringOption({ description: "Topic", required: true }) },
      run: async () => ({ kind: "private", message: {} }),
    }),
  },
};

describe("a command is described", () => {
  test("with where it can be used, and nothing that it does not have", () => {
    expect(describeCommand(plain)).toEqual({
      type: 1,
      name: "plain",
      description: "Plain",
      contexts: [0, 1],
      integration_types: [0],
    });
  });

  test("with its permissions, its subcommands and their options", () => {
    expect(describeCommand(nested)).toEqual({
      type: 1,
      name: "nested",
      description: "Nested",
      default_member_permissions: 32,
      contexts: [0],
      integration_types: [0],
      options: [
        { type: 1, name: "bare", description: "d" },
        {
          type: 1,
          name: "full",
          description: "Full",
          options: [{ type: 3, name: "topic", description: "Topic", required: true }],
        },
      ],
    });
  });

  test.each([plain, nested, ...commands])(
    "as Discord's own description of its API has it: /$name",
    (command) => {
      const { success, data, error } = ApplicationCommandUpdateRequestSchema.safeParse(
        describeCommand(command),
      );
      expect(error?.issues ?? []).toEqual([]);
      expect(success).toBe(true);
      // Nothing is sent that Discord does not know.
      expect(data).toEqual(describeCommand(command));
    },
  );

  test.each(commands)("within what the schema cannot say: /$name", (command) => {
    const described = describeCommand(command);
    const texts: string[] = [];
    const walk = (value: unknown): void => {
      if (typeof value === "string") texts.push(value);
      else if (typeof value === "object" && value !== null) Object.values(value).forEach(walk);
    };
    walk(described);
    expect(texts.join("").length).toBeLessThanOrEqual(8_000);
    for (const { options } of [command.run, ...Object.values(command.subcommands ?? {})].filter(
      (one) => one !== undefined,
    )) {
      const required = Object.entries(options).map(
        ([name, option]) => option.describe(name).required ?? false,
      );
      expect(required).toEqual(required.toSorted((a, b) => Number(b) - Number(a)));
    }
  });
});

describe("a registration", () => {
  const KNOWN = "1d4b4b7d";
  type Given = { readonly name: string; readonly id: string };
  function createPlace(
    stored: Registration | null,
    put: () => Promise<Given[]>,
    known: () => Promise<Given[] | null> = put,
  ) {
    const saved: Registration[] = [];
    const puts: string[] = [];
    const testLog = createTestLog();
    const registrar = createRegistrar({
      commands: [plain, nested],
      api: {
        knownCommands: () => known() as never,
        putCommands: (application) => {
          puts.push(application);
          return put() as never;
        },
      },
      stored,
      save: async (registration) => void saved.push(registration),
      log: testLog.log,
    });
    return { registrar, saved, puts, testLog };
  }
  const taken = async () => [
    { name: "plain", id: "11" },
    { name: "nested", id: "12" },
  ];
  const old: Registration = { applicationId: "7", hash: KNOWN, ids: new Map([["plain", "10"]]) };

  test("is sent where there was none, once, and kept", async () => {
    const { registrar, saved, puts } = createPlace(null, taken);
    expect(registrar.mention("nested full")).toBe("/nested full");
    registrar.register("7");
    registrar.register("7");
    await registrar.settled(5_000);
    expect(puts).toEqual(["7"]);
    expect(saved).toMatchObject([
      {
        applicationId: "7",
        ids: new Map([
          ["plain", "11"],
          ["nested", "12"],
        ]),
      },
    ]);
    expect(registrar.mention("nested full")).toBe("</nested full:12>");
  });

  test("is not sent where it is the same, and is for another application", async () => {
    const first = createPlace(null, taken);
    first.registrar.register("7");
    await first.registrar.settled(5_000);
    const [stored] = first.saved;
    if (!stored) throw new Error("nothing saved");
    const same = createPlace(stored, taken);
    same.registrar.register("7");
    await same.registrar.settled(5_000);
    expect([same.puts, same.registrar.mention("plain")]).toEqual([[], "</plain:11>"]);
    const other = createPlace(stored, taken);
    other.registrar.register("8");
    await other.registrar.settled(5_000);
    expect(other.puts).toEqual(["8"]);
  });

  test.each<[string, () => Promise<Given[] | null>]>([
    ["one of them is gone", async () => [{ name: "plain", id: "11" }]],
    ["it lists none", async () => null],
  ])("is sent again where Discord has forgotten it: %s", async (_, known) => {
    const first = createPlace(null, taken);
    first.registrar.register("7");
    await first.registrar.settled(5_000);
    const again = createPlace(first.saved[0] ?? null, taken, known);
    again.registrar.register("7");
    await again.registrar.settled(5_000);
    expect(again.puts).toEqual(["7"]);
  });

  test("that Discord refuses leaves the commands of before, and a line in the log", async () => {
    const { registrar, saved, testLog } = createPlace(old, () =>
      Promise.reject(new Error("Max number of daily creates")),
    );
    registrar.register("7");
    await registrar.settled(5_000);
    expect([saved, registrar.mention("plain")]).toEqual([[], "</plain:10>"]);
    expect(testLog.lines).toMatchObject([{ level: "error" }]);
  });

  test("that Discord makes wait keeps nobody waiting", async () => {
    const { registrar } = createPlace(null, () => new Promise(() => {}));
    registrar.register("7");
    await registrar.settled(1);
    expect(registrar.mention("plain")).toBe("/plain");
  });
});
