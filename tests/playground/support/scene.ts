import { SEED } from "../../../src/playground/stand-in.ts";
import type { Actor } from "../../../src/playground/stand-in.ts";
import { answeringBot } from "./raw-bot.ts";
import { serveOne } from "./served.ts";
import type { Json, Served } from "./served.ts";

const [lena] = SEED.members;
const option = (name: string, type: number, more: object = {}) => ({
  name,
  type,
  description: "An option",
  ...more,
});
export const COMMANDS = [
  {
    name: "log",
    description: "Logs",
    options: [
      option("what", 3, { required: true, min_length: 2, max_length: 5 }),
      option("hours", 4, { min_value: 1, max_value: 24 }),
      option("share", 5),
      option("with", 6),
      option("where", 7),
      option("as", 8),
      option("share_of", 10),
      option("kind", 3, { choices: [{ name: "Video", value: "video" }] }),
    ],
  },
  {
    name: "roadmap",
    description: "The roadmap",
    options: [
      { name: "next", type: 1, description: "Next" },
      {
        name: "admin",
        type: 2,
        description: "Group",
        options: [{ name: "reset", type: 1, description: "Resets" }],
      },
    ],
  },
  { name: "setup", description: "Sets up", default_member_permissions: "32", contexts: [0] },
];

export type Scene = { readonly served: Served; readonly person: Actor; readonly interactions: Json[] };

/** Lena in #study, and a bot that answers every interaction with one message. */
export async function scene(answer: object = { content: "done" }): Promise<Scene & AsyncDisposable> {
  const served = await serveOne();
  await served.api("PUT", `/applications/${SEED.application}/commands`, COMMANDS);
  const bot = await answeringBot(served, () => ({ type: 4, data: answer }));
  return {
    served,
    person: served.standIn.as(lena, SEED.study),
    interactions: bot.interactions,
    [Symbol.asyncDispose]: () => served[Symbol.asyncDispose](),
  };
}
