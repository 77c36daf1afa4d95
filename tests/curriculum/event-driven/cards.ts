import { DatabaseSync } from "node:sqlite";

const CARDS = 97;

type Command = { readonly card: number; readonly type: "topup" | "pay"; readonly amount: number };

/** Command c of the canteen's cards, counted from 1. */
function command(c: number): Command {
  const topup = c % 4 === 0;
  return { card: (c * 7) % CARDS, type: topup ? "topup" : "pay", amount: topup ? 20 : 3 + (c % 9) };
}

/** An empty log that can only grow. `file` is for what looks into its bytes. */
export function emptyLog(file = ":memory:"): DatabaseSync {
  const db = new DatabaseSync(file);
  db.exec(`create table events (position integer primary key, card integer not null, version integer not null,
    command integer, type text not null, data text not null, unique (card, version))`);
  for (const change of ["update", "delete"])
    db.exec(
      `create trigger no_${change} before ${change} on events begin select raise(abort, 'events stay'); end`,
    );
  return db;
}

export const numberOf = (db: DatabaseSync, query: string) =>
  Number(Object.values(db.prepare(query).get() ?? {})[0]);

const SIGNED = "iif(type = 'topup', 1, -1) * coalesce(data ->> 'amount', 0)";

/** What a card holds by its events, up to a command. */
export function balanceOf(db: DatabaseSync, card: number, upTo = Infinity): number {
  const until = Number.isFinite(upTo) ? `and command <= ${upTo}` : "";
  return numberOf(db, `select coalesce(sum(${SIGNED}), 0) from events where card = ${card} ${until}`);
}

export const totalOf = (db: DatabaseSync) => numberOf(db, `select sum(${SIGNED}) from events`);

export const versionOf = (db: DatabaseSync, card: number) =>
  numberOf(db, `select coalesce(max(version), 0) from events where card = ${card}`);

type New = { readonly card: number; readonly type: string; readonly data: object; readonly command?: number };

/** Appends behind the version that the writer has read; throws where the card has moved on since. */
export function append(db: DatabaseSync, event: New, expected: number): void {
  db.prepare("insert into events (card, version, command, type, data) values (?, ?, ?, ?, ?)").run(
    event.card,
    expected + 1,
    event.command ?? null,
    event.type,
    JSON.stringify(event.data),
  );
}

/** Decides commands 1 to `last`, and returns how many were refused. `dataOf` says what an event keeps of its command. */
export function decideAll(
  db: DatabaseSync,
  last: number,
  dataOf: (c: number, amount: number) => object = (_, amount) => ({ amount }),
  opening: (card: number) => object = () => ({}),
): number {
  const held = new Map<number, { balance: number; version: number }>();
  let refused = 0;
  db.exec("begin");
  for (let c = 1; c <= last; c++) {
    const { card, type, amount } = command(c);
    let { balance, version } = held.get(card) ?? { balance: 0, version: 0 };
    if (version === 0) append(db, { card, type: "opened", data: opening(card) }, version++);
    if (type === "pay" && amount > balance) refused += 1;
    else {
      append(db, { card, type, data: dataOf(c, amount), command: c }, version++);
      balance += type === "topup" ? amount : -amount;
    }
    held.set(card, { balance, version });
  }
  db.exec("commit");
  return refused;
}
