import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { GuildId } from "../../src/domain/ids.ts";
import { loadGuildSettings, parkGuild } from "../../src/store/guild-settings.ts";
import { loadDisplayName } from "../../src/store/members.ts";
import { lastOf } from "../../src/store/outbox-lookups.ts";
import { plan } from "../../src/store/outbox.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { sketch } from "../domain/small-roadmap.ts";
import { createStage } from "../support/stage.ts";
import type { Stage } from "../support/stage.ts";
import { another, CHANNEL, choose, comingIn, organiser } from "./organiser.ts";
import type { Organiser } from "./organiser.ts";

// What /setup does about posts themselves. It is Sunday, 22 November 2026, 11:00 in Berlin, in week 47.

let database: TestDatabase;
let stage: Stage;
beforeAll(async () => {
  database = await createTestDatabase();
  stage = createStage(database.db, sketch([{ id: "a", hours: 24 }, { id: "b" }]));
});
afterAll(() => database.close());

const MONDAY = Temporal.Instant.from("2026-11-16T08:00:00Z");

/** Settles what is planned in a server, as a courier would. */
async function settleAll(guild: GuildId, state: string, reason: string | null): Promise<number | null> {
  const { rowCount } = await database.pool.query(
    `update occurrences set state = $2::text, reason = $3, settled_at = due_at,
       message = case when $2::text = 'sent' then '1' end
     where guild = $1 and state = 'planned'`,
    [guild, state, reason],
  );
  return rowCount;
}

const listOf = async ({ guild }: Organiser) =>
  (await lastOf(database.db, guild, 20)).map(
    ({ key, state }) => `${key.split("/").slice(2).join("/")} ${state}`,
  );

describe("a test", () => {
  test.each([
    ["sent", null, `The test arrived in <#${CHANNEL}>.`, "Test: sent"],
    ["dead", "no-permission", "did not arrive in", "Test: failed: a permission was missing"],
    ["unknown", "no answer", "did not say whether", "Test: may have arrived: no answer"],
  ])("is waited for, and what became of it is told: %s", async (state, reason, words, line) => {
    const olga = await organiser(stage);
    await choose(olga);
    const clicked = olga.click("Post a test now");
    await vi.waitFor(async () => expect(await settleAll(olga.guild, state, reason)).toBe(1));
    await clicked;
    expect(olga.seen()).toContain(words);
    expect(olga.seen()).toContain(line);
  });

  test("is one, whoever else clicks while it is under way", async () => {
    const olga = await organiser(stage);
    await choose(olga);
    const ines = await another(stage, olga.guild);
    const one = olga.click("Post a test now");
    await vi.waitFor(async () => expect(await listOf(olga)).toHaveLength(1));
    const other = ines.click("Post a test now");
    // Her name is kept in the transaction in which she would have begun another one.
    await vi.waitFor(async () =>
      expect(await loadDisplayName(database.db, olga.guild, ines.id)).toBe("Olga"),
    );
    expect(await settleAll(olga.guild, "sent", null)).toBe(1);
    await Promise.all([one, other]);
    expect(ines.seen()).toContain("The test arrived in");
    const again = olga.click("Post a test now");
    await vi.waitFor(async () => expect(await settleAll(olga.guild, "sent", null)).toBe(1));
    await again;
    expect(await listOf(olga)).toHaveLength(2);
  });
});

describe("the last ten", () => {
  test("are listed with their time, state and reason, newest first", async () => {
    const olga = await organiser(stage);
    await choose(olga);
    const { guild } = olga;
    for (const nth of Array.from({ length: 12 }, (_, i) => i)) {
      const dueAt = MONDAY.add({ hours: nth });
      const key = `week/${guild}/${nth}`;
      await database.db.transaction((tx) =>
        plan(tx, [{ key, kind: "week", guild, member: null, dueAt, expiresAt: null, payload: {} }]),
      );
      await settleAll(
        guild,
        nth === 11 ? "skipped" : "sent",
        nth === 11 ? "so [many](https://x.example)" : null,
      );
    }
    await olga.command("setup");
    const lines = olga.seen().split("\n");
    const first = lines.indexOf("**Lately**") + 1;
    expect(lines[first]).toBe(
      String.raw`<t:1794855600:f> Weekly prompt: skipped: so \[many\](https\://x.example)`,
    );
    expect(lines[first + 9]).toBe("<t:1794823200:f> Weekly prompt: sent");
    expect(lines[first + 10]).not.toContain("Weekly prompt");
  });
});

