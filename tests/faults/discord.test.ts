import { expect, test } from "vitest";
import { findServer } from "../support/database.ts";
import { lostAnswers, outage, storms } from "./scenarios/discord.ts";
import { gatewayDrops } from "./scenarios/gateway.ts";
import { deletions, permissions } from "./scenarios/world.ts";

test.each([gatewayDrops, storms, lostAnswers, outage, deletions, permissions])(
  "$name: $says",
  async ({ run, rounds }) => {
    const server = await findServer();
    const { problems } = await run({ server, rounds: rounds.short, seed: 7, onProgress: () => undefined });
    expect(problems).toEqual([]);
  },
  240_000,
);
