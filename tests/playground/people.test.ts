import { describe, expect, test } from "vitest";
import { SEED } from "../../src/playground/stand-in.ts";
import { COMMANDS, scene } from "./support/scene.ts";
import { serveOne } from "./support/served.ts";

const [lena, rafael, haruka] = SEED.members;
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

describe("the world", () => {
  test("has an admin and five members, in different languages", async () => {
    await using served = await serveOne();
    const { world } = served.standIn;
    const locales = [SEED.admin, ...SEED.members].map((id) => world.users.get(id)?.locale);
    expect(locales).toEqual(["en-US", "de", "pt-BR", "ja", "en-GB", "hi"]);
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
