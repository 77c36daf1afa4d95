import { expect, test } from "vitest";
import { findServer } from "../support/database.ts";
import { interactions } from "./scenarios/interactions.ts";
import { kills, killsAndSilence } from "./scenarios/kills.ts";
import { replicas } from "./scenarios/replicas.ts";
import { sprints } from "./scenarios/sprints.ts";
import { clocks } from "./scenarios/time.ts";

test.each([kills, killsAndSilence, clocks, interactions, sprints, replicas])(
  "$name: $says",
  async ({ run, rounds }) => {
    const server = await findServer();
    const { problems } = await run({ server, rounds: rounds.short, seed: 7, onProgress: () => undefined });
    expect(problems).toEqual([]);
  },
  240_000,
);
