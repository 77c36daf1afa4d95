import { setTimeout as sleep } from "node:timers/promises";
import { mint } from "../../../src/domain/ids.ts";
import type { GuildId, MemberId } from "../../../src/domain/ids.ts";
import { decideSprint } from "../../../src/domain/sprint-moves.ts";
import type { SprintMove } from "../../../src/domain/sprint-moves.ts";
import { newSprint } from "../../../src/domain/sprint-fold.ts";
import { sprintTimes } from "../../../src/domain/sprint-time.ts";
import type { SprintId } from "../../../src/domain/sprint.ts";
import { noteSeen } from "../../../src/store/members.ts";
import { recordSprint } from "../../../src/store/sprint-record.ts";
import { insertSprint, loadLive, lockSprint } from "../../../src/store/sprints.ts";
import { seededRandom } from "../../support/random.ts";
import { openField } from "../field/field.ts";
import type { Field } from "../field/field.ts";
import { openSeams, SEAMS } from "../field/seams.ts";
import type { Seams } from "../field/seams.ts";
import { makeGroups } from "../field/groups.ts";
import type { Group } from "../field/groups.ts";
import { expectThat, problemsOf } from "../scenario.ts";
import type { Plan, Result, Scenario } from "../scenario.ts";

const GROUPS = 12;
const PROCESSES = 3;
const SEAM_MS = 4_000;
const KILLS_A_STEP = 2;
// Of the posts of a step so many may pass before the one at which the process dies.
const SKIPPED = 6;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** On how many of a week's days each of three members checks in: two see it through. */
const CHECK_INS = [6, 5, 1];
const RIGHT = "3 members in it, 3 heard of, 2 saw it through";

export const sprints: Scenario = {
  name: "SPRINTS",
  says: "recurring sprints live through virtual weeks, while processes are killed at six seams",
  unit: "kills",
  rounds: { full: 200, short: 4 },
  run: async (plan) => {
    await using field = await openField({ server: plan.server, processes: PROCESSES });
    const groups = await makeGroups({ standIn: field.standIn, db: field.database.db }, GROUPS, {
      change: { nextAt: null, from: null },
    });
    await using seams = await openSeams(field);
    // Awaited here: the field is gone when this function returns.
    return await liveThrough(field, { groups, seams, plan });
  },
};

type Run = { readonly groups: readonly Group[]; readonly seams: Seams; readonly plan: Plan };

async function liveThrough(field: Field, { groups, seams, plan }: Run): Promise<Result> {
  const random = seededRandom(plan.seed);
  const killed: Record<string, number> = {};
  let kills = 0;
  for (let number = 0; number < PROCESSES; number += 1) field.fleet.start();
  await Promise.all(field.fleet.running().map(({ ready }) => ready));
  const people = await populate(field, groups);
  const problems: string[] = [];

  /** Moves on, lets what falls due be delivered, and meanwhile kills who comes to a seam. */
  const step = async (ms: number): Promise<void> => {
    await field.moveTo(ms);
    for (let turn = 0; turn < KILLS_A_STEP && kills < plan.rounds; turn += 1) {
      const seam = SEAMS[Math.floor(random() * SEAMS.length)] ?? "after claim";
      const dead = await seams.killAt(seam, Math.floor(random() * SKIPPED), SEAM_MS);
      if (dead === null) break;
      kills += 1;
      killed[seam] = (killed[seam] ?? 0) + 1;
      field.fleet.start();
      plan.onProgress(kills);
    }
    await settled(field);
  };

  let weeks = 0;
  for (let start = field.standIn.clock.now(); kills < plan.rounds; start += 7 * DAY_MS) {
    weeks += 1;
    const ids = await running(field, groups);
    for (const [nth, id] of ids.entries()) await joinAll(field, id, people[nth] ?? []);
    for (let day = 0; day < 7; day += 1) {
      await step(start + day * DAY_MS + 6 * HOUR_MS + 60_000);
      for (const [nth, id] of ids.entries()) {
        const here = (people[nth] ?? []).filter((_, who) => day < (CHECK_INS[who] ?? 0));
        for (const member of here) await checkIn(field, id, member);
      }
    }
    await step(start + 7 * DAY_MS - 3 * HOUR_MS + 60_000);
    await step(start + 7 * DAY_MS + 30_000);
    problems.push(...wrongWrapUps(field, groups, { people, weeks }));
    await field.judge.collect();
    field.standIn.log.clear();
  }
  problems.push(...(await wrongPoints(field, weeks)));
  const verdict = field.judge.verdict();
  return {
    problems: [...problemsOf(verdict), ...problems, ...field.fleet.crashes],
    counts: { kills: killed, weeks, sprints: weeks * GROUPS, states: verdict.states },
  };
}

