import type { Scenario } from "../scenario.ts";
import { blackHole, restarts } from "./database.ts";
import { interactions } from "./interactions.ts";
import { kills, killsAndSilence } from "./kills.ts";

export const scenarios: readonly Scenario[] = [kills, killsAndSilence, restarts, blackHole, interactions];
