import type { GuildId, InteractionId, MemberId } from "../domain/ids.ts";
import { mint } from "../domain/ids.ts";
import { afterQuiet, memberDay } from "../domain/member-day.ts";
import { finishEntry, finishersOf } from "../domain/sprint-awards.ts";
import { newSprint } from "../domain/sprint-fold.ts";
import { mergeProposal } from "../domain/sprint-merge.ts";
import { decideSprint } from "../domain/sprint-moves.ts";
import { nextMoment, postsOf } from "../domain/sprint-posts.ts";
import { roster } from "../domain/sprint-standing.ts";
import { isOver, nextTimes } from "../domain/sprint-time.ts";
import type { SprintAction } from "../domain/sprint.ts";
import type { Transaction } from "../store/database.ts";
import { lockDueSprints, moveSprint } from "../store/due-sprints.ts";
import { recordEntries } from "../store/events.ts";
import { lockKnown } from "../store/locks.ts";
import { lockMember } from "../store/members.ts";
import { plan } from "../store/outbox.ts";
import type { NewOccurrence } from "../store/outbox.ts";
import { loadSprintFacts } from "../store/sprint-facts.ts";
import { cardOf, mergeOf, postOf, reminderOf, wrapUpOf } from "../store/sprint-outbox.ts";
import { loadSprintPeople } from "../store/sprint-people.ts";
import type { SprintPerson } from "../store/sprint-people.ts";
import { noteChanges, recordSprint } from "../store/sprint-record.ts";
import { findNext, insertSprint, loadLive, loadSprintsById } from "../store/sprints.ts";
import type { StoredSprint } from "../store/sprints.ts";
import { AHEAD_MS } from "./courier.ts";
import type { Planner } from "./kind.ts";

// What one transaction plans: some tenths of a second's work, so that the lease is renewed in between.
const SPRINTS_AT_ONCE = 20;

/**
 * Moves sprints on by the time, and plans what they post by themselves. The end comes from here alone, so it comes however long nobody was
 * there; with it, in one transaction, the points, the wrap-up and the next one of a recurring sprint. It looks at the present, not ahead
 * as others do: what a member does in the last second still counts.
 */
export const planSprints: Planner = async (tx, _desk, until) => {
  const now = until.subtract({ milliseconds: AHEAD_MS });
  const ids = await lockDueSprints(tx, now, SPRINTS_AT_ONCE);
  if (ids.length === 0) return 0;
  const states = await loadSprintsById(tx, ids);
  const steps = states.map((before) => ({ before, actions: actionsOf(before, now), now }));
  const ending = steps.filter(({ actions }) => hasEnd(actions)).map(({ before }) => before);
  await lockKnown(
    tx,
    ending.flatMap(({ members }) => [...members.keys()]),
  );
  const people = await loadSprintPeople(tx, ids);
  const ended: StoredSprint[] = [];
  for (const one of steps) {
    const { state, planned } = await step(tx, one, people.get(one.before.sprint.id) ?? []);
    await plan(tx, planned);
    if (hasEnd(one.actions)) ended.push(state);
  }
  // Last, and guild by guild: points take a guild's lock, after which no member's may be waited for.
  for (const state of ended.toSorted(byGuild)) await award(tx, state, people.get(state.sprint.id) ?? []);
  return ids.length;
};

const hasEnd = (actions: readonly SprintAction[]): boolean => actions.some(({ kind }) => kind === "ended");
const byGuild = (one: StoredSprint, other: StoredSprint): number =>
  one.sprint.guild < other.sprint.guild ? -1 : 1;

function actionsOf(state: StoredSprint, now: Temporal.Instant): readonly SprintAction[] {
  const decision = decideSprint(state, { kind: "tick" }, now);
  return decision.ok ? decision.actions : [];
}

type Step = {
  readonly before: StoredSprint;
  readonly actions: readonly SprintAction[];
  readonly now: Temporal.Instant;
};

