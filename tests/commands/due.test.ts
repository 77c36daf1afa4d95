import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadReminders } from "../../src/store/member-reminders.ts";
import { loadMember } from "../../src/store/members.ts";
import { shortKey } from "../../src/text/short-key.ts";
import { member } from "../support/cast.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
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

const TAG = "abcdefghijklmnopqrstuvwxy";
const on = (action: string, { id }: Person, item: string) => `v1:roadmap:${action}:${id}:${shortKey(item)}`;
const stop = ({ id }: Person) => `v1:me:due-stop:${TAG}:${id}`;

describe("the buttons of a reminder", () => {
  test("Done finishes the topic, and says the same the second time", async () => {
    const ana = await member(stage, "Ana");
    await ana.raw(on("due-done", ana, "git"));
    const first = ana.seen();
    expect(first).toContain("Done");
    await ana.raw(on("due-done", ana, "git"));
    expect(ana.seen()).toBe(first);
    expect((await loadMember(database.db, ana.id)).progress.topics.get("git" as never)?.state).toBe("done");
  });

  test("Move it shows the days to choose from, long after the date is over too", async () => {
    const ben = await member(stage, "Ben");
    await ben.raw("v1:roadmap:date-set:git:2026-11-23");
    await ben.raw(on("due-move", ben, "git"));
    await ben.click("A week later: 30 November");
    expect(ben.seen()).toContain("Your date: **30 November 2026**");
    const cleo = await member(stage, "Cleo");
    await cleo.raw(on("due-move", cleo, "git"));
    expect(cleo.seen()).toContain("No date is set.");
  });

  test("those of an exam open it, or mark it as passed, once", async () => {
    const dan = await member(stage, "Dan");
    await dan.raw("v1:roadmap:cert-booked:gcp-pde", { answer: "2026-11-24" });
    await dan.raw(on("due-exam", dan, "gcp-pde"));
    expect(dan.labels()).toContain("Another day…");
    await dan.raw(on("due-passed", dan, "gcp-pde"));
    expect(dan.seen()).toContain("Passed. Congratulations!");
    await dan.raw(on("due-passed", dan, "gcp-pde"));
    expect(
      (await loadMember(database.db, dan.id)).progress.certifications.get("gcp-pde" as never)?.state,
    ).toBe("passed");
  });

  test("Stop stops at once, says how to go on, and may be clicked again", async () => {
    const eve = await member(stage, "Eve");
    for (let click = 0; click < 2; click++) {
      await eve.raw(stop(eve));
      expect(eve.seen()).toContain("Stopped. I no longer remind you of your dates");
      expect((await loadReminders(database.db, eve.id)).where).toBe("off");
    }
    await eve.click("By direct message");
    expect((await loadReminders(database.db, eve.id)).where).toBe("direct");
  });

  test("Stop under the digest stops that alone", async () => {
    const ida = await member(stage, "Ida");
    await ida.raw("v1:me:digest:on");
    await ida.raw(`v1:me:digest-stop:${TAG}:${ida.id}`);
    expect(ida.seen()).toContain("Stopped. No more weekly digest");
    expect(await loadReminders(database.db, ida.id)).toMatchObject({ where: "channel", digest: false });
    await ida.click("Send it again");
    expect(await loadReminders(database.db, ida.id)).toMatchObject({ digest: true });
  });

  test("answer nobody but the member whom it is for, and change nothing for others", async () => {
    const fay = await member(stage, "Fay");
    const gus = await member(stage, "Gus");
    for (const id of [...["due-done", "due-move"].map((action) => on(action, fay, "git")), stop(fay)]) {
      const reply = await gus.raw(id);
      expect(reply.kind).toBe("private");
      expect(gus.seen()).toContain("This reminder is somebody else's.");
    }
    for (const action of ["due-exam", "due-passed"]) {
      await gus.raw(on(action, fay, "gcp-pde"));
      expect(gus.seen()).toContain("This reminder is somebody else's.");
    }
    for (const { id } of [fay, gus]) {
      expect((await loadMember(database.db, id)).progress.topics.size).toBe(0);
      expect((await loadReminders(database.db, id)).where).toBe("channel");
    }
  });

  test("lead kindly nowhere where the roadmap has changed", async () => {
    const hal = await member(stage, "Hal");
    for (const action of ["due-done", "due-move", "due-exam", "due-passed"]) {
      await hal.raw(on(action, hal, "no-such-thing"));
      expect(hal.seen()).toContain("What this led to is gone.");
    }
  });
});
