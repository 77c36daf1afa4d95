import { expect, test } from "vitest";
import { findServer } from "../support/database.ts";
import { interactions } from "./scenarios/interactions.ts";
import { kills, killsAndSilence } from "./scenarios/kills.ts";
import { sprints } from "./scenarios/sprints.ts";

test.each([kills, killsAndSilence, interactions, sprints])(
  "$name: $says",
  async ({ run, rounds }) => {
    const server = await findServer();
    const { problems } = await run({ server, rounds: rounds.short, seed: 7, onProgress: () => undefined });
    expect(problems).toEqual([]);
  },
  240_000,
);
