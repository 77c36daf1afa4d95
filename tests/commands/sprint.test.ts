import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { mint } from "../../src/domain/ids.ts";
import type { InteractionId } from "../../src/domain/ids.ts";
import { addGuilds } from "../../src/store/guilds.ts";
import { topicsOf } from "../../src/domain/roadmap-graph.ts";
import { saveSprintSettings } from "../../src/store/sprint-settings.ts";
import { eraseMember } from "../../src/store/erase.ts";
import { loadLive } from "../../src/store/sprints.ts";
import { member } from "../support/cast.ts";
import { createTestDatabase, emptyDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { filledIn } from "../support/read-message.ts";
import { realRoadmap } from "../support/real-roadmap.ts";
import { createStage, GUILD, OTHER_GUILD } from "../support/stage.ts";
import type { Person, Stage } from "../support/stage.ts";

const START = "2026-11-23T10:00:00Z"; // a Monday
let database: TestDatabase;
let stage: Stage;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  await emptyDatabase(database);
  stage = createStage(database.db, await realRoadmap(), START);
  await addGuilds(database.db, [{ id: GUILD, locale: "en" }], Temporal.Instant.from(START));
});
afterAll(() => database.close());

const spark = (): string => topicsOf(stage.app.roadmap)[6]?.title ?? "";
const live = () => loadLive(database.db, GUILD, Temporal.Instant.from(START));
const idOf = async (): Promise<string> => String((await live())[0]?.sprint.id);
const planned = async (): Promise<string[]> =>
  (await database.pool.query<{ key: string }>("select key from occurrences order by id")).rows.map(
    ({ key }) => key,
  );

const limitTo = (limit: number) =>
  database.db.transaction((tx) => saveSprintSettings(tx, GUILD, { role: null, limit }));

/** Somebody clicks a button on the card, which is in the channel. */
const onCard = (person: Person, action: string, ...more: string[]) =>
  idOf().then((id) => person.raw(["v1:sprint", action, id, ...more].join(":")));

