import { loadGuildSettings } from "../store/guild-settings.ts";
import { testPostText, testPostTitle } from "../text/notice.ts";
import type { Kind } from "./kind.ts";
import { targetOf } from "./kind-week.ts";

/** "Post a test now" of /setup: goes the way that each prompt goes. */
export const testKind: Kind = {
  render: async (db, _desk, { guild, tag }) => {
    const settings = guild === null ? null : await loadGuildSettings(db, guild);
    if (settings === null || settings.channel === null) return { do: "skip", reason: "no-channel" };
    return {
      do: "post",
      target: targetOf(settings.channel, settings),
      message: testPostText(tag),
      title: testPostTitle(),
    };
  },
};
