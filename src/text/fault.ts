import type { Message } from "./reply.ts";

// What is said where no command can speak: faults of ours, and things that are not there any more.

/** After a fault. The id is in the log, too. */
export function faultText(id: string): Message {
  return {
    content:
      "Something went wrong on our side. Nothing you did before is lost. Please try again; " +
      `if it keeps happening, give this to whoever runs the bot: fault ${id}.`,
  };
}

/** A button, menu or form that no version of the bot that we know has made. */
export function oldComponentText(): Message {
  return {
    content:
      "This button is from an older version of the bot and leads nowhere now. " +
      "Use the command again to get a fresh one.",
  };
}

/** A command, or one of its options, that this version does not have. */
export function oldCommandText(): Message {
  return {
    content:
      "This command has changed since your Discord loaded it. " +
      "Restart Discord, or wait a few minutes, and try again.",
  };
}

/** A command for servers, in a direct message. */
export function serverOnlyText(): Message {
  return { content: "This works in a server only. Use it in a channel of your study group." };
}

/** A member without the permissions that a command asks for. */
export function notAllowedText(): Message {
  return { content: "You do not have the permission for this. Somebody who manages the server can help." };
}

/** A form that would have come too late: Discord opens one only as the very first answer. */
export function tooLateForFormText(): Message {
  return { content: "That took a little too long to open the form. Please try once more." };
}

/** What the member sees while the answer itself went to the whole channel. */
export function postedText(): Message {
  return { content: "Posted in this channel." };
}
