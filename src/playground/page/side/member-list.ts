import type { Person, State } from "../../control/protocol.ts";
import { avatarView } from "../parts/avatar.ts";
import { byId, el } from "../parts/dom.ts";
import { icon } from "../parts/icons.ts";

/** Who is on the server: those with roles under them, the bot, then everybody else. Without a connection it is not `known` who is there. */
export function showMembers({ people, botOnline, member }: State, known = true): void {
  const groups = new Map<string, Person[]>();
  for (const person of people) {
    const group = known ? groupOf(person, botOnline) : UNKNOWN;
    groups.set(group, [...(groups.get(group) ?? []), person]);
  }
  const order = [...groups].toSorted(([a], [b]) => rank(a) - rank(b) || a.localeCompare(b));
  byId("members").replaceChildren(...order.flatMap(([name, inside]) => groupView(name, inside, member)));
}

const BOT = "Apps";
const ONLINE = "Online";
const OFFLINE = "Offline";
const UNKNOWN = "Status unknown";

function groupOf({ bot, roles }: Person, botOnline: boolean): string {
  if (bot) return botOnline ? BOT : OFFLINE;
  return roles[0] ?? ONLINE;
}

const rank = (group: string): number => [BOT, ONLINE, OFFLINE].indexOf(group);

function groupView(name: string, people: readonly Person[], member: string): HTMLElement[] {
  const rows = people
    .toSorted((a, b) => a.name.localeCompare(b.name))
    .map((person) => personView(person, name === OFFLINE || name === UNKNOWN, person.id === member));
  return [el("h3", { text: `${name} — ${people.length}` }), el("ul", {}, ...rows)];
}

function personView({ id, name, bot, owner }: Person, offline: boolean, you: boolean): HTMLElement {
  const face = el("span", { class: offline ? "face offline" : "face" }, avatarView(id, name));
  const crown = el(
    "span",
    { class: "crown", attrs: { title: "Owns the server" } },
    icon("crown"),
    hidden("owner"),
  );
  return el(
    "li",
    { class: "person" },
    face,
    el("span", { class: "person-name", text: name }),
    owner && crown,
    bot && el("span", { class: "app-tag", text: "APP" }),
    you && el("span", { class: "you-tag", text: "you" }),
  );
}

const hidden = (text: string): HTMLElement => el("span", { class: "for-ears", text });
