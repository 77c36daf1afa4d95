import { mint } from "../../../src/domain/ids.ts";
import type { GuildId, MemberId } from "../../../src/domain/ids.ts";
import { planStart } from "../../../src/domain/group-plan.ts";
import { nextSlot } from "../../../src/domain/schedule.ts";
import type { Slot } from "../../../src/domain/schedule.ts";
import type { StandIn } from "../../../src/playground/stand-in.ts";
import type { Database } from "../../../src/store/database.ts";
import { saveGuildSettings } from "../../../src/store/guild-settings.ts";
import type { GuildSettings } from "../../../src/store/guild-settings.ts";
import { addGuilds } from "../../../src/store/guilds.ts";
import { realRoadmap } from "../../support/real-roadmap.ts";

export type Group = { readonly guild: string; readonly channel: string };

type Options = {
  readonly forumEvery?: number;
  readonly threadEvery?: number;
  /** Each has somebody who has set it up, and who is told of what goes wrong. */
  readonly organisers?: boolean;
  readonly change?: Partial<GuildSettings>;
};

const SLOT: Slot = { weekday: 1, time: new Temporal.PlainTime(9), zone: "UTC" };
const FORUM = 15;

/**
 * Makes guilds with a channel for the weekly prompt, on Mondays at nine, in Discord and in the database: known before, so that the bot
 * welcomes none of them. With an hour a week the roadmap lasts for years. Every `forumEvery`th has a forum, and every `threadEvery`th
 * opens a discussion.
 */
export async function makeGroups(
  { standIn, db }: { readonly standIn: StandIn; readonly db: Database },
  count: number,
  { forumEvery = Infinity, threadEvery = Infinity, organisers = false, change }: Options = {},
): Promise<readonly Group[]> {
  const now = Temporal.Instant.fromEpochMilliseconds(standIn.clock.now());
  const roadmap = await realRoadmap();
  const { date, at } = nextSlot(SLOT, now);
  const groups = Array.from({ length: count }, (_, number) => {
    const guild = standIn.world.addGuild({ name: `Group ${number}`, channels: [] });
    const isForum = (number + 1) % forumEvery === 0;
    const type = isForum ? { type: FORUM } : {};
    const channel = standIn.world.addChannel(guild.id, { name: "weekly", ...type });
    const discussion = (number + 1) % threadEvery === 0;
    const organiser = organisers ? standIn.world.addUser({ username: `organiser-${number}` }).id : null;
    if (organiser !== null) standIn.world.addMember(guild.id, organiser);
    return { guild: guild.id, channel: channel.id, isForum, discussion, organiser };
  });
  await db.transaction(async (tx) => {
    await addGuilds(
      tx,
      groups.map(({ guild }) => ({ id: mint<GuildId>(guild), locale: "en-US" })),
      now,
    );
    for (const { guild, channel, isForum, discussion, organiser } of groups) {
      await saveGuildSettings(tx, mint<GuildId>(guild), {
        channel,
        channelKind: isForum ? "forum" : "text",
        slot: SLOT,
        pingRole: null,
        pace: 1,
        discussion,
        from: planStart(roadmap),
        fromDate: date,
        skips: new Set(),
        pausedUntil: null,
        nextAt: at,
        parked: null,
        parkedAt: null,
        setBy: organiser === null ? null : mint<MemberId>(organiser),
        ...change,
      });
    }
  });
  return groups.map(({ guild, channel }) => ({ guild, channel }));
}
