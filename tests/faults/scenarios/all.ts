import type { Scenario } from "../scenario.ts";
import { blackHole, restarts } from "./database.ts";
import { lostAnswers, outage, storms } from "./discord.ts";
import { interactions } from "./interactions.ts";
import { kills, killsAndSilence } from "./kills.ts";
import { sprints } from "./sprints.ts";

export const scenarios: readonly Scenario[] = [
  kills,
  killsAndSilence,
  restarts,
  blackHole,
  storms,
  lostAnswers,
  outage,
  interactions,
  sprints,
];
