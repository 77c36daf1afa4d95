import { REST } from "@discordjs/rest";
import { WebSocketManager, WebSocketShardEvents } from "@discordjs/ws";
import { GatewayDispatchEvents, GatewayIntentBits, Routes } from "discord-api-types/v10";
import type {
  APIInteraction,
  APIInteractionResponse,
  RESTPutAPIApplicationCommandsJSONBody,
} from "discord-api-types/v10";

/** What a script may answer with: a callback, with files where it has some; a later edit after a deferral; or nothing at all. */
export type Script = (interaction: APIInteraction, bot: ScriptedBot) => Answer | Promise<Answer>;
export type Answer = (APIInteractionResponse & { readonly files?: readonly NamedFile[] }) | null;
export type NamedFile = {
  readonly name: string;
  readonly contentType: string;
  readonly data: string | Buffer;
};

export type ScriptedBot = {
  readonly rest: REST;
  readonly applicationId: string;
  /** Changes the first answer, as a deferred one does when it is ready. */
  edit(interaction: APIInteraction, body: object): Promise<unknown>;
  close(): Promise<void>;
};

/**
 * A bot that says what it is told to: a real client over the real protocol, with nothing of ours in it. Resolves when its commands are
 * registered and its gateway is ready.
 */
export async function startScriptedBot(
  { apiUrl, token }: { readonly apiUrl: string; readonly token: string },
  commands: RESTPutAPIApplicationCommandsJSONBody,
  script: Script,
): Promise<ScriptedBot> {
  const rest = new REST({ api: apiUrl }).setToken(token);
  const { id: applicationId } = (await rest.get(Routes.currentApplication())) as { id: string };
  const manager = new WebSocketManager({ token, rest, intents: GatewayIntentBits.Guilds });
  const bot: ScriptedBot = {
    rest,
    applicationId,
    edit: ({ token }, body) => rest.patch(Routes.webhookMessage(applicationId, token), { body, auth: false }),
    close: async () => {
      await manager.destroy();
      rest.clearHandlerSweeper();
      rest.clearHashSweeper();
    },
  };
  manager.on(WebSocketShardEvents.Dispatch, ({ data }) => {
    if (data.t === GatewayDispatchEvents.InteractionCreate) void answer(bot, script, data.d);
  });
  await manager.connect();
  await rest.put(Routes.applicationCommands(applicationId), { body: commands });
  return bot;
}

async function answer(bot: ScriptedBot, script: Script, interaction: APIInteraction): Promise<void> {
  const said = await script(interaction, bot);
  if (!said) return;
  const { files, ...body } = said;
  await bot.rest.post(Routes.interactionCallback(interaction.id, interaction.token), {
    body,
    auth: false,
    ...(files ? { files: files.map((file) => ({ ...file, data: Buffer.from(file.data) })) } : {}),
  });
}
