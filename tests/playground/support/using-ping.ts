import { SEED } from "../../../src/playground/stand-in.ts";
import type { Outcome, ShownMessage } from "../../../src/playground/stand-in.ts";
import { openSession } from "./raw-bot.ts";
import { serveOne } from "./served.ts";
import type { Reply, Served } from "./served.ts";

const [lena] = SEED.members;
const COMMANDS = [
  { name: "ping", description: "Answers" },
  {
    name: "find",
    description: "Finds",
    options: [{ type: 3, name: "what", description: "What", required: true, autocomplete: true }],
  },
];
export const EPHEMERAL = 64;
export const go = { type: 1, components: [{ type: 2, style: 1, label: "Go", custom_id: "go" }] };

export async function serveWithCommands(options: Parameters<typeof serveOne>[0] = {}): Promise<Served> {
  const served = await serveOne(options);
  await served.api("PUT", `/applications/${SEED.application}/commands`, COMMANDS);
  return served;
}

export const messageOf = (outcome: Outcome): ShownMessage => {
  if (outcome.kind !== "message") throw new Error(`no message: ${JSON.stringify(outcome)}`);
  return outcome.message;
};
export const webhook = (token: string, rest = ""): string => `/webhooks/${SEED.application}/${token}${rest}`;
export const original = "/messages/%40original";

/** A person uses /ping, and the test plays the bot by hand. */
export async function used(served: Served, user: string = lena) {
  const bot = await openSession(served);
  const outcome = served.standIn.as(user, SEED.study).command("ping");
  outcome.catch(() => {});
  const { d } = await bot.event("INTERACTION_CREATE");
  const callback = (body: unknown, query = ""): Promise<Reply> =>
    served.api("POST", `/interactions/${d.id}/${d.token}/callback${query}`, body, { token: null });
  const hook = (method: string, rest: string, body?: unknown): Promise<Reply> =>
    served.api(method, webhook(d.token as string, rest), body, { token: null });
  return { bot, outcome, interaction: d, callback, hook };
}
