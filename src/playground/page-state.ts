import type { PowerState } from "./power.ts";
import type { Person, Place, State } from "./protocol.ts";
import { SEED } from "./world/seed.ts";
import type { StandIn } from "./stand-in.ts";
import type { Channel, Guild } from "./world/types.ts";

const MAX_MESSAGES = 100;
const VIEW_CHANNEL = 1n << 10n;
const TEXT_TYPES: ReadonlySet<number> = new Set([0, 5, 10, 11, 12]);
const THREAD_TYPES: ReadonlySet<number> = new Set([10, 11, 12]);

/** Who looks, and where. Null or an id that is not there: the server chooses. */
export type Look = { readonly member: string | null; readonly channel: string | null };

/** What one member sees of the world at this moment; null while there is no guild, or nobody in it. */
export function pageState(standIn: StandIn, look: Look, power: PowerState | null): State | null {
  const { world } = standIn;
  const guild = guildOf(standIn, look);
  if (!guild) return null;
  const people = [...guild.members.keys()].map((userId) => person(standIn, userId, guild));
  const members = people.filter(({ bot }) => !bot);
  const member = members.find(({ id }) => id === look.member) ?? members[0];
  if (!member) return null;
  const channels = placesFor(standIn, guild, member.id);
  const channel =
    channels.find(({ id }) => id === look.channel) ??
    channels.find(({ id }) => id === SEED.study) ??
    channels[0];
  if (!channel) return null;
  return {
    kind: "state",
    server: guild.name,
    now: standIn.clock.now(),
    origin: standIn.baseUrl,
    botOnline: standIn.botOnline(),
    power,
    botName: world.displayName(world.botId, guild.id),
    members,
    people,
    roles: [...guild.roles.values()]
      .filter(({ id }) => id !== guild.id)
      .map(({ id, name }) => ({ id, name })),
    channels,
    member: member.id,
    channel: channel.id,
    commands: standIn.commands(channel.kind === "direct" ? null : guild.id, member.id),
    messages: standIn.view(member.id, channel.id).slice(-MAX_MESSAGES),
  };
}

/** The page shows one guild: that of the channel it looks at, or the first one there is. */
function guildOf({ world }: StandIn, look: Look): Guild | undefined {
  const id = look.channel === null ? null : (world.channels.get(look.channel)?.guildId ?? null);
  return (id === null ? undefined : world.guilds.get(id)) ?? world.guilds.values().next().value;
}

function person({ world }: StandIn, id: string, guild: Guild): Person {
  return { id, name: world.displayName(id, guild.id), bot: world.users.get(id)?.bot ?? false };
}

/** Text channels and threads that the member may see, then their direct message with the bot where there is one. */
function placesFor({ world }: StandIn, guild: Guild, memberId: string): Place[] {
  const inGuild = [...guild.channelIds]
    .map((id) => world.channels.get(id))
    .filter((channel): channel is Channel => channel !== undefined && TEXT_TYPES.has(channel.type))
    .filter(({ id }) => (world.permissions(memberId, id) & VIEW_CHANNEL) !== 0n)
    .toSorted((a, b) => a.position - b.position);
  const direct = [...world.channels.values()].filter(({ recipientId }) => recipientId === memberId);
  return [
    ...inGuild.map(({ id, name, topic, type }): Place => {
      return { id, name, topic, kind: THREAD_TYPES.has(type) ? "thread" : "channel" };
    }),
    ...direct.map(({ id }): Place => {
      return { id, name: world.displayName(world.botId, null), topic: null, kind: "direct" };
    }),
  ];
}
