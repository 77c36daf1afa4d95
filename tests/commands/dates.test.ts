import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mint } from "../../src/domain/ids.ts";
import { loadMember } from "../../src/store/members.ts";
import { schedule } from "../store/schedules.ts";
import { member } from "../support/cast.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { filledIn, pickedIn } from "../support/read-message.ts";
import { realRoadmap } from "../support/real-roadmap.ts";
import { createStage, GUILD, OTHER_GUILD } from "../support/stage.ts";
import type { Person, Stage } from "../support/stage.ts";

let database: TestDatabase;
let stage: Stage; // it is 2026-11-22, 10:00 UTC
beforeAll(async () => {
  database = await createTestDatabase();
  stage = createStage(database.db, await realRoadmap());
  const from = { topic: mint<never>("git"), hour: 0 };
  await schedule(database.db, { channel: "1295000000000000050", from, setBy: null }, GUILD);
});
afterAll(() => database.close());

const targetsOf = async ({ id }: Person) =>
  (await loadMember(database.db, id)).targets.map(({ topic, date, hours }) => [
    topic,
    date.toString(),
    hours,
  ]);
/** Seconds as Discord's timestamps have them. */
const mark = (time: string) => `<t:${Temporal.Instant.from(time).epochMilliseconds / 1000}:f>`;

describe("setting a date", () => {
  test("from what is next: it is kept, shown, and one is told what comes of it", async () => {
    const ana = await member(stage, "Ana");
    await ana.command("roadmap next");
    await ana.click("Set a date");
    await ana.submit("2026-12-01");
    expect(ana.seen()).toContain("Saved.");
    expect(ana.seen()).toContain("Your date: **1 December 2026**, in 9 days.");
    const times = `${mark("2026-11-30T09:00:00Z")} and ${mark("2026-12-01T09:00:00Z")}`;
    expect(ana.seen()).toContain(`I remind you in <#1295000000000000050>: ${times}.`);
    await ana.command("roadmap next");
    expect(ana.seen()).toContain("Your date: **1 December 2026**, in 9 days.");
    await ana.click("Date");
    expect(ana.seen()).toContain("Your date: **1 December 2026**");
  });

  test("left empty, the pace decides; and the hours, where somebody knows them better", async () => {
    const ben = await member(stage, "Ben");
    await ben.command("roadmap view", { topic: "git" });
    await ben.click("Set a date");
    await ben.submit("");
    expect(await targetsOf(ben)).toEqual([["git", "2026-12-06", null]]);
    await ben.click("Another day");
    await ben.submit("", { hours: "4" });
    expect(await targetsOf(ben)).toEqual([["git", "2026-11-26", 4]]);
    expect(ben.seen()).toContain("4 hours left by your estimate: 1 week at 8 hours a week.");
  });

  test("what cannot be read is asked for again, and nothing is changed by it", async () => {
    const cleo = await member(stage, "Cleo");
    await cleo.command("roadmap view", { topic: "git" });
    await cleo.click("Set a date");
    await cleo.submit("soon @everyone");
    expect(cleo.seen()).toContain("is not a date I can read");
    await cleo.click("Try again");
    await cleo.submit("2026-11-21");
    expect(cleo.seen()).toContain("21 November 2026 is over");
    await cleo.click("Try again");
    await cleo.submit("05/12");
    expect(cleo.seen()).toContain(
      "“05/12” is not a date I can read: in numbers alone I cannot tell day from month. Write it like 5 December or 2026-12-05.",
    );
    expect(filledIn(await cleo.click("Try again"))).toEqual(["05/12", null]);
    await cleo.submit("next friday", { hours: "12" });
    expect(filledIn(await cleo.click("Try again"))).toEqual(["next friday", "12"]);
    await cleo.submit("2026-11-24", { hours: "lots" });
    expect(cleo.seen()).toContain("no number of hours");
    expect(filledIn(await cleo.click("Try again"))).toEqual(["2026-11-24", "lots"]);
    expect(await targetsOf(cleo)).toEqual([]);
  });

  test.each([
    ["tomorrow", "2026-11-23"],
    ["friday", "2026-11-27"],
    ["in 2 weeks", "2026-12-06"],
    ["5 December", "2026-12-05"],
    ["Dec 5, 2027", "2027-12-05"],
  ])("a date can be written as people say it: %s", async (typed, date) => {
    const ana = await member(stage, "Ana");
    await ana.command("roadmap view", { topic: "git" });
    await ana.click("Set a date");
    await ana.submit(typed);
    expect(await targetsOf(ana)).toEqual([["git", date, null]]);
  });

  test("a button that names the day moves once, however often it is clicked", async () => {
    const dan = await member(stage, "Dan");
    await dan.raw("v1:roadmap:date-set:git:2026-11-30");
    const page = dan.message();
    await dan.click("A week later", page);
    await dan.click("A week later", page);
    expect(await targetsOf(dan)).toEqual([["git", "2026-12-07", null]]);
    await dan.click("Drop the date");
    await dan.click("Drop the date", page);
    expect(dan.seen()).toContain("No date is set.");
    expect(await targetsOf(dan)).toEqual([]);
  });

  test("an old button whose day is over is declined", async () => {
    const eve = await member(stage, "Eve");
    await eve.raw("v1:roadmap:date-set:git:2026-11-20");
    expect(eve.seen()).toContain("20 November 2026 is over");
    await eve.raw("v1:roadmap:date-set:git:nonsense");
    expect(eve.seen()).toContain("is not a date I can read");
    await eve.raw("v1:roadmap:date-set:gone:2026-12-20");
    expect(eve.seen()).toContain("There is no topic");
    for (const id of ["date", "date-form", "date-drop"]) {
      await eve.raw(`v1:roadmap:${id}`);
      expect(eve.seen()).toContain("There is no topic");
    }
  });

  test("is for what is not finished yet", async () => {
    const fay = await member(stage, "Fay");
    await fay.raw("v1:roadmap:date-set:git:2026-12-20");
    await fay.command("roadmap done", { topic: "git" });
    await fay.raw("v1:roadmap:date-set:git:2026-12-24");
    expect(fay.seen()).toContain("You have finished");
    await fay.raw("v1:roadmap:date:git");
    expect(fay.labels()).toEqual(["Open the topic", "My dates", "Reminders"]);
  });
});

