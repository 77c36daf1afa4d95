import { afterAll, beforeAll, expect, test } from "vitest";
import { createLease } from "../../src/delivery/lease.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";

let database: TestDatabase;
beforeAll(async () => (database = await createTestDatabase()));
afterAll(() => database.close());

test("one owner holds it; the next follows at once when it is given back; a frozen owner knows that it is over", async () => {
  let now = 0;
  const of = (owner: string) => createLease({ db: database.db, name: "courier", owner, elapsed: () => now });
  const [one, other] = [of("one"), of("other")];
  expect(await one.renew()).toBe(true);
  expect(await other.renew()).toBe(false);
  expect([one.holds(), other.holds()]).toEqual([true, false]);
  now = 6_000;
  expect(one.holds()).toBe(false);
  expect(await one.renew()).toBe(true);
  await one.release();
  expect(one.holds()).toBe(false);
  expect(await other.renew()).toBe(true);
});
