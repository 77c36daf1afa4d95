import { createHash } from "node:crypto";

/**
 * An occurrence's key in the form that Discord sees: the nonce of its post, and the part of its custom ids by which the post is found
 * again. 25 characters, the most that a nonce may have.
 */
export function tagOf(key: string): string {
  return createHash("sha256").update(key).digest("base64url").slice(0, 25);
}
