import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mint } from "../../src/domain/ids.ts";
import { loadEvent, loadEvents, loadEventsOfInteraction } from "../../src/store/events.ts";
import { loadMember } from "../../src/store/members.ts";
import { loadBoard } from "../../src/store/scores.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import {
  act,
  done,
  entry,
  GUILD,
  join,
  nextInteraction,
  NOW,
  OTHER_GUILD,
  person,
  TODAY,
  undoOf,
} from "./people.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const pointsIn = async (guild: typeof GUILD, member: ReturnType<typeof person>) =>
  (await loadBoard(database.db, { guild, period: "all", metric: "points", member })).me?.value ?? 0;

describe("recordEntries", () => {
  test("gives back the entries as events, in their order", async () => {
    const member = person(1);
    const interaction = nextInteraction();
    const entries = [
      entry({ kind: "topic.started", topic: mint("a") }),
      done("a", 7, "https://example.org"),
      entry({ kind: "objective.checked", objective: mint("a/1"), rev: 2 }, 5),
      entry({ kind: "certification.planned", certification: mint("c"), exam: null }),
      entry({ kind: "certification.booked", certification: mint("c"), exam: TODAY }),
      entry({ kind: "certification.passed", certification: mint("c") }, 100),
      entry({ kind: "certification.dropped", certification: mint("d") }),
    ];
    const recorded = await act(database.db, member, entries, { interaction });
    const ids = recorded.map(({ id }) => id);
    expect(recorded).toEqual(
      entries.map((entry, nth) => ({
        ...entry,
        id: ids[nth],
        interaction,
        member,
        guild: GUILD,
        at: NOW,
      })),
    );
    expect(ids).toEqual(ids.toSorted((one, other) => one - other));
    expect(await loadEventsOfInteraction(database.db, interaction)).toEqual(recorded);
  });

  test("a repeated interaction changes nothing, whatever it would record now", async () => {
    const member = person(2);
    await join(database.db, member);
    const interaction = nextInteraction();
    await act(database.db, member, [done("a", 10)], { interaction });
    const repeated = await act(database.db, member, [done("a", 10), done("b", 20)], { interaction });
    expect(repeated).toEqual([]);
    expect(await pointsIn(GUILD, member)).toBe(10);
    expect([...(await loadMember(database.db, member)).progress.topics.keys()]).toEqual(["a"]);
  });

  test("the same click delivered twice at the same moment counts once", async () => {
    const member = person(3);
    await join(database.db, member);
    const interaction = nextInteraction();
    const both = await Promise.all(
      [1, 2].map(() => act(database.db, member, [done("a"), done("b")], { interaction })),
    );
    expect(new Set(both.map((events) => events.length))).toEqual(new Set([0, 2]));
    expect(await pointsIn(GUILD, member)).toBe(20);
  });

  test("no entries record nothing", async () => {
    expect(await act(database.db, person(4), [])).toEqual([]);
  });

  test("an undo gives back in the guild where it was earned, wherever it is clicked", async () => {
    const member = person(5);
    await join(database.db, member);
    const [earned] = await act(database.db, member, [done("a", 10)], { guild: GUILD });
    await act(database.db, member, [done("b", 3)], { guild: OTHER_GUILD });
    if (!earned) throw new Error("nothing recorded");
    const [undone] = await act(database.db, member, [undoOf(earned)], { guild: OTHER_GUILD });
    expect(undone?.guild).toBe(GUILD);
    expect(await pointsIn(GUILD, member)).toBe(0);
    expect(await pointsIn(OTHER_GUILD, member)).toBe(3);
    const { progress } = await loadMember(database.db, member);
    expect([...progress.topics.keys()]).toEqual(["b"]);
  });

  test("an undo brings back what was before", async () => {
    const member = person(6);
    await act(database.db, member, [entry({ kind: "topic.skipped", topic: mint("a") })]);
    const [finished] = await act(database.db, member, [done("a")]);
    if (!finished) throw new Error("nothing recorded");
    await act(database.db, member, [undoOf(finished)]);
    const { progress } = await loadMember(database.db, member);
    expect(progress.topics.get(mint("a"))?.state).toBe("skipped");
  });

  test("an event is taken back once, whoever decides otherwise", async () => {
    const member = person(7);
    const [event] = await act(database.db, member, [done("a")]);
    if (!event) throw new Error("nothing recorded");
    await act(database.db, member, [undoOf(event)]);
    await expect(act(database.db, member, [undoOf(event)])).rejects.toThrow();
  });

  test("nobody takes back what somebody else did", async () => {
    const [event] = await act(database.db, person(8), [done("a")]);
    if (!event) throw new Error("nothing recorded");
    await expect(act(database.db, person(9), [undoOf(event)])).rejects.toThrow(/not events of member/);
  });

  test("what is done in a direct message is progress, and counts nowhere", async () => {
    const member = person(10);
    await act(database.db, member, [done("a", 10)], { guild: null });
    const scores = await database.pool.query("select 1 from scores where member = $1", [member]);
    expect(scores.rowCount).toBe(0);
    expect((await loadMember(database.db, member)).progress.topics.size).toBe(1);
  });

  test("a fault leaves nothing behind", async () => {
    const member = person(11);
    const interaction = nextInteraction();
    const tooMuch = done("a", 2 ** 31); // more than an integer holds
    await expect(act(database.db, member, [done("b"), tooMuch], { interaction })).rejects.toThrow();
    expect(await loadEventsOfInteraction(database.db, interaction)).toEqual([]);
    expect((await loadMember(database.db, member)).progress.topics.size).toBe(0);
  });
});

describe("loadEvent", () => {
  test("comes with the later events on the same subject, undos among them", async () => {
    const member = person(20);
    const [start] = await act(database.db, member, [entry({ kind: "topic.started", topic: mint("a") })]);
    const [other] = await act(database.db, member, [done("b")]);
    const [finish] = await act(database.db, member, [done("a")]);
    if (!start || !other || !finish) throw new Error("nothing recorded");
    const [undo] = await act(database.db, member, [undoOf(finish)]);
    expect(await loadEvent(database.db, member, start.id)).toEqual({ event: start, later: [finish, undo] });
    expect(await loadEvent(database.db, member, other.id)).toEqual({ event: other, later: [] });
    const several = await loadEvents(database.db, member, [start.id, other.id, 999_999_999]);
    expect(several).toEqual(
      new Map([
        [start.id, start],
        [other.id, other],
      ]),
    );
  });

  test("is null for what is not this member's, and for what is not there", async () => {
    const [event] = await act(database.db, person(21), [done("a")]);
    if (!event) throw new Error("nothing recorded");
    expect(await loadEvent(database.db, person(22), event.id)).toBeNull();
    expect(await loadEvent(database.db, person(21), 999_999_999)).toBeNull();
    expect(await loadEvents(database.db, person(22), [event.id])).toEqual(new Map());
  });
});
