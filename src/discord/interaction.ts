import { ComponentType, InteractionContextType, InteractionType, MessageFlags } from "discord-api-types/v10";
import type {
  APIApplicationCommandAutocompleteInteraction,
  APIApplicationCommandInteraction,
  APIApplicationCommandInteractionDataOption,
  APIInteraction,
  APIMessageComponentInteraction,
  APIModalSubmitInteraction,
  ModalSubmitComponent,
} from "discord-api-types/v10";
import { mint } from "../domain/ids.ts";
import type { ChannelId, GuildId, InteractionId, MemberId } from "../domain/ids.ts";
import type { Clicked } from "./answer.ts";
import type { Call, Caller, Click, PickedChannel, PickedRole } from "./command.ts";
import { timeOf } from "./snowflake.ts";

// Payloads are read as a server may send them, not as the types promise: what is optional to us may be missing.

export type CommandInteraction =
  APIApplicationCommandInteraction | APIApplicationCommandAutocompleteInteraction;
export type ComponentInteraction = APIMessageComponentInteraction | APIModalSubmitInteraction;
export type ServedInteraction = CommandInteraction | ComponentInteraction;

const DEFAULT_LOCALE = "en-US";

/** Who calls, where and when. */
export function readCall(interaction: ServedInteraction): Omit<Call, "options"> {
  return {
    id: mint<InteractionId>(interaction.id),
    guild: interaction.guild_id ? mint<GuildId>(interaction.guild_id) : null,
    channel: mint<ChannelId>(interaction.channel?.id ?? interaction.channel_id ?? ""),
    member: readCaller(interaction),
    now: timeOf(interaction.id),
  };
}

/** A click on a button, a pick from a select, or a form that was filled in. */
export function readClick(interaction: ComponentInteraction, args: readonly string[]): Click {
  return {
    ...readCall(interaction),
    args,
    values: "values" in interaction.data ? interaction.data.values : [],
    fields: interaction.type === InteractionType.ModalSubmit ? readFields(interaction) : new Map(),
    channelPicked: readChannel(interaction),
    rolePicked: readRole(interaction),
  };
}

/** The one channel that was picked; null where none was, or where nothing is told of it. */
function readChannel({ data }: ComponentInteraction): PickedChannel | null {
  const [channel] = Object.values(
    ("resolved" in data && data.resolved && "channels" in data.resolved && data.resolved.channels) || {},
  );
  return channel ? { id: mint<ChannelId>(channel.id), type: channel.type } : null;
}

function readRole({ data }: ComponentInteraction): PickedRole | null {
  const [role] = Object.values(
    ("resolved" in data && data.resolved && "roles" in data.resolved && data.resolved.roles) || {},
  );
  return role ? { id: role.id, name: role.name, mentionable: role.mentionable ?? false } : null;
}

/** Where the click was. Nobody else sees an ephemeral message, nor one in a direct message. */
export function readClicked(interaction: ServedInteraction): Clicked {
  const message = "message" in interaction ? interaction.message : undefined;
  if (!message) return "none";
  const ephemeral = ((message.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
  return ephemeral || !interaction.guild_id || interaction.context === InteractionContextType.BotDM
    ? "own"
    : "public";
}

/** A command as it was typed: its words, such as "roadmap done", and its options. */
export type TypedCommand = {
  readonly path: string;
  readonly options: readonly TypedOption[];
};
export type TypedOption = {
  readonly name: string;
  readonly value: string | number | boolean;
  readonly focused: boolean;
};

export function readTyped({ data }: CommandInteraction): TypedCommand {
  const words = [data.name];
  let options = "options" in data ? data.options : undefined;
  while (options?.[0] && "options" in options[0]) {
    words.push(options[0].name);
    options = options[0].options;
  }
  // A subcommand without options may come without the list.
  if (options?.[0] && !("value" in options[0])) words.push(options[0].name);
  return { path: words.join(" "), options: (options ?? []).flatMap(readOption) };
}

function readOption(option: APIApplicationCommandInteractionDataOption): TypedOption[] {
  if (!("value" in option)) return [];
  return [{ name: option.name, value: option.value, focused: "focused" in option && option.focused }];
}

function readCaller(interaction: APIInteraction): Caller {
  const user = interaction.member?.user ?? interaction.user;
  if (!user) throw new TypeError("an interaction without a user");
  return {
    id: mint<MemberId>(user.id),
    displayName: interaction.member?.nick ?? user.global_name ?? user.username ?? user.id,
    locale: ("locale" in interaction ? interaction.locale : interaction.guild_locale) ?? DEFAULT_LOCALE,
    permissions: BigInt(interaction.member?.permissions ?? 0),
    roles: interaction.member?.roles ?? [],
  };
}

function readFields({ data }: APIModalSubmitInteraction): Map<string, string> {
  const inputs = data.components.flatMap((row): ModalSubmitComponent[] => {
    if (row.type === ComponentType.Label) return [row.component];
    return row.type === ComponentType.ActionRow ? row.components : [];
  });
  return new Map(inputs.map((input) => [input.custom_id, fieldText(input)]));
}

function fieldText(input: ModalSubmitComponent): string {
  if ("values" in input) return (input.values ?? []).join(",");
  return String(input.value ?? "");
}
