import { expect, test } from "vitest";
import { latestMoment } from "../../src/store/latest-moment.ts";
import { claim, plan, settle } from "../../src/store/outbox.ts";
import { createTestDatabase } from "../support/database.ts";
import { GUILD, NOW } from "./people.ts";

test("the latest moment is when something was posted or done, and nothing that is only planned", async () => {
  await using database = await createTestDatabase();
  const { db } = database;
  expect(await latestMoment(db)).toBeNull();
  const week = { kind: "week", guild: GUILD, member: null, expiresAt: null, payload: {} } as const;
  await db.transaction((tx) =>
    plan(tx, [
      { ...week, key: "week/1", dueAt: NOW },
      { ...week, key: "week/2", dueAt: NOW.add({ hours: 500 }) },
    ]),
  );
  expect(await latestMoment(db)).toBeNull();
  const [one] = await claim(db, NOW, 1, 0);
  if (!one) throw new Error("nothing was due");
  const { id, attempts } = one;
  const posted = NOW.add({ minutes: 3 });
  await settle(db, [{ id, attempts, kind: "sent", channel: "8", message: "9" }], posted);
  expect((await latestMoment(db))?.equals(posted)).toBe(true);
});
