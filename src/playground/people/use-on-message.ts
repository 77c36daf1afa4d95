import type { Outcome } from "../actor.ts";
import { messagePayload } from "../messages/payload.ts";
import { interactionContext } from "./interaction-payload.ts";
import { outcomeOf, seenMessage } from "./place.ts";
import type { Place } from "./place.ts";
import { offeredCommands } from "./shown.ts";

/** Uses a command of a message's menu. Throws where a person could not: they do not see the message, or are not offered the command. */
export async function useOnMessage(place: Place, messageId: string, name: string): Promise<Outcome> {
  const { core, userId, channelId } = place;
  const message = seenMessage(place, messageId);
  const guildId = core.world.channels.get(channelId)?.guildId ?? null;
  const command = offeredCommands(core, guildId, userId).find((one) => one.type === 3 && one.name === name);
  if (!command) throw new Error(`there is no command "${name}" on messages here`);
  const data = {
    id: command.id,
    name,
    type: 3,
    target_id: message.id,
    resolved: { messages: { [message.id]: messagePayload(core.world, message) } },
  };
  const payload = { ...interactionContext(core, userId, channelId), data };
  const opening = { type: 2, userId, channelId, guildId, command: name, source: null, payload } as const;
  return outcomeOf(core, await core.interactions.open({ ...opening, commandType: 3 }));
}
