// Why something was not posted, in words. The outbox and the settings keep the short names.

const REASONS: ReadonlyMap<string, string> = new Map([
  ["channel-gone", "the channel is gone"],
  ["guild-gone", "I was not in this server"],
  ["no-access", "I could not see the channel"],
  ["no-permission", "a permission was missing"],
  ["thread-archived", "the thread is archived"],
  ["thread-locked", "the thread is locked"],
  ["forum-tag", "the forum wants a tag on each post"],
  ["wrong-channel-kind", "the channel is of another kind now"],
  ["blocked", "Discord or AutoMod blocked the post"],
  ["direct-messages-closed", "the member takes no direct messages"],
  ["member-gone", "the member is gone"],
  ["message-gone", "the message is gone"],
  ["edited-too-often", "the message was changed too often"],
  ["no-channel", "no channel was set"],
  ["parked", "posting had stopped"],
  ["no-topic", "the roadmap no longer has its topic"],
  ["expired", "its time had passed"],
  ["rate-limited", "Discord asked to wait"],
  ["no-answer", "Discord did not answer"],
  ["given-back", "the bot was restarted"],
  ["history-unreadable", "it may have arrived, and I may not read the channel's history to see"],
  ["sprint-over", "the sprint was over"],
  ["nobody-in", "nobody was in the sprint"],
  ["overtaken", "it had changed meanwhile"],
  ["unknown", "it may have arrived, and I cannot see whether it did"],
  ["fault", "something went wrong on my side"],
]);

/** A reason as the outbox keeps it, in words that follow a colon. What is none of ours is Discord's own text; not escaped. */
export function reasonText(reason: string): string {
  return REASONS.get(reason) ?? reason;
}
