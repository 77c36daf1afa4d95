import { describe, expect, test } from "vitest";
import { defineSubcommand } from "../../src/discord/command.ts";
import type { Call, Click, Command } from "../../src/discord/command.ts";
import { stringOption, userOption } from "../../src/discord/option.ts";
import {
  autocomplete,
  button,
  CHANNEL,
  createTestDispatch,
  EPHEMERAL,
  GUILD,
  inDirectMessage,
  MEMBER,
  modalSubmit,
  PUBLIC,
  select,
  slashCommand,
} from "../support/payloads.ts";

const MANAGE_GUILD = 1n << 5n;

/** A bot whose commands keep what they are given. */
function createSpy() {
  const calls: Call[] = [];
  const clicks: Click[] = [];
  const ok = { kind: "private", message: { content: "ok" } } as const;
  const study: Command = {
    name: "study",
    description: "d",
    contexts: "guild and direct message",
    subcommands: {
      plain: defineSubcommand({
        description: "d",
        options: {},
        run: async (call) => {
          calls.push(call);
          return ok;
        },
      }),
      full: defineSubcommand({
        description: "d",
        options: {
          topic: stringOption({
            description: "d",
            required: true,
            complete: (typed, { options }) => [
              { name: `${typed} of ${String(options["period"] ?? "any time")}`, value: typed },
            ],
          }),
          period: stringOption({ description: "d", choices: [{ name: "Week", value: "week" }] }),
          who: userOption({ description: "d" }),
        },
        run: async (call) => {
          calls.push(call);
          return ok;
        },
      }),
    },
    routes: {
      note: async (click) => {
        clicks.push(click);
        return ok;
      },
    },
  };
  const setup: Command = {
    name: "setup",
    description: "d",
    contexts: "guild",
    permissions: MANAGE_GUILD,
    run: defineSubcommand({ description: "d", options: {}, run: async () => ok }),
    routes: { save: async () => ok },
  };
  return { calls, clicks, ...createTestDispatch([study, setup]) };
}

const topic = (value: unknown) => ({ type: 3, name: "topic", value });
const sub = (name: string, ...options: object[]) => [{ type: 1, name, options }];

describe("a call", () => {
  test("says who, where and when, from what the payload holds", async () => {
    const { handle, calls } = createSpy();
    await handle(
      slashCommand("study", sub("plain"), {
        channel: { id: CHANNEL, type: 0 },
        locale: "de",
        guild_locale: "fr",
        member: {
          user: { id: MEMBER, username: "ada", global_name: "Ada L." },
          nick: "Countess",
          permissions: "2147483680",
        },
      }),
    );
    expect(calls[0]).toMatchObject({
      guild: GUILD,
      channel: CHANNEL,
      member: { id: MEMBER, displayName: "Countess", locale: "de", permissions: 2147483680n },
      options: {},
    });
    expect(calls[0]?.now.toString()).toBe("2026-01-01T00:00:00Z");
  });

  test.each<[string, Record<string, unknown>, object]>([
    [
      "no nickname",
      { member: { user: { id: MEMBER, username: "ada", global_name: "Ada" }, permissions: "0" } },
      { displayName: "Ada" },
    ],
    ["neither nickname nor global name", {}, { displayName: "ada" }],
    ["no name at all", { member: { user: { id: MEMBER }, permissions: "0" } }, { displayName: MEMBER }],
    ["no locale", {}, { locale: "en-US" }],
    ["no permissions", { member: { user: { id: MEMBER, username: "ada" } } }, { permissions: 0n }],
  ])("can be read with %s", async (_, more, member) => {
    const { handle, calls } = createSpy();
    await handle(slashCommand("study", sub("plain"), more));
    expect(calls[0]?.member).toMatchObject(member);
  });

  test("in a direct message has no guild and no permissions", async () => {
    const { handle, calls } = createSpy();
    await handle(slashCommand("study", sub("plain"), inDirectMessage));
    expect(calls[0]).toMatchObject({
      guild: null,
      member: { id: MEMBER, displayName: "ada", permissions: 0n },
    });
  });

  test("of a subcommand without options may come without their list", async () => {
    const { handle, calls } = createSpy();
    await handle(slashCommand("study", [{ type: 1, name: "plain" }]));
    expect(calls).toHaveLength(1);
  });

  test("holds the options by their declared types", async () => {
    const { handle, calls } = createSpy();
    const data = {
      id: "1",
      name: "study",
      type: 1,
      options: sub("full", { type: 3, name: "topic", value: "spark" }, { type: 6, name: "who", value: "42" }),
      resolved: { users: { 42: { id: "42", username: "lin" } }, members: { 42: { nick: "Lin" } } },
    };
    await handle(slashCommand("study", undefined, { data }));
    expect(calls[0]?.options).toEqual({
      topic: "spark",
      period: undefined,
      who: { id: "42", displayName: "Lin", bot: false, present: true },
    });
  });
});

