import { loadGuildSettings } from "../store/guild-settings.ts";
import { noticeText } from "../text/notice.ts";
import type { Kind } from "./kind.ts";
import { noticeInServer, readNotice } from "./notice.ts";

/** Tells the organiser, once, that something could not be posted. */
export const noticeKind: Kind = {
  render: async (db, { mention }, { guild, member, payload, tag }) => {
    if (guild === null) return { do: "skip", reason: "no-channel" };
    const { reason, about, place } = readNotice(payload);
    const settings = await loadGuildSettings(db, guild);
    const organiser = member ?? settings?.setBy ?? null;
    const message = noticeText({
      reason,
      about,
      channel: settings?.channel ?? null,
      organiser,
      tag,
      mention,
    });
    if (place === "direct" && organiser !== null) {
      return { do: "post", target: { kind: "direct", id: organiser }, message };
    }
    return { do: "post", target: { kind: "system", id: guild }, message };
  },
  refused: async (_tx, _desk, occurrence, _refusal, now) => {
    const notice = readNotice(occurrence.payload);
    return notice.place === "direct" ? noticeInServer(occurrence, notice, now) : [];
  },
};
