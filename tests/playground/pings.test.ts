import { describe, expect, test } from "vitest";
import { SEED } from "../../src/playground/stand-in.ts";
import type { Pings } from "../../src/playground/stand-in.ts";
import { answeringBot } from "./support/raw-bot.ts";
import { serveOne } from "./support/served.ts";
import type { Served } from "./support/served.ts";

const [lena, rafael] = SEED.members;
const everybody = `<@${lena}> <@!${rafael}> <@&777> @everyone`;
const none: Pings = { users: [], roles: [], everyone: false };

async function serveWithRole(mentionable: boolean): Promise<Served> {
  const served = await serveOne();
  served.standIn.world.addRole(SEED.guild, { id: "777", name: "Learners", mentionable });
  return served;
}

const sentPings = async (served: Served, body: object): Promise<Pings | undefined> => {
  const reply = await served.api("POST", `/channels/${SEED.study}/messages`, body);
  if (reply.status !== 200) throw new Error(JSON.stringify(reply.body));
  return served.standIn.log.requests.at(-1)?.message?.pings;
};

describe("a message in a channel notifies", () => {
  test.each<[string, object, Pings]>([
    ["everybody it names, by default", {}, { users: [lena, rafael], roles: ["777"], everyone: true }],
    ["nobody, when nothing is to be parsed", { allowed_mentions: { parse: [] } }, none],
    ["nobody, when nothing is allowed at all", { allowed_mentions: {} }, none],
    [
      "the people named, and no others",
      { allowed_mentions: { parse: [], users: [rafael] } },
      { ...none, users: [rafael] },
    ],
    ["the roles named", { allowed_mentions: { roles: ["777"] } }, { ...none, roles: ["777"] }],
    [
      "the kinds that are parsed",
      { allowed_mentions: { parse: ["users"] } },
      { ...none, users: [lena, rafael] },
    ],
  ])("%s", async (_name, more, pings) => {
    await using served = await serveWithRole(true);
    expect(await sentPings(served, { content: everybody, ...more })).toEqual(pings);
  });

  test("nobody by an embed", async () => {
    await using served = await serveWithRole(true);
    expect(await sentPings(served, { embeds: [{ title: everybody, description: everybody }] })).toEqual(none);
  });

  test("by a text display too", async () => {
    await using served = await serveWithRole(true);
    const components = [{ type: 17, components: [{ type: 10, content: everybody }] }];
    expect(await sentPings(served, { flags: 1 << 15, components })).toMatchObject({ users: [lena, rafael] });
  });

  test("neither everyone nor a role that is not mentionable, without the permission", async () => {
    await using served = await serveWithRole(false);
    expect(await sentPings(served, { content: everybody })).toMatchObject({ roles: ["777"], everyone: true });
    const overwrite = { id: SEED.bot, type: 1, allow: 0n, deny: 1n << 17n } as const;
    served.standIn.world.setOverwrite(SEED.study, overwrite);
    expect(await sentPings(served, { content: everybody })).toEqual({ ...none, users: [lena, rafael] });
  });

  test("nobody who is not there", async () => {
    await using served = await serveWithRole(true);
    served.standIn.world.removeMember(SEED.guild, lena);
    expect(await sentPings(served, { content: `<@${lena}> <@&1> <@9>` })).toEqual(none);
  });

  test("again when it is edited, by the defaults again", async () => {
    await using served = await serveWithRole(true);
    await sentPings(served, { content: "quiet", allowed_mentions: { parse: [] } });
    const [message] = served.standIn.view(lena, SEED.study);
    const path = `/channels/${SEED.study}/messages/${message?.id}`;
    await served.api("PATCH", path, { content: everybody });
    expect(served.standIn.log.requests.at(-1)?.message).toMatchObject({
      created: false,
      pings: { everyone: true },
    });
    await served.api("PATCH", path, { content: everybody, allowed_mentions: { parse: [] } });
    expect(served.standIn.log.requests.at(-1)?.message?.pings).toEqual(none);
  });
});

describe("an answer to an interaction notifies", () => {
  test.each<[string, object, Pings]>([
    ["people, by default", {}, { ...none, users: [lena, rafael] }],
    [
      "what it asks for",
      { allowed_mentions: { parse: ["everyone", "roles"] } },
      { users: [], roles: ["777"], everyone: true },
    ],
    ["nobody, when it says so", { allowed_mentions: { parse: [] } }, none],
  ])("%s", async (_name, more, pings) => {
    await using served = await serveWithRole(true);
    await served.api("PUT", `/applications/${SEED.application}/commands`, [
      { name: "ping", description: "Answers" },
    ]);
    await answeringBot(served, () => ({ type: 4, data: { content: everybody, ...more } }));
    const outcome = await served.standIn.as(lena, SEED.study).command("ping");
    if (outcome.kind !== "message") throw new Error("no message");
    expect(outcome.message.pings).toEqual(pings);
  });
});