describe("a click", () => {
  test("on a button brings the parts of its custom id", async () => {
    const { handle, clicks } = createSpy();
    await handle(button("v1:study:note:spark:2", EPHEMERAL));
    expect(clicks[0]).toMatchObject({
      args: ["spark", "2"],
      values: [],
      guild: GUILD,
      member: { id: MEMBER },
    });
    expect(clicks[0]?.fields.size).toBe(0);
  });

  test("on a select brings what was picked", async () => {
    const { handle, clicks } = createSpy();
    await handle(select("v1:study:note", ["a", "b"], EPHEMERAL));
    expect(clicks[0]).toMatchObject({ args: [], values: ["a", "b"] });
  });

  test("on a form's button brings every field as text", async () => {
    const { handle, clicks } = createSpy();
    await handle(
      modalSubmit("v1:study:note", [
        { type: 18, component: { type: 4, custom_id: "zone", value: "Europe/Berlin" } },
        { type: 18, component: { type: 3, custom_id: "cloud", values: ["aws", "gcp"] } },
        { type: 18, component: { type: 21, custom_id: "board", value: null } },
        { type: 18, component: { type: 23, custom_id: "hidden", value: true } },
        { type: 10 },
        { type: 1, components: [{ type: 4, custom_id: "old", value: "row" }] },
      ]),
    );
    expect(Object.fromEntries(clicks[0]?.fields ?? [])).toEqual({
      zone: "Europe/Berlin",
      cloud: "aws,gcp",
      board: "",
      hidden: "true",
      old: "row",
    });
  });
});

describe("a completion", () => {
  test("knows what is typed and the other options", async () => {
    const { handle } = createSpy();
    const options = sub(
      "full",
      { type: 3, name: "topic", value: "sp", focused: true },
      { type: 3, name: "period", value: "week" },
    );
    expect(await handle(autocomplete("study", options))).toEqual([
      { by: "callback", type: 8, data: { choices: [{ name: "sp of week", value: "sp" }] } },
    ]);
  });

  test.each([
    [
      "an unknown command",
      autocomplete("gone", sub("full", { type: 3, name: "topic", value: "", focused: true })),
    ],
    [
      "an unknown option",
      autocomplete("study", sub("full", { type: 3, name: "gone", value: "", focused: true })),
    ],
    [
      "an option without suggestions",
      autocomplete("study", sub("full", { type: 3, name: "period", value: "", focused: true })),
    ],
  ])("of %s offers nothing", async (_, payload) => {
    const { handle } = createSpy();
    expect(await handle(payload)).toEqual([{ by: "callback", type: 8, data: { choices: [] } }]);
  });
});

describe("what cannot be served is refused in kind words, to the caller alone", () => {
  test.each<[string, object, RegExp]>([
    ["a command that is gone", slashCommand("gone"), /has changed/],
    ["a subcommand that is gone", slashCommand("study", sub("gone")), /has changed/],
    [
      "a message command",
      slashCommand("study", undefined, { data: { id: "1", name: "Log this", type: 3 } }),
      /has changed/,
    ],
    ["an option that is gone", slashCommand("study", sub("plain", topic("spark"))), /has changed/],
    ["a required option left out", slashCommand("study", sub("full")), /has changed/],
    [
      "a choice that is gone",
      slashCommand("study", sub("full", topic("spark"), { type: 3, name: "period", value: "day" })),
      /has changed/,
    ],
    ["an option of another type", slashCommand("study", sub("full", topic(3))), /has changed/],
    ["a button of no version", button("join_sprint", EPHEMERAL), /older version/],
    ["a button of an unknown version", button("v0:study:note", PUBLIC), /older version/],
    ["a button of a command that is gone", button("v1:gone:note", EPHEMERAL), /older version/],
    ["a button of an action that is gone", button("v1:study:gone", EPHEMERAL), /older version/],
    ["a button named like a property of objects", button("v1:study:constructor", EPHEMERAL), /older version/],
    ["a form of a command that is gone", modalSubmit("v1:gone:note", []), /older version/],
    [
      "a server's command in a direct message",
      slashCommand("setup", undefined, inDirectMessage),
      /in a server only/,
    ],
    [
      "a server's button in a direct message",
      button("v1:setup:save", {}, inDirectMessage),
      /in a server only/,
    ],
    ["a command without the permission", slashCommand("setup"), /permission/],
    ["a button without the permission", button("v1:setup:save", PUBLIC), /permission/],
  ])("%s", async (_, payload, words) => {
    const { handle, calls, clicks, testLog } = createSpy();
    expect(await handle(payload)).toEqual([
      {
        by: "callback",
        type: 4,
        data: { content: expect.stringMatching(words), flags: 64, allowed_mentions: { parse: [] } },
      },
    ]);
    expect([...calls, ...clicks, ...testLog.lines]).toEqual([]);
  });

  test.each([MANAGE_GUILD, 1n << 3n])("but who has the permission bits %s may", async (permissions) => {
    const { handle } = createSpy();
    const member = { user: { id: MEMBER, username: "ada" }, permissions: permissions.toString() };
    expect(await handle(slashCommand("setup", undefined, { member }))).toMatchObject([
      { data: { content: "ok" } },
    ]);
  });

  test("a completion of a command that is not allowed offers nothing", async () => {
    const { handle } = createSpy();
    expect(await handle(autocomplete("setup", []))).toMatchObject([{ data: { choices: [] } }]);
  });
});

test("the same interaction, delivered again, is taken once", async () => {
  const { handle, calls } = createSpy();
  const payload = slashCommand("study", sub("plain"));
  await Promise.all([handle(payload), handle(payload)]);
  await handle(payload);
  expect(calls).toHaveLength(1);
});

test("a payload that makes no sense is logged, and the next one is served", async () => {
  const { handle, calls, testLog } = createSpy();
  await handle(slashCommand("study", sub("plain"), { member: undefined }));
  expect(testLog.lines).toMatchObject([{ level: "error", msg: "an interaction could not be handled" }]);
  await handle(slashCommand("study", sub("plain")));
  expect(calls).toHaveLength(1);
});
