import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { member } from "../support/cast.ts";
import { realRoadmap } from "../support/real-roadmap.ts";
import { createStage } from "../support/stage.ts";
import type { Stage } from "../support/stage.ts";

let database: TestDatabase;
let stage: Stage;
beforeAll(async () => {
  database = await createTestDatabase();
  stage = createStage(database.db, await realRoadmap());
});
afterAll(() => database.close());

describe("/roadmap done", () => {
  test("records, says what it earned and opened, and what is next", async () => {
    const ana = await member(stage, "Ana");
    await ana.command("roadmap done", { topic: "python-for-de" });
    await ana.command("roadmap done", {
      topic: "SQL advanced techniques",
      link: "https://github.com/ana/sql",
    });
    expect(ana.seen()).toContain("✅ Done: SQL Advanced Techniques\n**+42 points**");
    expect(ana.seen()).toContain("With [what you built](https://github.com/ana/sql).");
    expect(ana.seen()).toContain("Now open: **ETL/ELT Concepts**, **Apache Spark** and **NoSQL Databases**.");
    expect(ana.seen()).toContain("Next: **Version Control with Git**");
    await ana.command("roadmap done", { topic: "git" });
    expect(ana.seen()).toContain("2 topics a day earn points, and today's have.");
    stage.advance({ hours: 24 });
    await ana.command("roadmap done", { topic: "nosql" });
    expect(ana.seen()).toContain("**+32 points**");
  });

  test("works for somebody who has never been here, and says what that means", async () => {
    const ben = stage.person("Ben");
    await ben.command("roadmap done", { topic: "spark" });
    expect(ben.seen()).toContain("✅ Done: Apache Spark");
    expect(ben.seen()).toContain("which you have not finished");
    expect(ben.seen()).toContain("Only you see it so far");
    await ben.command("leaderboard");
    expect(ben.seen()).toContain("you are hidden");
    await ben.command("roadmap next");
    expect(ben.seen()).toContain("Before your first topic");
  });

  test("refuses what is done, and takes the link that was forgotten", async () => {
    const cleo = await member(stage, "Cleo");
    await cleo.command("roadmap done", { topic: "git" });
    await cleo.command("roadmap done", { topic: "git" });
    expect(cleo.seen()).toContain("You have finished **Version Control with Git** already, on <t:");
    await cleo.click("Link to what I built");
    await cleo.submit("https://example.org/mine");
    expect(cleo.seen()).toContain("[what you built](https://example.org/mine)");
    expect(cleo.seen()).not.toContain("points");
    await cleo.command("roadmap view", { topic: "git" });
    expect(cleo.seen()).toContain("You built: [your work](https://example.org/mine)");
  });

  test.each([
    ["github", "A link begins with https://"],
    ["ftp://example.org/x", "Only links to the open web"],
    ["https://example.org and more", "A link has no spaces"],
    ["https://me:secret@example.org", "It holds a name or password"],
    [`https://example.org/${"a".repeat(600)}`, "It is too long"],
    ["javascript:alert(1)", "Only links to the open web"],
  ])("does not take %s for a link, records nothing, and says what to do", async (link, advice) => {
    const dan = await member(stage, "Dan");
    await dan.command("roadmap done", { topic: "git", link });
    expect(dan.seen()).toContain(advice);
    expect(dan.seen()).toContain("Nothing was changed.");
    await dan.click("Type it again");
    await dan.submit("https://example.org/right");
    expect(dan.seen()).toContain("✅ Done: Version Control with Git\n**+26 points**");
  });

  test("what names no topic gets the nearest ones", async () => {
    const eve = await member(stage, "Eve");
    await eve.command("roadmap done", { topic: "apache sprak" });
    expect(eve.seen()).toContain("There is no topic “apache sprak”.");
    await eve.select("Did you mean", ["spark"]);
    expect(eve.seen()).toContain("Apache Spark");
    await eve.command("roadmap done", { topic: "** @everyone zzzzqqq" });
    expect(eve.seen()).toContain("All there is: </roadmap view:");
  });

  test("completes what was started first, then what is next, and what is done last", async () => {
    const fay = await member(stage, "Fay");
    await fay.raw("v1:roadmap:start:spark");
    await fay.command("roadmap done", { topic: "python-for-de" });
    const all = await fay.complete("roadmap done", "topic", "");
    expect(all.map(({ value }) => value).slice(0, 3)).toEqual(["spark", "sql-advanced", "git"]);
    expect(all[0]?.name).toBe("Apache Spark 🔹 started");
    expect(all.at(-1)).toEqual({ name: "Python for Data Engineering ✅ done", value: "python-for-de" });
    const typed = await fay.complete("roadmap done", "topic", "data");
    expect(typed.length).toBeGreaterThan(3);
    expect(typed.at(-1)?.value).toBe("python-for-de");
    expect(await fay.complete("roadmap done", "topic", "zzzzqqqq")).toEqual([]);
  });
});