describe("what comes of a date", () => {
  test("nothing in public for whoever is hidden", async () => {
    const gus = await member(stage, "Gus", { hidden: true });
    await gus.raw("v1:roadmap:date-set:git:2026-12-20");
    expect(gus.seen()).toContain(
      "You are hidden, so I do not name you in the channel, and no reminder comes.",
    );
  });

  test("nothing where there is no channel", async () => {
    const hal = await member(stage, "Hal", { guild: OTHER_GUILD });
    await hal.raw("v1:roadmap:date-set:git:2026-12-20");
    expect(hal.seen()).toContain(
      "Its server has no study channel yet, so no reminder comes. Prefer a direct message?",
    );
    const ida = await member(stage, "Ida", { guild: null });
    await ida.raw("v1:roadmap:date-set:git:2026-12-20");
    expect(ida.seen()).toContain("You set it in a direct message");
  });

  test("nothing more on a day whose morning is over", async () => {
    const jo = await member(stage, "Jo");
    await jo.raw("v1:roadmap:date-set:git:2026-11-22");
    expect(jo.seen()).toContain("Your date: **22 November 2026**, today.");
    expect(jo.seen()).toContain("no reminder is due any more");
  });
});

describe("one's dates under /me", () => {
  test("are listed, the nearest first, and each can be changed", async () => {
    const kim = await member(stage, "Kim");
    await kim.raw("v1:roadmap:date-set:sql-advanced:2026-12-20");
    await kim.raw("v1:roadmap:date-set:git:2026-12-02");
    await kim.raw("v1:roadmap:cert-booked:gcp-pde", { answer: "2026-12-10" });
    await kim.command("me");
    await kim.click("Dates and reminders");
    const order = ["2 December 2026", "10 December 2026", "20 December 2026"].map((day) =>
      kim.seen().indexOf(day),
    );
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(order).not.toContain(-1);
    const list = kim.message();
    await kim.select("Change a date", ["topic git"]);
    expect(kim.seen()).toContain("Your date: **2 December 2026**");
    await kim.select("Change a date", ["exam gcp-pde"], list);
    expect(kim.seen()).toContain("booked for 10 December 2026");
  });

  test("are none at first, which is said with how to set one", async () => {
    const leo = await member(stage, "Leo");
    await leo.raw("v1:me:dates");
    expect(leo.seen()).toContain("No dates yet.");
    for (const value of ["nonsense", "topic gone", "exam gone", ""]) {
      await leo.raw("v1:me:date-pick", { values: [value] });
      expect(leo.seen()).toMatch(/There is no (topic|certification)/u);
    }
  });

  test("of an exam that is over are asked about", async () => {
    const mia = await member(stage, "Mia");
    await mia.raw("v1:roadmap:cert-booked:gcp-pde", { answer: "2026-11-22" });
    stage.advance({ hours: 24 });
    await mia.raw("v1:me:dates");
    expect(mia.seen()).toContain("the exam was on 22 November 2026. How did it go?");
    const asked = "Engineer** was on 22 November 2026. How did it go?";
    await mia.command("roadmap certs");
    expect(mia.seen()).toContain(asked);
    await mia.select("Open a certification", ["gcp-pde"]);
    expect(mia.seen()).toContain(asked);
    await mia.click("Passed");
    await mia.click("All certifications");
    expect(mia.seen()).not.toContain("How did it go?");
    stage.advance({ hours: -24 });
  });
});

