import type { Problem } from "../rest/answer.ts";

/** A link whose scheme is not among `schemes` is refused; one that is no link at all, the schema has refused before. */
export function checkScheme(
  path: readonly (string | number)[],
  url: string | null | undefined,
  schemes: readonly string[],
): Problem[] {
  if (url === null || url === undefined || url === "") return [];
  const parsed = URL.parse(url);
  if (!parsed) return [{ path, code: "URL_TYPE_INVALID_URL", message: "Not a well formed URL." }];
  if (schemes.includes(parsed.protocol)) return [];
  const allowed = schemes.map((scheme) => scheme.slice(0, -1)).join(", ");
  const message = `Scheme "${parsed.protocol.slice(0, -1)}" must be one of (${allowed}).`;
  return [{ path, code: "URL_TYPE_INVALID_SCHEME", message }];
}
