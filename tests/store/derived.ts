import { expect } from "vitest";
import type { Database } from "../../src/store/database.ts";
import { rebuild } from "../../src/store/rebuild.ts";

/** Fails if any derived table holds something that the events do not say, or lacks something that they do. */
export async function expectDerived(db: Database): Promise<void> {
  const { tables } = await rebuild(db);
  const wrong = [...tables].filter(([, { differed }]) => differed > 0);
  expect(wrong).toEqual([]);
}
