import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { member } from "../support/cast.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { pickedIn, textOf } from "../support/read-message.ts";
import { realRoadmap } from "../support/real-roadmap.ts";
import { createStage, OTHER_GUILD } from "../support/stage.ts";
import type { Stage } from "../support/stage.ts";

let database: TestDatabase;
let stage: Stage;
beforeAll(async () => {
  database = await createTestDatabase();
  stage = createStage(database.db, await realRoadmap());
});
afterAll(() => database.close());

describe("/leaderboard", () => {
  test("of an empty server invites to begin", async () => {
    const ana = stage.person("Ana", { guild: OTHER_GUILD });
    await ana.command("leaderboard");
    expect(ana.seen()).toContain("Nobody is on the board yet this week.");
    expect(ana.seen()).toContain("You have no points yet this week. Begin with </roadmap next:");
  });

  test.each([
    ["week", "yet this week"],
    ["month", "yet this month"],
    ["season", "yet this season"],
    ["all", "yet"],
  ])("of nobody, for %s, says so in plain words", async (period, when) => {
    const ana = stage.person("Ana", { guild: OTHER_GUILD });
    await ana.command("leaderboard", { period });
    expect(ana.seen()).toContain(`Nobody is on the board ${when}. The first objective`);
    expect(ana.seen()).toContain(`You have no points ${when}. Begin with`);
  });

  test("tells the group first, then the best, and how points come about", async () => {
    const ana = await member(stage, "Ana");
    await ana.command("roadmap done", { topic: "python-for-de" });
    const ben = await member(stage, "@everyone **Ben**");
    await ben.command("roadmap done", { topic: "git" });
    await ben.command("leaderboard");
    const seen = ben.seen();
    expect(seen).toContain(
      "Leaderboard, this week\nTogether: **56 points** this week\nOn the board: 2 people",
    );
    expect(seen).toContain("**1st** Ana · 40 points");
    expect(seen).toContain("**2nd** **@​everyone \\*\\*Ben\\*\\* (you)** · 16 points");
    expect(seen).toContain("You are **2nd** with 16 points. 24 more to the next place.");
    expect(seen).toContain("Points: 5 for an objective (8 a day)");
    expect(pickedIn(ben.message(), "Period")).toEqual(["week"]);
  });

  test("changes period and count on the same message", async () => {
    const cleo = await member(stage, "Cleo");
    await cleo.command("leaderboard", { period: "all", by: "topics" });
    expect(cleo.seen()).toContain("Leaderboard, all time\nTogether: **2 topics** so far");
    const reply = await cleo.select("Period", ["month"]);
    expect(reply.kind).toBe("update");
    expect(pickedIn(cleo.message(), "Counted by")).toEqual(["topics"]);
    await cleo.select("Counted by", ["objectives"]);
    expect(pickedIn(cleo.message(), "Period")).toEqual(["month"]);
    expect(cleo.seen()).toContain("You have no objectives yet this month.");
  });

  test("shared, it shows nobody's own place", async () => {
    const dan = await member(stage, "Dan");
    await dan.command("roadmap done", { topic: "data-mesh" });
    await dan.command("leaderboard");
    const shared = await dan.click("Share");
    if (shared.kind !== "public") throw new Error("not public");
    expect(textOf(shared.message)).not.toMatch(/\(you\)|You are|You have/u);
    expect(textOf(shared.message)).toContain("Dan · 24 points");
  });

  test("knows no hidden members, none who left, and them again when they are back", async () => {
    const zoe = await member(stage, "Zoe");
    await zoe.command("roadmap done", { topic: "spark" });
    const fay = await member(stage, "Fay", { hidden: true });
    await fay.command("roadmap done", { topic: "spark" });
    await fay.command("leaderboard");
    expect(fay.seen()).toContain("Zoe");
    expect(fay.seen()).not.toContain("Fay");
    expect(fay.seen()).toContain("Nobody else sees them: you are hidden.");

    stage.departed.add(zoe.id);
    await fay.command("leaderboard");
    expect(fay.seen()).not.toContain("Zoe");
    stage.departed.delete(zoe.id);
    await fay.command("leaderboard");
    expect(fay.seen()).not.toContain("Zoe");
    await zoe.command("leaderboard");
    expect(zoe.seen()).toContain("**Zoe (you)** · 40 points");

    await fay.raw("v1:me:visible:on");
    await zoe.command("leaderboard");
    expect(zoe.seen()).toContain("Fay · 40 points");
  });

  test("of a big group never shows the last, and tells no low rank", async () => {
    const guild = "1290000000000000003" as never;
    for (let i = 0; i < 16; i++) {
      const one = await member(stage, `Member ${i}`, { guild });
      await one.command("roadmap done", { topic: i < 14 ? "realtime" : i === 14 ? "git" : "nosql" });
    }
    const last = await member(stage, "Last", { guild });
    await last.raw("v1:roadmap:check:git:0", { values: ["git/basics"] });
    const late = await member(stage, "Later", { guild });
    await late.raw("v1:roadmap:objectives:git");
    await last.command("leaderboard");
    expect(last.seen()).toContain("Top 10");
    expect(last.seen()).toContain("Around you");
    expect(last.seen()).not.toMatch(/17th|16th/u);
    const other = await member(stage, "Member 99", { guild });
    await other.command("leaderboard");
    expect(other.seen()).not.toContain("Last");
  });

  test("goes by the name of today", async () => {
    const guild = "1290000000000000004" as never;
    const before = await member(stage, "Old name", { guild });
    await before.command("roadmap done", { topic: "git" });
    const now = stage.person("New name", { guild, id: before.id });
    await now.command("leaderboard");
    expect(now.seen()).toContain("New name (you)");
    expect(now.seen()).not.toContain("Old name");
  });

  test("counts in the week of the member's own zone", async () => {
    // Sunday evening in London is Monday in Tokyo.
    const sunday = createStage(database.db, stage.app.roadmap, "2026-11-29T20:00:00Z");
    const guild = "1290000000000000005" as never;
    const london = await member(sunday, "London", { guild, locale: "en-GB" });
    await london.command("roadmap done", { topic: "git" });
    const tokyo = await member(sunday, "Tokyo", { guild, locale: "ja" });
    await tokyo.command("leaderboard");
    expect(tokyo.seen()).toContain("Nobody is on the board yet this week.");
    await london.command("leaderboard");
    expect(london.seen()).toContain("**1st** **London (you)**");
  });

  test("is for servers", async () => {
    const gus = await member(stage, "Gus", { guild: null });
    await gus.command("leaderboard");
    expect(gus.seen()).toContain("A leaderboard belongs to a server.");
  });

  test("keeps nothing of somebody who only looks", async () => {
    const hal = stage.person("Hal");
    await hal.command("leaderboard");
    await hal.command("help");
    await hal.command("me");
    const { rows } = await database.pool.query("select id from members where id = $1", [hal.id]);
    expect(rows).toEqual([]);
  });
});
