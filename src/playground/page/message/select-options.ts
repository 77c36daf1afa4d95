import type { APISelectMenuComponent, APIStringSelectComponent } from "discord.js";
import type { State } from "../../control/protocol.ts";
import { ChannelType, ComponentType } from "../discord-numbers.ts";
import type { PickOption } from "../parts/picker.ts";

/** What can be picked from a select of any kind, and what is picked to begin with. */
export function selectOptions(
  select: APISelectMenuComponent,
  state: State,
): { readonly all: readonly PickOption[]; readonly chosen: readonly string[] } {
  if (select.type === ComponentType.StringSelect) {
    const all = select.options.map(({ value, label, description, emoji }) => {
      return { value, label, description, emoji: emoji?.id ? `:${emoji.name}:` : emoji?.name };
    });
    return { all, chosen: select.options.filter((option) => option.default).map(({ value }) => value) };
  }
  return { all: entities(select, state), chosen: (select.default_values ?? []).map(({ id }) => id) };
}

/** What an untouched select says. */
export function selectPlaceholder(select: APISelectMenuComponent): string {
  return select.placeholder ?? ((select.max_values ?? 1) > 1 ? "Select some" : "Make a selection");
}

function entities(
  select: Exclude<APISelectMenuComponent, APIStringSelectComponent>,
  state: State,
): PickOption[] {
  const people = state.people.map(({ id, name }) => ({ value: id, label: name, emoji: "@" }));
  const roles = state.roles.map(({ id, name }) => ({ value: id, label: name, emoji: "@" }));
  switch (select.type) {
    case ComponentType.UserSelect:
      return people;
    case ComponentType.RoleSelect:
      return roles;
    case ComponentType.MentionableSelect:
      return [...people, ...roles];
    case ComponentType.ChannelSelect:
      return state.channels
        .filter(({ kind }) => kind !== "direct")
        .filter(
          ({ kind }) =>
            !select.channel_types ||
            select.channel_types.includes(
              kind === "thread" ? ChannelType.PublicThread : ChannelType.GuildText,
            ),
        )
        .map(({ id, name }) => ({ value: id, label: name, emoji: "#" }));
  }
}
