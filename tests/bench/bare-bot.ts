// The comparator: the least that answers a command, on the same libraries. No database, no options, a constant.
import { WebSocketManager, WebSocketShardEvents } from "@discordjs/ws";
import { GatewayDispatchEvents, GatewayIntentBits, REST, Routes } from "discord.js";

const token = process.env["DISCORD_TOKEN"] ?? "";
const rest = new REST({ api: process.env["DISCORD_API_URL"] ?? "" }).setToken(token);
const application = (await rest.get(Routes.currentApplication())) as { id: string };
await rest.put(Routes.applicationCommands(application.id), {
  body: [{ name: "ping", description: "Answers", type: 1 }],
});

const manager = new WebSocketManager({
  token,
  intents: GatewayIntentBits.Guilds,
  rest,
});
manager.on(WebSocketShardEvents.Dispatch, ({ data: payload }) => {
  if (payload.t !== GatewayDispatchEvents.InteractionCreate) return;
  const { id, token: answerToken } = payload.d;
  void rest.post(Routes.interactionCallback(id, answerToken), {
    auth: false,
    body: { type: 4, data: { content: "pong", flags: 64 } },
  });
});
await manager.connect();
