import type { GuildId, MemberId, TopicId } from "../domain/ids.ts";
import { mint } from "../domain/ids.ts";
import type {
  Activity,
  CheckIn,
  Mark,
  Phase,
  Sprint,
  SprintId,
  SprintMember,
  SprintState,
} from "../domain/sprint.ts";
import type { Connection } from "./database.ts";
import { readPrepared } from "./prepared.ts";

// Sprints as one statement reads them; sprints.ts says what is asked.

/** A sprint's state, and where it is shown. */
export type StoredSprint = SprintState & {
  readonly card: { readonly channel: string; readonly message: string } | null;
  /** The thread in which it talks. */
  readonly thread: string | null;
  readonly event: string | null;
};

// Rows as Postgres writes them into JSON; the lists within in short arrays, each value in its place.
type Json = {
  sprint: {
    id: SprintId;
    guild: GuildId;
    channel: string;
    topic: TopicId | null;
    goal: string | null;
    team_goal: number | null;
    zone: string;
    days: number;
    opens_at: string;
    starts_at: string;
    ends_at: string;
    recurring: boolean;
    previous: SprintId | null;
    phase: Phase;
    early: boolean;
    merged_into: SprintId | null;
    card_channel: string | null;
    card_message: string | null;
    thread: string | null;
    event: string | null;
  };
  leader: MemberId | null;
  members: MemberJson[] | null;
};
type MemberJson = {
  member: string;
  active: boolean;
  since: number;
  joined: string;
  plan: string | null;
  days: [day: string, mark: Mark, note: string | null, event: number][] | null;
  minutes: [day: string, activity: Activity, minutes: number][] | null;
};

/** Of whom to read: of everybody, or of these. */
export type Whom = readonly MemberId[] | "all";
const EVERYBODY = "*";

// Whoever has left the server is not in it. Who leads is the first who is there: read in order, and no further than that.
const sprintsSql = (where: string): string => `
  select json_agg(json_build_object('sprint', to_json(sprints),
    'leader', (select own.member from (select member from sprint_members
        where sprint = sprints.id and active order by since offset 0) as own
      where exists (select from guild_members as there
        where there.guild = sprints.guild and there.member = own.member and there.present) limit 1),
    'members', (select json_agg(json_build_object('member', own.member,
        'active', own.active and coalesce(there.present, false),
        'since', own.since, 'joined', own.joined_at, 'plan', own.plan,
        'days', (select json_agg(json_build_array(day, mark, note, event)) from sprint_days as day
          where day.sprint = own.sprint and day.member = own.member),
        'minutes', (select json_agg(json_build_array(day, activity, minutes)) from sprint_minutes as worked
          where worked.sprint = own.sprint and worked.member = own.member)) order by own.since)
      from sprint_members as own
      left join guild_members as there on there.guild = sprints.guild and there.member = own.member
      where own.sprint = sprints.id and ($1 = '${EVERYBODY}' or own.member = any(string_to_array($1, ','))))
  ) order by sprints.id) from sprints where ${where}`;

/** Over by its time, whether or not that was written down yet. */
export const LIVE = "sprints.phase in ('scheduled', 'open', 'running') and sprints.ends_at >";

const BY_ID = { name: "sprints-by-id", text: sprintsSql("id = any(string_to_array($2, ',')::bigint[])") };
const OF_GUILD = { name: "sprints-of-guild", text: sprintsSql(`guild = $2 and ${LIVE} $3::timestamptz`) };

/** Sprints by their ids, in that order. */
export async function readSprints(
  db: Connection,
  ids: readonly SprintId[],
  whom: Whom,
): Promise<StoredSprint[]> {
  const read = await readPrepared<Json[]>(db, BY_ID, [whomText(whom), ids.join(",")]);
  return (read ?? []).map(toStored);
}

/** The sprints of a server that are not over. */
export async function readLive(
  db: Connection,
  guild: GuildId,
  now: Temporal.Instant,
  whom: Whom,
): Promise<StoredSprint[]> {
  const read = await readPrepared<Json[]>(db, OF_GUILD, [whomText(whom), guild, now.toString()]);
  return (read ?? []).map(toStored);
}

const whomText = (whom: Whom): string => (whom === "all" ? EVERYBODY : whom.join(","));

function toStored({ sprint: row, leader, members }: Json): StoredSprint {
  const { card_channel: channel, card_message: message } = row;
  return {
    sprint: toSprint(row),
    phase: row.phase,
    early: row.early,
    mergedInto: row.merged_into,
    leader,
    members: new Map(members?.map(toMember)),
    card: channel === null || message === null ? null : { channel, message },
    thread: row.thread,
    event: row.event,
  };
}

function toSprint(row: Json["sprint"]): Sprint {
  const { id, guild, channel, topic, goal, zone, days, recurring, previous } = row;
  return {
    id,
    guild,
    channel,
    topic,
    goal,
    zone,
    days,
    recurring,
    previous,
    teamGoal: row.team_goal,
    opensAt: Temporal.Instant.from(row.opens_at),
    startsAt: Temporal.Instant.from(row.starts_at),
    endsAt: Temporal.Instant.from(row.ends_at),
  };
}

function toMember(json: MemberJson): readonly [MemberId, SprintMember] {
  const checkIns = new Map(
    json.days?.map(([day, mark, note, event]): [string, CheckIn] => [day, { mark, note, event }]),
  );
  const minutes = new Map<string, Partial<Record<Activity, number>>>();
  for (const [day, activity, count] of json.minutes ?? []) {
    minutes.set(day, { ...minutes.get(day), [activity]: count });
  }
  const { active, since, plan } = json;
  const joinedAt = Temporal.Instant.from(json.joined);
  return [mint<MemberId>(json.member), { active, since, joinedAt, plan, checkIns, minutes }];
}
