import { describe, expect, test } from "vitest";
import { SEED } from "../../src/playground/stand-in.ts";
import { seedWorld } from "../../src/playground/world/seed.ts";
import { serveOne } from "./support/served.ts";
import type { Json, Reply } from "./support/served.ts";
import { messages, post, withFile } from "./support/channel-requests.ts";

const [lena] = SEED.members;
const MINUTE = 60_000;

describe("history", () => {
  test("is read from the newest, before, after and around an id", async () => {
    await using served = await serveOne();
    const ids: string[] = [];
    for (let index = 0; index < 7; index++)
      ids.push((await post(served, { content: `${index}` })).body.id as string);
    const read = async (query: string): Promise<string> => {
      const { body } = await served.api("GET", `${messages}?${query}`);
      return (body as Json[]).map((one) => one.content as string).join("");
    };
    expect(await read("limit=3")).toBe("654");
    expect(await read(`limit=2&before=${ids[3]}`)).toBe("21");
    expect(await read(`limit=2&after=${ids[3]}`)).toBe("54");
    expect(await read(`limit=3&around=${ids[3]}`)).toBe("432");
    expect(await read("limit=100&after=0")).toBe("6543210");
  });

  test.each(["limit=0", "limit=101", "limit=x", "before=x"])("refuses %s", async (query) => {
    await using served = await serveOne();
    expect((await served.api("GET", `${messages}?${query}`)).body.code).toBe(50035);
  });

  test("hides from an application what others wrote, unless it is named", async () => {
    await using served = await serveOne();
    const person = served.standIn.as(lena, SEED.study);
    person.say("secret");
    person.say(`hello <@${SEED.bot}>`);
    const { body } = await served.api("GET", messages);
    expect(body.map((one: Json) => one.content)).toEqual([`hello <@${SEED.bot}>`, ""]);
  });
});

describe("a message", () => {
  test("of another cannot be changed, and only with a permission deleted", async () => {
    await using served = await serveOne();
    const { id } = served.standIn.as(lena, SEED.study).say("mine");
    expect((await served.api("PATCH", `${messages}/${id}`, { content: "x" })).body.code).toBe(50005);
    expect((await served.api("DELETE", `${messages}/${id}`)).body.code).toBe(50013);
  });

  test("is changed in the parts that the edit names", async () => {
    await using served = await serveOne();
    const { body: made } = await post(served, { content: "one", embeds: [{ title: "kept" }] });
    const edited = await served.api("PATCH", `${messages}/${made.id}`, { content: "two" });
    expect(edited.body).toMatchObject({ content: "two", embeds: [{ title: "kept" }] });
    expect(edited.body.edited_timestamp).not.toBeNull();
    expect(
      (await served.api("PATCH", `${messages}/${made.id}`, { content: null, embeds: [] })).body.code,
    ).toBe(50006);
    expect((await served.api("DELETE", `${messages}/${made.id}`)).status).toBe(204);
  });

  test("with new components keeps them for good", async () => {
    await using served = await serveOne();
    const { body: made } = await post(served, { flags: 1 << 15, components: [{ type: 10, content: "x" }] });
    const back = await served.api("PATCH", `${messages}/${made.id}`, { content: "old ways", flags: 0 });
    expect(back.body.code).toBe(50035);
    const { body: legacy } = await post(served, { content: "text" });
    const turn = (body: object): Promise<Reply> =>
      served.api("PATCH", `${messages}/${legacy.id}`, {
        flags: 1 << 15,
        components: [{ type: 10, content: "x" }],
        ...body,
      });
    expect((await turn({})).body.code).toBe(50035);
    expect((await turn({ content: null })).body).toMatchObject({ content: "", flags: 1 << 15 });
  });

  test("keeps the attachments that an edit names, and loses the others", async () => {
    await using served = await serveOne();
    const { body: made } = await served.api("POST", messages, withFile());
    expect(made.attachments).toHaveLength(1);
    const untouched = await served.api("PATCH", `${messages}/${made.id}`, { content: "y" });
    expect(untouched.body.attachments).toEqual(made.attachments);
    const cleared = await served.api("PATCH", `${messages}/${made.id}`, { attachments: [] });
    expect(cleared.body.attachments).toEqual([]);
  });
});

describe("a nonce that is enforced", () => {
  const body = (content: string, more: object = {}) => ({
    content,
    nonce: "n1",
    enforce_nonce: true,
    ...more,
  });

  test("gives back the first message, for some minutes", async () => {
    await using served = await serveOne();
    const first = await post(served, body("one"));
    const again = await post(served, body("two"));
    expect(again).toMatchObject({ status: 200, body: { id: first.body.id, content: "one" } });
    expect(served.standIn.log.requests.map((one) => one.message?.created)).toEqual([true, false]);
    served.standIn.clock.advance(10 * MINUTE);
    expect((await post(served, body("three"))).body.id).not.toBe(first.body.id);
  });

  test("is forgotten with the server: in a new one of the same id nothing has been sent", async () => {
    await using served = await serveOne();
    const { world, clock } = served.standIn;
    const first = await post(served, body("one"));
    world.removeGuild(SEED.guild);
    seedWorld(world, clock.now());
    const anew = await post(served, body("two"));
    expect(anew.body.id).not.toBe(first.body.id);
    expect(anew.body.content).toBe("two");
  });

  test("does nothing unless it is enforced, but is remembered", async () => {
    await using served = await serveOne();
    const first = await post(served, body("one", { enforce_nonce: false }));
    expect((await post(served, body("two", { enforce_nonce: false }))).body.id).not.toBe(first.body.id);
    expect((await post(served, body("three"))).body.content).toBe("two");
  });
});
