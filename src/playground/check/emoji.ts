import type { Problem } from "../rest/answer.ts";
import type { Path } from "./component.ts";

/** The emoji of a button or an option is one that Unicode knows. */
export function checkEmoji(emoji: unknown, path: Path): Problem[] {
  if (typeof emoji !== "object" || emoji === null) return [];
  const { id, name } = emoji as { id?: string | null; name?: string | null };
  // The stand-in's guilds have no emoji of their own, so an id is always unknown.
  const plain =
    !id && typeof name === "string" && /^(?:\p{RGI_Emoji}|\p{Extended_Pictographic}\uFE0F?)$/v.test(name);
  return plain
    ? []
    : [{ path: [...path, "name"], code: "COMPONENT_INVALID_EMOJI", message: "Invalid emoji" }];
}
