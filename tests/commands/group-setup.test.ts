import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mint } from "../../src/domain/ids.ts";
import type { ChannelId, GuildId } from "../../src/domain/ids.ts";
import { loadGuildSettings } from "../../src/store/guild-settings.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { pickedIn } from "../support/read-message.ts";
import { realRoadmap } from "../support/real-roadmap.ts";
import { createStage, found } from "../support/stage.ts";
import type { Stage } from "../support/stage.ts";
import { another, CHANNEL, choose, comingIn, organiser } from "./organiser.ts";
import type { Organiser } from "./organiser.ts";

// Where and when: the first page of /setup. It is Sunday, 22 November 2026, 11:00 in Berlin.

const ROLE = { id: "1296000000000000001", name: "Learners", mentionable: true };

let database: TestDatabase;
let stage: Stage;
let python: string;
beforeAll(async () => {
  database = await createTestDatabase();
  const roadmap = await realRoadmap();
  python = roadmap.phases[0]!.tracks[0]!.topics[0]!.title;
  stage = createStage(database.db, roadmap);
});
afterAll(() => database.close());

const kept = ({ guild }: Organiser) => loadGuildSettings(database.db, guild);
let channels = 0;
const aChannel = () => mint<ChannelId>(String(1_295_000_000_000_001_000n + BigInt((channels += 1))));
const pick = (person: Organiser, role: typeof ROLE) =>
  person.raw("v1:setup:role", { values: [role.id], rolePicked: role });

describe("/setup", () => {
  test("opens with guesses, says what is missing, and keeps nothing by that", async () => {
    const olga = await organiser(stage);
    expect(olga.seen()).toContain("Still missing: a **study channel**.");
    expect(olga.seen()).toContain("When: Every Monday, 09:00");
    expect(olga.seen()).toContain("Time zone: Europe/Berlin, 11:00 now");
    expect(olga.seen()).toContain("Pace: 8 hours a week; 92 weeks left");
    expect(olga.seen()).toContain("What will come then (Berlin time)");
    expect(await kept(olga)).toBeNull();
  });

  test("a channel is all it takes: the next three posts, with topic and time", async () => {
    const olga = await organiser(stage);
    await choose(olga);
    expect(olga.seen()).toContain("Saved.");
    expect(comingIn(olga)).toEqual([
      `Monday 23 November, 09:00: ${python}, week 1 of 5`,
      "Monday 30 November, 09:00: week 2 of 5",
      "Monday 7 December, 09:00: week 3 of 5",
    ]);
    expect(olga.seen()).toContain("Monday 23 November, 09:00 (<t:1795420800:R>)");
    expect(olga.seen()).toContain(`Study channel: <#${CHANNEL}>`);
    expect(olga.seen()).toContain("Nothing yet. **Post a test now** shows whether posts arrive");
    expect((await kept(olga))?.nextAt?.toString()).toBe("2026-11-23T08:00:00Z");
  });

  test("what somebody else has set is what the next organiser finds", async () => {
    const olga = await organiser(stage);
    await choose(olga);
    await olga.select("Day of the week", ["5"]);
    const ines = await another(stage, olga.guild, "pt-BR");
    expect(comingIn(ines)).toEqual(comingIn(olga));
    await ines.click("Time of day");
    await ines.submit("20:15");
    expect(await kept(olga)).toMatchObject({ setBy: ines.id, slot: { weekday: 5, zone: "Europe/Berlin" } });
  });

  test("two who set up a new server at the same time both get their way", async () => {
    const olga = await organiser(stage);
    const ines = await another(stage, olga.guild);
    await Promise.all([
      choose(olga),
      ines.select("Day of the week", ["4"]),
      pick(olga, ROLE),
      ines.raw("v1:setup:pace", { values: ["12"] }),
    ]);
    expect(await kept(olga)).toMatchObject({
      channel: CHANNEL,
      slot: { weekday: 4 },
      pingRole: ROLE.id,
      pace: 12,
    });
  });

  test("a server that is not noted yet, as right after a start, is noted; one that is keeps its locale", async () => {
    const localeOf = async (guild: GuildId) =>
      (await database.pool.query("select locale from guilds where id = $1", [guild])).rows;
    const fresh = await another(stage, mint<GuildId>("1292000000000000001"), "fr");
    await choose(fresh);
    expect(await localeOf(fresh.guild)).toEqual([{ locale: "fr" }]);
    const known = await organiser(stage, "de");
    await choose(await another(stage, known.guild, "ja"));
    expect(await localeOf(known.guild)).toEqual([{ locale: "de" }]);
  });

  test("taking the channel away ends the posts, and the group stays where it stood", async () => {
    const olga = await organiser(stage);
    await choose(olga);
    await olga.raw("v1:setup:channel", { values: [] });
    expect(olga.seen()).toContain("Still missing: a **study channel**.");
    expect(await kept(olga)).toMatchObject({ channel: null, channelKind: null, nextAt: null });
    await choose(olga);
    expect(comingIn(olga)[0]).toBe(`Monday 23 November, 09:00: ${python}, week 1 of 5`);
  });
});

