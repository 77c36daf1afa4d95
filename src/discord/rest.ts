import { setTimeout as sleep } from "node:timers/promises";
import { DiscordAPIError, HTTPError, REST } from "@discordjs/rest";
import type { RequestMethod, RouteLike } from "@discordjs/rest";
import { Routes } from "discord-api-types/v10";
import type {
  APIApplication,
  APIApplicationCommand,
  APIGatewayBotInfo,
  RESTPutAPIApplicationCommandsJSONBody,
} from "discord-api-types/v10";
import type { Callback, MessageBody, Outgoing } from "./respond.ts";

// A first answer must be there within 3 seconds: a request that hangs must leave time for another.
const CALLBACK_TIMEOUT_MS = 2_000;
// Before each further attempt, in milliseconds: a server that stumbles gets a moment, and all of it fits into the 3 seconds.
const CALLBACK_PAUSES_MS = [50, 500];

const UNKNOWN_MESSAGE = 10008;
const UNKNOWN_WEBHOOK = 10015;
const UNKNOWN_INTERACTION = 10062;
const ALREADY_ANSWERED = 40060;
const INVALID_TOKEN = 50027;
const GONE: ReadonlySet<number | string> = new Set([
  UNKNOWN_MESSAGE,
  UNKNOWN_WEBHOOK,
  UNKNOWN_INTERACTION,
  INVALID_TOKEN,
]);
// Not found, method not allowed, not implemented.
const NOT_OFFERED: ReadonlySet<number> = new Set([404, 405, 501]);

/** What became of an answer. "taken": somebody had answered before. "refused": Discord does not like it. "lost": nobody knows. */
export type Sent =
  | { readonly kind: "accepted" | "late" | "taken" }
  | { readonly kind: "refused" | "lost"; readonly error: unknown };

/** An interaction, as far as answering it goes. The token is a secret: whoever has it can speak for the bot. */
export type Answerable = { readonly id: string; readonly application_id: string; readonly token: string };

/** Everything that the bot asks of Discord by HTTP. */
export type Api = {
  readonly gatewayInformation: () => Promise<APIGatewayBotInfo>;
  readonly currentApplication: () => Promise<APIApplication>;
  /** The commands that Discord has of an application; null where it is not to be asked: a server may take commands and list none. */
  readonly knownCommands: (application: string) => Promise<APIApplicationCommand[] | null>;
  readonly putCommands: (
    application: string,
    commands: RESTPutAPIApplicationCommandsJSONBody,
  ) => Promise<APIApplicationCommand[]>;
  /** The first answer. Sent again where it may not have got through: a further one cannot double it. */
  readonly callback: (to: Answerable, callback: Callback) => Promise<Sent>;
  /** Changes the first answer; after a deferred update, the message that was clicked. */
  readonly editAnswer: (to: Answerable, message: Outgoing<MessageBody>) => Promise<Sent>;
  /** A further message. Never sent twice: Discord has no nonce there. */
  readonly followUp: (to: Answerable, message: Outgoing<MessageBody>) => Promise<Sent>;
  /** Posts in a channel. The nonce (at most 25 characters) makes a repetition within minutes the same message. Throws. */
  readonly post: (channel: string, message: Outgoing<MessageBody>, nonce: string) => Promise<void>;
  /** The library's own client, for the gateway. */
  readonly rest: REST;
  readonly close: () => void;
};

/** Talks to Discord's API at `apiUrl`, such as https://discord.com/api; the version is added. */
export function createApi({ apiUrl, token }: { readonly apiUrl: string; readonly token: string }): Api {
  const rest = new REST({ api: apiUrl }).setToken(token);
  // The library sends again after a reset or a 5xx, although Discord may have taken the first; these two never do.
  const callbacks = new REST({ api: apiUrl, retries: 0, timeout: CALLBACK_TIMEOUT_MS });
  const once = new REST({ api: apiUrl, retries: 0 });

  return {
    rest,
    gatewayInformation: async () => (await rest.get(Routes.gatewayBot())) as APIGatewayBotInfo,
    currentApplication: async () => (await rest.get(Routes.currentApplication())) as APIApplication,
    knownCommands: async (application) => {
      try {
        return (await rest.get(Routes.applicationCommands(application))) as APIApplicationCommand[];
      } catch (error) {
        if (NOT_OFFERED.has(discordStatus(error) ?? 0)) return null;
        throw error;
      }
    },
    putCommands: async (application, commands) =>
      (await rest.put(Routes.applicationCommands(application), {
        body: commands,
      })) as APIApplicationCommand[],
    callback: (to, callback) =>
      answerOnce(() => send(callbacks, "POST", Routes.interactionCallback(to.id, to.token), callback)),
    editAnswer: (to, message) =>
      outcomeOf(() => send(rest, "PATCH", Routes.webhookMessage(to.application_id, to.token), message)),
    followUp: (to, message) =>
      outcomeOf(() => send(once, "POST", Routes.webhook(to.application_id, to.token), message)),
    post: async (channel, { body, files }, nonce) => {
      const message = { body: { ...body, nonce, enforce_nonce: true }, files };
      await send(rest, "POST", Routes.channelMessages(channel), message, true);
    },
    close: () => {
      for (const client of [rest, callbacks, once]) {
        client.clearHashSweeper();
        client.clearHandlerSweeper();
      }
    },
  };
}

/** The HTTP status of Discord's answer; null for anything else that went wrong. */
export function discordStatus(error: unknown): number | null {
  return error instanceof DiscordAPIError || error instanceof HTTPError ? error.status : null;
}

/**
 * Sends where the status is all that matters. The library's own functions read the answer as well, and take an empty one that is called
 * JSON, as some servers do with 204, for a failure.
 */
async function send(
  client: REST,
  method: "POST" | "PATCH",
  fullRoute: RouteLike,
  { body, files }: Outgoing,
  auth = false,
): Promise<void> {
  const answer = await client.queueRequest({ method: method as RequestMethod, fullRoute, body, files, auth });
  // Read to its end, so that the connection can be used again; nobody waits for that.
  void answer.arrayBuffer().catch(() => {});
}

async function answerOnce(send: () => Promise<unknown>): Promise<Sent> {
  let sent = await outcomeOf(send);
  for (const pause of CALLBACK_PAUSES_MS) {
    if (sent.kind !== "lost") return sent;
    await sleep(pause);
    sent = await outcomeOf(send);
    // After an attempt of which nobody knows, "already answered" means that it had got through.
    if (sent.kind === "taken") return { kind: "accepted" };
  }
  return sent;
}

async function outcomeOf(send: () => Promise<unknown>): Promise<Sent> {
  try {
    await send();
    return { kind: "accepted" };
  } catch (error) {
    if (!(error instanceof DiscordAPIError)) return { kind: "lost", error };
    if (error.code === ALREADY_ANSWERED) return { kind: "taken" };
    return GONE.has(error.code) ? { kind: "late" } : { kind: "refused", error };
  }
}
