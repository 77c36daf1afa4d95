import type { Command } from "../src/discord/command.ts";
import { help } from "./help.ts";
import { leaderboard } from "./leaderboard.ts";
import { me } from "./me.ts";
import { roadmap } from "./roadmap.ts";
import { sprint } from "./sprint.ts";
import { setup } from "./setup.ts";

/** Every command of the bot. A new one is a file of its own and a line here. */
export const commands: readonly Command[] = [roadmap, sprint, leaderboard, me, setup, help];