describe("/sprint start", () => {
  test("puts the starter in, to lead it, and says where the card comes", async () => {
    const ana = await member(stage, "Ana");
    await ana.command("sprint start", { topic: spark(), goal: "Chapter 3 @everyone", together: 60 });
    expect(ana.seen()).toContain("You are in, and lead it");
    expect(ana.seen()).toContain("in a moment, with a thread");
    const [state] = await live();
    expect(state).toMatchObject({
      leader: ana.id,
      sprint: { days: 7, teamGoal: 60, goal: "Chapter 3 @everyone" },
    });
    await ana.command("sprint status");
    expect(ana.seen()).toContain("You lead it.");
    expect(ana.seen()).not.toContain("@everyone");
  });

  test("without a topic or a goal it suggests what is next; one click starts it", async () => {
    const ana = await member(stage, "Ana");
    await ana.command("sprint start");
    expect(ana.seen()).toContain(`Next for you: **${topicsOf(stage.app.roadmap)[0]?.title}**`);
    await ana.click("1 week");
    expect(ana.seen()).toContain("Begun:");
    await ana.click("My plan…");
    await ana.submit("When I have had coffee, I will read");
    expect(ana.seen()).toContain("Your plan: When I have had coffee, I will read");
  });

  test("a goal of one's own needs no topic", async () => {
    const ana = await member(stage, "Ana");
    await ana.command("sprint start");
    await ana.click("A goal of our own");
    await ana.submit("Read **everything**");
    expect((await live())[0]?.sprint.goal).toBe("Read **everything**");
  });

  test("one for a member and topic", async () => {
    const ana = await member(stage, "Ana");
    await ana.command("sprint start", { topic: spark() });
    await ana.command("sprint start", { topic: spark(), goal: "Chapter 4 *again*" });
    expect(ana.seen()).toContain(`You are in a sprint on this already: **${spark()}**`);
    expect(ana.seen()).toContain(String.raw`You wrote: Chapter 4 \*again\*`);
    await ana.command("sprint start", { goal: "Another" });
    expect(await live()).toHaveLength(2);
  });

  test("who is in one on what is next for them is told so before they choose, and offered what does work", async () => {
    const ana = await member(stage, "Ana");
    await ana.command("sprint start");
    await ana.click("1 week");
    await database.pool.query("update sprints set card_channel = '12', card_message = '34'");
    await ana.command("sprint start");
    expect(ana.seen()).toContain(
      `You are in a sprint on this already: **${topicsOf(stage.app.roadmap)[0]?.title}**`,
    );
    expect(ana.seen()).toContain(`https://discord.com/channels/${GUILD}/12/34`);
    expect(ana.seen()).not.toContain("How long?");
    expect(ana.labels()).toEqual(["How it stands", "A goal of our own…"]);
    await ana.click("A goal of our own");
    await ana.submit("Read everything");
    expect((await live()).map(({ sprint }) => [sprint.topic, sprint.goal])).toContainEqual([
      null,
      "Read everything",
    ]);
    // One on a goal alone, too: nothing but another topic is left.
    await ana.command("sprint start");
    expect(ana.labels()).toEqual(["How it stands"]);
    await ana.click("How it stands");
    expect(ana.seen()).toContain("You lead it.");
  });

  test("a goal that was written into the form is not lost where it is refused", async () => {
    const ana = await member(stage, "Ana");
    await ana.command("sprint start");
    const form = `v1:sprint:goal:${topicsOf(stage.app.roadmap)[0]?.id}`;
    await ana.click("1 week");
    // A form that was open since before.
    await ana.raw(form);
    await ana.submit("Read **all** of it");
    expect(ana.seen()).toContain("You are in a sprint on this already");
    expect(ana.seen()).toContain(String.raw`You wrote: Read \*\*all\*\* of it`);
    await limitTo(1);
    expect(filledIn(await ana.click("A goal of our own"))).toEqual(["Read **all** of it"]);
    await ana.submit("Read **all** of it");
    expect(ana.seen()).toContain("At most 1 sprint can be open here at once");
    expect(ana.seen()).toContain(String.raw`You wrote: Read \*\*all\*\* of it`);
    expect(filledIn(await ana.click("Try again"))).toEqual(["Read **all** of it"]);
    // What has no room in the button is to be read above it.
    const long = "everything ".repeat(12).trim();
    await ana.submit(long);
    expect(ana.seen()).toContain(`You wrote: ${long}`);
    await limitTo(2);
    expect(filledIn(await ana.click("Try again"))).toEqual([null]);
    await ana.submit("Read **all** of it");
    expect((await live()).map(({ sprint }) => sprint.goal)).toContain("Read **all** of it");
  });

  test("a second goal of one's own is refused for what it is", async () => {
    const ana = await member(stage, "Ana");
    await ana.command("sprint start", { goal: "The first thing" });
    await ana.command("sprint start", { goal: "Another thing" });
    expect(ana.seen()).toContain("You are in a sprint with a goal of your own already");
    expect(ana.seen()).toContain("The first thing");
    expect(ana.seen()).toContain("For a topic, use");
    expect(ana.seen()).toContain("You wrote: Another thing");
  });

  test("a start whose day is far or may be two says so", async () => {
    const ana = await member(stage, "Ana");
    await ana.command("sprint start", { goal: "Later", starts: "05/12" });
    expect(ana.seen()).toContain("in numbers alone I cannot tell day from month");
    await ana.command("sprint start", { goal: "Later", starts: "2031-12-24" });
    expect(ana.seen()).toContain("is 24 December 2031, more than 60 days ahead");
  });

  test("the same call twice starts one", async () => {
    const ana = await member(stage, "Ana");
    await ana.command("sprint start");
    const interaction = mint<InteractionId>("1399999999999999999");
    const click = `v1:sprint:start:${topicsOf(stage.app.roadmap)[0]?.id}:7`;
    await ana.raw(click, { interaction });
    await ana.raw(click, { interaction });
    expect(ana.seen()).toContain("You are in, and lead it");
    expect(await live()).toHaveLength(1);
  });

  test("later, and for as long as one likes: a start that cannot be read is explained", async () => {
    const ana = await member(stage, "Ana");
    await ana.command("sprint start", { topic: spark(), starts: "someday" });
    expect(ana.seen()).toContain("I cannot read");
    await ana.command("sprint start", {
      topic: spark(),
      starts: "2026-12-20 18:00",
      length: 14,
      recurring: true,
    });
    expect(ana.seen()).toContain("a week before it starts");
    expect((await live())[0]?.sprint).toMatchObject({ recurring: true, days: 14 });
  });

  test("the server says who may start one, and how many there may be", async () => {
    const [ana, ben] = [
      await member(stage, "Ana"),
      await member(stage, "Ben", { roles: ["1290000000000000777"] }),
    ];
    const allow = (limit: number) =>
      database.db.transaction((tx) => saveSprintSettings(tx, GUILD, { role: "1290000000000000777", limit }));
    await allow(1);
    await ana.command("sprint start", { topic: spark() });
    expect(ana.seen()).toContain("<@&1290000000000000777>");
    await ben.command("sprint start", { topic: spark() });
    expect(await live()).toHaveLength(1);
    const boss = stage.person("Boss", { permissions: 1n << 5n });
    await boss.command("sprint start", { goal: "More" });
    expect(boss.seen()).toContain("At most 1 sprint can be open here at once");
  });

  test("where the bot cannot post, it says what it lacks and starts nothing", async () => {
    const ana = await member(stage, "Ana");
    const channel = "1295000000000000001";
    stage.channels.set(channel, {
      kind: "text",
      name: "x",
      missing: ["Embed Links"],
      obstacle: null,
      pingable: new Set(),
    });
    await ana.command("sprint start", { topic: spark() });
    expect(ana.seen()).toContain("I lack Embed Links");
    stage.channels.set(channel, { kind: "gone" });
    await ana.command("sprint start", { topic: spark() });
    expect(ana.seen()).toContain("Start it in another channel");
    expect(await live()).toEqual([]);
  });
});

