import type { App } from "../src/app.ts";
import type { Call } from "../src/discord/command.ts";
import { memberDay } from "../src/domain/member-day.ts";
import type { Profile } from "../src/domain/profile.ts";
import { zoneGuess } from "../src/domain/zones.ts";
import { loadMember } from "../src/store/members.ts";
import type { KnownMember } from "../src/store/members.ts";
import type { Reader } from "../src/text/reader.ts";
import type { Message, Reply } from "../src/text/reply.ts";

/** What every use of a command, a button or a form has. */
export type Use = Omit<Call, "options">;

/** The caller as texts need them, read in one round trip. */
export async function loadReader(call: Use, app: App): Promise<Reader> {
  return readerOf(call, app, await loadMember(app.db, call.member.id));
}

/** The caller as texts need them. */
export function readerOf(call: Use, app: App, known: KnownMember): Reader {
  return {
    roadmap: app.roadmap,
    profile: known.profile,
    progress: known.progress,
    targets: known.targets,
    // Few texts ask for it.
    get today() {
      return todayOf(call, known);
    },
    inServer: call.guild !== null,
    mention: app.mention,
  };
}

/** The day it is for the caller: in UTC as long as they gave no zone. */
export function todayOf(
  { now }: Use,
  { profile, dayEnd }: Pick<KnownMember, "profile" | "dayEnd">,
): Temporal.PlainDate {
  return memberDay(now, profile?.zone ?? "UTC", dayEnd);
}

/** The profile of somebody who has none, before they change the first thing of it. Hidden: they have not said otherwise. */
export function firstProfile({ member }: Use, { roadmap }: App): Profile {
  return {
    member: member.id,
    zone: zoneGuess(member.locale),
    hoursPerWeek: roadmap.hoursPerWeek,
    visible: false,
    choices: new Map(),
  };
}

/** An answer that the caller alone sees. */
export function privately(message: Message): Reply {
  return { kind: "private", message };
}

/** The clicked message in a new state. */
export function updated(message: Message): Reply {
  return { kind: "update", message };
}
