import type { Subject } from "../domain/event.ts";
import type { CertificationId, ChoiceId, MemberId, ObjectiveId, OptionId, TopicId } from "../domain/ids.ts";
import type { Profile } from "../domain/profile.ts";
import type { CertificationState, MemberProgress, TopicState } from "../domain/progress.ts";
import type { Target } from "../domain/targets.ts";
import type { Connection } from "./database.ts";
import { readPrepared } from "./prepared.ts";
import type { Prepared } from "./prepared.ts";

// A member as one statement reads them; members.ts makes of it what others ask for.

// Rows as JSON arrays: short on the wire, and each list comes in its place.
export type Read = {
  zone: string | null;
  hours: number | null;
  visible: boolean | null;
  choices: [ChoiceId, OptionId][] | null;
  topics: [TopicId, TopicState, string, string | null, number][] | null;
  objectives: [ObjectiveId, number, number][] | null;
  certifications: [CertificationId, CertificationState, string | null, number][] | null;
  targets: ReadTarget[] | null;
  dayEnd: number | null;
  earned: [Subject, number][] | null;
};

type ReadTarget = [TopicId, string, number | null, string | null, number, string | null];

/** One statement for everything. With a day, also what earned or gave back points on it. */
export async function readMember(
  db: Connection,
  member: MemberId,
  day: Temporal.PlainDate | null,
): Promise<Read> {
  const read =
    day === null
      ? await readPrepared<Read>(db, MEMBER, [member])
      : await readPrepared<Read>(db, MEMBER_AND_DAY, [member, day.toString()]);
  return read ?? NOBODY;
}

// Whoever has no row in members has none elsewhere.
const NOBODY: Read = {
  zone: null,
  hours: null,
  visible: null,
  choices: null,
  topics: null,
  objectives: null,
  certifications: null,
  targets: null,
  dayEnd: null,
  earned: null,
};

const MEMBER: Prepared = { name: "member", text: memberSql("null") };
const MEMBER_AND_DAY: Prepared = {
  name: "member-and-day",
  text: memberSql(`(select json_agg(json_build_array(subject, points) order by id) from events
    where member = $1 and local_date = $2 and points <> 0)`),
};

function memberSql(earned: string): string {
  return `select json_build_object(
    'zone', zone, 'hours', hours_per_week, 'visible', visible,
    'choices', (select json_agg(json_build_array(choice, option)) from member_choices where member = $1),
    'topics', (select json_agg(json_build_array(topic, state, since, link, event)) from topic_progress
      where member = $1),
    'objectives', (select json_agg(json_build_array(objective, rev, event)) from objective_progress
      where member = $1),
    'certifications', (select json_agg(json_build_array(certification, state, exam, event))
      from certification_progress where member = $1),
    'targets', (select json_agg(json_build_array(topic, target, hours, moved_from, moves, let_go)
      order by target, topic) from topic_targets where member = $1),
    'dayEnd', (select day_end from member_reminders where member = $1),
    'earned', ${earned})
    from members where id = $1`;
}

/** The profile; null before it was first saved. */
export function readProfile(member: MemberId, { zone, hours, visible, choices }: Read): Profile | null {
  if (zone === null || hours === null || visible === null) return null;
  return { member, zone, hoursPerWeek: hours, visible, choices: new Map(choices) };
}

/** The way through the roadmap. */
export function readProgress({ topics, objectives, certifications }: Read): MemberProgress {
  return {
    topics: new Map(
      topics?.map(([topic, state, since, link, event]) => [
        topic,
        { state, since: Temporal.Instant.from(since), link, event },
      ]),
    ),
    objectives: new Map(objectives?.map(([objective, rev, event]) => [objective, { rev, event }])),
    certifications: new Map(
      certifications?.map(([certification, state, exam, event]) => [
        certification,
        { state, exam: exam === null ? null : Temporal.PlainDate.from(exam), event },
      ]),
    ),
  };
}

/** A date that was set for a topic. */
export function readTarget([topic, date, hours, movedFrom, times, letGo]: ReadTarget): Target {
  return {
    topic,
    date: Temporal.PlainDate.from(date),
    hours,
    moved: movedFrom === null ? null : { from: Temporal.PlainDate.from(movedFrom), times },
    letGo: letGo === null ? null : Temporal.PlainDate.from(letGo),
  };
}
