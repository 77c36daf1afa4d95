import type { APIAttachment } from "discord.js";

/** Files that messages carry, kept in memory and served below `/cdn/attachments/`. */
export type StoredFile = { readonly name: string; readonly contentType: string; readonly data: Buffer };
export type FileStore = {
  put(id: string, file: StoredFile): void;
  get(id: string): StoredFile | undefined;
  /** What somebody has uploaded and not sent yet, or sent with a command: as the API shows it. */
  keepUpload(attachment: APIAttachment): void;
  upload(id: string): APIAttachment | undefined;
};

const MAX_BYTES = 256 * 1024 * 1024; // then the oldest go: a playground may run for weeks

export function createFileStore(): FileStore {
  const files = new Map<string, StoredFile>();
  const uploads = new Map<string, APIAttachment>();
  let size = 0;
  return {
    put(id, file) {
      files.set(id, file);
      size += file.data.length;
      for (const [oldest, old] of files) {
        if (size <= MAX_BYTES) break;
        files.delete(oldest);
        uploads.delete(oldest);
        size -= old.data.length;
      }
    },
    get: (id) => files.get(id),
    keepUpload: (attachment) => void uploads.set(attachment.id, attachment),
    upload: (id) => uploads.get(id),
  };
}
