import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { member } from "../support/cast.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { filledIn, textOf } from "../support/read-message.ts";
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

describe("/roadmap certs", () => {
  test("says what is true today: current, renamed, retired, and what took its place", async () => {
    const ana = await member(stage, "Ana");
    await ana.command("roadmap certs");
    expect(ana.seen()).toContain(
      "**AWS Certified Cloud Practitioner** · current · 100 USD · valid 3 years · 0 of 1 topic done",
    );
    expect(ana.seen()).toContain(
      "**MongoDB Certified Developer Associate** · now called [MongoDB Associate Developer]",
    );
    expect(ana.seen()).toMatch(
      /\*\*AWS Certified Data Analytics Specialty\*\* · retired, today .*Data Engineer/u,
    );
    expect(ana.seen()).toContain("Last checked 22 November 2026");
  });

  test("says what an exam costs, how long it holds, since when that is known, and what is not known", async () => {
    const ada = await member(stage, "Ada");
    await ada.raw("v1:roadmap:cert:azure-data");
    expect(ada.seen()).toContain(
      "Exam (of what took its place): 55 to 165 US dollars before tax, as of 25 November 2026.\n" +
        "Validity (of what took its place): 1 year, as of 25 November 2026.",
    );
    await ada.raw("v1:roadmap:cert:azure-az-900");
    expect(ada.seen()).toContain("Validity: without end, as of 25 November 2026.");
    await ada.raw("v1:roadmap:cert:mongodb-dev");
    expect(ada.seen()).toContain("Not known here: what it costs and how long it is valid.");
    await ada.raw("v1:roadmap:cert:confluent-ccdak");
    expect(ada.seen()).toContain("Not known here: what it costs. Its provider's page says.");
  });

  test("shows those of one's cloud alone", async () => {
    const ben = stage.person("Ben");
    await ben.command("roadmap next");
    await ben.select("Which cloud", ["aws"]);
    await ben.click("Looks right");
    await ben.command("roadmap certs");
    expect(ben.seen()).toContain("For your choice of **AWS**");
    expect(ben.seen()).not.toContain("AZ-900");
  });

  test("plans, books, passes and undoes", async () => {
    const cleo = await member(stage, "Cleo", { locale: "ja" });
    await cleo.command("roadmap certs");
    await cleo.select("Open a certification", ["confluent-ccdak"]);
    expect(cleo.labels().slice(0, 3)).toEqual(["Plan it…", "Exam booked…", "Passed"]);
    await cleo.click("Plan it");
    await cleo.submit("");
    expect(cleo.seen()).toContain("Planned.\n\n🔹 You: planned");
    await cleo.click("Change the plan");
    await cleo.submit("2027-03-03");
    expect(cleo.seen()).toContain("Planned for 3 March 2027.");
    expect(cleo.seen()).toContain("so no reminder comes");
    expect(cleo.seen()).toContain("🔹 You: planned for 3 March 2027, in 101 days");
    await cleo.click("Exam booked");
    await cleo.submit("2027-01-15");
    expect(cleo.seen()).toContain("Booked for 15 January 2027. Good luck!");
    await cleo.click("Passed");
    expect(cleo.seen()).toContain("Passed. Congratulations!\n**+100 points**");
    const shared = await cleo.click("Share");
    if (shared.kind !== "public") throw new Error("not public");
    expect(textOf(shared.message)).toContain("**Cleo** has passed **Confluent Certified Developer");
    await cleo.click("Undo");
    expect(cleo.seen()).toContain("100 points given back.");
    expect(cleo.seen()).toContain("🔹 You: booked for 15 January 2027");
    await cleo.click("Drop");
    expect(cleo.seen()).toContain("Dropped.");
    await cleo.click("Undo");
    expect(cleo.seen()).toContain("🔹 You: booked");
  });

  test.each([
    ["31.12.2026", "12.2026” is not a date I can read: in numbers alone I cannot tell day from month."],
    ["2026-02-30", "is not a date I can read"],
    ["2026-11-21", "21 November 2026 is over: for you it is 22 November 2026."],
    ["@everyone", "is not a date I can read"],
    ["", "is not a date I can read"],
  ])("does not take %j for the day of an exam", async (typed, advice) => {
    const dan = await member(stage, "Dan");
    await dan.raw("v1:roadmap:cert-book:gcp-pde");
    const reply = await dan.submit(typed);
    expect(reply.kind).toBe("private");
    expect(dan.seen()).toContain(advice);
    expect(filledIn(await dan.click("Try again"))).toEqual([typed || null]);
    await dan.submit("Jan 15");
    expect(dan.seen()).toContain("Booked for 15 January 2027. Good luck!");
  });

  test("plans no retired one, and keeps that it was passed long ago", async () => {
    const eve = await member(stage, "Eve");
    await eve.raw("v1:roadmap:cert:aws-data");
    expect(eve.labels()[0]).toBe("Passed");
    await eve.raw("v1:roadmap:cert-planned:aws-data", { answer: "" });
    expect(eve.seen()).toContain("can no longer be taken");
    await eve.raw("v1:roadmap:cert-pass:aws-data");
    expect(eve.seen()).toContain("Passed. Congratulations!");
    expect(eve.seen()).not.toContain("points");
  });

  test("a second click shows the page as it is", async () => {
    const fay = await member(stage, "Fay");
    await fay.raw("v1:roadmap:cert-pass:gcp-pde");
    const reply = await fay.raw("v1:roadmap:cert-pass:gcp-pde");
    expect(reply.kind).toBe("update");
    expect(fay.seen()).toContain("✅ You: passed");
    expect(fay.labels()).toContain("Undo");
    await fay.raw("v1:roadmap:cert-drop:gcp-cdl");
    expect(fay.labels()[0]).toBe("Plan it…");
    await fay.command("me");
    expect(fay.seen()).toContain("1 certification passed\n100 points in this server");
  });

  test("what is gone is said to be gone", async () => {
    const gus = await member(stage, "Gus");
    await gus.raw("v1:roadmap:cert:no-such-thing");
    expect(gus.seen()).toContain("There is no certification “no-such-thing”.");
  });
});
