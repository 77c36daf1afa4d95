import { describe, expect, test } from "vitest";
import { SEED } from "../../src/playground/stand-in.ts";
import type { Actor, ShownMessage } from "../../src/playground/stand-in.ts";
import { answeringBot } from "./support/raw-bot.ts";
import { serveOne } from "./support/served.ts";
import type { Json, Served } from "./support/served.ts";

const [lena, rafael, haruka, owen] = SEED.members;
const option = (name: string, type: number, more: object = {}) => ({
  name,
  type,
  description: "An option",
  ...more,
});
const COMMANDS = [
  {
    name: "log",
    description: "Logs",
    options: [
      option("what", 3, { required: true, min_length: 2, max_length: 5 }),
      option("hours", 4, { min_value: 1, max_value: 24 }),
      option("share", 5),
      option("with", 6),
      option("where", 7),
      option("as", 8),
      option("share_of", 10),
      option("kind", 3, { choices: [{ name: "Video", value: "video" }] }),
    ],
  },
  {
    name: "roadmap",
    description: "The roadmap",
    options: [
      { name: "next", type: 1, description: "Next" },
      {
        name: "admin",
        type: 2,
        description: "Group",
        options: [{ name: "reset", type: 1, description: "Resets" }],
      },
    ],
  },
  { name: "setup", description: "Sets up", default_member_permissions: "32", contexts: [0] },
];

type Scene = { readonly served: Served; readonly person: Actor; readonly interactions: Json[] };

async function scene(answer: object = { content: "done" }): Promise<Scene & AsyncDisposable> {
  const served = await serveOne();
  await served.api("PUT", `/applications/${SEED.application}/commands`, COMMANDS);
  const bot = await answeringBot(served, () => ({ type: 4, data: answer }));
  return {
    served,
    person: served.standIn.as(lena, SEED.study),
    interactions: bot.interactions,
    [Symbol.asyncDispose]: () => served[Symbol.asyncDispose](),
  };
}

describe("a person uses a command", () => {
  test("and the bot is told everything that Discord tells", async () => {
    await using at = await scene();
    at.served.standIn.world.setNick(SEED.guild, lena, "Lenchen");
    await at.person.command("log", {
      what: "abc",
      hours: 2,
      share: true,
      with: rafael,
      where: SEED.general,
      as: SEED.guild,
    });
    expect(at.interactions[0]).toMatchObject({
      application_id: SEED.application,
      type: 2,
      version: 1,
      channel_id: SEED.study,
      channel: { id: SEED.study, type: 0 },
      guild_id: SEED.guild,
      guild_locale: "en-US",
      locale: "de",
      context: 0,
      entitlements: [],
      attachment_size_limit: 10 * 1024 * 1024,
      authorizing_integration_owners: { "0": SEED.guild },
      member: { nick: "Lenchen", user: { id: lena, username: "lena", global_name: "Lena" }, roles: [] },
      data: {
        name: "log",
        type: 1,
        options: [
          { name: "what", type: 3, value: "abc" },
          { name: "hours", type: 4, value: 2 },
          { name: "share", type: 5, value: true },
          { name: "with", type: 6, value: rafael },
          { name: "where", type: 7, value: SEED.general },
          { name: "as", type: 8, value: SEED.guild },
        ],
        resolved: {
          users: { [rafael]: { username: "rafael" } },
          members: { [rafael]: { roles: [] } },
          channels: { [SEED.general]: { name: "general" } },
          roles: { [SEED.guild]: { name: "@everyone" } },
        },
      },
    });
    expect(BigInt(at.interactions[0].app_permissions as string) & (1n << 11n)).toBe(1n << 11n);
    expect(at.interactions[0].id).toMatch(/^\d{17,19}$/);
    expect(at.interactions[0].user).toBeUndefined();
  });

  test("in groups and subcommands", async () => {
    await using at = await scene();
    const outcome = await at.person.command("/roadmap admin reset");
    expect(outcome).toMatchObject({ message: { header: { command: "roadmap admin reset" } } });
    expect(at.interactions[0].data.options).toEqual([
      { name: "admin", type: 2, options: [{ name: "reset", type: 1, options: [] }] },
    ]);
  });

  test("in a direct message, where there is a user and no member", async () => {
    await using at = await scene();
    const { standIn } = at.served;
    const dm = standIn.world.directMessage(haruka).id;
    await standIn.as(haruka, dm).command("roadmap next");
    expect(at.interactions[0]).toMatchObject({
      context: 1,
      user: { id: haruka },
      channel: { type: 1 },
      locale: "ja",
    });
    expect(at.interactions[0].member).toBeUndefined();
    expect(at.interactions[0].guild_id).toBeUndefined();
    await expect(standIn.as(haruka, dm).command("setup")).rejects.toThrow("no command /setup");
  });

  test.each<[string, string, Record<string, string | number | boolean>, string]>([
    ["without a required option", "log", {}, "needs the option what"],
    ["with an option that is not there", "log", { what: "abc", whom: "x" }, "no option whom"],
    ["with a text too short", "log", { what: "a" }, "between 2 and 5"],
    ["with a text too long", "log", { what: "abcdef" }, "between 2 and 5"],
    ["with a number out of range", "log", { what: "abc", hours: 25 }, "between 1 and 24"],
    ["with half a number", "log", { what: "abc", hours: 1.5 }, "a whole number is wanted"],
    ["with a text for a number", "log", { what: "abc", share_of: "x" }, "a number is wanted"],
    ["with a text for yes or no", "log", { what: "abc", share: "yes" }, "true or false is wanted"],
    ["with a stranger", "log", { what: "abc", with: "1" }, "no such user"],
    ["with what is not among the choices", "log", { what: "abc", kind: "book" }, "one of video is wanted"],
    ["that is not there", "logg", {}, "no command /logg"],
    ["that needs a subcommand", "roadmap", {}, "needs a subcommand"],
    ["with a subcommand that is not there", "roadmap last", {}, "no command /roadmap last"],
    ["that is not for them", "setup", {}, "no command /setup"],
  ])("%s: the client does not let them", async (_name, path, options, message) => {
    await using at = await scene();
    await expect(at.person.command(path, options)).rejects.toThrow(message);
    expect(at.interactions).toEqual([]);
  });

  test("that needs a permission, when they have it", async () => {
    await using at = await scene();
    const { standIn } = at.served;
    expect(standIn.commands(SEED.guild, lena).map((one) => one.name)).toEqual(["log", "roadmap"]);
    expect(standIn.commands(SEED.guild, SEED.admin)).toHaveLength(3);
    await standIn.as(SEED.admin, SEED.study).command("setup");
    const role = standIn.world.addRole(SEED.guild, { name: "Helpers", permissions: 32n });
    standIn.world.giveRole(SEED.guild, lena, role.id);
    await at.person.command("setup");
  });

  test("not where they may use none, or see nothing", async () => {
    await using at = await scene();
    const { world } = at.served.standIn;
    world.setOverwrite(SEED.study, { id: lena, type: 1, allow: 0n, deny: 1n << 31n });
    await expect(at.person.command("roadmap next")).rejects.toThrow("may use no command here");
    world.setOverwrite(SEED.study, { id: lena, type: 1, allow: 0n, deny: 1n << 10n });
    expect(at.person.view()).toEqual([]);
  });
});

