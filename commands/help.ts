import { defineSubcommand } from "../src/discord/command.ts";
import type { Command } from "../src/discord/command.ts";
import { helpText } from "../src/text/help.ts";
import { postingHelpText } from "../src/text/notice.ts";
import { privately } from "./reading.ts";

/** `/help`: what one needs to know, on one screen. */
export const help: Command = {
  name: "help",
  description: "What Waymark does, how points work, and what it keeps of you",
  contexts: "guild and direct message",
  run: defineSubcommand({
    description: "What Waymark does, how points work, and what it keeps of you",
    options: {},
    run: async (_call, { mention }) => privately(helpText(mention)),
  }),
  routes: { posting: async () => privately(postingHelpText()) },
};
