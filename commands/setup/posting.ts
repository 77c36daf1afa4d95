import type { App } from "../../src/app.ts";
import type { Click, RouteHandler } from "../../src/discord/command.ts";
import type { GuildId } from "../../src/domain/ids.ts";
import type { Transaction } from "../../src/store/database.ts";
import { saveGuildSettings } from "../../src/store/guild-settings.ts";
import { findByKey, latestOf, lostSprintPosts } from "../../src/store/outbox-lookups.ts";
import { plan } from "../../src/store/outbox.ts";
import type { NewOccurrence, Occurrence } from "../../src/store/outbox.ts";
import { notParkedText, resumedText, testedText } from "../../src/text/group-setup-forms.ts";
import type { Page } from "../../src/text/group-setup-rows.ts";
import { updated } from "../reading.ts";
import { resumed } from "./anchor.ts";
import { lockGroup } from "./change.ts";
import { panelText } from "./panel.ts";

// About eight seconds: whoever clicked waits, and delivery takes one or two.
const LOOKS = 32;
const PAUSE_MS = 250;
const TEST_LIFE: Temporal.DurationLike = { minutes: 10 };

const pageOf = ({ args }: Click): Page => (args[0] === "plan" ? "plan" : "schedule");
const isOpen = ({ state }: Occurrence): boolean => state === "planned" || state === "claimed";

/** Posts something now, by the way that every prompt goes, and waits for what comes of it. */
const test: RouteHandler = async (click, app) => {
  const { guild } = click;
  const begun = guild === null ? null : await app.db.transaction((tx) => beginTest(tx, click, guild));
  if (begun === null) return updated(await panelText(click, app, pageOf(click)));
  const { state, reason } = (await settledSoon(app, begun.key)) ?? { state: null, reason: null };
  const news = testedText(begun.channel, state, reason);
  return updated(await panelText(click, app, pageOf(click), news));
};

/** Plans a test, unless one is still under way: a second click waits for that one. Null where there is no channel to try out. */
async function beginTest(tx: Transaction, click: Click, guild: GuildId) {
  const channel = (await lockGroup(tx, click, guild))?.channel ?? null;
  if (channel === null) return null;
  const last = await latestOf(tx, guild, "test");
  if (last !== null && isOpen(last)) return { channel, key: last.key };
  const { id, now: dueAt } = click;
  const key = `test/${guild}/${id}`;
  const expiresAt = dueAt.add(TEST_LIFE);
  await plan(tx, [{ key, kind: "test", guild, member: null, dueAt, expiresAt, payload: {} }]);
  return { channel, key };
}

async function settledSoon({ db }: App, key: string): Promise<Occurrence | null> {
  for (let look = 0; look < LOOKS; look += 1) {
    const occurrence = await findByKey(db, key);
    if (occurrence !== null && !isOpen(occurrence)) return occurrence;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return null;
}

/** Goes on after a failure. Only the first of several clicks finds something to resume, so nothing is posted twice. */
const resume: RouteHandler = async (click, app) => {
  const { guild } = click;
  const news = guild === null ? null : await app.db.transaction((tx) => goOn(tx, click, guild, app));
  return updated(await panelText(click, app, pageOf(click), news));
};

async function goOn(tx: Transaction, click: Click, guild: GuildId, { roadmap }: App): Promise<string> {
  const { now } = click;
  const parked = await lockGroup(tx, click, guild);
  if (parked === null || parked.parked === null) return notParkedText();
  const last = await latestOf(tx, guild, "week");
  const { settings, again } = resumed(roadmap, parked, { now, last });
  const nextAt = settings.channel === null || settings.from === null ? null : settings.nextAt;
  await saveGuildSettings(tx, guild, { ...settings, nextAt, setBy: click.member.id });
  const lost = await lostSprintPosts(tx, guild, now);
  await plan(tx, [
    // The first three parts are the week's own key, by which no week gets another prompt.
    ...(again === null ? [] : [anew(again, 3, click)]),
    ...lost.map((one) => anew(one, 2, click)),
  ]);
  return resumedText(again !== null, lost.length);
}

/** The same once more, now. It is told apart by the click; `own`: how many parts of the key say what it is about. */
function anew(
  { key, kind, guild, member, expiresAt, payload }: Occurrence,
  own: number,
  { id, now }: Click,
): NewOccurrence {
  const about = key.split("/").slice(0, own).join("/");
  return { key: `${about}/again-${id}`, kind, guild, member, dueAt: now, expiresAt, payload };
}

export const postingRoutes = { test, resume };