describe("the time of the week", () => {
  test("day, time and zone are set, and each is confirmed with what comes next", async () => {
    const olga = await organiser(stage);
    await choose(olga);
    await olga.select("Day of the week", ["3"]);
    expect(comingIn(olga)[0]).toBe(`Wednesday 25 November, 09:00: ${python}, week 1 of 5`);
    await olga.click("Time of day");
    await olga.submit("6.30 pm");
    expect(comingIn(olga)[0]).toBe(`Wednesday 25 November, 18:30: ${python}, week 1 of 5`);
    await olga.click("Time zone");
    await olga.submit("new york");
    expect(olga.seen()).toContain("What comes next (New York time)");
    expect((await kept(olga))?.nextAt?.toString()).toBe("2026-11-25T23:30:00Z");
    expect(pickedIn(olga.message(), "Day of the week")).toEqual(["3"]);
  });

  test("what cannot be taken gets one sentence, and the panel stays", async () => {
    const olga = await organiser(stage);
    await olga.click("Time of day");
    await olga.submit("after lunch");
    expect(olga.seen()).toContain("“after lunch” is no time of day that I know");
    expect(olga.seen()).toContain("Every Monday, 09:00");
    await olga.click("Time zone");
    await olga.submit("Sydny");
    expect(olga.seen()).toContain("I know no time zone “Sydny”.");
    await olga.select("Time zone", ["Australia/Sydney"]);
    expect(olga.seen()).toContain("Time zone: Australia/Sydney");
  });

  test("a zone in which this week's time has passed already puts the prompt off by a week, and says so", async () => {
    const late = createStage(database.db, stage.app.roadmap, "2026-11-23T07:30:00Z");
    const olga = await organiser(late);
    await choose(olga);
    expect(comingIn(olga)[0]).toMatch(/^Monday 23 November, 09:00/u);
    await olga.click("Time zone");
    await olga.submit("Tokyo");
    expect(comingIn(olga)[0]).toBe(`Monday 30 November, 09:00: ${python}, week 1 of 5`);
  });
});

