import type { App } from "../../src/app.ts";
import type { Click, RouteHandler } from "../../src/discord/command.ts";
import { nextDigest } from "../../src/domain/digest.ts";
import { nextReminder } from "../../src/domain/due-date.ts";
import type { Reminders } from "../../src/domain/reminders.ts";
import { loadDueDates } from "../../src/store/due-dates.ts";
import { changeReminders, loadReminders } from "../../src/store/member-reminders.ts";
import { digestStoppedText } from "../../src/text/digest.ts";
import { notYoursText, stoppedText } from "../../src/text/reminder.ts";
import { LATEST_DAY_END, remindersText } from "../../src/text/reminder-settings.ts";
import { savedText } from "../../src/text/remarks.ts";
import type { Message, Reply } from "../../src/text/reply.ts";
import { loadReader, privately, updated } from "../reading.ts";
import type { Use } from "../reading.ts";

/** How the caller is reminded, and what comes next. */
async function remindersPage(call: Use, app: App, news: string | null = null): Promise<Message> {
  const { id } = call.member;
  const reader = await loadReader(call, app);
  const reminders = await loadReminders(app.db, id);
  const days = { ...reminders, zone: reader.profile?.zone ?? "UTC" };
  const ahead = {
    reminder: nextReminder(await loadDueDates(app.db, id), call.now),
    digest: reminders.digest ? nextDigest(call.now, days).at : null,
  };
  return remindersText(reader, reminders, ahead, news);
}

const page: RouteHandler = async (click, app) => updated(await remindersPage(click, app));

/** Changes one thing and says what comes next. */
async function set(click: Click, app: App, change: Partial<Reminders>): Promise<Reply> {
  await app.db.transaction((tx) => changeReminders(tx, click.member.id, change));
  return updated(await remindersPage(click, app, savedText()));
}

/** An hour that was picked; another page's button may bring anything. */
function hourOf({ values }: Click, last: number): number | null {
  const hour = Number(values[0] || Number.NaN);
  return Number.isInteger(hour) && hour >= 0 && hour <= last ? hour : null;
}

const LAST_HOUR = 23;

function hourSetter(field: "quietFrom" | "quietTo" | "dayEnd", last: number): RouteHandler {
  return (click, app) => {
    const hour = hourOf(click, last);
    return set(click, app, hour === null ? {} : { [field]: hour });
  };
}

const PLACES = ["channel", "direct", "off"] as const;

const place: RouteHandler = (click, app) => {
  const where = PLACES.find((one) => one === (click.values[0] ?? click.args[0]));
  return set(click, app, where === undefined ? {} : { where });
};

/** The button says what it will do, so that a second click does not turn it back. */
const digest: RouteHandler = (click, app) => set(click, app, { digest: click.args[0] === "on" });

/** A button on what was sent to a member: no more of these. It hangs there for ever, where others may click, too. */
function stopper(change: Partial<Reminders>, say: (mention: App["mention"]) => Message): RouteHandler {
  return async (click, app) => {
    const [, owner] = click.args;
    if (owner !== click.member.id) return privately(notYoursText(app.mention));
    await app.db.transaction((tx) => changeReminders(tx, click.member.id, change));
    return updated(say(app.mention));
  };
}

export const reminderRoutes = {
  reminders: page,
  remind: place,
  "quiet-from": hourSetter("quietFrom", LAST_HOUR),
  "quiet-to": hourSetter("quietTo", LAST_HOUR),
  "day-end": hourSetter("dayEnd", LATEST_DAY_END),
  digest,
  "due-stop": stopper({ where: "off" }, stoppedText),
  "digest-stop": stopper({ digest: false }, digestStoppedText),
};
