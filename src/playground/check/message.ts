import type { APIAllowedMentions, APIEmbed } from "discord.js";
import type { Problem } from "../rest/answer.ts";
import { flatten, textsOf } from "./component.ts";
import { checkComponents } from "./components.ts";
import type { AnyComponent } from "./component.ts";
import { checkEmbeds } from "./embeds.ts";
import type { Upload } from "../rest/multipart.ts";

/** A message as it came in, after its schema was checked. Null takes a field away, undefined leaves it as it is. */
export type MessageBody = {
  readonly content?: string | null;
  readonly embeds?: readonly APIEmbed[] | null;
  readonly components?: readonly AnyComponent[] | null;
  readonly attachments?:
    readonly { id: string; filename?: string | null; description?: string | null }[] | null;
  readonly allowed_mentions?: APIAllowedMentions | null;
  readonly flags?: number | null;
  readonly poll?: PollBody | null;
  readonly sticker_ids?: readonly string[] | null;
  readonly nonce?: string | number | null;
  readonly enforce_nonce?: boolean | null;
  readonly message_reference?: {
    readonly message_id: string;
    readonly fail_if_not_exists?: boolean | null;
  } | null;
};
export type PollBody = {
  readonly question: { readonly text?: string | null };
  readonly answers: readonly {
    readonly poll_media: { readonly text?: string | null; readonly emoji?: unknown };
  }[];
  readonly allow_multiselect?: boolean | null;
  readonly duration?: number | null;
};

const MAX_CONTENT = 2000;
const MAX_FILES = 10;
export const MAX_FILE_BYTES = 10 * 1024 * 1024;

/**
 * What no schema says of a message: 2,000 characters, embeds, components, mentions and files that fit together.
 * `v2`: the message has, or gets, the flag IS_COMPONENTS_V2. `kept`: ids of attachments that an edited message has already.
 */
export function checkMessage(
  body: MessageBody,
  files: readonly Upload[],
  { v2, kept = [] }: { v2: boolean; kept?: readonly string[] },
): Problem[] {
  return [
    ...checkContent(body),
    ...(v2 ? checkV2Alone(body) : []),
    ...checkEmbeds(body.embeds ?? []),
    ...checkComponents(body.components ?? [], v2),
    ...checkAllowedMentions(body.allowed_mentions),
    ...checkFiles(body, files, kept),
    ...checkPoll(body.poll),
  ];
}

function checkContent(body: MessageBody): Problem[] {
  if ((body.content ?? "").length <= MAX_CONTENT) return [];
  const message = `Must be ${MAX_CONTENT} or fewer in length.`;
  return [{ path: ["content"], code: "BASE_TYPE_MAX_LENGTH", message }];
}

function checkV2Alone(body: MessageBody): Problem[] {
  const fields = ["content", "embeds", "poll", "sticker_ids"] as const;
  const message = "The MessageFlags.IS_COMPONENTS_V2 flag cannot be used together with this field";
  return fields
    .filter((field) => {
      const value = body[field];
      return typeof value === "string" || Array.isArray(value) ? value.length > 0 : Boolean(value);
    })
    .map((field) => ({
      path: [field],
      code: "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
      message,
    }));
}

function checkAllowedMentions(allowed: APIAllowedMentions | null | undefined): Problem[] {
  return (["users", "roles"] as const).flatMap((kind) => {
    const ids = allowed?.[kind] ?? [];
    if (ids.length === 0 || !(allowed?.parse as readonly string[] | undefined)?.includes(kind)) return [];
    const message = `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`;
    return [{ path: ["allowed_mentions"], code: "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", message }];
  });
}

function checkFiles(body: MessageBody, files: readonly Upload[], kept: readonly string[]): Problem[] {
  const problems: Problem[] = [];
  for (const [index, attachment] of (body.attachments ?? []).entries()) {
    const known = kept.includes(attachment.id) || files.some((file) => String(file.index) === attachment.id);
    if (known) continue;
    const message = `Attachment data for ${attachment.id} not found`;
    problems.push({ path: ["attachments", index, "id"], code: "MESSAGE_ATTACHMENT_NOT_FOUND", message });
  }
  const after = (body.attachments?.filter((one) => kept.includes(one.id)) ?? kept).length + files.length;
  if (after > MAX_FILES) {
    const message = `Must be ${MAX_FILES} or fewer in length.`;
    problems.push({ path: ["attachments"], code: "BASE_TYPE_MAX_LENGTH", message });
  }
  return problems;
}

function checkPoll(poll: PollBody | null | undefined): Problem[] {
  if (!poll) return [];
  const problems: Problem[] = [];
  const check = (path: (string | number)[], text: string | null | undefined, max: number): void => {
    if ((text ?? "").trim() === "") {
      problems.push({ path, code: "BASE_TYPE_REQUIRED", message: "This field is required" });
    } else if ((text ?? "").length > max) {
      problems.push({ path, code: "BASE_TYPE_MAX_LENGTH", message: `Must be ${max} or fewer in length.` });
    }
  };
  check(["poll", "question", "text"], poll.question.text, 300);
  for (const [index, answer] of poll.answers.entries()) {
    check(["poll", "answers", index, "poll_media", "text"], answer.poll_media.text, 55);
  }
  return problems;
}

/** What a message says outside its embeds: what can mention somebody. */
export function spokenTexts(content: string, components: readonly AnyComponent[]): string[] {
  return [content, ...textsOf(flatten(components, []))];
}

/** True when nothing of a message could be shown: Discord answers 50006. */
export function isEmptyMessage(message: {
  content: string;
  embeds: readonly unknown[];
  components: readonly unknown[];
  attachments: readonly unknown[];
  poll: unknown;
}): boolean {
  const parts = [message.embeds, message.components, message.attachments];
  return message.content.trim() === "" && parts.every((part) => part.length === 0) && !message.poll;
}