/** An organiser of a group whose prompt of week 47 came to this, and which was then stopped. */
async function stopped(state: string, reason = "no-permission"): Promise<Organiser> {
  const olga = await organiser(stage);
  await choose(olga);
  const { guild } = olga;
  const payload = { topic: "a", hour: 0, hours: 8, week: 1, weeks: 3, missed: [], slotDate: "2026-11-16" };
  const week = { key: `week/${guild}/2026-W47`, kind: "week", guild, member: null, dueAt: MONDAY } as const;
  const expiresAt = MONDAY.add({ hours: 7 * 24 });
  await database.db.transaction((tx) => plan(tx, [{ ...week, expiresAt, payload }]));
  await settleAll(guild, state, reason);
  // As planning that week has left it.
  await database.pool.query("update guild_settings set plan_hour = 8 where guild = $1", [guild]);
  await parkGuild(database.db, guild, CHANNEL, reason, MONDAY);
  await olga.command("setup");
  return olga;
}

describe("after a failure", () => {
  test("posting stands still with the reason, until one resumes it", async () => {
    const olga = await stopped("sent", "channel-gone");
    expect(olga.seen()).toContain(
      "**Stopped**: the channel is gone. Mend that, then press **Resume posting**.",
    );
    expect(olga.seen()).toContain("What comes once you resume (Berlin time)");
    const before = olga.message();
    await olga.click("Resume posting", before);
    expect(olga.seen()).toContain("Posting goes on.");
    expect(comingIn(olga)[0]).toBe("Monday 23 November, 09:00: A, week 2 of 3");
    await olga.click("Resume posting", before);
    expect(olga.seen()).toContain("Posting had gone on already.");
    expect(await loadGuildSettings(database.db, olga.guild)).toMatchObject({ parked: null, parkedAt: null });
    expect(await listOf(olga)).toEqual(["2026-W47 sent"]);
  });

  test("a prompt that failed is sent again within its week, once", async () => {
    const olga = await stopped("dead");
    expect(olga.seen()).toContain("This week's prompt is then sent again.");
    const before = olga.message();
    await Promise.all([olga.click("Resume posting", before), olga.click("Resume posting", before)]);
    expect(await listOf(olga)).toEqual([
      expect.stringMatching(/^2026-W47\/again-\d+ planned$/u),
      "2026-W47 dead",
    ]);
    const [again] = await lastOf(database.db, olga.guild, 1);
    expect(again).toMatchObject({ kind: "week", payload: { topic: "a", hour: 0, week: 1 } });
    await olga.command("setup");
    expect(comingIn(olga)[0]).toBe("Monday 23 November, 09:00: A, week 2 of 3");
  });

  test("a prompt that fails again can be sent again", async () => {
    const olga = await stopped("dead");
    await olga.click("Resume posting");
    await settleAll(olga.guild, "dead", "no-permission");
    await parkGuild(database.db, olga.guild, CHANNEL, "no-permission", MONDAY);
    await olga.command("setup");
    await olga.click("Resume posting");
    expect(await listOf(olga)).toEqual([
      expect.stringMatching(/^2026-W47\/again-\d+ planned$/u),
      expect.stringMatching(/^2026-W47\/again-\d+ dead$/u),
      "2026-W47 dead",
    ]);
  });

  test("what may have arrived is not sent again", async () => {
    const olga = await stopped("unknown");
    await olga.click("Resume posting");
    expect(await listOf(olga)).toEqual(["2026-W47 unknown"]);
  });

  test("later than its week, the next prompt is about what the failed one was about", async () => {
    const olga = await stopped("dead");
    stage.advance({ hours: 24 * 9 });
    try {
      await olga.command("setup");
      const promised = comingIn(olga);
      expect(promised[0]).toBe("Monday 7 December, 09:00: A, week 1 of 3");
      await olga.click("Resume posting");
      expect(comingIn(olga)).toEqual(promised);
      expect(await listOf(olga)).toEqual(["2026-W47 dead"]);
    } finally {
      stage.advance({ hours: -24 * 9 });
    }
  });

  test("a topic that was picked meanwhile stays picked", async () => {
    const olga = await stopped("dead");
    await olga.click("Plan and pauses");
    await olga.select("Topic of the next post", ["b"]);
    stage.advance({ hours: 24 * 9 });
    try {
      await olga.click("Resume posting");
      expect(comingIn(olga)[0]).toBe("Monday 7 December, 09:00: B, week 1 of 1");
    } finally {
      stage.advance({ hours: -24 * 9 });
    }
  });
});
