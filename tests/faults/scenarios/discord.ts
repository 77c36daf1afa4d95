import { setTimeout as sleep } from "node:timers/promises";
import { disturbFanOut } from "../fan-out.ts";
import type { Scene } from "../fan-out.ts";
import { expectThat, problemsOf } from "../scenario.ts";
import type { Scenario } from "../scenario.ts";
import { openField } from "../field/field.ts";
import type { Field } from "../field/field.ts";
import { makeGroups } from "../field/groups.ts";
import { isPost } from "../field/discord.ts";

const POST = "POST /channels/:channel/messages";
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const STORM_SHARE = 0.1;
const IN_FLIGHT = 5; // what is sent in a tenth of a second

type Pause = { readonly from: number; readonly until: number };

/** Limits of every kind, one of them without saying for how long. */
export const storms: Scenario = {
  name: "F6",
  says: "storms of 429: for the bot, for a channel, shared, and one without a word of when to come back",
  unit: "weeks of prompts",
  rounds: { full: 20, short: 1 },
  run: (plan) => {
    const pauses: Pause[] = [];
    const during = { sends: 0, pauses: 0 };
    return disturbFanOut(plan, {
      processes: 1,
      disturb: async ({ field, random }) => {
        const { doors, standIn } = field;
        doors.hook = (_, req) => {
          if (!isPost(req)) return false;
          const now = performance.now();
          if (pauses.some(({ from, until }) => now > from && now < until)) during.sends += 1;
          if (random() >= STORM_SHARE) return false;
          const route = `POST ${(req.url ?? "").replace("/api/v10", "")}`;
          const kind = (["429-global", "429-user", "429-shared", "bare"] as const)[Math.floor(random() * 4)]!;
          const retryAfter = 0.2 + random() * 1.5;
          if (kind === "bare") standIn.faults.next({ route, kind: "refusal", status: 429 });
          else standIn.faults.next({ route, kind, retryAfter });
          if (kind === "429-global") pauses.push({ from: now, until: now + retryAfter * 1_000 - 20 });
          return false;
        };
        await untilNearlyOver(field);
        doors.hook = null;
        during.pauses += pauses.length;
        pauses.length = 0;
      },
      patienceMs: 120_000,
      // What was on its way when the limit was told may still arrive.
      check: () =>
        expectThat(
          during.sends <= during.pauses * IN_FLIGHT,
          `${during.sends} posts came during ${during.pauses} pauses of the whole bot`,
        ),
      count: () => ({ during }),
    });
  },
};

/** Discord takes a post and does not say so, or does not take it and says as little. */
export const lostAnswers: Scenario = {
  name: "F7",
  says: "three posts in ten are taken and answered by 502, a reset or silence; one in ten is lost before",
  unit: "weeks of prompts",
  rounds: { full: 20, short: 1 },
  run: (plan) =>
    disturbFanOut(plan, {
      processes: 1,
      groups: 30,
      forumEvery: 7,
      disturb: async ({ field, random }) => {
        const { doors, standIn } = field;
        doors.hook = (_, req) => {
          const chance = random();
          if (!isPost(req) || chance >= 0.4) return false;
          const route = `POST ${(req.url ?? "").replace("/api/v10", "")}`;
          const after = (["5xx-after", "reset-after", "hang-after"] as const)[Math.floor(random() * 3)]!;
          const before = (["5xx-before", "reset-before"] as const)[Math.floor(random() * 2)]!;
          standIn.faults.next({ route, kind: chance < 0.3 ? after : before, status: 502 });
          return false;
        };
        await untilNearlyOver(field);
        doors.hook = null;
      },
      patienceMs: 180_000,
    }),
};

/** Discord is away over one Monday at nine, or over two, and back some hours later. */
export const outage: Scenario = {
  name: "F8",
  says: "Discord is down over Monday at nine, or over two Mondays: afterwards one prompt, and not of last week",
  unit: "outages",
  rounds: { full: 20, short: 2 },
  run: async ({ server, rounds, onProgress }) => {
    const GROUPS = 20;
    await using field = await openField({ server, standIn: { identifyIntervalMs: 0 } });
    await makeGroups({ standIn: field.standIn, db: field.database.db }, GROUPS);
    await field.fleet.start().ready;
    const wrong: string[] = [];
    let sent = 0;
    for (let round = 0; round < rounds; round += 1) {
      const mondays = 1 + (round % 2);
      const up = field.standIn.faults.always({ kind: "5xx-before", status: 503 });
      field.standIn.faults.dropSocket();
      for (let monday = 0; monday < mondays; monday += 1) {
        await field.nextMonday();
        await sleep(2_500);
        await pass(field, 3 * HOUR_MS);
        await sleep(1_200);
      }
      up();
      await eventually(field);
      await field.judge.collect();
      const week = await field.database.pool.query<{ message: string }>(
        "select message from occurrences where state = 'sent' and due_at > $1",
        [new Date(field.standIn.clock.now() - 7 * 24 * HOUR_MS)],
      );
      const created = field.standIn.log.of(POST).filter(({ message }) => message?.created);
      const fresh = new Set(week.rows.map(({ message }) => message));
      const stale = created.filter(({ message }) => !fresh.has(message?.id ?? "")).length;
      const told = created.filter(({ body }) =>
        JSON.stringify(body).includes("I was away for 1 weekly prompt"),
      );
      wrong.push(
        ...expectThat(
          created.length === GROUPS,
          `outage ${round}: ${created.length} prompts for ${GROUPS} groups`,
        ),
        ...expectThat(stale === 0, `outage ${round}: ${stale} prompts are of a week that is over`),
        ...expectThat(
          told.length === (mondays - 1) * GROUPS,
          `outage ${round}: ${told.length} tell of a missed prompt`,
        ),
      );
      sent += created.length;
      field.standIn.log.clear();
      onProgress(round + 1);
    }
    const verdict = field.judge.verdict();
    return {
      problems: [
        ...problemsOf(verdict, (state) => state === "week skipped expired"),
        ...wrong,
        ...field.fleet.crashes,
      ],
      counts: { outages: rounds, sent, states: verdict.states },
    };
  },
};

/** Until most of what was due is over: retries go on after the trouble has ended. */
async function untilNearlyOver(field: Scene["field"]): Promise<void> {
  const end = performance.now() + 20_000;
  while (performance.now() < end) {
    const { rows } = await field.database.pool.query<{ open: number }>(
      "select count(*)::int as open from occurrences where state in ('planned', 'claimed') and attempts < 2",
    );
    const { rows: all } = await field.database.pool.query<{ due: number }>(
      "select count(*)::int as due from guild_settings where next_at <= $1",
      [new Date(field.standIn.clock.now())],
    );
    if (rows[0]?.open === 0 && all[0]?.due === 0) return;
    await sleep(100);
  }
}

const pass = (field: Field, ms: number): Promise<void> => field.moveTo(field.standIn.clock.now() + ms);

/** Retries are minutes apart by then: lets the minutes pass. */
async function eventually(field: Field): Promise<void> {
  for (let turn = 0; turn < 8; turn += 1) {
    await pass(field, 6 * MINUTE_MS);
    const isSettled = await field.settled(4_000).then(
      () => true,
      () => false,
    );
    if (isSettled) return;
  }
  await field.settled();
}
