import { DISCORD_API } from "./config.ts";
import type { DiscordConfig } from "./config.ts";
import type { GatewayRefusal } from "./discord/gateway.ts";
import { discordStatus } from "./discord/rest.ts";
import type { Api } from "./discord/rest.ts";
import { StartError } from "./store/start-error.ts";

// What keeps the bot from starting, as the one line that the operator can act on.

const WRONG_TOKEN =
  "DISCORD_TOKEN: Discord does not accept this token; example: reset it in the developer portal, under Bot, and copy the new one";

/** The application's id. Null where the server does not say: READY will. Throws what the request throws otherwise. */
export async function applicationOf(api: Pick<Api, "currentApplication">): Promise<string | null> {
  try {
    return (await api.currentApplication()).id;
  } catch (error) {
    const status = discordStatus(error);
    const notOffered = status !== null && status !== 401 && status < 500;
    // A SyntaxError is what the library makes of an answer that is not the JSON it says it is.
    if (notOffered || error instanceof SyntaxError) return null;
    throw error;
  }
}

/** A fault while connecting. What is none of Discord's is left as it is. */
export function startError(error: unknown, { apiUrl }: DiscordConfig): unknown {
  if (error instanceof StartError || !(error instanceof Error)) return error;
  const status = discordStatus(error);
  if (status === 401) return new StartError(WRONG_TOKEN);
  if (status !== null) {
    const who = apiUrl === DISCORD_API ? "Discord" : `DISCORD_API_URL: ${apiUrl}`;
    return new StartError(`${who} answered ${status} to the first request; try again in a few minutes`);
  }
  if (error.message.startsWith("Not enough sessions")) {
    return new StartError(
      "Discord allows no further start of this bot today: it was started too often; try again tomorrow",
    );
  }
  const code = networkCode(error);
  if (code === null) return error;
  return new StartError(
    apiUrl === DISCORD_API
      ? `Discord cannot be reached (${code}): ${apiUrl}; see whether this machine reaches the internet`
      : `DISCORD_API_URL: ${apiUrl} cannot be reached (${code}); example: DISCORD_API_URL=${DISCORD_API}`,
  );
}

/** Discord closed the connection and will close any other. */
export function refusalError({ code, reason }: GatewayRefusal): StartError {
  const wrongToken = code === 4004;
  return new StartError(
    wrongToken ? WRONG_TOKEN : `Discord closed the connection for good: ${reason} (${code})`,
  );
}

/** The code that Node or the HTTP client gives a connection that did not come about. */
function networkCode(error: Error & { code?: unknown }): string | null {
  if (error.name === "AbortError") return "no answer in time";
  if (typeof error.code === "string" && /^(E[A-Z_]+|UND_ERR_\w+)$/.test(error.code)) return error.code;
  return error.cause instanceof Error ? networkCode(error.cause) : null;
}
