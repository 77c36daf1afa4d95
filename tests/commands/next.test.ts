import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { topicsOf } from "../../src/domain/roadmap-graph.ts";
import { sketch } from "../domain/small-roadmap.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { labelsOf, textOf } from "../support/read-message.ts";
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

async function settled(name: string, on: Stage = stage): Promise<Person> {
  const person = on.person(name);
  await person.command("roadmap next");
  await person.click("Looks right");
  return person;
}

describe("/roadmap next", () => {
  test("says what, why, how long, what it opens, and with what", async () => {
    const ana = await settled("Ana");
    const seen = ana.seen();
    expect(seen).toContain("Next: Python for Data Engineering");
    expect(seen).toContain("The roadmap begins here");
    expect(seen).toContain("40 hours: 5 weeks at your 8 hours a week.");
    expect(seen).toContain(
      "Together with **SQL Advanced Techniques** it opens **ETL/ELT Concepts** and **Apache Spark**.",
    );
    expect(seen).toContain("▫️ Write a script that filters a CSV");
    expect(seen).toContain(
      "[Python for Everybody Specialization (Coursera)](https://www.coursera.org/specializations/python) · course",
    );
    expect(seen).toContain("Phase 1 · Programming Fundamentals · topic 1 of 20");
    expect(ana.labels().slice(0, 5)).toEqual(["Start", "Done", "I know this", "Skip", "Objectives"]);
  });

  test("shows a started topic with Done first, until it is finished", async () => {
    const ben = await settled("Ben");
    await ben.click("Start");
    expect(ben.labels()[0]).toBe("Done");
    expect(ben.seen()).toContain("🔹 Started since <t:");
    await ben.command("roadmap next");
    expect(ben.seen()).toContain("Go on with: Python for Data Engineering");
    await ben.select("Rather something else", ["git"]);
    expect(ben.seen()).toContain("Version Control with Git");
    await ben.command("roadmap next");
    await ben.click("Done");
    expect(ben.seen()).toContain("✅ Done: Python for Data Engineering");
    expect(ben.seen()).toContain("**+40 points**");
    expect(ben.seen()).toContain("Next: **SQL Advanced Techniques**");
  });

  test.each([
    ["I know this", "You know: Python"],
    ["Skip", "Skipped: Python"],
  ])("%s leads on, earns nothing, and can be undone", async (label, heading) => {
    const cleo = await settled("Cleo");
    await cleo.click(label);
    expect(cleo.seen()).toContain(heading);
    expect(cleo.seen()).not.toContain("points");
    await cleo.click("Undo");
    expect(cleo.seen()).toContain("Taken back.");
    expect(cleo.labels()[0]).toBe("Start");
    await cleo.command("roadmap next");
    expect(cleo.seen()).toContain("Next: Python");
  });

  test("answers a second click like the first, and counts it once", async () => {
    const dan = await settled("Dan");
    const panel = dan.message();
    await dan.click("Done", panel);
    const first = dan.seen();
    await dan.click("Done", panel);
    expect(dan.seen()).toBe(first);
    const outcome = dan.message();
    await dan.click("Undo", outcome);
    const undone = dan.seen();
    await dan.click("Undo", outcome);
    expect(dan.seen()).toBe(undone);
  });

  test("answers the same interaction, delivered twice, alike", async () => {
    const dora = await settled("Dora");
    const interaction = "1399000000000000001" as never;
    await dora.raw("v1:roadmap:done:python-for-de", { interaction });
    const first = dora.seen();
    await dora.raw("v1:roadmap:done:python-for-de", { interaction });
    expect(dora.seen()).toBe(first);
  });

  test("refuses beside the message what cannot be done any more", async () => {
    const eve = await settled("Eve");
    const panel = eve.message();
    await eve.click("Done", panel);
    const reply = await eve.click("Skip", panel);
    expect(reply.kind).toBe("private");
    expect(eve.seen()).toContain("You have finished **Python for Data Engineering** already");
  });

  test("nothing of one member can be undone by another", async () => {
    const fay = await settled("Fay");
    await fay.click("Done");
    const gus = await settled("Gus");
    const reply = await gus.click("Undo", fay.message());
    expect(reply.kind).toBe("private");
    expect(gus.seen()).toContain("nothing of yours here to undo");
    await fay.command("roadmap next");
    expect(fay.seen()).toContain("Next: SQL");
  });

  test("shared, it shows the topic without one's checks, and answers whoever clicks", async () => {
    const hal = await settled("@everyone **Hal**");
    await hal.click("Start");
    await hal.click("Objectives");
    await hal.select("What can you do", ["python-for-de/basics"]);
    await hal.click("Back");
    const shared = await hal.click("Share");
    if (shared.kind !== "public") throw new Error("not public");
    const seen = textOf(shared.message);
    expect(seen).toContain(
      String.raw`**@​everyone \*\*Hal\*\*** is learning **Python for Data Engineering**`,
    );
    expect(seen).not.toContain("✅");
    expect(labelsOf(shared.message)).toEqual(["What's next for me"]);

    const ida = stage.person("Ida");
    await ida.click("What's next for me", shared.message);
    expect(ida.seen()).toContain("Before your first topic");
    await ida.click("Looks right");
    const reply = await ida.click("What's next for me", shared.message);
    expect(reply.kind).toBe("update"); // which dispatch makes private under a message that is everybody's
    expect(ida.seen()).toContain("Next: Python");
  });

  test("says where the roadmap has nothing for a member's choice, and shows theirs alone where it has", async () => {
    const other = createStage(database.db, sketch([{ id: "lakes", resources: [{ cloud: "aws" }] }]));
    const joe = other.person("Joe");
    await joe.command("roadmap next");
    await joe.select("Which cloud", ["gcp"]);
    await joe.click("Looks right");
    await joe.command("roadmap view", { topic: "lakes" });
    expect(joe.seen()).toContain("The roadmap names nothing for GCP here yet.");
    expect(joe.seen()).not.toContain("Resource 1");
    const jo = stage.person("Jo");
    await jo.command("roadmap next");
    await jo.select("Which cloud", ["gcp"]);
    await jo.click("Looks right");
    await jo.command("roadmap view", { topic: "cloud-storage" });
    expect(jo.seen()).toContain("Google Cloud Storage Documentation");
    expect(jo.seen()).not.toContain("Azure Data Lake");
    await jo.command("roadmap view", { topic: "cloud-fundamentals" });
    expect(jo.seen()).toContain("Google Cloud");
    expect(jo.seen()).not.toContain("Azure Fundamentals");
  });

  test("asks a later choice on the topic that depends on it", async () => {
    const kim = await settled("Kim");
    await kim.command("roadmap view", { topic: "realtime" });
    expect(kim.seen()).toContain("Which stream processor");
    await kim.select("Which stream processor", ["flink"]);
    expect(kim.seen()).toContain("Chosen: **Apache Flink**");
    await kim.command("roadmap view", { topic: "realtime" });
    expect(kim.seen()).not.toContain("Which stream processor");
  });

  test("closes kindly when all is through, with what was skipped", async () => {
    const roadmap = sketch([{ id: "git" }, { id: "sql", after: ["git"] }], {
      closing: "Go on week after week.",
    });
    const leo = await settled("Leo", createStage(database.db, roadmap));
    await leo.click("Skip");
    expect(leo.seen()).toContain("Next: **SQL**");
    await leo.click("What's next");
    await leo.click("Done");
    expect(leo.seen()).toContain("That was the last open topic");
    await leo.click("What's next");
    expect(leo.seen()).toContain("You have been through the whole roadmap");
    expect(leo.seen()).toContain("Go on week after week.");
    await leo.select("A topic you skipped", ["git"]);
    expect(leo.labels()[0]).toBe("Start");
  });

  test("leads through the whole roadmap, whatever is chosen", async () => {
    const mia = await settled("Mia");
    const topics = topicsOf(stage.app.roadmap);
    for (let left = topics.length; left > 0; left--) {
      await mia.command("roadmap next");
      await mia.click("Done");
      stage.advance({ hours: 1 });
    }
    await mia.click("What's next");
    expect(mia.seen()).toContain("100%");
    expect(mia.seen()).toContain("20 topics done or known");
  });

  test("an old button to a topic that is gone says so", async () => {
    const roadmap = sketch([{ id: "git" }], {
      retired: [{ id: "svn", kind: "topic", title: "Subversion", successor: "git" }],
    });
    const ned = await settled("Ned", createStage(database.db, roadmap));
    const reply = await ned.raw("v1:roadmap:done:svn");
    expect(reply.kind).toBe("private");
    expect(ned.seen()).toContain("**Subversion** is no longer in the roadmap.\n**GIT** took its place.");
    await ned.click("Open it");
    expect(ned.labels()[0]).toBe("Start");
  });
});
