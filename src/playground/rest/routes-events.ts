import {
  ExternalScheduledEventCreateRequestSchema,
  ExternalScheduledEventPatchRequestPartialSchema,
} from "discord-api-spec/zod";
import { checkSchema } from "../check/schema.ts";
import { iso, userPayload } from "../world/payloads.ts";
import { guildPermissions, PERMISSION } from "../world/permissions.ts";
import { EVENT_STATUS, eventStatus, isListed } from "../world/scheduled-events.ts";
import type { ScheduledEvent } from "../world/scheduled-events.ts";
import type { Guild } from "../world/types.ts";
import { accept, invalidForm, noContent, refuse } from "./answer.ts";
import type { Answer, Problem } from "./answer.ts";
import { param } from "./call.ts";
import type { Call, Route } from "./call.ts";

// Scheduled events outside of Discord, the only kind that the bot makes.

const MOST_EVENTS = 100;
const LOCATION = 100;
const FURTHEST_MS = 5 * 365 * 24 * 3_600_000;

export const eventRoutes: readonly Route[] = [
  { method: "GET", path: "/guilds/:guild/scheduled-events", auth: "bot", run: inGuild(list) },
  { method: "POST", path: "/guilds/:guild/scheduled-events", auth: "bot", run: inGuild(create) },
  { method: "GET", path: "/guilds/:guild/scheduled-events/:event", auth: "bot", run: withEvent(show) },
  { method: "PATCH", path: "/guilds/:guild/scheduled-events/:event", auth: "bot", run: withEvent(change) },
  { method: "DELETE", path: "/guilds/:guild/scheduled-events/:event", auth: "bot", run: withEvent(remove) },
];

type Body = {
  readonly name?: string;
  readonly description?: string | null;
  readonly scheduled_start_time?: string;
  readonly scheduled_end_time?: string | null;
  readonly entity_metadata?: { readonly location?: string | null };
  readonly status?: number | null;
};

function inGuild(run: (call: Call, guild: Guild) => Answer): (call: Call) => Answer {
  return (call) => {
    const guild = call.core.world.guilds.get(param(call, "guild"));
    return guild ? run(call, guild) : refuse(10004);
  };
}

function withEvent(run: (call: Call, event: ScheduledEvent, guild: Guild) => Answer): (call: Call) => Answer {
  return inGuild((call, guild) => {
    const event = guild.events.get(param(call, "event"));
    return event ? run(call, event, guild) : refuse(10070);
  });
}

function list({ core }: Call, guild: Guild): Answer {
  const now = core.clock.now();
  const listed = [...guild.events.values()].filter((event) => isListed(event, now));
  return accept(listed.map((event) => payload(core, event)));
}

function show({ core }: Call, event: ScheduledEvent): Answer {
  return accept(payload(core, event));
}

function create(call: Call, guild: Guild): Answer {
  const { core } = call;
  if (!mayCreate(core, guild)) return refuse(50013);
  const { problems, unknownFields } = checkSchema(ExternalScheduledEventCreateRequestSchema, call.body);
  call.note({ unknownFields });
  if (problems.length > 0) return invalidForm(problems);
  const body = call.body as Body;
  const wrong = problemsOf(body, core.clock.now());
  if (wrong.length > 0) return invalidForm(wrong);
  const now = core.clock.now();
  if ([...guild.events.values()].filter((event) => isListed(event, now)).length >= MOST_EVENTS) {
    return refuse(30038);
  }
  const event: ScheduledEvent = {
    id: core.nextId(),
    guildId: guild.id,
    creatorId: core.world.botId,
    name: body.name ?? "",
    description: body.description ?? null,
    location: body.entity_metadata?.location ?? "",
    startsAt: Date.parse(body.scheduled_start_time ?? ""),
    endsAt: Date.parse(body.scheduled_end_time ?? ""),
    over: null,
  };
  guild.events.set(event.id, event);
  core.change({ kind: "world" });
  return accept(payload(core, event));
}

