import { DatabaseSync } from "node:sqlite";
import { numberOf } from "./cards.ts";

const STEP = 5;
const BATCH = 150;

/** Events written in second s: a lunch hour lasts from 200 to 259. */
const writtenIn = (s: number) => (s >= 200 && s < 260 ? 60 : 20);

/** A write side with its events, and a read model that is brought up to date every five seconds. */
export function twoSides() {
  const db = new DatabaseSync(":memory:");
  db.exec(`create table events (position integer primary key, second integer, card integer);
    create table sums (card integer primary key, topups integer); create table seen (position integer);
    insert into seen values (0)`);
  const insert = db.prepare("insert into events (second, card) values (?, ?)");
  const last = () => numberOf(db, "select coalesce(max(position), 0) from events");
  const seen = () => numberOf(db, "select position from seen");
  const oldest = () =>
    numberOf(db, "select coalesce(min(second), -1) from events where position > (select position from seen)");

  function write(second: number): number {
    for (let i = 0; i < writtenIn(second); i++) insert.run(second, (last() + 1) % 97);
    return last();
  }

  /** Applies the next events. `dies` is after the sums and before the position, `apart` without a transaction around both. */
  function project(crash: { readonly dies: boolean; readonly apart: boolean } | null = null): void {
    const upTo = Math.min(seen() + BATCH, last());
    if (!crash?.apart) db.exec("begin");
    db.exec(`insert into sums select card, count(*) from events where position > ${seen()} and position <= ${upTo}
      group by card on conflict (card) do update set topups = topups + excluded.topups`);
    if (crash?.dies) return crash.apart ? undefined : db.exec("rollback");
    db.exec(`update seen set position = ${upTo}`);
    if (!crash?.apart) db.exec("commit");
  }

  const total = () => numberOf(db, "select coalesce(sum(topups), 0) from sums");
  return { db, write, project, last, seen, oldest, total, [Symbol.dispose]: () => db.close() };
}

/** Ten minutes by a clock of their own: the backlog and the age of its oldest event, before each round of the projector. */
export function tenMinutes(sides: ReturnType<typeof twoSides>) {
  const rounds: { second: number; backlog: number; age: number; seen: number }[] = [];
  const positions: number[] = [];
  for (let second = 0; second < 600; second++) {
    positions.push(sides.write(second));
    if (second % STEP !== STEP - 1) continue;
    const before = { backlog: sides.last() - sides.seen(), age: second - sides.oldest() };
    sides.project();
    rounds.push({ second, ...before, seen: sides.seen() });
  }
  return { rounds, positions };
}
