import type { Actor } from "../actor.ts";
import type { Core } from "../core.ts";
import { storeFile } from "../messages/compose.ts";
import { addMessage } from "../messages/writing.ts";
import { useButton, useSelect } from "./use-component.ts";
import { completeOption, useCommand } from "./use-command.ts";
import { useOnMessage } from "./use-on-message.ts";
import { submitModal } from "./submit-modal.ts";
import { PERMISSION } from "../world/permissions.ts";
import { seenMessage, uploaded } from "./place.ts";
import type { Place } from "./place.ts";
import { showMessage, viewChannel } from "./shown.ts";
import { mustHave } from "../world/state.ts";

/** A person at their client, in one channel. Throws when they cannot see it. */
export function createActor(core: Core, userId: string, channelId: string): Actor {
  mustHave(core.world.users, userId, "user");
  mustHave(core.world.channels, channelId, "channel");
  const place: Place = { core, userId, channelId };
  return {
    userId,
    channelId,
    command: (path, options = {}) => useCommand(place, path, options),
    onMessage: (message, name) => useOnMessage(place, message.id, name),
    complete: (path, option, typed, others = {}) => completeOption(place, path, option, typed, others),
    click: (message, customIdOrLabel) => useButton(place, message.id, customIdOrLabel),
    select: (message, customId, values) => useSelect(place, message.id, customId, values),
    submit: (modal, fields) => submitModal(place, modal, fields),
    upload(file) {
      const attachment = storeFile(core, channelId, file);
      core.files.keepUpload(attachment);
      return attachment.id;
    },
    say(content, uploads = []) {
      const channel = mustHave(core.world.channels, channelId, "channel");
      if (channel.forum) throw new Error("Messages go into a post of the forum.");
      const needed = channel.thread ? PERMISSION.sendInThreads : PERMISSION.sendMessages;
      if (!(core.world.permissions(userId, channelId) & needed)) throw new Error("they may not write here");
      const attachments = uploads.map((id) => uploaded(core, id));
      if (content === "" && attachments.length === 0) throw new Error("the message is empty");
      const parts = { content, embeds: [], components: [], attachments };
      return showMessage(
        core,
        addMessage(core, { channel, authorId: userId, body: {}, parts, from: "channel" }),
      );
    },
    dismiss(message) {
      const stored = seenMessage(place, message.id);
      if (stored.ephemeralFor === null) throw new Error("only an ephemeral message can be dismissed");
      stored.dismissed = true;
      core.change({ kind: "message", channelId, messageId: stored.id });
    },
    view: () => viewChannel(core, userId, channelId),
  };
}
