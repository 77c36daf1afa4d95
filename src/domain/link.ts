import type { LinkProblem } from "./refusal.ts";

export const MAX_LINK = 500;

/**
 * Reads a link to what a member built. Only what a browser opens on the open web passes: http or https, no name and
 * password in it, no spaces or control characters. Returns the link as it is kept and shown, or what is wrong with it.
 */
export function readLink(
  typed: string,
): { readonly ok: true; readonly link: string } | { readonly ok: false; readonly problem: LinkProblem } {
  const text = typed.trim();
  if (/[\s\p{Control}]/u.test(text)) return { ok: false, problem: "has-spaces" };
  const url = URL.parse(text);
  if (url === null) return { ok: false, problem: "not-a-link" };
  if (url.protocol !== "http:" && url.protocol !== "https:") return { ok: false, problem: "not-http" };
  if (url.username !== "" || url.password !== "") return { ok: false, problem: "has-credentials" };
  // What is kept is the parsed form: in it every odd character is encoded, so it cannot close a Markdown link around it.
  const link = url.href.replaceAll("(", "%28").replaceAll(")", "%29");
  return link.length > MAX_LINK ? { ok: false, problem: "too-long" } : { ok: true, link };
}
