import type { App } from "../../src/app.ts";
import { localDate } from "../../src/domain/calendar.ts";
import { planStart, upcoming, weeksLeft } from "../../src/domain/group-plan.ts";
import { nextSlot } from "../../src/domain/schedule.ts";
import { mint } from "../../src/domain/ids.ts";
import type { ChannelId } from "../../src/domain/ids.ts";
import { zoneGuess } from "../../src/domain/zones.ts";
import { loadGuildSettings } from "../../src/store/guild-settings.ts";
import type { GuildSettings } from "../../src/store/guild-settings.ts";
import { loadMember } from "../../src/store/members.ts";
import { lastOf, latestOf } from "../../src/store/outbox-lookups.ts";
import type { Occurrence } from "../../src/store/outbox.ts";
import { groupSetupText } from "../../src/text/group-setup.ts";
import type { GroupView } from "../../src/text/group-setup.ts";
import type { Page } from "../../src/text/group-setup-rows.ts";
import type { Message } from "../../src/text/reply.ts";
import type { Use } from "../reading.ts";
import { planOf, resumed, scheduled } from "./anchor.ts";

const AHEAD = 3; // weeks
const LAST = 40; // of which ten lines are shown

/** The group's settings; the usual ones while nobody has set any. */
export async function loadSettings(call: Use, app: App): Promise<GuildSettings> {
  const kept = call.guild === null ? null : await loadGuildSettings(app.db, call.guild);
  return kept ?? firstSettings(call, app);
}

/** What a group begins with: Monday, 09:00, where the caller lives. Nothing is posted: no channel is chosen. */
export async function firstSettings({ member, now }: Use, { db, roadmap }: App): Promise<GuildSettings> {
  const { profile } = await loadMember(db, member.id);
  const zone = profile?.zone ?? zoneGuess(member.locale);
  const slot = { weekday: 1, time: new Temporal.PlainTime(9), zone } as const;
  return {
    channel: null,
    channelKind: null,
    slot,
    pingRole: null,
    pace: roadmap.hoursPerWeek,
    discussion: true,
    from: planStart(roadmap),
    fromDate: nextSlot(slot, now).date,
    skips: new Set(),
    pausedUntil: null,
    nextAt: null,
    parked: null,
    parkedAt: null,
    setBy: null,
  };
}

/** The panel as it is now. `news` says what was just changed. */
export async function panelText(
  call: Use,
  app: App,
  page: Page = "schedule",
  news: string | null = null,
): Promise<Message> {
  const settings = await loadSettings(call, app);
  const { guild } = call;
  const channel = settings.channel === null ? null : mint<ChannelId>(settings.channel);
  const [report, past, last] = await Promise.all([
    guild === null || channel === null ? null : app.inspectChannel(guild, channel),
    guild === null ? [] : lastOf(app.db, guild, LAST),
    guild === null ? null : latestOf(app.db, guild, "week"),
  ]);
  const view = {
    ...ahead(settings, app, { now: call.now, last }),
    channel: channel === null || report === null ? null : { id: channel, report },
    past,
  };
  return groupSetupText(view, page, news);
}

/** What comes: as things are, or as they will be once posting begins or goes on. */
function ahead(
  settings: GuildSettings,
  { roadmap }: App,
  moment: { readonly now: Temporal.Instant; readonly last: Occurrence | null },
): Omit<GroupView, "channel" | "past"> {
  const open =
    settings.parked === null
      ? { settings: scheduled(settings, moment), again: null }
      : resumed(roadmap, settings, moment);
  const { nextAt, from } = open.settings;
  const coming = upcoming(roadmap, planOf(open.settings), nextAt.subtract({ nanoseconds: 1 }), AHEAD);
  const { slot, pausedUntil, pace } = settings;
  const today = localDate(moment.now, slot.zone);
  const isAhead = (date: Temporal.PlainDate): boolean => Temporal.PlainDate.compare(date, today) >= 0;
  return {
    roadmap,
    ...slot,
    channelKind: settings.channelKind,
    pingRole: settings.pingRole,
    pace,
    discussion: settings.discussion,
    pausedUntil: pausedUntil !== null && isAhead(pausedUntil) ? pausedUntil : null,
    skips: [...settings.skips]
      .toSorted()
      .map((date) => Temporal.PlainDate.from(date))
      .filter(isAhead),
    coming,
    standing: from?.topic ?? null,
    weeksLeft: from === null ? 0 : weeksLeft(roadmap, from, pace),
    parked: settings.parked,
    sentAgain: open.again !== null,
    now: moment.now,
  };
}
