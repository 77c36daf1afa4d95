import type { Found, Inline } from "./tree.ts";

/** An address that stands in the text. The stop or the bracket that ends a sentence is not part of it. */
export function bareLink(text: string, at: number): Found | null {
  if (/\w/.test(text[at - 1] ?? " ")) return null;
  const run = /^https?:\/\/[^\s<>\]]+/i.exec(text.slice(at, at + 2_100))?.[0];
  if (!run) return null;
  let url = run.replace(/(?:\|\||\*\*|~~).*$/, "");
  for (;;) {
    const shorter = url.replace(/[.,:;!?'"\]*_~]+$/, "");
    const unopened = shorter.endsWith(")") && count(shorter, ")") > count(shorter, "(");
    const next = unopened ? shorter.slice(0, -1) : shorter;
    if (next === url) break;
    url = next;
  }
  if (!webAddress(url)) return null;
  return { node: { kind: "link", url, children: [{ kind: "text", text: url }] }, end: at + url.length };
}

const count = (text: string, char: string) => text.split(char).length - 1;

/** The address as written when it leads to the web; null for any other scheme. */
export function webAddress(address: string): string | null {
  const url = URL.parse(address);
  return (url?.protocol === "http:" || url?.protocol === "https:") && url.hostname !== "" ? address : null;
}

/** What Discord writes between angle brackets: mentions, times, emoji, an address without a preview. */
export function angle(text: string, at: number): Found | null {
  const inside = /^<([^<>\n]{1,2048})>/.exec(text.slice(at, at + 2_050))?.[1];
  if (!inside) return null;
  const node = mention(inside) ?? moment(inside) ?? linked(inside);
  return node && { node, end: at + inside.length + 2 };
}

function mention(inside: string): Inline | null {
  const found = /^(@!?|@&|#)(\d{1,20})$/.exec(inside);
  if (found?.[1] && found[2]) {
    return { kind: found[1] === "#" ? "channel" : found[1] === "@&" ? "role" : "user", id: found[2] };
  }
  const command = /^\/([^:]{1,102}):(\d{1,20})$/.exec(inside);
  if (command?.[1] && command[2]) return { kind: "command", name: command[1], id: command[2] };
  const emoji = /^a?:(\w{2,32}):(\d{1,20})$/.exec(inside);
  return emoji?.[1] && emoji[2] ? { kind: "emoji", name: emoji[1], id: emoji[2] } : null;
}

function moment(inside: string): Inline | null {
  const found = /^t:(-?\d{1,13})(?::([tTdDfFsSR]))?$/.exec(inside);
  const seconds = Number(found?.[1]);
  return found && Math.abs(seconds) <= 8.64e12 ? { kind: "time", seconds, style: found[2] ?? "f" } : null;
}

function linked(inside: string): Inline | null {
  const url = /^https?:\/\/\S+$/i.test(inside) ? webAddress(inside) : null;
  return url === null ? null : { kind: "link", url, children: [{ kind: "text", text: url }] };
}

/** @everyone and @here. */
export function everyone(text: string, at: number): Found | null {
  const name = /^@(everyone|here)\b/.exec(text.slice(at, at + 10))?.[1];
  return name
    ? { node: { kind: "everyone", name: name as "everyone" | "here" }, end: at + 1 + name.length }
    : null;
}
