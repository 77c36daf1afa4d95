import type { APIAttachment } from "discord.js";
import type { MessageBody } from "../check/message.ts";
import type { Core } from "../core.ts";
import type { Upload } from "../rest/multipart.ts";
import type { StoredFile } from "./file-store.ts";
import { finishComponents, finishEmbed } from "./finish.ts";
import type { StoredMessage } from "./message.ts";

/** What a message shows. */
export type Parts = Pick<StoredMessage, "content" | "embeds" | "components" | "attachments">;

/**
 * What a message shows once `body` is applied to it (to nothing, for a new one). Fields that the body leaves out stay; null and
 * an empty list take away. Files are stored, so call it when nothing is left to refuse but an empty message.
 */
export function compose(
  core: Core,
  channelId: string,
  body: MessageBody,
  files: readonly Upload[],
  old?: Parts,
): Parts {
  const attachments = composeAttachments(core, channelId, body, files, old?.attachments ?? []);
  return {
    content: body.content === undefined ? (old?.content ?? "") : (body.content ?? "").trim(),
    embeds:
      body.embeds === undefined
        ? (old?.embeds ?? [])
        : (body.embeds ?? []).map((one) => finishEmbed(one, attachments)),
    components:
      body.components === undefined
        ? (old?.components ?? [])
        : finishComponents(body.components ?? [], attachments),
    attachments,
  };
}

function composeAttachments(
  core: Core,
  channelId: string,
  body: MessageBody,
  files: readonly Upload[],
  old: readonly APIAttachment[],
): APIAttachment[] {
  const wanted = body.attachments;
  const kept = wanted === undefined ? old : old.filter((one) => wanted?.some((other) => other.id === one.id));
  const added = files.map((file): APIAttachment => {
    const said = wanted?.find((one) => one.id === String(file.index));
    const attachment = storeFile(core, channelId, { ...file, name: said?.filename ?? file.name });
    return said?.description ? { ...attachment, description: said.description } : attachment;
  });
  return [...kept, ...added];
}

/** Keeps a file, and tells of it as the API does. */
export function storeFile(core: Core, channelId: string, file: StoredFile): APIAttachment {
  const { name, contentType, data } = file;
  const id = core.nextId();
  core.files.put(id, { name, contentType, data });
  const url = `${core.baseUrl()}/cdn/attachments/${channelId}/${id}/${encodeURIComponent(name)}`;
  return {
    id,
    filename: name,
    size: data.length,
    url,
    proxy_url: url,
    content_type: contentType || "application/octet-stream",
  };
}