describe("reminders under /me", () => {
  test("change one by one, each with what comes next", async () => {
    const ned = await member(stage, "Ned");
    await ned.raw("v1:me:reminders");
    expect(ned.labels()).toContain("Weekly digest by direct message");
    expect(ned.seen()).toContain("Nothing is ahead.");
    expect(pickedIn(ned.message(), "Quiet from")).toEqual(["22"]);
    await ned.raw("v1:roadmap:date-set:git:2026-12-01");
    await ned.click("Reminders");
    expect(ned.seen()).toContain(`Next reminder: ${mark("2026-11-30T09:00:00Z")}, of **`);
    await ned.select("Where to remind you", ["direct"]);
    expect(pickedIn(ned.message(), "Where to remind you")).toEqual(["direct"]);
    await ned.select("Quiet until", ["11"]);
    expect(ned.seen()).toContain(`Next reminder: ${mark("2026-11-30T11:00:00Z")}`);
    await ned.select("Quiet from", ["11"]);
    expect(ned.seen()).toContain("Never quiet");
    await ned.select("Your day ends", ["3"]);
    expect(pickedIn(ned.message(), "Your day ends")).toEqual(["3"]);
    await ned.click("Weekly digest");
    expect(ned.seen()).toContain(`Next digest: ${mark("2026-11-23T09:00:00Z")}`);
    const on = ned.message();
    await ned.click("Stop the weekly digest", on);
    await ned.click("Stop the weekly digest", on);
    expect(ned.seen()).toContain("No weekly digest.");
    await ned.select("Where to remind you", ["off"]);
    expect(ned.seen()).toContain("You are not reminded of your dates.");
  });

  test("take nothing that they do not offer", async () => {
    const oda = await member(stage, "Oda");
    for (const action of ["remind", "quiet-from", "quiet-to", "day-end"]) {
      for (const value of ["nonsense", "99", "-1", "", "2.5"])
        await oda.raw(`v1:me:${action}`, { values: [value] });
    }
    const picked = ["Where to remind you", "Quiet from", "Quiet until", "Your day ends"].map((select) =>
      pickedIn(oda.message(), select),
    );
    expect(picked).toEqual([["channel"], ["22"], ["8"], ["0"]]);
  });

  test("a day that ends at three is the day before until then", async () => {
    const pia = await member(stage, "Pia");
    await pia.raw("v1:me:day-end", { values: ["3"] });
    stage.advance({ hours: 16 }); // 02:00 of the 23rd in London
    await pia.raw("v1:roadmap:date-set:git:2026-11-22");
    expect(pia.seen()).toContain("Your date: **22 November 2026**, today.");
    stage.advance({ hours: -16 });
  });
});
