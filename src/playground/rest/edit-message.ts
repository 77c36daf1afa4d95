import { overloadsDiscord } from "../check/components.ts";
import { checkMessage, isEmptyMessage } from "../check/message.ts";
import type { MessageBody } from "../check/message.ts";
import { MESSAGE_FLAG } from "../messages/message.ts";
import type { StoredMessage } from "../messages/message.ts";
import { compose } from "../messages/compose.ts";
import { changeMessage } from "../messages/writing.ts";
import { invalidForm, refuse, under } from "./answer.ts";
import type { Answer, Problem } from "./answer.ts";
import type { Call } from "./call.ts";

/** What Discord answers to Components V2 with too much text in bytes. */
export function serverError(): Answer {
  return { status: 500, body: { message: "Internal Server Error", code: 0 }, code: 0 };
}

/**
 * Changes a message as PATCH routes and update callbacks do. Null when it took effect. `prefix`: where the message stands in the
 * body, for the problems' paths.
 */
export function editMessage(
  call: Call,
  message: StoredMessage,
  body: MessageBody,
  from: "channel" | "interaction",
  prefix: readonly string[] = [],
): Answer | null {
  const { core, files } = call;
  const v2 = ((message.flags | (body.flags ?? 0)) & MESSAGE_FLAG.componentsV2) !== 0;
  const kept = message.attachments.map((one) => one.id);
  const problems = [...checkMessage(body, files, { v2, kept }), ...checkBecomingV2(message, body)];
  if (problems.length > 0) {
    return invalidForm(under(prefix, problems));
  }
  if (v2 && overloadsDiscord(body.components ?? [])) return serverError();
  const parts = compose(core, message.channelId, body, files, message);
  if (isEmptyMessage({ ...parts, poll: message.poll })) return refuse(50006);
  changeMessage(core, message, { body, parts, from });
  call.note({ message: { message, created: false } });
  return null;
}

/** A message that gets Components V2 must lose its content and embeds in the same edit. */
function checkBecomingV2(message: StoredMessage, body: MessageBody): Problem[] {
  const had = (message.flags & MESSAGE_FLAG.componentsV2) !== 0;
  const has = ((body.flags ?? 0) & MESSAGE_FLAG.componentsV2) !== 0;
  if (had || !has) return [];
  const text = "The MessageFlags.IS_COMPONENTS_V2 flag cannot be used together with this field";
  const code = "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2";
  return [
    ...(message.content !== "" && body.content === undefined
      ? [{ path: ["content"], code, message: text }]
      : []),
    ...(message.embeds.length > 0 && body.embeds === undefined
      ? [{ path: ["embeds"], code, message: text }]
      : []),
  ];
}
