import { postedText, tooLateForFormText } from "../text/fault.ts";
import type { Message, Reply } from "../text/reply.ts";
import {
  changedMessage,
  deferCallback,
  messageCallback,
  modalCallback,
  newMessage,
  updateCallback,
} from "./respond.ts";
import type { Answerable, Api, Sent } from "./rest.ts";

/**
 * The message that was clicked. "own": only the caller sees it, so it may change in front of them. "public": it belongs to the channel.
 * "none": a command, or a form that a command opened.
 */
export type Clicked = "none" | "own" | "public";

/** The way back to whoever used a command or a button. */
export type Answer = {
  /** Tells Discord that it takes longer. Never throws. */
  readonly defer: () => void;
  /** Answers, by whichever request is right after what went before. May be called once more where that was refused. */
  readonly send: (reply: Reply) => Promise<Sent>;
  /** Whether `defer` was called. */
  readonly deferred: () => boolean;
};

type AnswerApi = Pick<Api, "callback" | "editAnswer" | "followUp">;

/** Opens the way back for one interaction. */
export function openAnswer(api: AnswerApi, to: Answerable, clicked: Clicked): Answer {
  let deferral: Promise<Sent> | null = null;
  return {
    defer: () => {
      deferral ??= api.callback(to, deferCallback(clicked === "none" ? "message" : "update"));
    },
    deferred: () => deferral !== null,
    send: async (reply) => {
      if (deferral === null) return sendFirst(api, to, clicked, reply);
      const deferred = await deferral;
      if (deferred.kind === "accepted") return sendLater(api, to, clicked, reply);
      // Too late, or somebody else's: no answer of ours would be taken.
      if (deferred.kind === "late" || deferred.kind === "taken") return deferred;
      return sendFirst(api, to, clicked, reply);
    },
  };
}

function sendFirst(api: AnswerApi, to: Answerable, clicked: Clicked, reply: Reply): Promise<Sent> {
  switch (reply.kind) {
    case "private":
      return api.callback(to, messageCallback(reply.message, true));
    case "public":
      return api.callback(to, messageCallback(reply.message, false));
    case "update":
      return api.callback(
        to,
        clicked === "own" ? updateCallback(reply.message) : messageCallback(reply.message, true),
      );
    case "shared-update":
      return api.callback(
        to,
        clicked === "none" ? messageCallback(reply.message, true) : updateCallback(reply.message),
      );
    case "modal":
      return api.callback(to, modalCallback(reply.modal));
  }
}

/** After a deferral Discord opens no form any more, and what was deferred as ephemeral stays so. */
async function sendLater(api: AnswerApi, to: Answerable, clicked: Clicked, reply: Reply): Promise<Sent> {
  const tell = (message: Message): Promise<Sent> =>
    clicked === "none"
      ? api.editAnswer(to, changedMessage(message))
      : api.followUp(to, newMessage(message, true));
  switch (reply.kind) {
    case "private":
      return tell(reply.message);
    case "modal":
      return tell(reply.late ?? tooLateForFormText());
    case "update":
      return clicked === "own" ? api.editAnswer(to, changedMessage(reply.message)) : tell(reply.message);
    case "shared-update":
      return api.editAnswer(to, changedMessage(reply.message));
    case "public": {
      // The first message after a deferral takes over its place and is as ephemeral as it: fill that place first.
      const filled = clicked === "none" ? await tell(postedText()) : null;
      if (filled && filled.kind !== "accepted") return filled;
      return api.followUp(to, newMessage(reply.message));
    }
  }
}
