import type { Action, Event } from "../../src/domain/event.ts";
import { mint } from "../../src/domain/ids.ts";
import type { GuildId, InteractionId, MemberId } from "../../src/domain/ids.ts";
import type { Database } from "../../src/store/database.ts";
import { eraseMember, eraseMemberInGuild } from "../../src/store/erase.ts";
import { removeGuild } from "../../src/store/guilds.ts";
import { noteSeen, saveProfile } from "../../src/store/members.ts";
import { markDeparted } from "../../src/store/scores.ts";
import { act, entry, nextInteraction, NOW, person, profileOf, undoOf } from "./people.ts";

// Members who do anything at all, in any order, at the same time as others.

/** Days on both sides of the end of a week, a month, a season and a year. */
const DAYS = [
  "2026-11-22",
  "2026-11-23",
  "2026-11-30",
  "2026-12-01",
  "2026-12-31",
  "2027-01-01",
  "2027-01-04",
];

export type Life = {
  readonly member: MemberId;
  readonly random: () => number;
  readonly guilds: readonly GuildId[];
  /** What was recorded and not taken back, and under which interaction. */
  done: Event[];
  readonly interactions: InteractionId[];
};

/** A life that is not begun yet. Lives of one batch meet in the same guilds. */
export function newLife(nth: number, random: () => number, guilds: readonly GuildId[]): Life {
  return { member: person(nth), random, guilds, done: [], interactions: [] };
}

/** Several things in a row. */
export async function live(db: Database, life: Life): Promise<void> {
  const length = 2 + pick(life, 6);
  for (let step = 0; step < length; step++) await doSomething(db, life);
}

const pick = ({ random }: Life, count: number) => Math.floor(random() * count);
const oneOf = <T>(life: Life, list: readonly T[]): T => list[pick(life, list.length)] as T;

async function doSomething(db: Database, life: Life): Promise<void> {
  const { member, random } = life;
  const guild = oneOf(life, life.guilds);
  const chance = random();
  if (chance < 0.45) return recordSome(db, life);
  if (chance < 0.6) return takeBack(db, life);
  if (chance < 0.65) return repeat(db, life);
  if (chance < 0.78) {
    const profile = profileOf(member, { visible: random() < 0.7 });
    return db.transaction((tx) => saveProfile(tx, profile, NOW));
  }
  if (chance < 0.92) return noteSeen(db, { guild, member, displayName: `n${pick(life, 3)}`, at: NOW });
  if (chance < 0.96) return markDeparted(db, guild, [member, person(pick(life, 50))]);
  if (chance < 0.98) return db.transaction((tx) => eraseMemberInGuild(tx, member, guild));
  if (chance < 0.995) return removeGuild(db, guild);
  life.done = [];
  return db.transaction((tx) => eraseMember(tx, member));
}

async function recordSome(db: Database, life: Life): Promise<void> {
  const entries = Array.from({ length: 1 + pick(life, 3) }, () =>
    entry(anyAction(life), oneOf(life, [0, 0, 5, 5, 10, 17]), {
      localDate: Temporal.PlainDate.from(oneOf(life, DAYS)),
    }),
  );
  const guild = life.random() < 0.1 ? null : oneOf(life, life.guilds);
  const interaction = nextInteraction();
  life.interactions.push(interaction);
  life.done.push(...(await act(db, life.member, entries, { guild, interaction })));
}

async function takeBack(db: Database, life: Life): Promise<void> {
  if (life.done.length === 0) return;
  const [event] = life.done.splice(pick(life, life.done.length), 1);
  if (event) await act(db, life.member, [undoOf(event)], { guild: oneOf(life, life.guilds) });
}

async function repeat(db: Database, life: Life): Promise<void> {
  if (life.done.length === 0) return; // erased meanwhile: nobody knows the interaction any more
  const interaction = oneOf(life, life.done).interaction;
  await act(db, life.member, [entry(anyAction(life), 1000)], { interaction });
}

function anyAction(life: Life): Action {
  const subject = `s${pick(life, 4)}`;
  const exam = oneOf(life, [null, Temporal.PlainDate.from("2027-03-01")]);
  return oneOf<Action>(life, [
    { kind: "topic.started", topic: mint(subject) },
    { kind: "topic.done", topic: mint(subject), link: oneOf(life, [null, "https://example.org/🦉"]) },
    { kind: "topic.known", topic: mint(subject) },
    { kind: "topic.skipped", topic: mint(subject) },
    { kind: "objective.checked", objective: mint(subject), rev: 1 + pick(life, 3) },
    { kind: "objective.checked", objective: mint(`${subject}/x`), rev: 1 },
    { kind: "certification.planned", certification: mint(subject), exam },
    {
      kind: "certification.booked",
      certification: mint(subject),
      exam: Temporal.PlainDate.from("2027-02-01"),
    },
    { kind: "certification.passed", certification: mint(subject) },
    { kind: "certification.dropped", certification: mint(subject) },
  ]);
}
