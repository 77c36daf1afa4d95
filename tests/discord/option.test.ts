import { expect, expectTypeOf, test } from "vitest";
import type { APIInteractionDataResolved } from "discord.js";
import { defineSubcommand } from "../../src/discord/command.ts";
import { integerOption, stringOption, userOption } from "../../src/discord/option.ts";
import type { PickedUser, RawOption } from "../../src/discord/option.ts";

const raw = (value: RawOption["value"], resolved?: APIInteractionDataResolved): RawOption => ({
  value,
  resolved,
});

test("run is given the types of the options declared beside it", () => {
  defineSubcommand({
    description: "d",
    options: {
      must: stringOption({ description: "d", required: true }),
      may: stringOption({ description: "d", maxLength: 10 }),
      period: stringOption({
        description: "d",
        choices: [
          { name: "Week", value: "week" },
          { name: "All", value: "all" },
        ],
      }),
      by: stringOption({ description: "d", required: true, choices: [{ name: "Points", value: "points" }] }),
      hours: integerOption({ description: "d", min: 1, max: 40 }),
      pace: integerOption({
        description: "d",
        required: true,
        choices: [
          { name: "Slow", value: 2 },
          { name: "Fast", value: 8 },
        ],
      }),
      who: userOption({ description: "d" }),
    },
    async run({ options }) {
      expectTypeOf(options.must).toEqualTypeOf<string>();
      expectTypeOf(options.may).toEqualTypeOf<string | undefined>();
      expectTypeOf(options.period).toEqualTypeOf<"week" | "all" | undefined>();
      expectTypeOf(options.by).toEqualTypeOf<"points">();
      expectTypeOf(options.hours).toEqualTypeOf<number | undefined>();
      expectTypeOf(options.pace).toEqualTypeOf<2 | 8>();
      expectTypeOf(options.who).toEqualTypeOf<PickedUser | undefined>();
      return { kind: "private", message: { content: options.must } };
    },
  });
});

test("an option is described to Discord with what it declares and nothing else", () => {
  expect(
    stringOption({ description: "The topic", required: true, complete: () => [] }).describe("topic"),
  ).toEqual({
    name: "topic",
    description: "The topic",
    required: true,
    type: 3,
    autocomplete: true,
  });
  expect(
    stringOption({
      description: "When",
      choices: [{ name: "Week", value: "week" }],
      minLength: 1,
      maxLength: 5,
    }).describe("at"),
  ).toEqual({
    name: "at",
    description: "When",
    required: false,
    type: 3,
    choices: [{ name: "Week", value: "week" }],
    min_length: 1,
    max_length: 5,
  });
  expect(integerOption({ description: "Hours", min: 0, max: 40 }).describe("hours")).toEqual({
    name: "hours",
    description: "Hours",
    required: false,
    type: 4,
    min_value: 0,
    max_value: 40,
  });
  expect(userOption({ description: "Who" }).describe("who")).toEqual({
    name: "who",
    description: "Who",
    required: false,
    type: 6,
  });
});

test("choices and completions exclude each other", () => {
  expect(() =>
    stringOption({ description: "d", choices: [{ name: "a", value: "a" }], complete: () => [] }),
  ).toThrow(RangeError);
});

const optional = stringOption({ description: "d" });
const required = stringOption({ description: "d", required: true });
const chosen = stringOption({ description: "d", choices: [{ name: "Week", value: "week" }] });
const whole = integerOption({ description: "d" });

test.each([
  ["a text", optional, raw("spark"), { value: "spark" }],
  ["an empty text", optional, raw(""), { value: "" }],
  ["nothing where nothing is needed", optional, undefined, { value: undefined }],
  ["nothing where something is needed", required, undefined, null],
  ["a number for a text", required, raw(3), null],
  ["one of the choices", chosen, raw("week"), { value: "week" }],
  ["a choice that is no longer offered", chosen, raw("day"), null],
  ["a whole number", whole, raw(0), { value: 0 }],
  ["a broken number", whole, raw(1.5), null],
  ["a text for a number", whole, raw("3"), null],
  ["a truth value for a number", whole, raw(true), null],
] as const)("reads %s", (_, option, given, wanted) => {
  expect(option.read(given)).toEqual(wanted);
});

const id = "123456789012345678";
const user = { id, username: "ada", discriminator: "0", global_name: null, avatar: null };
const member = {
  roles: [],
  joined_at: "2026-01-01T00:00:00Z",
  permissions: "0",
  flags: 0,
  avatar: null,
  banner: null,
};

test.each<[string, unknown, string, boolean, boolean]>([
  [
    "the nickname",
    { users: { [id]: user }, members: { [id]: { ...member, nick: "Countess" } } },
    "Countess",
    true,
    false,
  ],
  [
    "the global name",
    { users: { [id]: { ...user, global_name: "Ada L." } }, members: { [id]: member } },
    "Ada L.",
    true,
    false,
  ],
  ["the user name", { users: { [id]: user } }, "ada", false, false],
  ["a bot", { users: { [id]: { ...user, bot: true } }, members: { [id]: member } }, "ada", true, true],
  ["the id where nothing came with it", undefined, id, false, false],
])("shows a picked person by %s", (_, resolved, displayName, present, bot) => {
  expect(userOption({ description: "d" }).read(raw(id, resolved as APIInteractionDataResolved))).toEqual({
    value: { id, displayName, present, bot },
  });
});
