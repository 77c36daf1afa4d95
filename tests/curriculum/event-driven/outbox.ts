import { DatabaseSync } from "node:sqlite";
import { numberOf } from "./cards.ts";

const ORDERS = 1000;
const POISON = 666;
type Message = { readonly id: number; readonly payload: string };

/** What the broker carries for an order: order 666's payload was cut off. */
const payloadOf = (order: number) =>
  order === POISON ? '{"customer": 6' : JSON.stringify({ customer: order % 50, points: 1 + (order % 9) });

/** Orders and their messages, sent apart from the order; every 40th sale dies between the two. */
export function sellApart(first: "order" | "message") {
  const orders = new Set<number>();
  const sent = new Set<number>();
  for (let order = 1; order <= ORDERS; order++) {
    const [one, other] = first === "order" ? [orders, sent] : [sent, orders];
    one.add(order);
    if (order % 40 !== 0) other.add(order);
  }
  return {
    silent: [...orders].filter((order) => !sent.has(order)).length,
    ghosts: [...sent].filter((order) => !orders.has(order)).length,
  };
}

/** Each order and its message in one transaction; every 40th is rolled back, as if the process had died. */
export function sellTogether(): DatabaseSync {
  const db = new DatabaseSync(":memory:");
  db.exec(`create table orders (id integer primary key);
    create table outbox (id integer primary key, payload text not null, sent integer not null default 0)`);
  for (let order = 1; order <= ORDERS; order++) {
    db.exec("begin");
    db.prepare("insert into orders values (?)").run(order);
    db.prepare("insert into outbox (id, payload) values (?, ?)").run(order, payloadOf(order));
    db.exec(order % 40 === 0 ? "rollback" : "commit");
  }
  return db;
}

/** Sends what is unsent, 50 at a time; every fourth batch it dies after sending and before marking, and starts again. */
export function relay(db: DatabaseSync): Message[] {
  const sent: Message[] = [];
  for (let batch = 1; ; batch++) {
    const next = db.prepare("select id, payload from outbox where sent = 0 order by id limit 50").all();
    if (next.length === 0) return sent;
    sent.push(...next.map(({ id, payload }) => ({ id: Number(id), payload: String(payload) })));
    if (batch % 4 === 0) continue;
    const mark = db.prepare("update outbox set sent = 1 where id = ?");
    for (const { id } of next) mark.run(Number(id));
  }
}

/** Books the points of each message, with or without a table of the ids that it has handled. */
export function consume(messages: readonly Message[], inbox: boolean) {
  const db = new DatabaseSync(":memory:");
  db.exec(`create table points (customer integer primary key, points integer);
    create table inbox (id integer primary key); create table parked (id integer primary key, payload text)`);
  let refused = 0;
  for (const { id, payload } of messages) {
    db.exec("begin");
    if (inbox && db.prepare("insert into inbox values (?) on conflict do nothing").run(id).changes === 0) {
      refused += 1;
      db.exec("rollback");
      continue;
    }
    const read = parsed(payload);
    if (read === null) db.prepare("insert into parked values (?, ?) on conflict do nothing").run(id, payload);
    else
      db.prepare(
        "insert into points values (?, ?) on conflict do update set points = points + excluded.points",
      ).run(read.customer, read.points);
    db.exec("commit");
  }
  return {
    refused,
    parked: numberOf(db, "select count(*) from parked"),
    points: numberOf(db, "select sum(points) from points"),
  };
}

function parsed(payload: string): { customer: number; points: number } | null {
  try {
    return JSON.parse(payload) as { customer: number; points: number };
  } catch {
    return null;
  }
}
