import type { Logger } from "pino";
import type { ChannelReport } from "./domain/channel-report.ts";
import type { ChannelId, GuildId, MemberId } from "./domain/ids.ts";
import type { Roadmap } from "./domain/roadmap.ts";
import type { Database } from "./store/database.ts";

/** What a command is given beside its call. */
export type App = {
  readonly db: Database;
  readonly roadmap: Roadmap;
  readonly log: Logger;
  /** A clickable mention of a command, `</roadmap next:ID>`; its plain name while the id is not known. */
  readonly mention: (command: string) => string;
  /** Which of these members have left the guild. Members that could not be asked about are taken as present. */
  readonly findDeparted: (guild: GuildId, members: readonly MemberId[]) => Promise<ReadonlySet<MemberId>>;
  /** What kind of channel this is, and what the bot lacks there. */
  readonly inspectChannel: (guild: GuildId, channel: ChannelId) => Promise<ChannelReport>;
};
