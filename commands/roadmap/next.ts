import type { App } from "../../src/app.ts";
import { defineSubcommand } from "../../src/discord/command.ts";
import type { RouteHandler } from "../../src/discord/command.ts";
import type { Message } from "../../src/text/reply.ts";
import { loadReader, privately, updated } from "../reading.ts";
import type { Use } from "../reading.ts";
import { nextMessage } from "./next-message.ts";
import { firstQuestions } from "./setup.ts";

/** `/roadmap next`: what to learn now. Whoever has no settings yet is asked for them first, once. */
export const next = defineSubcommand({
  description: "What to learn next, why, and with what",
  options: {},
  run: async (call, app) => privately(await answer(call, app)),
});

/** The button of the same meaning. Under a public message it answers whoever clicks, and them alone. */
const clicked: RouteHandler = async (click, app) => updated(await answer(click, app));

export const nextRoutes = { next: clicked };

async function answer(call: Use, app: App): Promise<Message> {
  const reader = await loadReader(call, app);
  return reader.profile === null ? firstQuestions(call, app) : nextMessage(reader);
}
