import type { GuildId } from "../domain/ids.ts";
import type { SprintId } from "../domain/sprint.ts";
import type { Transaction } from "./database.ts";
import { eq, sql } from "./drizzle.ts";
import { sprints } from "./schema-sprints.ts";

/**
 * At most `limit` sprints in which something happens by itself, locked until the transaction ends. One in which somebody is doing something
 * at the moment is left to the next time.
 */
export async function lockDueSprints(
  tx: Transaction,
  now: Temporal.Instant,
  limit: number,
): Promise<SprintId[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    with due as materialized (
      select id from sprints where next_at <= ${now.toString()} order by next_at limit ${limit}
    )
    select sprints.id from sprints where id in (select id from due) order by id
    for no key update skip locked`);
  return rows.map(({ id }) => Number(id));
}

/** When the planner looks at a sprint again; null: never. */
export async function moveSprint(
  tx: Transaction,
  id: SprintId,
  nextAt: Temporal.Instant | null,
): Promise<void> {
  await tx.update(sprints).set({ nextAt }).where(eq(sprints.id, id));
}

/** Where the card of a sprint is now. */
export async function noteCard(
  tx: Transaction,
  id: SprintId,
  { channel, message }: { readonly channel: string; readonly message: string },
): Promise<void> {
  await tx.update(sprints).set({ cardChannel: channel, cardMessage: message }).where(eq(sprints.id, id));
}

/** The thread of a sprint; null: it has none any more. */
export async function noteThread(tx: Transaction, id: SprintId, thread: string | null): Promise<void> {
  await tx.update(sprints).set({ thread }).where(eq(sprints.id, id));
}

/** The entry of a sprint in the server's list of events. */
export async function noteEvent(tx: Transaction, id: SprintId, event: string): Promise<void> {
  await tx.update(sprints).set({ event }).where(eq(sprints.id, id));
}

export type Changed = { readonly sprint: SprintId; readonly guild: GuildId; readonly change: number };

/**
 * Takes away what was noted of changed cards, and names each of them once, with its last change. Not those whose next edit nobody has
 * claimed yet: that edit will read what is true when it is sent. What changes before a card is posted is left until it is.
 */
export async function takeChanges(tx: Transaction): Promise<readonly Changed[]> {
  const { rows } = await tx.execute<{ sprint: string; guild: GuildId; change: string }>(sql`
    with taken as (
      delete from sprint_changes using sprints where sprints.id = sprint_changes.sprint
        and (sprints.card_message is not null or sprints.next_at is null)
      returning sprint_changes.sprint, sprint_changes.id, sprints.guild, sprints.card_message
    )
    select sprint, guild, max(id) as change from taken
    where card_message is not null and not exists (select from occurrences as open
      where open.state = 'planned' and open.kind = 'sprint-edit' and open.guild = taken.guild
        and (open.payload ->> 'sprint')::bigint = taken.sprint)
    group by sprint, guild`);
  return rows.map(({ sprint, guild, change }) => ({ sprint: Number(sprint), guild, change: Number(change) }));
}
