declare const brand: unique symbol;
type Brand<Name extends string> = string & { readonly [brand]: Name };

// Discord's ids are snowflakes: decimal strings of 17 to 20 digits that hold their time.
export type GuildId = Brand<"GuildId">;
export type MemberId = Brand<"MemberId">;
export type ChannelId = Brand<"ChannelId">;
export type InteractionId = Brand<"InteractionId">;

// A roadmap's ids are chosen by its author and never change: progress is kept by them.
export type PhaseId = Brand<"PhaseId">;
export type TrackId = Brand<"TrackId">;
export type TopicId = Brand<"TopicId">;
export type ObjectiveId = Brand<"ObjectiveId">;
export type ResourceId = Brand<"ResourceId">;
export type UnitId = Brand<"UnitId">;
export type PlacementId = Brand<"PlacementId">;
export type QuestionId = Brand<"QuestionId">;
export type CertificationId = Brand<"CertificationId">;
export type ChoiceId = Brand<"ChoiceId">;
export type OptionId = Brand<"OptionId">;

/**
 * Brands a string where it enters: at Discord's door, the store's or the roadmap reader's. Checks nothing; the door does.
 * Use with the wanted type: `mint<GuildId>(payload.guild_id)`.
 */
export function mint<Id extends Brand<string>>(value: string): Id {
  return value as Id;
}