describe("Join and Leave on the card", () => {
  test("one is in with the click; the form asks for a plan, and closing it changes nothing", async () => {
    const ana = await member(stage, "Ana");
    const ben = await member(stage, "Ben", { hidden: true });
    await ana.command("sprint start", { topic: spark() });
    expect((await onCard(ben, "join")).kind).toBe("modal");
    await ben.command("sprint status");
    expect(ben.seen()).not.toContain("You are not in it");
    expect((await onCard(ben, "join")).kind).toBe("private");
    await ben.submit("When I sit on the train, I will do **one** thing");
    expect(ben.seen()).toContain(String.raw`\*\*one\*\*`);
  });

  test("the starter hands over by leaving, and may come back to what they had", async () => {
    const [ana, ben] = [await member(stage, "Ana"), await member(stage, "Ben")];
    await ana.command("sprint start", { topic: spark() });
    await onCard(ben, "join");
    await ana.command("sprint leave");
    expect(ana.seen()).toContain("**Ben** leads it now.");
    await ana.click("Join again");
    expect((await live())[0]?.leader).toBe(ben.id);
    await onCard(ana, "leave");
    await onCard(ana, "leave");
    expect(ana.seen()).toContain("What you did in it is kept");
  });

  test("a card of another server, of nothing, or of a sprint that is over is answered kindly", async () => {
    const ana = await member(stage, "Ana");
    await ana.command("sprint start", { topic: spark() });
    const stranger = stage.person("Eve", { guild: OTHER_GUILD });
    await onCard(stranger, "join");
    expect(stranger.seen()).toContain("I know nothing of this sprint here");
    for (const id of ["99999", "x", "", "1e9"]) {
      await ana.raw(`v1:sprint:join:${id}`);
      expect(ana.seen()).toContain("I know nothing of this sprint here");
    }
    stage.advance({ hours: 24 * 8 });
    for (const action of ["join", "leave", "day"]) {
      await onCard(ana, action, "done");
      expect(ana.seen()).toContain("has ended");
    }
  });
});

describe("checking in", () => {
  let ana: Person;
  beforeEach(async () => {
    ana = await member(stage, "Ana");
    await ana.command("sprint start", { topic: spark() });
  });

  test("one click a day, and the same day can be told anew", async () => {
    await onCard(ana, "day", "half");
    expect(ana.seen()).toContain("🔸 Today is half");
    await onCard(ana, "day", "done");
    expect(ana.seen()).toContain("Checked in on 1 day.");
    stage.advance({ hours: 24 });
    await onCard(ana, "day", "done");
    expect(ana.seen()).toContain("Checked in on 2 days. 5 of 7 see it through.");
    expect(ana.seen()).toContain("✅✅");
  });

  test("time can be added, by what it was spent on", async () => {
    await onCard(ana, "day", "done");
    await ana.select("How long today", ["build-120"]);
    expect(ana.seen()).toContain("Noted for today: 2 hours of building");
  });

  test("a break day is there once in a week", async () => {
    await onCard(ana, "day", "break");
    expect(ana.seen()).toContain("0 break days left");
    stage.advance({ hours: 24 });
    await onCard(ana, "day", "break");
    expect(ana.seen()).toContain("you have taken as many");
  });

  test("who is not in it is offered to join", async () => {
    const ben = await member(stage, "Ben");
    await onCard(ben, "day", "done");
    expect(ben.seen()).toContain("You are not in");
    expect((await ben.click("Join")).kind).toBe("modal");
  });

  test("being blocked brings help: the two are brought together once, whoever clicks how often", async () => {
    const ben = await member(stage, "Ben");
    await onCard(ana, "blocked");
    await ana.submit("no **cluster**");
    expect(ana.seen()).toContain("Whoever can help");
    const checkIn = [...((await live())[0]?.members.get(ana.id)?.checkIns.values() ?? [])][0]?.event;
    const help = (person: Person) => onCard(person, "help", ana.id, String(checkIn));
    await help(ben);
    expect(ben.seen()).toContain("I bring the two of you together in <#1295000000000000001>");
    await help(ben);
    expect((await planned()).filter((key) => key.startsWith("sprint-help"))).toHaveLength(1);
    await help(ana);
    expect(ana.seen()).toContain("That is your own");
    await onCard(ana, "day", "done");
    await help(ben);
    expect(ben.seen()).toContain("That is solved");
  });
});

