import { readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { scratchFolder } from "../support/scratch.ts";
import {
  append,
  balanceOf,
  decideAll,
  emptyLog,
  numberOf,
  totalOf,
  versionOf,
} from "./event-driven/cards.ts";
import { tenMinutes, twoSides } from "./event-driven/delay.ts";
import { centsIn, mailOf, rebuild, sealer } from "./event-driven/forget.ts";
import { consume, relay, sellApart, sellTogether } from "./event-driven/outbox.ts";
import { bookings, compacted, lastSeven, readBack } from "./event-driven/retention.ts";
import { exerciseOf, readMaterial, written } from "./material.ts";

const material = readMaterial("event-driven");
const claims = (week: number) => exerciseOf(material, week).works_when;
const says = (week: number, ...numbers: number[]) => {
  for (const number of numbers) expect(claims(week)).toContain(written(number));
};

describe("a log of events", () => {
  const CARDS = Array.from({ length: 97 }, (_, card) => card);

  test("week 1: balances follow from the events, as of any command, and the events stay", () => {
    using db = emptyLog();
    const refused = decideAll(db, 6000);
    const events = numberOf(db, "select count(*) from events");
    expect(events).toBe(6000 - refused + CARDS.length);
    says(1, refused, events, totalOf(db));
    expect(claims(1)).toContain(`card 5 held ${balanceOf(db, 5, 3000)}, now ${balanceOf(db, 5)}`);
    expect(() => db.exec("update events set data = '{}' where position = 1")).toThrow("events stay");
    expect(() => db.exec("delete from events where card = 5")).toThrow("events stay");
  });

  test("week 1: of two tills with one version one is turned away, and the rule then refuses it", () => {
    using db = emptyLog();
    decideAll(db, 6000);
    let turnedAway = 0;
    for (const card of CARDS) {
      const [version, amount] = [versionOf(db, card), balanceOf(db, card)];
      const pay = () => append(db, { card, type: "pay", data: { amount } }, version);
      pay();
      expect(pay).toThrow("UNIQUE");
      turnedAway += 1;
      expect(balanceOf(db, card)).toBeLessThan(amount);
    }
    expect([turnedAway, totalOf(db)]).toEqual([97, 0]);
    expect(claims(1)).toContain(
      "With the version that was read, 97 tills are turned away and the total is 0",
    );
  });

  test("week 1: tills that look up the version while they insert spend everything twice", () => {
    using db = emptyLog();
    decideAll(db, 6000);
    for (const card of CARDS) {
      const amount = balanceOf(db, card);
      for (const till of [1, 2])
        append(db, { card, type: "pay", data: { amount, till } }, versionOf(db, card));
    }
    expect(claims(1)).toContain(`with the newest one it is ${written(totalOf(db))}.`);
  });

  test("week 2: both shapes give the right total, and a mail whose key is gone is nowhere in the file", async () => {
    await using folder = await scratchFolder();
    const file = path.join(folder.path, "cards.db");
    using db = emptyLog(file);
    decideAll(db, 6000, (c, amount) => (c <= 3000 ? { amount } : { cents: amount * 100 }), sealer(db));
    rebuild(db, { old: false });
    says(2, centsIn(db), numberOf(db, "select count(*) from cards where cents < 0"));
    rebuild(db);
    const total = centsIn(db);
    says(2, total);

    db.exec("create table copy as select * from cards");
    rebuild(db);
    for (const [one, other] of [
      ["copy", "cards"],
      ["cards", "copy"],
    ])
      expect(
        db.prepare(`select card, cents, mail, version from ${one} except select * from ${other}`).all(),
      ).toEqual([]);

    db.exec("drop table copy; delete from keys where card in (3, 14, 15)");
    rebuild(db);
    db.exec("vacuum");
    const bytes = await readFile(file);
    expect([3, 14, 15, 20].map((card) => bytes.includes(mailOf(card)))).toEqual([false, false, false, true]);
    expect(centsIn(db)).toBe(total);
    says(2, numberOf(db, "select count(mail) from cards"));
  });
});

describe("a read model that lags", () => {
  test("week 3: the lunch hour's backlog, its age, and when the last top-up of it can be seen", () => {
    using sides = twoSides();
    const { rounds, positions } = tenMinutes(sides);
    const largest = rounds.reduce((most, round) => (round.backlog > most.backlog ? round : most));
    const oldest = Math.max(...rounds.map(({ age }) => age));
    const upToDate = rounds.find(({ second, seen }) => second > 260 && seen === positions[second]);
    const shown = rounds.find(({ seen }) => seen >= (positions[259] ?? Infinity));
    expect(claims(3)).toContain(
      `peaks at ${written(largest.backlog)} events in second ${largest.second}, the age at ${oldest} seconds`,
    );
    expect(claims(3)).toContain(`caught up in second ${upToDate?.second}`);
    expect(claims(3)).toContain(`shows after ${Number(shown?.second) - 259} seconds`);
    expect(sides.total()).toBe(sides.last());
  });

  test("week 3: a death between sums and position counts a batch twice, but not in one transaction", () => {
    const topups = (apart: boolean) => {
      using sides = twoSides();
      for (let second = 0; second < 100; second++) sides.write(second);
      for (let round = 1; round <= 20; round++) sides.project(round === 7 ? { dies: true, apart } : null);
      expect(sides.seen()).toBe(2000);
      return sides.total();
    };
    expect(claims(3)).toContain(
      `counts ${written(topups(true))} top-ups without a transaction, ${written(topups(false))} with one`,
    );
  });
});

describe("messages between services", () => {
  test("week 4: orders without a message, messages without an order, and neither with an outbox", () => {
    const { silent } = sellApart("order");
    const { ghosts } = sellApart("message");
    expect(claims(4)).toContain(`${silent} orders stay silent, then ${ghosts} messages have no order`);
    using db = sellTogether();
    expect(numberOf(db, "select count(*) from orders where id not in (select id from outbox)")).toBe(0);
    expect(numberOf(db, "select count(*) from outbox where id not in (select id from orders)")).toBe(0);
  });

  test("week 4: the inbox books each message once and the unreadable one is set aside", () => {
    using db = sellTogether();
    const messages = relay(db);
    const orders = numberOf(db, "select count(*) from orders");
    expect(claims(4)).toContain(`${written(messages.length)} messages for ${orders} orders`);
    const [twice, once] = [consume(messages, false), consume(messages, true)];
    says(4, twice.points, once.points, once.refused);
    expect(once.refused).toBe(messages.length - orders);
    expect([twice.parked, once.parked]).toEqual([1, 1]);
    const truth = Array.from({ length: 1000 }, (_, i) => i + 1)
      .filter((order) => order % 40 !== 0 && order !== 666)
      .reduce((sum, order) => sum + 1 + (order % 9), 0);
    expect(once.points).toBe(truth);
  });
});

describe("what a platform keeps", () => {
  test("week 5: only the last balance of each account brings all balances back", () => {
    const log = bookings();
    const truth = readBack(log, "changes");
    const right = (kept: typeof log, by: "changes" | "balances") => {
      const found = readBack(kept, by);
      return [...truth].filter(([account, balance]) => found.get(account) === balance).length;
    };
    const [short, last] = [lastSeven(log), compacted(log)];
    const counts = [
      right(short, "changes"),
      right(last, "changes"),
      right(short, "balances"),
      right(last, "balances"),
    ];
    expect([truth.size, ...counts]).toEqual([450, 50, 0, 300, 450]);
    expect(claims(5)).toContain(
      "50 (changes, seven days), 0 (changes, last only), 300 (balances, seven days) and 450",
    );
    const terabytes = (3000 * 800 * 86_400 * 10) / 1e12;
    expect(claims(5)).toContain(`${terabytes.toFixed(2)} TB, three copies ${(3 * terabytes).toFixed(1)} TB`);
  });

  test("week 5: each provider's exercise names the same four counts", () => {
    const variants = material.units.at(-1)?.variants ?? [];
    expect(variants).toHaveLength(3);
    for (const { exercise } of variants) expect(exercise.works_when).toContain("50, 0, 300 and 450");
  });
});
