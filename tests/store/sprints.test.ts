import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { mint } from "../../src/domain/ids.ts";
import type { MemberId } from "../../src/domain/ids.ts";
import { cellsOf, roster } from "../../src/domain/sprint-standing.ts";
import { MARKS } from "../../src/domain/sprint.ts";
import { eraseMember, eraseMemberInGuild } from "../../src/store/erase.ts";
import { removeGuild } from "../../src/store/guilds.ts";
import { noteSeen } from "../../src/store/members.ts";
import { markDeparted } from "../../src/store/scores.ts";
import { sprintOf } from "../../src/store/sprint-record.ts";
import { countLive, findAnother, findNext, loadLive, loadSprint } from "../../src/store/sprints.ts";
import { createTestDatabase, emptyDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { seededRandom } from "../support/random.ts";
import { expectDerived } from "./derived.ts";
import { GUILD, nextInteraction, NOW, OTHER_GUILD, person } from "./people.ts";
import { comeIn, makeSprint, move } from "./sprinting.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(() => emptyDatabase(database));
afterEach(() => expectDerived(database.db));
afterAll(() => database.close());

const DAY = Temporal.PlainDate.from("2026-11-22");
const namesIn = async (sprint: number): Promise<readonly MemberId[]> => {
  const state = await loadSprint(database.db, sprint);
  return state === null ? [] : roster(state).map(([member]) => member);
};
const changes = async (): Promise<number> =>
  (await database.pool.query("select 1 from sprint_changes")).rowCount ?? 0;

describe("what is kept of a sprint", () => {
  test("who is in, with their plans and days, as the record has it", async () => {
    const id = await makeSprint(database.db, { goal: "Read @everyone 🦉" });
    const one = await comeIn(database.db, id, 1, "When I get up, I will read");
    const two = await comeIn(database.db, id, 2);
    const day = { kind: "check-in", member: one, day: DAY, mark: "blocked", note: "no **cluster**" } as const;
    await move(database.db, id, one, day);
    await move(database.db, id, one, { kind: "log", member: one, day: DAY, activity: "build", minutes: 90 });
    await move(database.db, id, two, { kind: "leave", member: two });
    const state = await loadSprint(database.db, id);
    expect(state).toMatchObject({ phase: "scheduled", leader: one, sprint: { goal: "Read @everyone 🦉" } });
    expect(state?.members.get(one)).toMatchObject({
      active: true,
      plan: "When I get up, I will read",
      joinedAt: NOW,
      checkIns: new Map([
        ["2026-11-22", { mark: "blocked", note: "no **cluster**", event: expect.any(Number) }],
      ]),
      minutes: new Map([["2026-11-22", { build: 90 }]]),
    });
    expect(state?.members.get(two)?.active).toBe(false);
  });

  test("the same interaction changes nothing the second time", async () => {
    const id = await makeSprint(database.db);
    const one = await comeIn(database.db, id, 1);
    const interaction = nextInteraction();
    expect(await move(database.db, id, one, { kind: "leave", member: one }, { interaction })).toBe("done");
    const back = { kind: "join", member: one, plan: null, elsewhere: false } as const;
    expect(await move(database.db, id, one, back, { interaction })).toBe("again");
    expect(await namesIn(id)).toEqual([]);
    expect(await sprintOf(database.db, interaction)).toBe(id);
    expect(await sprintOf(database.db, nextInteraction())).toBeNull();
  });

  test("a part of it can be read: some of the members, and who leads all the same", async () => {
    const id = await makeSprint(database.db);
    const [one, two] = [await comeIn(database.db, id, 1), await comeIn(database.db, id, 2)];
    const state = await loadSprint(database.db, id, [two]);
    expect([state?.leader, [...(state?.members.keys() ?? [])]]).toEqual([one, [two]]);
    expect((await loadSprint(database.db, id, []))?.members.size).toBe(0);
    expect(await loadSprint(database.db, id + 1)).toBeNull();
  });

  test("what is live in a server, and who is in which", async () => {
    const spark = mint<never>("spark");
    const id = await makeSprint(database.db, { topic: spark });
    const over = await makeSprint(database.db, { topic: spark }, NOW.subtract({ hours: 24 * 8 }));
    await makeSprint(database.db, { guild: OTHER_GUILD });
    const one = await comeIn(database.db, id, 1);
    expect(await countLive(database.db, GUILD, NOW)).toBe(1);
    expect((await loadLive(database.db, GUILD, NOW)).map(({ sprint }) => sprint.id)).toEqual([id]);
    const here = { guild: GUILD, topic: spark, except: null };
    expect(await findAnother(database.db, one, here, NOW)).toBe(id);
    expect(await findAnother(database.db, one, { ...here, except: id }, NOW)).toBeNull();
    expect(await findAnother(database.db, one, { ...here, topic: null }, NOW)).toBeNull();
    expect(await findAnother(database.db, person(2), here, NOW)).toBeNull();
    const next = await makeSprint(database.db, { previous: over });
    expect([await findNext(database.db, over), await findNext(database.db, id)]).toEqual([next, null]);
  });
});

describe("members who are no longer there", () => {
  test("drop off the roster when they leave the server, hand over, and are back when they are seen again", async () => {
    const id = await makeSprint(database.db);
    const [one, two] = [await comeIn(database.db, id, 1), await comeIn(database.db, id, 2)];
    const before = await changes();
    await markDeparted(database.db, GUILD, [one]);
    expect(await namesIn(id)).toEqual([two]);
    expect((await loadSprint(database.db, id))?.leader).toBe(two);
    expect(await changes()).toBe(before + 1);
    await noteSeen(database.db, { guild: GUILD, member: one, displayName: "Back", at: NOW });
    expect(await namesIn(id)).toEqual([one, two]);
  });

  test("erased they are gone from the sprint and its record; it goes on with the others", async () => {
    const id = await makeSprint(database.db);
    const [one, two] = [await comeIn(database.db, id, 1), await comeIn(database.db, id, 2)];
    const trouble = { kind: "check-in", member: one, day: DAY, mark: "blocked", note: "help" } as const;
    await move(database.db, id, one, trouble);
    const state = await loadSprint(database.db, id);
    const checkIn = state?.members.get(one)?.checkIns.get("2026-11-22")?.event ?? 0;
    await move(database.db, id, two, { kind: "help", helper: two, member: one, checkIn, again: false });
    await database.db.transaction((tx) => eraseMember(tx, one));
    expect(await namesIn(id)).toEqual([two]);
    const { rows } = await database.pool.query("select kind from sprint_events order by id");
    expect(rows).toEqual([{ kind: "joined" }]);
  });

  test("a sprint of nobody else goes with them, for its goal is in their words", async () => {
    const id = await makeSprint(database.db, { goal: "my words" });
    const one = await comeIn(database.db, id, 1);
    await database.db.transaction((tx) => eraseMember(tx, one));
    expect(await loadSprint(database.db, id)).toBeNull();
  });

  test("erased in one server they stay in the sprints of another", async () => {
    const [here, there] = [
      await makeSprint(database.db),
      await makeSprint(database.db, { guild: OTHER_GUILD }),
    ];
    const one = await comeIn(database.db, here, 1);
    await comeIn(database.db, there, 1, null, OTHER_GUILD);
    await comeIn(database.db, here, 2);
    await database.db.transaction((tx) => eraseMemberInGuild(tx, one, GUILD));
    expect(await namesIn(here)).toEqual([person(2)]);
    expect(await namesIn(there)).toEqual([one]);
  });

  test("with the server its sprints go, and no others", async () => {
    const [here, there] = [
      await makeSprint(database.db),
      await makeSprint(database.db, { guild: OTHER_GUILD }),
    ];
    await comeIn(database.db, here, 1);
    await removeGuild(database.db, GUILD);
    expect(await loadSprint(database.db, here)).toBeNull();
    expect(await loadSprint(database.db, there)).not.toBeNull();
  });
});

describe("many at once", () => {
  test("forty join, leave, check in and are erased at the same time, while it ends: the derived rows are what the record says", async () => {
    const random = seededRandom(7);
    const ids = [await makeSprint(database.db), await makeSprint(database.db)];
    const people = Array.from({ length: 40 }, (_, nth) => person(nth + 1));
    for (const member of people)
      await noteSeen(database.db, { guild: GUILD, member, displayName: "P", at: NOW });
    const life = async (member: MemberId, nth: number): Promise<void> => {
      const id = ids[nth % 2]!;
      const at = NOW.add({ hours: 1 });
      const join = { kind: "join", member, plan: null, elsewhere: false } as const;
      await move(database.db, id, member, join);
      for (let i = 0; i < 3; i += 1) {
        const mark = MARKS[Math.floor(random() * MARKS.length)] ?? "done";
        await move(database.db, id, member, { kind: "check-in", member, day: DAY, mark, note: null }, { at });
      }
      if (nth % 5 === 0) await move(database.db, id, member, { kind: "leave", member });
      if (nth % 11 === 0)
        await move(database.db, id, member, { kind: "end", by: member, manager: true }, { at });
      if (nth % 7 === 0) await database.db.transaction((tx) => eraseMember(tx, member));
    };
    await Promise.all(people.map(life));
    for (const id of ids) {
      const state = await loadSprint(database.db, id);
      const rows = await database.pool.query("select 1 from sprint_days where sprint = $1", [id]);
      const marked = [...(state?.members.values() ?? [])].flatMap((own) =>
        cellsOf(state!.sprint, own).filter((mark) => mark !== null),
      );
      expect(marked).toHaveLength(rows.rowCount ?? -1);
    }
  });
});
