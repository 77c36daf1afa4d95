import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadMember } from "../../src/store/members.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { pickedIn } from "../support/read-message.ts";
import { realRoadmap } from "../support/real-roadmap.ts";
import { createStage } from "../support/stage.ts";
import type { Stage } from "../support/stage.ts";
import { sketch } from "../domain/small-roadmap.ts";

let database: TestDatabase;
let stage: Stage;
beforeAll(async () => {
  database = await createTestDatabase();
  stage = createStage(database.db, await realRoadmap());
});
afterAll(() => database.close());

const profileOf = async (id: Parameters<typeof loadMember>[1]) => (await loadMember(database.db, id)).profile;

describe("the first /roadmap next", () => {
  test("asks once, with a guess for each answer, and answers right after", async () => {
    const ana = stage.person("Ana", { locale: "de" });
    const reply = await ana.command("roadmap next");
    expect(reply.kind).toBe("private");
    expect(ana.seen()).toContain("Before your first topic");
    expect(pickedIn(ana.message(), "Time zone")).toEqual(["Europe/Berlin"]);
    expect(pickedIn(ana.message(), "Which cloud")).toEqual(["-"]);
    expect(pickedIn(ana.message(), "Hours")).toEqual(["8"]);
    expect(await profileOf(ana.id)).toBeNull();

    await ana.click("Looks right");
    expect(ana.seen()).toContain("Next: Python for Data Engineering");
    expect(ana.seen()).toContain("Saved.");
    await ana.command("roadmap next");
    expect(ana.seen()).not.toContain("Before your first topic");
  });

  test("keeps what was picked from click to click, and all of it in the end", async () => {
    const ben = stage.person("Ben", { locale: "xx" });
    await ben.command("roadmap next");
    await ben.select("Time zone", ["Asia/Kolkata"]);
    await ben.select("Which cloud", ["gcp"]);
    await ben.select("Hours", ["3"]);
    await ben.click("Hide me");
    expect(pickedIn(ben.message(), "Which cloud")).toEqual(["gcp"]);
    expect(ben.labels()).toContain("Show me on the leaderboard");
    await ben.click("Looks right");
    expect(await profileOf(ben.id)).toEqual({
      member: ben.id,
      zone: "Asia/Kolkata",
      hoursPerWeek: 3,
      visible: false,
      choices: new Map([["cloud-provider", "gcp"]]),
    });
  });

  test("outlives a restart between two clicks", async () => {
    const cleo = stage.person("Cleo");
    await cleo.command("roadmap next");
    await cleo.select("Which cloud", ["aws"]);
    const panel = cleo.message();
    const again = createStage(database.db, stage.app.roadmap).person("Cleo", { id: cleo.id });
    await again.click("Looks right", panel);
    expect((await profileOf(cleo.id))?.choices.get("cloud-provider" as never)).toBe("aws");
  });

  test("may be confirmed twice", async () => {
    const dan = stage.person("Dan");
    await dan.command("roadmap next");
    const panel = dan.message();
    await dan.click("Looks right", panel);
    const once = await profileOf(dan.id);
    await dan.click("Looks right", panel);
    expect(dan.seen()).toContain("Next: Python");
    expect(await profileOf(dan.id)).toEqual(once);
  });

  test.each([
    ["berlin", "Europe/Berlin"],
    ["europe/paris", "Europe/Paris"],
    ["Lisbon", "Europe/Lisbon"],
    ["America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"],
    ["UTC", "UTC"],
  ])("takes the zone %s in words", async (typed, zone) => {
    const eve = stage.person("Eve");
    await eve.command("roadmap next");
    await eve.click("Another zone");
    await eve.submit(typed);
    expect(pickedIn(eve.message(), "Time zone")).toEqual([zone]);
  });

  test.each(["Berlim", "the moon", "+02:00", "'; drop", "x".repeat(60)])(
    "says that %s is no zone, and offers others",
    async (typed) => {
      const eve = stage.person("Eve", { locale: "fr" });
      await eve.command("roadmap next");
      await eve.select("Hours", ["20"]);
      await eve.click("Another zone");
      await eve.submit(typed);
      expect(eve.seen()).toContain("I know no time zone");
      expect(pickedIn(eve.message(), "Time zone")).toEqual(["Europe/Paris"]);
      expect(pickedIn(eve.message(), "Hours")).toEqual(["20"]);
    },
  );

  test.each([
    "v1:roadmap:setup-save",
    "v1:roadmap:setup-save:Mars/Olympus:8:on:zzz",
    "v1:roadmap:setup-save:UTC:-3:on",
    "v1:roadmap:setup:pick0:UTC:8:on:-",
    "v1:roadmap:setup:nonsense:UTC:8:off:-:-:-",
  ])("takes the guess where a button says nothing that is known: %s", async (id) => {
    const fay = stage.person("Fay");
    await fay.raw(id);
    expect(fay.seen()).toMatch(/Before your first topic|Next: Python/);
  });

  test("asks nothing about choices where the roadmap has none at the start, and all it has where it has more", async () => {
    const plain = sketch([{ id: "git" }], { choices: [] });
    const gus = createStage(database.db, plain).person("Gus");
    await gus.command("roadmap next");
    await gus.click("Looks right");
    expect(gus.seen()).toContain("Next: GIT");

    const start = sketch([{ id: "git" }]).choices.map((choice) => ({ ...choice, ask: "start" as const }));
    const more = [
      ...start,
      ...start.map((choice) => ({ ...choice, id: `${choice.id}-2` as typeof choice.id })),
    ];
    const hal = createStage(database.db, sketch([{ id: "git" }], { choices: more })).person("Hal", {
      id: "1281000000000000003",
    });
    await hal.command("roadmap next");
    await hal.click("Looks right");
    expect(hal.seen()).toContain("Next: GIT");
  });

  test("works in a direct message, where nothing can be shared", async () => {
    const ida = stage.person("Ida", { guild: null });
    await ida.command("roadmap next");
    await ida.click("Looks right");
    expect(ida.labels()).not.toContain("Share");
  });
});
