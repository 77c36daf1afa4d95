import type { State } from "../../control/protocol.ts";
import { byId } from "../parts/dom.ts";
import { createPicker } from "../parts/picker.ts";

/** Who one is, at the foot of the channels as in Discord. Here one can be somebody else by a click. */
export function showYou({ members, member }: State, onMember: (member: string) => void): void {
  const you = byId("you");
  const focused = you.contains(document.activeElement);
  const picker = createPicker({
    label: "You are",
    placeholder: "Choose",
    options: members.map(({ id, name, roles, owner }) => ({
      value: id,
      label: name,
      description: owner ? "Owns the server" : roles.join(", ") || "Member",
      avatar: id,
    })),
    chosen: [member],
    min: 1,
    max: 1,
    onPick: ([id]) => id !== undefined && onMember(id),
  });
  you.replaceChildren(picker.element);
  if (focused) picker.button.focus();
}
