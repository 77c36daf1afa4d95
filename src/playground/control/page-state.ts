import { SEED } from "../world/seed.ts";
import { BOT_PERMISSIONS, PERMISSION } from "../world/permissions.ts";
import { isListed } from "../world/scheduled-events.ts";
import { isArchived } from "../world/threads.ts";
import type { StandIn } from "../stand-in.ts";
import type { Channel, Guild } from "../world/types.ts";
import type { EventCard, Frame, Person, Place, PlaceKind, Server } from "./protocol.ts";
import type { Reads } from "./reads.ts";

const KINDS: Readonly<Record<number, PlaceKind>> = {
  0: "channel",
  5: "announcement",
  10: "thread",
  11: "thread",
  12: "thread",
  15: "forum",
};

/** Who looks, and where. Null or an id that is not there: the server chooses. */
export type Look = { readonly member: string | null; readonly channel: string | null };
/** What the page knows beside the stand-in. */
export type Beside = Pick<Frame, "power" | "playing" | "troubles" | "sample" | "authoring"> & {
  readonly reads: Reads;
};
export type PageState = Omit<Frame, "older" | "readUpTo">;

/** What one member sees of the world at this moment; null while there is no guild, or nobody in it. */
export function pageState(standIn: StandIn, look: Look, { reads, ...beside }: Beside): PageState | null {
  const { world } = standIn;
  const guild = guildOf(standIn, look);
  if (!guild) return null;
  const people = [...guild.members.keys()].map((userId) => person(standIn, userId, guild));
  const members = people.filter(({ bot }) => !bot);
  const member = members.find(({ id }) => id === look.member) ?? members[0];
  if (!member) return null;
  const places = (of: Guild) => placesIn(standIn, of, member.id, reads);
  const channels = [...places(guild), ...directsOf(standIn, member.id, reads)];
  const channel =
    channels.find(({ id }) => id === look.channel) ??
    channels.find(({ id }) => id === SEED.study) ??
    channels[0];
  if (!channel) return null;
  return {
    server: guild.name,
    guild: guild.id,
    servers: serversOf(standIn, member.id, places),
    now: standIn.clock.now(),
    origin: standIn.baseUrl,
    botOnline: standIn.botOnline(),
    ...beside,
    botName: world.displayName(world.botId, guild.id),
    botId: world.botId,
    permissions: String(BOT_PERMISSIONS),
    members,
    people,
    roles: [...guild.roles.values()]
      .filter(({ id }) => id !== guild.id)
      .map(({ id, name }) => ({ id, name })),
    channels,
    events: eventsOf(guild, standIn.clock.now()),
    member: member.id,
    channel: channel.id,
    commands: standIn.commands(channel.kind === "direct" ? null : guild.id, member.id),
  };
}

/** The page shows one guild: that of the channel it looks at, or the first one there is. */
function guildOf({ world }: StandIn, look: Look): Guild | undefined {
  // A guild's own id may be asked for: it is any channel of it then.
  const channel = look.channel ?? "";
  const named = world.guilds.get(world.channels.get(channel)?.guildId ?? channel);
  const withMember = world.guilds.values().find(({ members }) => members.has(look.member ?? ""));
  return named ?? withMember ?? world.guilds.values().next().value;
}

function serversOf({ world }: StandIn, member: string, places: (of: Guild) => readonly Place[]): Server[] {
  return [...world.guilds.values()]
    .filter(({ members }) => members.has(member))
    .map((guild) => {
      const inside = places(guild);
      const pings = inside.reduce((sum, place) => sum + place.pings, 0);
      return { id: guild.id, name: guild.name, unread: inside.some(({ unread }) => unread), pings };
    });
}

function person({ world }: StandIn, id: string, guild: Guild): Person {
  const roles = [...(guild.members.get(id)?.roles ?? [])].flatMap(
    (role) => guild.roles.get(role)?.name ?? [],
  );
  const bot = world.users.get(id)?.bot ?? false;
  return { id, name: world.displayName(id, guild.id), bot, roles, owner: guild.ownerId === id };
}

/** Channels that the member may see, each with its open threads below it. */
function placesIn(standIn: StandIn, guild: Guild, member: string, reads: Reads): Place[] {
  const { world, clock } = standIn;
  const now = clock.now();
  const inGuild = [...world.channels.values()]
    .filter(({ guildId, type }) => guildId === guild.id && KINDS[type] !== undefined)
    .filter(({ id }) => (world.permissions(member, id) & PERMISSION.viewChannel) !== 0n);
  const threads = inGuild.filter(({ thread }) => thread !== null);
  const open = threads.filter((channel) => !isArchived(channel, now));
  return inGuild
    .filter(({ thread }) => thread === null)
    .toSorted((a, b) => a.position - b.position)
    .flatMap((channel) => [channel, ...open.filter(({ parentId }) => parentId === channel.id)])
    .map((channel) => placeOf(channel, { ...reads.newsIn(member, channel.id), name: channel.name }));
}

function directsOf({ world }: StandIn, member: string, reads: Reads): Place[] {
  return [...world.channels.values()]
    .filter(({ recipientId }) => recipientId === member)
    .map((channel) => {
      return placeOf(channel, {
        ...reads.newsIn(member, channel.id),
        name: world.displayName(world.botId, null),
      });
    });
}

function eventsOf({ events }: Guild, now: number): EventCard[] {
  return [...events.values()]
    .filter((event) => isListed(event, now))
    .toSorted((a, b) => a.startsAt - b.startsAt)
    .map(({ id, name, description, location, startsAt, endsAt }) => {
      return {
        id,
        name,
        description: description ?? "",
        location,
        startsAt,
        endsAt,
        active: startsAt <= now,
      };
    });
}

function placeOf(channel: Channel, about: Pick<Place, "name" | "unread" | "pings">): Place {
  const { id, topic, thread, parentId, type } = channel;
  const kind = KINDS[type] ?? "direct";
  return { id, topic, kind, parent: thread ? parentId : null, ...about };
}
