import type { GuildId, InteractionId, MemberId } from "../../src/domain/ids.ts";
import { decideSprint } from "../../src/domain/sprint-moves.ts";
import type { SprintMove } from "../../src/domain/sprint-moves.ts";
import { sprintTimes } from "../../src/domain/sprint-time.ts";
import type { Sprint, SprintId } from "../../src/domain/sprint.ts";
import type { Database } from "../../src/store/database.ts";
import { noteSeen } from "../../src/store/members.ts";
import { recordSprint } from "../../src/store/sprint-record.ts";
import { insertSprint, lockSprint } from "../../src/store/sprints.ts";
import { GUILD, nextInteraction, NOW, person } from "./people.ts";

// Sprints and what people do in them, with as few words as a test needs.

/** A sprint of a week that begins at once. */
export async function makeSprint(
  db: Database,
  change: Partial<Sprint> = {},
  now: Temporal.Instant = NOW,
): Promise<SprintId> {
  const { days = 7, zone = "Europe/Berlin" } = change;
  const times = sprintTimes(now, days, zone, now);
  const sprint = {
    guild: GUILD,
    channel: "50",
    topic: null,
    goal: "Read chapter 3",
    teamGoal: null,
    recurring: false,
    previous: null,
  };
  return db.transaction((tx) => insertSprint(tx, { ...sprint, ...times, ...change }));
}

/** Does something in a sprint as commands do it: lock, decide, record. What came of it: the kind of the refusal, if it was one. */
export async function move(
  db: Database,
  sprint: SprintId,
  member: MemberId,
  what: SprintMove,
  {
    at = NOW,
    interaction = nextInteraction(),
  }: { at?: Temporal.Instant; interaction?: InteractionId | null } = {},
): Promise<string> {
  return db.transaction(async (tx) => {
    const strength = what.kind === "end" || what.kind === "tick" ? "write" : "share";
    const state = await lockSprint(tx, sprint, strength, [member], "all");
    if (state === null) return "gone";
    const decision = decideSprint(state, what, at);
    if (!decision.ok) return decision.refusal.kind;
    return (await recordSprint(tx, state, decision.actions, { interaction, at })) === null ? "again" : "done";
  });
}

/** Somebody who was seen in a guild comes in. */
export async function comeIn(
  db: Database,
  sprint: SprintId,
  nth: number,
  plan: string | null = null,
  guild: GuildId = GUILD,
): Promise<MemberId> {
  const member = person(nth);
  await noteSeen(db, { guild, member, displayName: `Person ${nth}`, at: NOW });
  await move(db, sprint, member, { kind: "join", member, plan, elsewhere: false });
  return member;
}
