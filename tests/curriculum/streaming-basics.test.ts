import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { exerciseOf, readMaterial, written } from "./material.ts";

const material = readMaterial("streaming-basics");
const claims = (week: number) => exerciseOf(material, week).works_when;
const says = (week: number, ...numbers: number[]) => {
  for (const number of numbers) expect(claims(week)).toContain(written(number));
};

describe("one metric, two ways", () => {
  const HOUR = 3600;
  type Sale = { readonly happened: number; readonly arrived: number; readonly amount: number };

  /** Seconds since midnight, in order of arrival. */
  function sales(): Sale[] {
    const delay = (n: number) => (n % 480 === 477 ? 25 * HOUR : n % 40 === 39 ? 12 * 60 : 5);
    const all = Array.from({ length: 2880 }, (_, n) => {
      return { happened: n * 30, arrived: n * 30 + delay(n), amount: n % 50 };
    });
    return all.toSorted((a, b) => a.arrived - b.arrived);
  }

  const sum = (some: readonly Sale[]) => some.reduce((total, { amount }) => total + amount, 0);
  /** When the stream publishes the hour in which a sale happened. */
  const published = ({ happened }: Sale) => (Math.floor(happened / HOUR) + 1) * HOUR + 10 * 60;

  test("week 1: the batch misses six events, the stream thirty, and as many corrections reach the truth", () => {
    const all = sales();
    const inBatch = all.filter(({ arrived }) => arrived <= 25 * HOUR);
    const inTime = all.filter((sale) => sale.arrived <= published(sale));
    expect([all.length - inBatch.length, all.length - inTime.length]).toEqual([6, 30]);
    says(1, sum(all), sum(inBatch), 6, sum(inTime), 30);

    const hours = new Map<number, number>();
    let corrections = 0;
    for (const sale of all) {
      const hour = Math.floor(sale.happened / HOUR);
      if (sale.arrived > published(sale)) corrections += 1;
      hours.set(hour, (hours.get(hour) ?? 0) + sale.amount);
    }
    expect(corrections).toBe(30);
    expect([...hours.values()].reduce((a, b) => a + b)).toBe(sum(all));
    const first = sum(inTime.filter(({ happened }) => happened < HOUR));
    expect(claims(1)).toContain(`hour 0 is first ${written(first)}, then ${written(hours.get(0) ?? 0)}`);
  });
});

describe("a consumer that dies", () => {
  const MESSAGES = 300;
  const BATCH = 50;

  /** Two tables that take the same messages, and the offset that the group has committed. */
  function sink() {
    const db = new DatabaseSync(":memory:");
    db.exec("create table naive (offset integer); create table keyed (offset integer primary key)");
    const count = (table: string) => Number(db.prepare(`select count(*) as n from ${table}`).get()?.["n"]);
    const write = (offset: number) => {
      db.prepare("insert into naive values (?)").run(offset);
      db.prepare("insert into keyed values (?) on conflict do nothing").run(offset);
    };
    return { write, counts: () => [count("naive"), count("keyed")], committed: 0 };
  }

  /** Reads to the end, or to the message after whose write it dies. One partition: where a message lies makes no difference here. */
  function consume(
    into: ReturnType<typeof sink>,
    order: "write first" | "commit first",
    diesAfter = Infinity,
  ) {
    for (let from = into.committed; from < MESSAGES; from += BATCH) {
      const batch = Array.from({ length: BATCH }, (_, i) => from + i);
      if (order === "commit first") into.committed = from + BATCH;
      for (const offset of batch) {
        into.write(offset);
        if (offset + 1 === diesAfter) return;
      }
      into.committed = from + BATCH;
    }
  }

  test("week 3: written first, 25 messages come twice and a key makes them harmless", () => {
    const into = sink();
    consume(into, "write first", 75);
    consume(into, "write first");
    expect(into.counts()).toEqual([325, 300]);
    into.committed = 0;
    consume(into, "write first");
    expect(into.counts()).toEqual([625, 300]);
    says(3, 325, 300, 625);
  });

  test("week 3: committed first, 25 messages are lost", () => {
    const into = sink();
    consume(into, "commit first", 75);
    consume(into, "commit first");
    expect(into.counts()).toEqual([275, 275]);
    says(3, MESSAGES - 275);
  });
});
