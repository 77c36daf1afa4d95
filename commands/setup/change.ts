import type { App } from "../../src/app.ts";
import type { Click } from "../../src/discord/command.ts";
import type { GuildId } from "../../src/domain/ids.ts";
import type { Transaction } from "../../src/store/database.ts";
import { lockGuildSettings, saveGuildSettings } from "../../src/store/guild-settings.ts";
import type { GuildSettings } from "../../src/store/guild-settings.ts";
import { keepGuild } from "../../src/store/guilds.ts";
import { lockGuilds, lockRow } from "../../src/store/locks.ts";
import { latestOf } from "../../src/store/outbox-lookups.ts";
import type { Page } from "../../src/text/group-setup-rows.ts";
import { dueNowText } from "../../src/text/group-setup-forms.ts";
import { savedText } from "../../src/text/remarks.ts";
import type { Reply } from "../../src/text/reply.ts";
import { updated } from "../reading.ts";
import { noteCaller } from "../writing.ts";
import { anchored, isSameSlot } from "./anchor.ts";
import { firstSettings, panelText } from "./panel.ts";

// What is due is planned within a second or two. For longer than this nobody plans, and the organiser need not wait.
const BEING_PLANNED: Temporal.DurationLike = { minutes: 2 };

/** What the settings are to be; or a sentence that says why they stay as they are, null where that needs no saying. */
export type Changed = GuildSettings | string | null;

/** Changes the group's settings and shows the panel with what happens next. */
export async function change(
  click: Click,
  app: App,
  page: Page,
  changed: (settings: GuildSettings) => Changed,
): Promise<Reply> {
  const { guild } = click;
  const first = await firstSettings(click, app);
  const news =
    guild === null ? null : await app.db.transaction((tx) => keep(tx, click, guild, first, changed));
  return updated(await panelText(click, app, page, news));
}

async function keep(
  tx: Transaction,
  click: Click,
  guild: GuildId,
  first: GuildSettings,
  changed: (settings: GuildSettings) => Changed,
): Promise<string | null> {
  const { now } = click;
  const before = (await lockGroup(tx, click, guild)) ?? first;
  const after = changed(before);
  if (after === null || typeof after === "string") return after;
  const staysDue = isSameSlot(before.slot, after.slot) && before.from === after.from;
  if (isBeingPlanned(before, now) && !staysDue) return dueNowText();
  const last = await latestOf(tx, guild, "week");
  // Right after a start the server itself may not be noted yet; its locale comes with that.
  await keepGuild(tx, { id: guild, locale: click.member.locale }, now);
  await saveGuildSettings(tx, guild, { ...anchored(before, after, { now, last }), setBy: click.member.id });
  return savedText();
}

/** The group's settings, which nobody else changes until the transaction ends; nor makes, where there are none yet. */
export async function lockGroup(
  tx: Transaction,
  click: Click,
  guild: GuildId,
): Promise<GuildSettings | null> {
  await lockRow(tx, click.member.id, "share");
  await lockGuilds(tx, [guild]);
  await noteCaller(tx, click);
  return lockGuildSettings(tx, guild);
}

/** Whether the prompt of this very moment is still to be planned: a new time of the week would lose it. */
function isBeingPlanned({ nextAt, parked }: GuildSettings, now: Temporal.Instant): boolean {
  if (nextAt === null || parked !== null) return false;
  return (
    Temporal.Instant.compare(nextAt, now) <= 0 && Temporal.Instant.compare(nextAt.add(BEING_PLANNED), now) > 0
  );
}
