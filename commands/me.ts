import { defineSubcommand } from "../src/discord/command.ts";
import type { Command } from "../src/discord/command.ts";
import { privately } from "./reading.ts";
import { dataRoutes } from "./me/data.ts";
import { myDateRoutes } from "./me/dates.ts";
import { panelText } from "./me/panel.ts";
import { reminderRoutes } from "./me/reminders.ts";
import { settingRoutes } from "./me/settings.ts";

/** `/me`: the caller's settings and numbers, and everything that is kept of them. */
export const me: Command = {
  name: "me",
  description: "Your settings, your numbers and your data",
  contexts: "guild and direct message",
  run: defineSubcommand({
    description: "Your settings, your numbers and your data",
    options: {},
    run: async (call, app) => privately(await panelText(call, app)),
  }),
  routes: { ...settingRoutes, ...myDateRoutes, ...reminderRoutes, ...dataRoutes },
};
