import { DatabaseSync } from "node:sqlite";

type Case = {
  readonly fault: string;
  /** The right query with this one fault of the draft put back: what is replaced by what. */
  readonly back: readonly [right: string, draft: string];
  readonly rows: string;
  readonly result: readonly [country: string, customers: number, net: number][];
};

const order = (id: number, customer: number, at: string, status = "paid") =>
  `insert into orders values (${id}, ${customer}, '${at}', 100, '${status}');`;
const NOON = "2026-03-10 12:00:00";

/** Six things that can go wrong, with rows that show each, and the result as worked out by hand. */
export const CASES: readonly Case[] = [
  {
    fault: "orders counted instead of customers",
    back: ["count(distinct o.customer)", "count(o.customer)"],
    rows: `insert into customers values (1, 'AT'); ${order(1, 1, NOON)} ${order(2, 1, NOON)}`,
    result: [["AT", 1, 200]],
  },
  {
    fault: "refunds doubling amounts",
    back: ["left join back b", "left join refunds b"],
    rows: `insert into customers values (1, 'AT'); ${order(1, 1, NOON)} insert into refunds values (1, 20), (1, 30);`,
    result: [["AT", 1, 50]],
  },
  {
    fault: "NULL without refunds",
    back: ["coalesce(b.amount, 0)", "b.amount"],
    rows: `insert into customers values (1, 'AT'); ${order(1, 1, NOON)}`,
    result: [["AT", 1, 100]],
  },
  {
    fault: "31 March",
    back: ["o.at < '2026-04-01'", "o.at <= '2026-03-31'"],
    rows: `insert into customers values (1, 'AT'); ${order(1, 1, "2026-03-31 09:00:00")}`,
    result: [["AT", 1, 100]],
  },
  {
    fault: "cancelled orders",
    back: [" and o.status = 'paid'", ""],
    rows: `insert into customers values (1, 'AT'); ${order(1, 1, NOON)} ${order(2, 1, NOON, "cancelled")}`,
    result: [["AT", 1, 100]],
  },
  {
    fault: "unknown customers",
    back: ["left join customers", "join customers"],
    rows: `insert into customers values (1, 'AT'); ${order(1, 1, NOON)} ${order(2, 9, NOON)}`,
    result: [
      ["AT", 1, 100],
      ["unknown", 1, 100],
    ],
  },
];

/** What a query returns on some rows, as lists. */
export function resultOf(query: string, rows: string): unknown[][] {
  using db = new DatabaseSync(":memory:");
  db.exec(`create table customers (id integer primary key, country text); create table refunds (order_id integer, amount integer);
    create table orders (id integer primary key, customer integer, at text, amount integer, status text); ${rows}`);
  return db
    .prepare(query)
    .all()
    .map((row) => Object.values(row));
}