describe("the study channel", () => {
  test("that lacks a permission is named with it, and with where to grant it", async () => {
    const olga = await organiser(stage);
    const channel = aChannel();
    stage.channels.set(channel, found({ missing: ["Embed Links", "Create Public Threads"] }));
    await choose(olga, channel);
    expect(olga.seen()).toContain(
      `In <#${channel}> I lack **Embed Links** and **Create Public Threads**. Allow them for my role`,
    );
    await olga.click("Plan and pauses");
    await olga.click("No discussion threads");
    expect(olga.seen()).toContain("I lack **Embed Links**. Allow it for my role in that channel");
  });

  test.each([
    [{ kind: "gone" } as const, "The study channel is gone. Choose another one below."],
    [{ kind: "no-access" } as const, "I cannot see <#"],
    [{ kind: "unknown" } as const, "Discord did not tell me what I may do in"],
    [found({ kind: "forum", obstacle: "tag-required" }), "wants a tag on each post"],
    [found({ kind: "thread", obstacle: "locked" }), "is locked. Unlock the thread"],
  ])("that changed meanwhile is told of: %j", async (report, words) => {
    const olga = await organiser(stage);
    const channel = aChannel();
    await choose(olga, channel);
    stage.channels.set(channel, report);
    await olga.command("setup");
    expect(olga.seen()).toContain(words);
  });

  test("is none to post in if it is a voice channel, or gone since it was offered", async () => {
    const olga = await organiser(stage);
    const [voice, gone] = [aChannel(), aChannel()];
    stage.channels.set(voice, found({ kind: "other" })).set(gone, { kind: "gone" });
    await choose(olga, voice, 2);
    expect(olga.seen()).toContain("I cannot post there: choose a text or announcement channel");
    await choose(olga, gone);
    expect(olga.seen()).toContain("That channel is gone: choose another one.");
    expect(await kept(olga)).toBeNull();
  });

  test.each([
    ["forum", 15, "Each prompt is a post of its own"],
    ["thread", 11, "None: the channel is a thread itself"],
  ] as const)("that is a %s opens no threads", async (kind, type, words) => {
    const olga = await organiser(stage);
    const channel = aChannel();
    stage.channels.set(channel, found({ kind }));
    await choose(olga, channel, type);
    expect(olga.seen()).toContain(`Discussion thread: ${words}`);
    await olga.click("Plan and pauses");
    expect(olga.labels().filter((label) => label.includes("discussion"))).toEqual([]);
    expect(await kept(olga)).toMatchObject({ channelKind: kind });
  });

  test("whose kind Discord does not tell is taken for what was picked", async () => {
    const olga = await organiser(stage);
    const channel = aChannel();
    stage.channels.set(channel, { kind: "unknown" });
    await choose(olga, channel, 5);
    expect(await kept(olga)).toMatchObject({ channel, channelKind: "announcement" });
  });
});

describe("the role to ping", () => {
  test("is taken only if it can be pinged", async () => {
    const olga = await organiser(stage);
    const channel = aChannel();
    stage.channels.set(channel, found({ pingable: new Set([ROLE.id]) }));
    await choose(olga, channel);
    await pick(olga, { ...ROLE, id: "1296000000000000002", mentionable: false });
    expect(olga.seen()).toContain(
      "I may not ping **Learners**: switch on “Allow anyone to @mention this role”",
    );
    expect(olga.seen()).toContain("Ping: Nobody");
    // Not open to all, but we may ping it in this channel.
    await pick(olga, { ...ROLE, mentionable: false });
    expect(olga.seen()).toContain(`Ping: <@&${ROLE.id}>`);
    await olga.click("Ping nobody");
    expect(olga.seen()).toContain("Ping: Nobody");
    await pick(olga, ROLE);
    await olga.raw("v1:setup:role", { values: [] });
    expect(olga.seen()).toContain("Ping: Nobody");
  });

  test("is never everybody", async () => {
    const olga = await organiser(stage);
    await pick(olga, { ...ROLE, id: olga.guild, name: "@everyone" });
    expect(olga.seen()).toContain("I do not ping everyone each week");
    expect(await kept(olga)).toBeNull();
  });

  test("that can no longer be pinged is told of", async () => {
    const olga = await organiser(stage);
    await choose(olga);
    await pick(olga, ROLE);
    expect(olga.seen()).toContain(`A mention of <@&${ROLE.id}> would ping nobody`);
    await olga.click("Ping nobody");
    expect(olga.seen()).not.toContain("would ping nobody");
  });
});

describe("old or odd buttons do no harm", () => {
  test.each([
    "v1:setup:channel",
    "v1:setup:weekday",
    "v1:setup:role",
    "v1:setup:pace",
    "v1:setup:topic",
    "v1:setup:skip:never",
    "v1:setup:skip:2020-01-06",
    "v1:setup:skip:2026-11-24",
    "v1:setup:unskip",
    "v1:setup:zone-pick",
    "v1:setup:test",
    "v1:setup:resume",
    "v1:setup:panel:nowhere",
  ])("%s", async (id) => {
    const olga = await organiser(stage);
    await olga.raw(id, { values: ["nonsense"] });
    expect(olga.seen()).toContain("Every Monday, 09:00");
    expect(olga.seen()).toContain("Still missing: a **study channel**");
    expect(await kept(olga)).toBeNull();
  });
});