/** What the schema does not say: an event outside of Discord needs an end and a place, and lies ahead. */
function problemsOf(body: Body, now: number): Problem[] {
  const problem = (path: readonly string[], code: string, message: string): Problem => ({
    path,
    code,
    message,
  });
  const required = (path: readonly string[]) => problem(path, "BASE_TYPE_REQUIRED", "This field is required");
  const starts = Date.parse(body.scheduled_start_time ?? "");
  const ends = Date.parse(body.scheduled_end_time ?? "");
  const location = body.entity_metadata?.location ?? "";
  return [
    ...(body.name?.trim() === "" ? [required(["name"])] : []),
    ...(location.trim() === "" ? [required(["entity_metadata", "location"])] : []),
    ...(location.length > LOCATION
      ? [
          problem(
            ["entity_metadata", "location"],
            "BASE_TYPE_BAD_LENGTH",
            `Must be between 1 and ${LOCATION} in length.`,
          ),
        ]
      : []),
    ...(Number.isNaN(ends) ? [required(["scheduled_end_time"])] : []),
    ...(starts < now || starts > now + FURTHEST_MS
      ? [
          problem(
            ["scheduled_start_time"],
            "GUILD_SCHEDULED_EVENT_SCHEDULE_PAST",
            "Cannot schedule event in the past.",
          ),
        ]
      : []),
    ...(ends <= starts
      ? [
          problem(
            ["scheduled_end_time"],
            "GUILD_SCHEDULED_EVENT_END_BEFORE_START",
            "Cannot schedule event to end before the start.",
          ),
        ]
      : []),
  ];
}

/** Of changes only those that end an event are known here: an active one is completed, one ahead is canceled. */
function change(call: Call, event: ScheduledEvent, guild: Guild): Answer {
  const { core } = call;
  if (!mayCreate(core, guild) || event.creatorId !== core.world.botId) return refuse(50013);
  const { problems, unknownFields } = checkSchema(ExternalScheduledEventPatchRequestPartialSchema, call.body);
  call.note({ unknownFields });
  if (problems.length > 0) return invalidForm(problems);
  const { status } = call.body as Body;
  const before = eventStatus(event, core.clock.now());
  if (before === EVENT_STATUS.completed || before === EVENT_STATUS.canceled) return refuse(180000);
  if (status === undefined || status === null || status === before) return accept(payload(core, event));
  if (before === EVENT_STATUS.active && status === EVENT_STATUS.completed) event.over = "completed";
  else if (before === EVENT_STATUS.scheduled && status === EVENT_STATUS.canceled) event.over = "canceled";
  else if (before === EVENT_STATUS.scheduled && status === EVENT_STATUS.active) {
    event.startsAt = core.clock.now();
  } else {
    const message = "Invalid Guild Scheduled Event Status Transition";
    return invalidForm([{ path: ["status"], code: "GUILD_SCHEDULED_EVENT_STATUS_INVALID", message }]);
  }
  core.change({ kind: "world" });
  return accept(payload(core, event));
}

function remove(call: Call, event: ScheduledEvent, guild: Guild): Answer {
  const { core } = call;
  if (!mayCreate(core, guild) || event.creatorId !== core.world.botId) return refuse(50013);
  guild.events.delete(event.id);
  core.change({ kind: "world" });
  return noContent();
}

function mayCreate({ world }: Call["core"], guild: Guild): boolean {
  const bot = guild.members.get(world.botId);
  const bits = bot ? guildPermissions(guild, bot) : 0n;
  return (bits & (PERMISSION.createEvents | PERMISSION.administrator)) !== 0n;
}

function payload({ world, clock }: Call["core"], event: ScheduledEvent): Record<string, unknown> {
  return {
    id: event.id,
    guild_id: event.guildId,
    channel_id: null,
    creator_id: event.creatorId,
    creator: userPayload(world, event.creatorId),
    name: event.name,
    description: event.description,
    image: null,
    scheduled_start_time: iso(event.startsAt),
    scheduled_end_time: iso(event.endsAt),
    privacy_level: 2,
    status: eventStatus(event, clock.now()),
    entity_type: 3,
    entity_id: null,
    entity_metadata: { location: event.location },
    recurrence_rule: null,
    user_count: 0,
    user_rsvp: null,
    guild_scheduled_event_exceptions: [],
  };
}
