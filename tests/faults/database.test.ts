import { expect, test } from "vitest";
import { findServer } from "../support/database.ts";
import { blackHole, diskFull, restarts } from "./scenarios/database.ts";

test.each([restarts, blackHole, diskFull])(
  "$name: $says",
  async ({ run, rounds }) => {
    const server = await findServer();
    const { problems } = await run({ server, rounds: rounds.short, seed: 7, onProgress: () => undefined });
    expect(problems).toEqual([]);
  },
  240_000,
);
