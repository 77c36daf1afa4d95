import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { SEED } from "../../src/playground/stand-in.ts";
import { nestedCodes, serveOne } from "./support/served.ts";
import type { Json, Served } from "./support/served.ts";

let served: Served;
beforeAll(async () => {
  served = await serveOne();
});
afterAll(() => served[Symbol.asyncDispose]());

const PATH = `/applications/${SEED.application}/commands`;
const text = (length: number): string => "x".repeat(length);
const command = (more: object = {}) => ({ name: "roadmap", description: "The roadmap", ...more });
const option = (more: object = {}) => ({ type: 3, name: "topic", description: "A topic", ...more });
const withOptions = (...options: object[]) => command({ options });
const sub = (...options: object[]) => ({ type: 1, name: "next", description: "What to learn next", options });
const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));

// prettier-ignore
const cases: [name: string, body: object, path: string, code: string][] = [
  ["a capital in a name", command({ name: "Roadmap" }), "0.name", "APPLICATION_COMMAND_INVALID_NAME"],
  ["a space in a name", command({ name: "road map" }), "0.name", "APPLICATION_COMMAND_INVALID_NAME"],
  ["a name over 32", command({ name: text(33) }), "0.name", "BASE_TYPE_MAX_LENGTH"],
  ["no description", { name: "roadmap" }, "0.description", "BASE_TYPE_REQUIRED"],
  ["a description over 100", command({ description: text(101) }), "0.description", "BASE_TYPE_MAX_LENGTH"],
  ["a description on a context menu", command({ type: 3 }), "0.description", "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION"],
  ["26 options", withOptions(...many(26, (i) => option({ name: `o${i}` }))), "0.options", "BASE_TYPE_MAX_LENGTH"],
  ["an option without a description", withOptions({ type: 3, name: "topic" }), "0.options.0.description", "BASE_TYPE_REQUIRED"],
  ["a capital in an option", withOptions(option({ name: "Topic" })), "0.options.0.name", "APPLICATION_COMMAND_INVALID_NAME"],
  ["an option twice", withOptions(option(), option()), "0.options.1.name", "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS"],
  ["a required option after an optional one", withOptions(option(), option({ name: "b", required: true })), "0.options.1", "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID"],
  ["26 choices", withOptions(option({ choices: many(26, (i) => ({ name: `n${i}`, value: `v${i}` })) })), "0.options.0.choices", "BASE_TYPE_MAX_LENGTH"],
  ["a choice's name over 100", withOptions(option({ choices: [{ name: text(101), value: "v" }] })), "0.options.0.choices.0.name", "BASE_TYPE_MAX_LENGTH"],
  ["a choice's value over 100", withOptions(option({ choices: [{ name: "n", value: text(101) }] })), "0.options.0.choices.0.value", "BASE_TYPE_BAD_LENGTH"],
  ["a choice twice", withOptions(option({ choices: [{ name: "n", value: "a" }, { name: "n", value: "b" }] })), "0.options.0.choices.1.name", "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_EXISTS"],
  ["a number as the choice of a text", withOptions(option({ choices: [{ name: "n", value: 1 }] })), "0.options.0.choices.0.value", "BASE_TYPE_INVALID"],
  ["choices and autocomplete", withOptions(option({ autocomplete: true, choices: [{ name: "n", value: "v" }] })), "0.options.0.choices", "APPLICATION_COMMAND_OPTIONS_CHOICES_AND_AUTOCOMPLETE"],
  ["a minimum over a maximum", withOptions(option({ type: 4, min_value: 3, max_value: 2 })), "0.options.0.min_value", "APPLICATION_COMMAND_OPTIONS_MIN_OVER_MAX"],
  ["an option beside a subcommand", withOptions(sub(), option()), "0.options", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID"],
  ["a subcommand in a subcommand", withOptions(sub({ type: 1, name: "deep", description: "d" })), "0.options.0.options.0.type", "UNION_TYPE_CHOICES"],
  ["an empty group", withOptions({ type: 2, name: "group", description: "g", options: [] }), "0.options.0.options", "BASE_TYPE_REQUIRED"],
  ["a group in a group", withOptions({ type: 2, name: "group", description: "g", options: [{ type: 2, name: "inner", description: "g" }] }), "0.options.0.options.0.type", "BASE_TYPE_CHOICES"],
  ["a context twice", command({ contexts: [0, 0] }), "0.contexts", "SET_TYPE_CONTAINS_DUPLICATES"],
  ["a context that does not exist", command({ contexts: [4] }), "0.contexts.0", "BASE_TYPE_CHOICES"],
  ["no integration type", command({ integration_types: [] }), "0.integration_types", "BASE_TYPE_MIN_LENGTH"],
  ["a locale that does not exist", command({ name_localizations: { xx: "plan" } }), "0.name_localizations.xx", "BASE_TYPE_CHOICES"],
  ["a localised name with a capital", command({ name_localizations: { de: "Fahrplan" } }), "0.name_localizations.de", "APPLICATION_COMMAND_INVALID_NAME"],
  ["over 8,000 characters", withOptions(...many(25, (i) => option({ name: `o${i}`, choices: many(5, (c) => ({ name: `${c}${text(60)}`, value: text(10) })), description: text(100) }))), "0", "APPLICATION_COMMAND_TOO_LARGE"],
];

describe("a command that Discord refuses", () => {
  test.each(cases)("%s", async (_name, body, path, code) => {
    const reply = await served.api("PUT", PATH, [body]);
    expect(reply).toMatchObject({ status: 400, body: { code: 50035 } });
    expect(nestedCodes(reply.body.errors)[path]).toContain(code);
  });

  test("two of one name and type", async () => {
    const reply = await served.api("PUT", PATH, [command(), command()]);
    expect(nestedCodes(reply.body.errors)).toEqual({ "1.name": ["APPLICATION_COMMANDS_DUPLICATE_NAME"] });
  });

  test("more than 100 slash commands", async () => {
    const reply = await served.api(
      "PUT",
      PATH,
      many(101, (i) => command({ name: `c${i}` })),
    );
    expect(reply).toMatchObject({ status: 400, body: { code: 30032 } });
  });

  test("more than 15 for messages", async () => {
    const reply = await served.api(
      "PUT",
      PATH,
      many(16, (i) => ({ type: 3, name: `Menu ${i}` })),
    );
    expect(reply).toMatchObject({ status: 400, body: { code: 30032 } });
  });

  test("what is no list", async () => {
    expect((await served.api("PUT", PATH, command())).body).toMatchObject({ code: 50035 });
  });

  test("another application's", async () => {
    expect((await served.api("PUT", "/applications/1/commands", [])).status).toBe(403);
  });

  test("a guild's that the bot is not in", async () => {
    expect((await served.api("GET", `/applications/${SEED.application}/guilds/1/commands`)).body.code).toBe(
      50001,
    );
  });
});

const list = async (): Promise<Json[]> => (await served.api("GET", PATH)).body as Json[];

describe("registered commands", () => {
  beforeEach(() => served.api("PUT", PATH, []));

  test("keep their id for as long as they keep their name", async () => {
    const first = (await served.api("PUT", PATH, [command(), command({ name: "help" })])).body as Json[];
    const second = (await served.api("PUT", PATH, [command({ description: "New words" })])).body as Json[];
    expect(second[0].id).toBe(first[0].id);
    expect(second[0].description).toBe("New words");
    expect(await list()).toHaveLength(1);
  });

  test("permission bits are taken as a string, and answered as one", async () => {
    const [made] = (await served.api("PUT", PATH, [command({ default_member_permissions: "32" })]))
      .body as Json[];
    expect(made.default_member_permissions).toBe("32");
  });

  test("are made, changed and removed one at a time", async () => {
    const made = await served.api("POST", PATH, command());
    expect(made.status).toBe(201);
    const again = await served.api("POST", PATH, command({ description: "Again" }));
    expect([again.status, again.body.id]).toEqual([200, made.body.id]);
    const changed = await served.api("PATCH", `${PATH}/${made.body.id}`, { description: "Changed" });
    expect(changed.body).toMatchObject({ id: made.body.id, name: "roadmap", description: "Changed" });
    expect((await served.api("DELETE", `${PATH}/${made.body.id}`)).status).toBe(204);
    expect((await served.api("GET", `${PATH}/${made.body.id}`)).body.code).toBe(10063);
  });

  test("of a guild are its own", async () => {
    const path = `/applications/${SEED.application}/guilds/${SEED.guild}/commands`;
    await served.api("PUT", path, [command({ name: "here" })]);
    expect(served.standIn.commands(SEED.guild).map((one) => one.name)).toEqual(["here"]);
    expect(served.standIn.commands(null)).toEqual([]);
    await served.api("PUT", path, []);
  });

  test("names may be of any script", async () => {
    const reply = await served.api("PUT", PATH, [
      command({ name: "学習", name_localizations: { de: "lernpfad", th: "เรียน" } }),
    ]);
    expect(reply.status).toBe(200);
  });

  test("more than 200 creates a day are refused", async () => {
    await using fresh = await serveOne();
    for (let round = 0; round < 2; round++) {
      expect(
        (
          await fresh.api(
            "PUT",
            PATH,
            many(100, (i) => command({ name: `r${round}c${i}` })),
          )
        ).status,
      ).toBe(200);
    }
    const over = await fresh.api("PUT", PATH, [command()]);
    expect(over.body.code).toBe(30034);
    fresh.standIn.clock.advance(24 * 60 * 60 * 1000 + 1);
    expect((await fresh.api("PUT", PATH, [command()])).status).toBe(200);
  });
});
