import type { Scenario } from "../scenario.ts";
import { blackHole, diskFull, restarts } from "./database.ts";
import { lostAnswers, outage, storms } from "./discord.ts";
import { gatewayDrops } from "./gateway.ts";
import { interactions } from "./interactions.ts";
import { kills, killsAndSilence } from "./kills.ts";
import { replicas } from "./replicas.ts";
import { clocks } from "./time.ts";
import { deletions, permissions } from "./world.ts";
import { sprints } from "./sprints.ts";

export const scenarios: readonly Scenario[] = [
  kills,
  killsAndSilence,
  restarts,
  blackHole,
  gatewayDrops,
  storms,
  lostAnswers,
  outage,
  clocks,
  deletions,
  permissions,
  interactions,
  replicas,
  diskFull,
  sprints,
];
