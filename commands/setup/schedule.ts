import type { App } from "../../src/app.ts";
import type { Click, RouteHandler } from "../../src/discord/command.ts";
import { mint } from "../../src/domain/ids.ts";
import type { ChannelId } from "../../src/domain/ids.ts";
import type { Slot } from "../../src/domain/schedule.ts";
import { parseTime } from "../../src/domain/typed-time.ts";
import { canonicalZone } from "../../src/domain/zones.ts";
import {
  badChannelText,
  badTimeText,
  everyoneText,
  goneChannelText,
  groupZoneModal,
  groupZoneUnknownText,
  notMentionableText,
  timeModal,
} from "../../src/text/group-setup-forms.ts";
import { ANSWER } from "../../src/text/modal.ts";
import { updated } from "../reading.ts";
import { readZone } from "../zone.ts";
import { change } from "./change.ts";
import { loadSettings, panelText } from "./panel.ts";

type Weekday = Slot["weekday"];

/** Turns to a page. */
const panel: RouteHandler = async (click, app) =>
  updated(await panelText(click, app, click.args[0] === "plan" ? "plan" : "schedule"));

const channel: RouteHandler = async (click, app) => {
  const picked = click.channelPicked;
  if (click.guild === null || picked === null) return noChannel(click, app);
  const report = await app.inspectChannel(click.guild, picked.id);
  if (report.kind === "gone") return updated(await panelText(click, app, "schedule", goneChannelText()));
  // Where Discord does not let us look, the type that came with the pick tells the kind.
  const kind = "name" in report ? report.kind : kindOf(picked.type);
  if (kind === "other") return updated(await panelText(click, app, "schedule", badChannelText()));
  return change(click, app, "schedule", (settings) => ({
    ...settings,
    channel: picked.id,
    channelKind: kind,
  }));
};

/** The pick was taken away, and with it the posts; what came without a channel in some other way changes nothing. */
async function noChannel(click: Click, app: App) {
  return change(click, app, "schedule", (settings) =>
    click.values.length > 0 ? null : { ...settings, channel: null, channelKind: null },
  );
}

function kindOf(type: number): "text" | "announcement" | "thread" | "forum" | "other" {
  switch (type) {
    case 0:
      return "text";
    case 5:
      return "announcement";
    case 10:
    case 11:
      return "thread";
    case 15:
      return "forum";
    default:
      return "other";
  }
}

const weekday: RouteHandler = async (click, app) => {
  const day = Number(click.values[0]);
  const right = Number.isInteger(day) && day >= 1 && day <= 7;
  return change(click, app, "schedule", (settings) =>
    right ? { ...settings, slot: { ...settings.slot, weekday: day as Weekday } } : null,
  );
};

const time: RouteHandler = async (click, app) => {
  const { slot } = await loadSettings(click, app);
  return { kind: "modal", modal: timeModal(slot.time) };
};

const timeTyped: RouteHandler = async (click, app) => {
  const typed = click.fields.get(ANSWER) ?? "";
  const time = parseTime(typed);
  if (time === null) return updated(await panelText(click, app, "schedule", badTimeText(typed)));
  return change(click, app, "schedule", (settings) => ({ ...settings, slot: { ...settings.slot, time } }));
};

const zone: RouteHandler = async (click, app) => {
  const { slot } = await loadSettings(click, app);
  return { kind: "modal", modal: groupZoneModal(slot.zone) };
};

const zoneTyped: RouteHandler = async (click, app) => {
  const typed = click.fields.get(ANSWER) ?? "";
  const { zone, nearest } = readZone(typed);
  if (zone === null) return updated(groupZoneUnknownText(typed, nearest, click.now));
  return setZone(click, app, zone);
};

const zonePick: RouteHandler = async (click, app) => {
  const zone = canonicalZone(click.values[0] ?? "");
  return zone === null ? updated(await panelText(click, app)) : setZone(click, app, zone);
};

async function setZone(click: Click, app: App, zone: string) {
  return change(click, app, "schedule", (settings) => ({ ...settings, slot: { ...settings.slot, zone } }));
}

/** Only a role that we may ping: a mention that reaches nobody would go unnoticed. */
const role: RouteHandler = async (click, app) => {
  const picked = click.rolePicked;
  if (picked === null)
    return click.values.length > 0 ? updated(await panelText(click, app)) : nobody(click, app);
  if (picked.id === click.guild) return updated(await panelText(click, app, "schedule", everyoneText()));
  if (!picked.mentionable && !(await mayPing(picked.id, click, app))) {
    return updated(await panelText(click, app, "schedule", notMentionableText(picked.name)));
  }
  return change(click, app, "schedule", (settings) => ({ ...settings, pingRole: picked.id }));
};

async function mayPing(role: string, click: Click, app: App): Promise<boolean> {
  const { channel } = await loadSettings(click, app);
  if (click.guild === null || channel === null) return false;
  const report = await app.inspectChannel(click.guild, mint<ChannelId>(channel));
  return "pingable" in report && report.pingable.has(role);
}

const nobody: RouteHandler = async (click, app) =>
  change(click, app, "schedule", (settings) => ({ ...settings, pingRole: null }));

export const scheduleRoutes = {
  panel,
  channel,
  weekday,
  time,
  "time-typed": timeTyped,
  zone,
  "zone-typed": zoneTyped,
  "zone-pick": zonePick,
  role,
  nobody,
};
