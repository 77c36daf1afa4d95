import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Entry, Event } from "../../src/domain/event.ts";
import { mint } from "../../src/domain/ids.ts";
import type { MemberId } from "../../src/domain/ids.ts";
import type { MemberProgress } from "../../src/domain/progress.ts";
import { recordEntries } from "../../src/store/events.ts";
import { loadMember, lockMember, saveProfile } from "../../src/store/members.ts";
import { roadmap } from "../support/arbitraries.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { decide, play, setOut, stateOf, todayOf } from "../support/journey.ts";
import type { Journey } from "../support/journey.ts";
import { move } from "../support/moves.ts";
import type { Move } from "../support/moves.ts";
import { expectDerived } from "./derived.ts";
import { GUILD, nextInteraction, person, profileOf } from "./people.ts";

const RUNS = Number(process.env["WAYMARK_JOURNEYS"] ?? 40);

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

test(
  "what the domain decides on the state that the store gives back is what it decides on a record kept in memory",
  async () => {
    let nth = 0;
    await fc.assert(
      fc.asyncProperty(roadmap(), fc.array(move(), { maxLength: 12 }), async (roadmap, moves) => {
        const member = person(nth++);
        await database.db.transaction((tx) => saveProfile(tx, profileOf(member), setOut(roadmap).now));
        let inMemory = setOut(roadmap);
        const stored: Event[] = [];
        for (const move of moves) {
          const events = await playStored(member, inMemory, stored, move);
          inMemory = play(inMemory, move);
          stored.push(...events);
          const { progress } = await loadMember(database.db, member);
          expect(numbered(progress, stored)).toEqual(numbered(inMemory.progress, inMemory.events));
        }
      }),
      { numRuns: RUNS, seed: 1 },
    );
    await expectDerived(database.db);
  },
  60_000 + RUNS * 1_000,
);

/** Makes the move on what the store says, and records what is decided. */
async function playStored(
  member: MemberId,
  before: Journey,
  stored: readonly Event[],
  move: Move,
): Promise<Event[]> {
  if (move.kind === "wait" || move.kind === "choose" || move.kind === "revise") return [];
  return database.db.transaction(async (tx) => {
    const { progress, tally } = await lockMember(tx, member, todayOf(before));
    expect(tally).toEqual(stateOf(before).tally);
    const decision = decide({ ...before, progress, events: stored }, move);
    const entries: readonly Entry[] = decision?.ok ? decision.entries : [];
    const origin = { interaction: nextInteraction(), member, guild: GUILD, at: before.now };
    return recordEntries(tx, origin, entries);
  });
}

/** Progress with the events' numbers replaced by their places in the record, which is where the two differ. */
function numbered({ topics, objectives, certifications }: MemberProgress, record: readonly Event[]): unknown {
  const places = new Map(record.map(({ id }, place) => [id, place]));
  const rows = [...topics, ...objectives, ...certifications].map(([id, row]) => {
    const since = "since" in row ? { since: row.since.toString() } : {};
    const exam = "exam" in row ? { exam: row.exam?.toString() ?? null } : {};
    return [id, { ...row, ...since, ...exam, event: places.get(row.event) }] as const;
  });
  return new Map(
    rows.toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([id, row]) => [mint(id), row]),
  );
}
