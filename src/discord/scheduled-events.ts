import {
  GuildScheduledEventEntityType,
  GuildScheduledEventPrivacyLevel,
  GuildScheduledEventStatus,
  Routes,
} from "discord-api-types/v10";
import type { REST } from "@discordjs/rest";
import type { APIGuildScheduledEvent } from "discord-api-types/v10";
import type { ServerEvent } from "../delivery/port.ts";

export type Events = {
  readonly create: (guild: string, event: ServerEvent) => Promise<string>;
  /** The id of an event that is in the list; null: it is not, or is over. */
  readonly find: (guild: string, event: ServerEvent) => Promise<string | null>;
  readonly end: (guild: string, id: string) => Promise<void>;
  readonly isOver: (guild: string, id: string) => Promise<boolean>;
};

/** Puts events into a server's list, and ends them. There is no nonce for them, so each is looked for before it is made. */
export function createEvents(rest: REST): Events {
  const find: Events["find"] = async (guild, event) => {
    const listed = (await rest.get(Routes.guildScheduledEvents(guild))) as APIGuildScheduledEvent[];
    return listed.find((one) => isSame(one, event))?.id ?? null;
  };
  const load = async (guild: string, id: string): Promise<APIGuildScheduledEvent> =>
    (await rest.get(Routes.guildScheduledEvent(guild, id))) as APIGuildScheduledEvent;
  return {
    find,
    isOver: async (guild, id) => !ENDS.has((await load(guild, id)).status),
    create: async (guild, event) => {
      const there = await find(guild, event);
      if (there !== null) return there;
      const body = {
        name: event.name,
        description: event.description,
        privacy_level: GuildScheduledEventPrivacyLevel.GuildOnly,
        entity_type: GuildScheduledEventEntityType.External,
        entity_metadata: { location: event.location },
        scheduled_start_time: iso(event.startsAt),
        scheduled_end_time: iso(event.endsAt),
      };
      const made = (await rest.post(Routes.guildScheduledEvents(guild), { body })) as APIGuildScheduledEvent;
      return made.id;
    },
    end: async (guild, id) => {
      const to = ENDS.get((await load(guild, id)).status);
      if (to !== undefined) await rest.patch(Routes.guildScheduledEvent(guild, id), { body: { status: to } });
    },
  };
}

// One that has ended or was called off stays so.
const ENDS: ReadonlyMap<GuildScheduledEventStatus, GuildScheduledEventStatus> = new Map([
  [GuildScheduledEventStatus.Active, GuildScheduledEventStatus.Completed],
  [GuildScheduledEventStatus.Scheduled, GuildScheduledEventStatus.Canceled],
]);

// Discord counts in milliseconds.
const iso = (instant: Temporal.Instant): string => instant.toString({ smallestUnit: "millisecond" });

/** Two events of one name that end in the same millisecond are the same: its start is moved where it lies in the past. */
function isSame({ name, scheduled_end_time: ends }: APIGuildScheduledEvent, event: ServerEvent): boolean {
  return name === event.name && Date.parse(ends ?? "") === event.endsAt.epochMilliseconds;
}
