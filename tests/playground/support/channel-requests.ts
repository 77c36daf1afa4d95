import { SEED } from "../../../src/playground/stand-in.ts";
import type { Reply, Served } from "./served.ts";

export const messages = `/channels/${SEED.study}/messages`;

export const post = (served: Served, body: unknown, channel: string = SEED.study): Promise<Reply> =>
  served.api("POST", `/channels/${channel}/messages`, body);

/** Takes permissions from the bot in #study. */
export const deny = (served: Served, bits: bigint): void =>
  served.standIn.world.setOverwrite(SEED.study, { id: SEED.bot, type: 1, allow: 0n, deny: bits });

/** A message with one file. */
export function withFile(): FormData {
  const form = new FormData();
  form.set("payload_json", JSON.stringify({ content: "x" }));
  form.set("files[0]", new Blob(["text"], { type: "text/plain" }), "a.txt");
  return form;
}