const row = (...components: object[]) => ({ type: 1, components });

const shown = async (at: Scene): Promise<ShownMessage> => {
  const outcome = await at.person.command("roadmap next");
  if (outcome.kind !== "message") throw new Error("no message");
  return outcome.message;
};

describe("a person uses a message", () => {
  const buttons = row(
    { type: 2, style: 1, label: "Start", custom_id: "v1:start" },
    { type: 2, style: 1, label: "Off", custom_id: "v1:off", disabled: true },
    { type: 2, style: 5, label: "Read", url: "https://example.org" },
  );
  const pick = row({
    type: 3,
    custom_id: "v1:pick",
    placeholder: "Pick some",
    min_values: 1,
    max_values: 2,
    options: ["a", "b", "c"].map((value) => ({ label: value, value })),
  });
  const who = row({ type: 5, custom_id: "v1:who" });
  const answer = { content: "here", components: [buttons, pick, who] };
  test("by a button, found by its label or its custom id", async () => {
    await using at = await scene(answer);
    const message = await shown(at);
    await at.person.click(message, "Start");
    await at.served.standIn.as(owen, SEED.study).click(message, "v1:start");
    expect(at.interactions[1]).toMatchObject({
      type: 3,
      data: { component_type: 2, custom_id: "v1:start" },
      message: { id: message.id, content: "here", author: { id: SEED.bot }, flags: 0 },
      member: { user: { id: lena } },
    });
    expect(at.interactions[2]).toMatchObject({ locale: "en-GB", member: { user: { id: owen } } });
  });

  test("by a select", async () => {
    await using at = await scene(answer);
    const message = await shown(at);
    await at.person.select(message, "v1:pick", ["a", "c"]);
    await at.person.select(message, "v1:who", [rafael]);
    expect(at.interactions[1].data).toMatchObject({
      component_type: 3,
      custom_id: "v1:pick",
      values: ["a", "c"],
    });
    expect(at.interactions[2].data).toMatchObject({
      values: [rafael],
      resolved: { users: { [rafael]: { id: rafael } } },
    });
  });

  test("only as it can be used", async () => {
    await using at = await scene(answer);
    const message = await shown(at);
    await expect(at.person.click(message, "Stop")).rejects.toThrow(
      'no button "Stop"; there are: Start, Off, Read',
    );
    await expect(at.person.click(message, "Off")).rejects.toThrow("disabled");
    await expect(at.person.click(message, "Read")).rejects.toThrow("is a link");
    await expect(at.person.click({ id: "1" }, "Start")).rejects.toThrow("they see no message");
    await expect(at.person.select(message, "Pick some", [])).rejects.toThrow("between 1 and 2 picks");
    await expect(at.person.select(message, "Pick some", ["a", "b", "c"])).rejects.toThrow(
      "between 1 and 2 picks",
    );
    await expect(at.person.select(message, "Pick some", ["a", "a"])).rejects.toThrow("once");
    await expect(at.person.select(message, "Pick some", ["z"])).rejects.toThrow("not among the options");
  });
});

describe("the world", () => {
  test("has an admin and four members, in different languages", async () => {
    await using served = await serveOne();
    const { world } = served.standIn;
    const locales = [SEED.admin, ...SEED.members].map((id) => world.users.get(id)?.locale);
    expect(locales).toEqual(["en-US", "de", "pt-BR", "ja", "en-GB"]);
    const joined = SEED.members.map((id) => world.guilds.get(SEED.guild)?.members.get(id)?.joinedAt ?? 0);
    expect(joined).toEqual(joined.toSorted((a, b) => a - b));
    expect(world.displayName(haruka, SEED.guild)).toBe("遥");
  });

  test("tells who looks on of every change", async () => {
    await using served = await serveOne();
    const seen: string[] = [];
    const stop = served.standIn.on("change", (change) => seen.push(change.kind));
    served.standIn.as(lena, SEED.study).say("hello");
    served.standIn.world.renameUser(lena, "Lena B.");
    await served.api("PUT", `/applications/${SEED.application}/commands`, COMMANDS);
    stop();
    served.standIn.as(lena, SEED.study).say("again");
    expect(seen).toEqual(["message", "world", "commands"]);
  });
});