/** Three members in each group, and a recurring sprint of a week that begins at once. */
async function populate({ standIn, database }: Field, groups: readonly Group[]): Promise<MemberId[][]> {
  const now = Temporal.Instant.fromEpochMilliseconds(standIn.clock.now());
  const all: MemberId[][] = [];
  for (const { guild: id, channel } of groups) {
    const guild = mint<GuildId>(id);
    const members = CHECK_INS.map((_, nth) => {
      const user = standIn.world.addUser({ username: `member-${nth}` });
      standIn.world.addMember(id, user.id);
      return mint<MemberId>(user.id);
    });
    for (const member of members) {
      await noteSeen(database.db, { guild, member, displayName: "Member", at: now });
    }
    const sprint = {
      guild,
      channel,
      topic: null,
      goal: "Read a chapter",
      teamGoal: null,
      recurring: true,
      previous: null,
      ...sprintTimes(now, 7, "UTC", now),
    };
    await database.db.transaction(async (tx) => {
      const made = { ...sprint, id: await insertSprint(tx, sprint) };
      const joined = { kind: "joined", member: members[0]!, plan: "When I get up, I will read" } as const;
      await recordSprint(tx, newSprint(made), [joined], { interaction: null, at: now });
    });
    all.push(members);
  }
  return all;
}

/** The sprint of each group that runs now. */
async function running(field: Field, groups: readonly Group[]): Promise<SprintId[]> {
  await settled(field);
  const now = Temporal.Instant.fromEpochMilliseconds(field.standIn.clock.now());
  const ids: SprintId[] = [];
  for (const { guild } of groups) {
    const live = await loadLive(field.database.db, mint<GuildId>(guild), now, []);
    const [only] = live;
    if (live.length !== 1 || only?.phase !== "running") {
      throw new Error(`${live.length} sprints are live in a group, ${String(only?.phase)}`);
    }
    ids.push(only.sprint.id);
  }
  return ids;
}

async function joinAll(field: Field, id: SprintId, members: readonly MemberId[]): Promise<void> {
  for (const member of members) {
    await move(field, id, member, { kind: "join", member, plan: null, elsewhere: false });
  }
}

async function checkIn(field: Field, id: SprintId, member: MemberId): Promise<void> {
  const now = Temporal.Instant.fromEpochMilliseconds(field.standIn.clock.now());
  const day = now.toZonedDateTimeISO("UTC").toPlainDate();
  await move(field, id, member, { kind: "check-in", member, day, mark: "done", note: null });
}

/** What a click does, without the click. */
async function move(field: Field, id: SprintId, member: MemberId, what: SprintMove): Promise<void> {
  const at = Temporal.Instant.fromEpochMilliseconds(field.standIn.clock.now());
  await field.database.db.transaction(async (tx) => {
    const state = await lockSprint(tx, id, "share", [member]);
    const decision = state === null ? null : decideSprint(state, what, at);
    if (state === null || !decision?.ok) throw new Error(`${what.kind} was refused in sprint ${id}`);
    await recordSprint(tx, state, decision.actions, { interaction: null, at });
  });
}

/** Resolves when nothing that is due is open any more. */
async function settled({ database, standIn, fleet }: Field, timeoutMs = 90_000): Promise<void> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const { rows } = await database.pool.query<{ open: number }>(
      `select (select count(*) from occurrences where state in ('planned', 'claimed') and due_at <= $1)::int
        + (select count(*) from sprints where next_at <= $1)::int
        + (select count(*) from sprint_changes join sprints on sprints.id = sprint
            where card_message is not null or next_at is null)::int as open`,
      [new Date(standIn.clock.now())],
    );
    if (rows[0]?.open === 0) return;
    if (performance.now() > end || fleet.running().length === 0) {
      throw new Error(
        `${rows[0]?.open} are still open; ${fleet.crashes.join("\n") || "no process has ended"}`,
      );
    }
    await sleep(50);
  }
}

/** Each group has one wrap-up more than the week before, and it says what happened. */
function wrongWrapUps(
  { standIn }: Field,
  groups: readonly Group[],
  { people, weeks }: { readonly people: readonly (readonly MemberId[])[]; readonly weeks: number },
): string[] {
  return groups.flatMap(({ channel }, nth) => {
    const posts = standIn
      .view(people[nth]?.[0] ?? "", channel)
      .filter(({ embeds }) => embeds[0]?.title?.startsWith("Wrap-up"))
      .map(({ embeds }) => embeds[0]?.description ?? "");
    const wrong = posts.filter((text) => !text.includes(RIGHT));
    return [
      ...expectThat(posts.length === weeks, `${posts.length} wrap-ups after ${weeks} weeks`),
      ...expectThat(wrong.length === 0, `a wrap-up that is wrong: ${wrong[0]?.slice(0, 400)}`),
    ];
  });
}

/** Two in each sprint saw it through, and nobody has points for one twice. */
async function wrongPoints({ database }: Field, weeks: number): Promise<string[]> {
  const { rows } = await database.pool.query<{ times: number; points: number }>(
    "select count(*)::int as times, sum(points)::int as points from events where kind = 'sprint.finished' group by member, subject",
  );
  const twice = rows.filter(({ times, points }) => times !== 1 || points !== 20);
  return [
    ...expectThat(rows.length === weeks * GROUPS * 2, `${rows.length} have points, of ${weeks * GROUPS * 2}`),
    ...expectThat(twice.length === 0, `${twice.length} have other points than theirs`),
  ];
}