/** One sprint: what happens in it, and what is due because of it. */
async function step(
  tx: Transaction,
  { before, actions, now }: Step,
  people: readonly SprintPerson[],
): Promise<{ readonly state: StoredSprint; readonly planned: readonly NewOccurrence[] }> {
  const { sprint } = before;
  const recorded = await recordSprint(tx, before, actions, { interaction: null, at: now });
  const state = recorded?.state ?? before;
  const isEnd = hasEnd(actions);
  if (isEnd) await goOn(tx, state, now);
  await moveSprint(tx, sprint.id, isOver(state.phase) ? null : nextMoment(sprint, now));
  const opens = !isEnd && actions.some(({ kind }) => kind === "opened");
  const due = postsOf(sprint).filter(({ at }) => Temporal.Instant.compare(at, now) <= 0);
  // A day has begun that the card does not show yet.
  if (due.length > 0) await noteChanges(tx, [sprint.id]);
  const planned = [
    ...(opens ? [cardOf(sprint, "1", sprint.opensAt)] : []),
    ...due.map((post) => postOf(sprint, post)),
    ...due.flatMap((post) => remindersOf(sprint, post, people)),
    ...(due.some(({ kind }) => kind === "half") ? await mergesOf(tx, state, now) : []),
    ...(isEnd ? [wrapUpOf(sprint, sprint.endsAt)] : []),
  ];
  return { state, planned };
}

/** Points for those who saw it through, each on their own local day. Members are locked. */
async function award(tx: Transaction, state: StoredSprint, people: readonly SprintPerson[]): Promise<void> {
  const { sprint } = state;
  const finishers = finishersOf(state, await loadSprintFacts(tx, sprint));
  const byId = new Map(people.map((person) => [person.member, person]));
  for (const { member, finish } of finishers) {
    const person = byId.get(member);
    const day = memberDay(sprint.endsAt, person?.zone ?? sprint.zone, person?.dayEnd ?? 0);
    const { tally } = await lockMember(tx, member, day);
    const { entry } = finishEntry(sprint, finish, tally, day);
    if (entry.score.points === 0) continue;
    await recordEntries(tx, originOf(state, member, sprint.guild), [entry]);
  }
}

/** The event with which they came in last is theirs alone, and says nothing of them. */
function originOf(state: StoredSprint, member: MemberId, guild: GuildId) {
  const { sprint, members } = state;
  const interaction = mint<InteractionId>(`sprint/${sprint.id}/${members.get(member)?.since ?? 0}`);
  return { interaction, member, guild, at: sprint.endsAt };
}

/** The next one of a recurring sprint, for as long as anybody takes part. Whoever leads is in it, the others are asked. */
async function goOn(tx: Transaction, state: StoredSprint, now: Temporal.Instant): Promise<void> {
  const { sprint, leader } = state;
  const isAlive = roster(state).some(([, { checkIns }]) => checkIns.size > 0);
  if (!sprint.recurring || leader === null || !isAlive || (await findNext(tx, sprint.id)) !== null) return;
  const { id, ...same } = sprint;
  const next = { ...same, previous: id, ...nextTimes(sprint, now) };
  const thread = state.thread === sprint.channel ? state.thread : null;
  const nextId = await insertSprint(tx, next, thread);
  const plan = state.members.get(leader)?.plan ?? null;
  const joined = { kind: "joined", member: leader, plan } as const;
  await recordSprint(tx, newSprint({ ...next, id: nextId }), [joined], { interaction: null, at: now });
}

function remindersOf(
  sprint: StoredSprint["sprint"],
  post: ReturnType<typeof postsOf>[number],
  people: readonly SprintPerson[],
): NewOccurrence[] {
  if (post.kind !== "last-day" && post.kind !== "end-day") return [];
  return people
    .filter(({ where }) => where === "direct")
    .flatMap((person) => {
      const at = afterQuiet(post.at, { ...person, zone: person.zone ?? sprint.zone });
      const isUseful = Temporal.Instant.compare(at, sprint.endsAt) < 0;
      return isUseful ? [reminderOf(sprint, person.member, { ...post, at, expiresAt: sprint.endsAt })] : [];
    });
}

/** At half time of a quiet sprint: another quiet one on the same topic. */
async function mergesOf(
  tx: Transaction,
  state: StoredSprint,
  now: Temporal.Instant,
): Promise<NewOccurrence[]> {
  if (state.sprint.topic === null || isOver(state.phase)) return [];
  const others = await loadLive(tx, state.sprint.guild, now);
  for (const other of others) {
    const proposal = mergeProposal(state, other, now);
    if (proposal === null) continue;
    const { gone, into } = proposal;
    return [mergeOf(gone.sprint, into.sprint.id, now, gone.sprint.endsAt)];
  }
  return [];
}
