import type { SubjectState } from "../domain/fold.ts";
import type { MemberId } from "../domain/ids.ts";
import type { Transaction } from "./database.ts";
import { and, eq, inArray, sql } from "./drizzle.ts";
import { certificationProgress, objectiveProgress, topicProgress } from "./schema.ts";

/** What the events on one member's subject amount to. */
export type Derived = { readonly member: MemberId; readonly state: SubjectState };

const CHUNK = 1_000; // rows in one statement: Postgres takes 65,535 parameters

/** Writes the rows of subjects that amount to something. Those that are there already are replaced. */
export async function writeProgress(tx: Transaction, derived: readonly Derived[]): Promise<void> {
  for (let start = 0; start < derived.length; start += CHUNK) {
    const chunk = derived.slice(start, start + CHUNK);
    await writeTopics(tx, chunk);
    await writeObjectives(tx, chunk);
    await writeCertifications(tx, chunk);
  }
}

async function writeTopics(tx: Transaction, derived: readonly Derived[]): Promise<void> {
  const rows = derived.flatMap(({ member, state }) =>
    state.kind === "topic" && state.progress ? [{ member, topic: state.topic, ...state.progress }] : [],
  );
  if (rows.length === 0) return;
  const target = [topicProgress.member, topicProgress.topic];
  const set = {
    state: sql`excluded.state`,
    since: sql`excluded.since`,
    link: sql`excluded.link`,
    event: sql`excluded.event`,
  };
  await tx.insert(topicProgress).values(rows).onConflictDoUpdate({ target, set });
}

async function writeObjectives(tx: Transaction, derived: readonly Derived[]): Promise<void> {
  const rows = derived.flatMap(({ member, state }) =>
    state.kind === "objective" && state.progress
      ? [{ member, objective: state.objective, ...state.progress }]
      : [],
  );
  if (rows.length === 0) return;
  const target = [objectiveProgress.member, objectiveProgress.objective];
  const set = { rev: sql`excluded.rev`, event: sql`excluded.event` };
  await tx.insert(objectiveProgress).values(rows).onConflictDoUpdate({ target, set });
}

async function writeCertifications(tx: Transaction, derived: readonly Derived[]): Promise<void> {
  const rows = derived.flatMap(({ member, state }) =>
    state.kind === "certification" && state.progress
      ? [{ member, certification: state.certification, ...state.progress }]
      : [],
  );
  if (rows.length === 0) return;
  const target = [certificationProgress.member, certificationProgress.certification];
  const set = { state: sql`excluded.state`, exam: sql`excluded.exam`, event: sql`excluded.event` };
  await tx.insert(certificationProgress).values(rows).onConflictDoUpdate({ target, set });
}

/** Removes the rows of subjects of which nothing is left. */
export async function removeProgress(
  tx: Transaction,
  member: MemberId,
  states: readonly SubjectState[],
): Promise<void> {
  const empty = states.filter(({ progress }) => progress === null);
  const topics = empty.flatMap((state) => (state.kind === "topic" ? [state.topic] : []));
  const objectives = empty.flatMap((state) => (state.kind === "objective" ? [state.objective] : []));
  const certifications = empty.flatMap((state) =>
    state.kind === "certification" ? [state.certification] : [],
  );
  if (topics.length > 0) {
    const theirs = and(eq(topicProgress.member, member), inArray(topicProgress.topic, topics));
    await tx.delete(topicProgress).where(theirs);
  }
  if (objectives.length > 0) {
    const theirs = and(
      eq(objectiveProgress.member, member),
      inArray(objectiveProgress.objective, objectives),
    );
    await tx.delete(objectiveProgress).where(theirs);
  }
  if (certifications.length > 0) {
    const theirs = and(
      eq(certificationProgress.member, member),
      inArray(certificationProgress.certification, certifications),
    );
    await tx.delete(certificationProgress).where(theirs);
  }
}