describe("ending, going on, merging", () => {
  test("whoever leads ends it after a second look; there is one wrap-up", async () => {
    const [ana, ben] = [await member(stage, "Ana"), await member(stage, "Ben")];
    await ana.command("sprint start", { topic: spark() });
    const id = await idOf();
    await onCard(ben, "join");
    await ben.command("sprint end");
    expect(ben.seen()).toContain("no sprint here that is yours");
    await ben.raw(`v1:sprint:end-do:${id}`);
    expect(ben.seen()).toContain("whoever leads the sprint");
    await ana.command("sprint end");
    expect(ana.seen()).toContain("for all 2 members");
    await ana.click("End it");
    expect(ana.seen()).toContain("The wrap-up comes in a moment");
    await ana.raw(`v1:sprint:end-do:${id}`);
    expect(ana.seen()).toContain("has ended");
    expect((await planned()).filter((key) => key.startsWith("sprint-wrapup"))).toEqual([
      `sprint-wrapup/${id}`,
    ]);
  });

  test("again next week: the first click starts it, the second comes in", async () => {
    const [ana, ben] = [await member(stage, "Ana"), await member(stage, "Ben")];
    await ana.command("sprint start", { topic: spark() });
    const id = await idOf();
    stage.advance({ hours: 24 * 7 + 1 });
    await ana.raw(`v1:sprint:again:${id}`);
    expect(ana.seen()).toContain("You are in, and lead it");
    expect((await ben.raw(`v1:sprint:again:${id}`)).kind).toBe("modal");
    const after = await loadLive(database.db, GUILD, Temporal.Instant.from("2026-11-30T13:00:00Z"));
    expect(after.map(({ leader, members }) => [leader, members.size])).toEqual([[ana.id, 2]]);
  });

  test("the leader of a quiet sprint brings it into another on the topic", async () => {
    const [ana, ben] = [await member(stage, "Ana"), await member(stage, "Ben")];
    await ana.command("sprint start", { topic: spark() });
    await ben.command("sprint start", { topic: spark(), length: 14 });
    const [one, other] = (await live()).map(({ sprint }) => sprint.id);
    stage.advance({ hours: 24 * 3 });
    await ben.raw(`v1:sprint:merge:${one}:${other}`);
    expect(ben.seen()).toContain("whoever leads");
    await ana.raw(`v1:sprint:merge:${one}:${other}`);
    expect(ana.seen()).toContain("1 member went over");
    await ana.raw(`v1:sprint:join:${one}`);
    expect(ana.seen()).toContain("goes on together with another sprint");
    await ana.click("Show it");
    expect(ana.labels()).toContain("Leave");
  });
});

describe("finding one", () => {
  test("in /roadmap next: what fits, why, and a button to join", async () => {
    const first = topicsOf(stage.app.roadmap)[0]?.title;
    const [ana, ben] = [await member(stage, "Ana"), await member(stage, "Ben")];
    await ben.command("roadmap next");
    await ben.click("Find me a sprint");
    expect(ben.seen()).toContain("No open sprint fits you now");
    await ana.command("sprint start", { topic: first });
    await ben.command("roadmap next");
    await ben.click("Find me a sprint");
    expect(ben.seen()).toContain("it is what comes next for you");
    expect(ben.seen()).toContain("4 hours of the evening in common with 1 of 1 member");
    expect((await ben.click("Join")).kind).toBe("modal");
  });

  test("/sprint join takes the only one there is, or asks which", async () => {
    const [ana, ben] = [await member(stage, "Ana"), await member(stage, "Ben")];
    await ben.command("sprint join");
    expect(ben.seen()).toContain("No sprint is open here");
    await ana.command("sprint start", { topic: spark() });
    await ana.command("sprint start", { goal: "Another **goal**" });
    await ben.command("sprint join");
    await ben.select("A sprint", [await idOf()]);
    expect((await ben.command("sprint join")).kind).toBe("modal");
    expect((await ana.complete("sprint status", "sprint", "goal")).map(({ name }) => name)).toEqual([
      "Another **goal**",
    ]);
    await ana.command("sprint status", { sprint: "Another **goal**" });
    expect(ana.seen()).toContain("Sprint: Another");
  });
});

test("whoever deletes their data is gone from the sprint at once", async () => {
  const [ana, ben] = [await member(stage, "Ana"), await member(stage, "Ben")];
  await ana.command("sprint start", { topic: spark() });
  await onCard(ben, "join");
  await database.db.transaction((tx) => eraseMember(tx, ana.id));
  expect((await live())[0]?.leader).toBe(ben.id);
  await onCard(ana, "day", "done");
  expect(ana.seen()).toContain("You are not in");
});
