import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sketch } from "../domain/small-roadmap.ts";
import { member } from "../support/cast.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { pickedIn } from "../support/read-message.ts";
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

describe("/me", () => {
  test("shows a stranger what goes for them, and keeps nothing by that", async () => {
    const ana = stage.person("Ana", { locale: "de" });
    await ana.command("me");
    expect(ana.seen()).toContain("Time zone: UTC, 10:00 now");
    expect(ana.seen()).toContain("Leaderboard: Hidden");
    expect(ana.seen()).toContain("Not set yet");
    await ana.select("Hours", ["12"]);
    expect(ana.seen()).toContain("Pace: 12 hours a week");
    expect(ana.seen()).toContain("Time zone: Europe/Berlin");
    expect(ana.seen()).toContain("Leaderboard: Hidden");
  });

  test("changes every setting", async () => {
    const ben = await member(stage, "Ben");
    await ben.command("me");
    await ben.select("Which cloud", ["azure"]);
    await ben.select("Which stream", ["flink"]);
    await ben.select("Hours", ["20"]);
    await ben.click("Hide me");
    await ben.click("Time zone");
    await ben.submit("tokyo");
    const seen = ben.seen();
    expect(seen).toContain("Time zone: Asia/Tokyo, 19:00 now");
    expect(seen).toContain("Pace: 20 hours a week");
    expect(seen).toContain("Leaderboard: Hidden");
    expect(seen).toContain("Cloud provider: Azure");
    expect(seen).toContain("Stream processor: Apache Flink");
    await ben.select("Which cloud", ["-"]);
    expect(ben.seen()).toContain("Cloud provider: Not decided yet");
    expect(pickedIn(ben.message(), "Which stream")).toEqual(["flink"]);
  });

  test("does not take just anything for a zone, and offers what may be meant", async () => {
    const cleo = await member(stage, "Cleo");
    await cleo.command("me");
    await cleo.click("Time zone");
    await cleo.submit("Sydny");
    expect(cleo.seen()).toContain("I know no time zone “Sydny”.");
    await cleo.select("Time zone", ["Australia/Sydney"]);
    expect(cleo.seen()).toContain("Time zone: Australia/Sydney");
  });

  test("a second click on Hide me does not show again", async () => {
    const dan = await member(stage, "Dan");
    await dan.command("me");
    const panel = dan.message();
    await dan.click("Hide me", panel);
    await dan.click("Hide me", panel);
    expect(dan.seen()).toContain("Leaderboard: Hidden");
  });

  test("has pages where a roadmap has many choices", async () => {
    const [choice] = sketch([{ id: "git" }]).choices;
    if (!choice) throw new Error("no choice");
    const choices = Array.from({ length: 7 }, (_, i) => ({
      ...choice,
      id: `c${i}` as never,
      question: `Question ${i}`,
    }));
    const eve = createStage(database.db, sketch([{ id: "git" }], { choices })).person("Eve");
    await eve.command("me");
    await eve.click("More choices");
    await eve.click("More choices");
    await eve.select("Question 4", ["gcp"]);
    expect(pickedIn(eve.message(), "Question 4")).toEqual(["gcp"]);
    await eve.click("More choices");
    expect(pickedIn(eve.message(), "Question 6")).toEqual(["-"]);
    await eve.click("More choices");
    expect(pickedIn(eve.message(), "Question 0")).toEqual(["-"]);
  });

  test.each(["v1:me:hours", "v1:me:zone-pick", "v1:me:choice:zzz:9", "v1:me:choice", "v1:me:panel:99"])(
    "an old or odd button does no harm: %s",
    async (id) => {
      const fay = await member(stage, "Fay");
      await fay.raw(id, { values: ["nonsense"] });
      expect(fay.seen()).toContain("Time zone: Europe/London");
      expect(fay.seen()).toContain("Pace: 8 hours a week");
    },
  );
});

describe("one's data", () => {
  test("comes as a file, for one's own eyes", async () => {
    const gus = await member(stage, "Gus");
    await gus.command("roadmap done", { topic: "git", link: "https://example.org/gus" });
    await gus.command("me");
    const reply = await gus.click("Export");
    if (reply.kind !== "private") throw new Error("not private");
    const [file] = reply.message.files ?? [];
    expect(file?.name).toBe("waymark-my-data.json");
    const data = JSON.stringify(JSON.parse(file?.data ?? "null"));
    expect(data).toContain("https://example.org/gus");
    expect(data).toContain(gus.id);
  });

  test("is deleted here: name, place and points; the progress stays", async () => {
    const hal = await member(stage, "Hal");
    await hal.command("roadmap done", { topic: "git" });
    await hal.command("me");
    await hal.click("Delete my data");
    await hal.click("Here");
    expect(hal.seen()).toContain("Your name and your 16 points in this server");
    await hal.click("Delete it here");
    expect(hal.seen()).toContain("This server's boards no longer know you.");
    const ida = await member(stage, "Ida");
    await ida.command("leaderboard", { period: "all" });
    expect(ida.seen()).not.toContain("Hal");
    await hal.command("me");
    expect(hal.seen()).toContain("1 of 20 topics done");
    expect(hal.seen()).toContain("0 points in this server");
  });

  test("is deleted everywhere, after one has read what goes; then one may begin anew", async () => {
    const jo = await member(stage, "Jo");
    await jo.command("roadmap done", { topic: "git" });
    await jo.raw("v1:roadmap:cert-pass:gcp-pde");
    await jo.command("me");
    await jo.click("Delete my data");
    await jo.click("Everywhere");
    expect(jo.seen()).toContain("• 1 topic, 0 checked objectives and 1 certification");
    const confirm = jo.message();
    await jo.click("Keep it");
    expect(jo.seen()).toContain("1 of 20 topics done");
    await jo.click("Delete everything", confirm);
    expect(jo.seen()).toContain("I keep nothing of you any more.");
    await jo.click("Delete everything", confirm);
    expect(jo.seen()).toContain("I keep nothing of you any more.");
    for (const { table, column } of await columns()) {
      const { rows } = await database.pool.query(`select 1 from "${table}" where "${column}"::text like $1`, [
        `%${jo.id}%`,
      ]);
      expect([table, column, rows.length]).toEqual([table, column, 0]);
    }
    await jo.command("roadmap next");
    expect(jo.seen()).toContain("Before your first topic");
    await jo.click("Looks right");
    expect(jo.seen()).toContain("Next: Python");
  });

  test("an old Undo finds nothing after that", async () => {
    const kim = await member(stage, "Kim");
    await kim.command("roadmap done", { topic: "git" });
    const outcome = kim.message();
    await kim.raw("v1:me:delete-do:everywhere");
    await kim.click("Undo", outcome);
    expect(kim.seen()).toContain("nothing of yours here to undo");
  });

  test("in a direct message is all of it or nothing", async () => {
    const leo = await member(stage, "Leo", { guild: null });
    await leo.command("me");
    await leo.click("Delete my data");
    expect(leo.labels()).toEqual(["Everywhere…", "Keep it"]);
  });

  async function columns(): Promise<{ table: string; column: string }[]> {
    const { rows } = await database.pool.query<{ table: string; column: string }>(
      `select table_name as "table", column_name as "column" from information_schema.columns where table_schema = 'public'`,
    );
    return rows;
  }
});
