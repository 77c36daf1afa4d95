import { wallInstant } from "./schedule.ts";
import type { Sprint } from "./sprint.ts";
import { datesOf } from "./sprint-time.ts";

/** What a sprint posts by itself while it goes on. Its card and its wrap-up come with its opening and its end. */
export type SprintPostKind = "warning" | "start" | "check-in" | "half" | "last-day" | "end-day";
export type SprintPost = {
  readonly kind: SprintPostKind;
  readonly at: Temporal.Instant;
  /** From then on it is no longer worth sending. */
  readonly expiresAt: Temporal.Instant;
};

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
// When people are home, and before they put it off until tomorrow.
const EVENING = new Temporal.PlainTime(18);
const MORNING = new Temporal.PlainTime(9);
/** A check-in so near to the beginning or the end asks nothing new. */
const MARGIN_MS = 3 * HOUR_MS;
const BEFORE_END_MS = 12 * HOUR_MS;
/** Until the next one asks the same. */
const LIFE_MS = 24 * HOUR_MS;
/** Up to two weeks there is a check-in each day, in a longer one every third. */
const DAILY_UP_TO = 14;
const EVERY = 3;

/** All that a sprint posts, by its times; oldest first. */
export function postsOf(sprint: Sprint): readonly SprintPost[] {
  const posts = [...beforeStart(sprint), ...evenings(sprint), ...endDay(sprint)];
  return posts.toSorted((one, other) => Temporal.Instant.compare(one.at, other.at));
}

/** The next moment after an instant at which something happens in a sprint by itself; null: nothing more. */
export function nextMoment(sprint: Sprint, after: Temporal.Instant): Temporal.Instant | null {
  const moments = [sprint.opensAt, sprint.startsAt, sprint.endsAt, ...postsOf(sprint).map(({ at }) => at)];
  return (
    moments
      .filter((at) => Temporal.Instant.compare(at, after) > 0)
      .toSorted((one, other) => Temporal.Instant.compare(one, other))[0] ?? null
  );
}

function beforeStart({ opensAt, startsAt, endsAt }: Sprint): SprintPost[] {
  const ahead = ms(opensAt, startsAt);
  if (ahead === 0) return [];
  const lead = ahead >= 3 * HOUR_MS ? HOUR_MS : ahead >= 30 * MINUTE_MS ? 10 * MINUTE_MS : null;
  const half = startsAt.add({ milliseconds: Math.floor(ms(startsAt, endsAt) / 2) });
  return [
    ...(lead === null
      ? []
      : [{ kind: "warning", at: startsAt.subtract({ milliseconds: lead }), expiresAt: startsAt } as const]),
    { kind: "start", at: startsAt, expiresAt: half },
  ];
}

/** The check-ins. The one in the middle asks the silent, the last one says that it ends tomorrow. */
function evenings(sprint: Sprint): SprintPost[] {
  const { startsAt, endsAt, zone, days } = sprint;
  const slots = datesOf(sprint)
    .map((date) => wallInstant(date, EVENING, zone))
    .filter((at) => ms(startsAt, at) >= MARGIN_MS && ms(at, endsAt) >= MARGIN_MS);
  const last = slots.findLastIndex((at) => ms(at, endsAt) >= BEFORE_END_MS);
  const half = slots.length < 3 ? -1 : Math.floor((slots.length - 1) / 2);
  return slots.flatMap((at, i): SprintPost[] => {
    const expiresAt = at.add({ milliseconds: LIFE_MS });
    if (i === half && i !== last) return [{ kind: "half", at, expiresAt }];
    if (i === last && i > 0) return [{ kind: "last-day", at, expiresAt }];
    return days <= DAILY_UP_TO || i % EVERY === 0 ? [{ kind: "check-in", at, expiresAt }] : [];
  });
}

/** The morning of the day on which it ends. */
function endDay({ endsAt, startsAt, zone, days }: Sprint): SprintPost[] {
  const at = wallInstant(endsAt.toZonedDateTimeISO(zone).toPlainDate(), MORNING, zone);
  const isUseful = days > 1 && ms(at, endsAt) >= MARGIN_MS && ms(startsAt, at) >= MARGIN_MS;
  return isUseful ? [{ kind: "end-day", at, expiresAt: endsAt }] : [];
}

function ms(from: Temporal.Instant, to: Temporal.Instant): number {
  return to.epochMilliseconds - from.epochMilliseconds;
}
