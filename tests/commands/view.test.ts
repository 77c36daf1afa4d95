import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sketch } from "../domain/small-roadmap.ts";
import { member } from "../support/cast.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { textOf } from "../support/read-message.ts";
import { realRoadmap } from "../support/real-roadmap.ts";
import { createStage } from "../support/stage.ts";
import type { Person, Stage } from "../support/stage.ts";

let database: TestDatabase;
let stage: Stage;
beforeAll(async () => {
  database = await createTestDatabase();
  stage = createStage(database.db, await realRoadmap());
});
afterAll(() => database.close());

const picked = ({ id }: Person, displayName: string, present = true) => ({
  id,
  displayName,
  bot: false,
  present,
});

describe("/roadmap view", () => {
  test("shows all of it with bars, and what is left at one's own pace", async () => {
    const ana = await member(stage, "Ana");
    await ana.command("roadmap done", { topic: "python-for-de" });
    await ana.command("roadmap view");
    const seen = ana.seen();
    expect(seen).toContain("▰▱▱▱▱▱▱▱▱▱ 5%\n1 of 20 topics done\n696 hours left: 87 weeks at 8 hours a week");
    expect(seen).toContain("**1 · Foundation Building**\n▰▰▰▱▱▱▱▱▱▱ 33% · 80 hours left · Months 1-4");
    expect(ana.labels()).toEqual(["What's next", "Certifications", "How to learn", "Share"]);
    const shared = await ana.click("Share");
    if (shared.kind !== "public") throw new Error("not public");
    expect(textOf(shared.message)).toContain("**Ana** on the roadmap:");
  });

  test("for a stranger goes by the roadmap's pace, and says so", async () => {
    const ben = stage.person("Ben");
    await ben.command("roadmap view");
    expect(ben.seen()).toContain("736 hours left: 92 weeks at 8 hours a week");
    expect(ben.seen()).toContain("Set yours with /me.");
  });

  test("leads from phase to phase and to a topic", async () => {
    const cleo = await member(stage, "Cleo");
    await cleo.raw("v1:roadmap:start:spark");
    await cleo.command("roadmap view");
    await cleo.select("Go to a phase", ["cloud-big-data"]);
    expect(cleo.seen()).toContain("Phase 2 · Cloud & Big Data");
    expect(cleo.seen()).toContain("🔹 **Apache Spark** · started ▱▱▱▱▱▱▱▱▱▱ 0% · 40 hours");
    await cleo.click("Phase 3");
    expect(cleo.seen()).toContain("Phase 3 · Advanced Data Engineering");
    await cleo.select("Open a topic", ["nosql"]);
    expect(cleo.seen()).toContain("NoSQL Databases");
    await cleo.click("Whole roadmap");
    await cleo.click("How to learn");
    expect(cleo.seen()).toContain("Hands-on Practice");
  });

  test.each([
    [{ phase: "2" }, "Phase 2 · Cloud & Big Data"],
    [{ phase: "cloud & big data" }, "Phase 2 · Cloud & Big Data"],
    [{ phase: "cutting" }, "There is no phase “cutting”."],
    [{ phase: "zzzqqq" }, "All there is:"],
    [{ topic: "data mesh" }, "Data Mesh"],
    [{ topic: "data mush" }, "There is no topic “data mush”."],
    [{ phase: "2", topic: "spark" }, "Apache Spark"],
  ])("%j shows %s", async (options, text) => {
    const dan = stage.person("Dan");
    await dan.command("roadmap view", options);
    expect(dan.seen()).toContain(text);
  });

  test("completes phases by number and title", async () => {
    const dan = stage.person("Dan");
    expect((await dan.complete("roadmap view", "phase", "")).length).toBe(5);
    expect(await dan.complete("roadmap view", "phase", "special")).toEqual([
      { name: "4 · Specialization & Mastery", value: "specialization" },
    ]);
  });

  test("turns pages where a phase is long", async () => {
    const topics = Array.from({ length: 23 }, (_, i) => ({ id: `t${i}`, title: `Topic ${i}` }));
    const eve = createStage(database.db, sketch(topics)).person("Eve");
    await eve.command("roadmap view", { phase: "1" });
    expect(eve.seen()).toContain("Page 1 of 3");
    await eve.click("More topics");
    await eve.click("More topics");
    expect(eve.seen()).toContain("Topic 22");
    expect(eve.labels()).toContain("Earlier topics");
    expect(eve.labels()).not.toContain("More topics");
  });
});

describe("another member's progress", () => {
  test("is shown to whoever asks, if they share it", async () => {
    const ana = await member(stage, "**Ana**");
    await ana.command("roadmap done", { topic: "git", link: "https://example.org/ana" });
    const ben = await member(stage, "Ben");
    await ben.command("roadmap view", { member: picked(ana, "**Ana**") });
    expect(ben.seen()).toContain(String.raw`**\*\*Ana\*\*** on the roadmap:`);
    expect(ben.seen()).not.toContain("hours a week");
    await ben.select("Go to a phase", ["foundation"]);
    expect(ben.seen()).toContain("✅ **Version Control with Git** · done");
    await ben.select("Open a topic", ["git"]);
    expect(ben.seen()).toContain("They built: [have a look](https://example.org/ana)");
    await ben.click("This topic for me");
    expect(ben.labels()[0]).toBe("Start");
  });

  test("one's own, asked for by name, is one's own", async () => {
    const ana = await member(stage, "Ana");
    await ana.command("roadmap view", { member: picked(ana, "Ana") });
    expect(ana.labels()).toContain("What's next");
  });

  test("is not shown, and it is not said why, of one who hides, one who is away, a stranger and a bot", async () => {
    const hidden = await member(stage, "Hidden", { hidden: true });
    await hidden.command("roadmap done", { topic: "git" });
    const away = await member(stage, "Away");
    const stranger = stage.person("Stranger");
    const ben = await member(stage, "Ben");
    const answers = [];
    for (const [who, present] of [
      [hidden, true],
      [away, false],
      [stranger, true],
    ] as const) {
      await ben.command("roadmap view", { member: picked(who, "X", present) });
      answers.push(ben.seen());
    }
    await ben.command("roadmap view", { member: { ...picked(stranger, "X"), bot: true } });
    answers.push(ben.seen());
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain("There is nothing to show of **X** here.");
  });

  test("ends for old messages when they hide, leave, or delete all", async () => {
    const ben = await member(stage, "Ben");
    const open = async (who: Person) => {
      await ben.command("roadmap view", { member: picked(who, "X") });
      return ben.message();
    };
    const hides = await member(stage, "Hides");
    const leaves = await member(stage, "Leaves");
    const deletes = await member(stage, "Deletes");
    const messages = [await open(hides), await open(leaves), await open(deletes)];
    await hides.raw("v1:me:visible:off");
    stage.departed.add(leaves.id);
    await deletes.raw("v1:me:delete-do:everywhere");
    for (const message of messages) {
      await ben.select("Go to a phase", ["foundation"], message);
      expect(ben.seen()).toContain("There is nothing to show");
    }
  });
});
