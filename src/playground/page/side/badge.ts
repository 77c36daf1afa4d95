import { el } from "../parts/dom.ts";

type News = { readonly unread: boolean; readonly pings: number };

/** The red number of messages that name one; nothing for none. */
export function badge(pings: number): HTMLElement | null {
  if (pings === 0) return null;
  return el("span", {
    class: "badge",
    text: pings > 99 ? "99+" : String(pings),
    attrs: { "aria-hidden": "true" },
  });
}

/** The same in words, for a label. */
export function newsWords({ unread, pings }: News): string {
  if (pings > 0) return `, ${pings} ${pings === 1 ? "mention" : "mentions"}`;
  return unread ? ", unread" : "";
}
