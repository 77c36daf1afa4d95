import { defineSubcommand } from "../src/discord/command.ts";
import type { Command } from "../src/discord/command.ts";
import { privately } from "./reading.ts";
import { panelText } from "./setup/panel.ts";
import { planRoutes } from "./setup/plan.ts";
import { postingRoutes } from "./setup/posting.ts";
import { scheduleRoutes } from "./setup/schedule.ts";
import { sprintSetupRoutes } from "./setup/sprints.ts";

const MANAGE_SERVER = 1n << 5n;

/** `/setup`: where and when this server's weekly prompts come, what they are about, and what became of them. For organisers. */
export const setup: Command = {
  name: "setup",
  description: "Weekly prompts for this server: channel, time, plan, and what became of them",
  contexts: "guild",
  permissions: MANAGE_SERVER,
  run: defineSubcommand({
    description: "Weekly prompts for this server: channel, time, plan, and what became of them",
    options: {},
    run: async (call, app) => privately(await panelText(call, app)),
  }),
  routes: { ...scheduleRoutes, ...planRoutes, ...postingRoutes, ...sprintSetupRoutes },
};
