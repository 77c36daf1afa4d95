import type { APIAttachment } from "discord.js";
import type { Outcome, ShownModal } from "../actor.ts";
import type { Core } from "../core.ts";
import type { Interaction, Result } from "./interactions.ts";
import { canSee, showMessage } from "./shown.ts";

/** Where a person is. */
export type Place = { readonly core: Core; readonly userId: string; readonly channelId: string };

/** A message in front of the person. Throws an Error when they do not see it, or no longer. */
export function seenMessage({ core, userId, channelId }: Place, messageId: string) {
  const message = core.messages.get(channelId, messageId);
  if (!message || !canSee(core, userId, message)) throw new Error(`they see no message ${messageId} here`);
  return message;
}

/** What somebody has uploaded. Throws an Error when it is not there, or no longer. */
export function uploaded(core: Core, id: string): APIAttachment {
  const attachment = core.files.upload(id);
  if (!attachment) throw new Error(`there is no upload ${id}`);
  return attachment;
}

/** What the person sees of an interaction's result. */
export function outcomeOf(
  core: Core,
  { interaction, result }: { interaction: Interaction; result: Result },
): Outcome {
  switch (result.kind) {
    case "message": {
      const message = showMessage(core, result.message);
      return { kind: "message", message, ephemeral: message.ephemeral, updated: result.updated };
    }
    case "modal":
      return {
        kind: "modal",
        modal: { ...result.modal, interactionId: interaction.id } satisfies ShownModal,
      };
    case "failed":
      return result;
    case "choices":
      throw new Error("choices came where an answer was wanted");
  }
}
