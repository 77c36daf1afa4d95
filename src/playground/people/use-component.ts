import type { Outcome } from "../actor.ts";
import { COMPONENT, flatten } from "../check/component.ts";
import { isSelect } from "../check/selects.ts";
import type { AnyComponent } from "../check/component.ts";
import { interactionContext, resolvedObjects } from "./interaction-payload.ts";
import type { StoredMessage } from "../messages/message.ts";
import { messagePayload } from "../messages/payload.ts";
import { outcomeOf, seenMessage } from "./place.ts";
import type { Place } from "./place.ts";

/** Clicks a button. Throws where a person could not: there is no such button, it is disabled, it is a link. */
export async function useButton(place: Place, messageId: string, wanted: string): Promise<Outcome> {
  const message = seenMessage(place, messageId);
  const buttons = componentsOf(message).filter((one) => one.type === COMPONENT.button);
  const button =
    buttons.find((one) => one.custom_id === wanted) ?? buttons.find((one) => one["label"] === wanted);
  if (!button) {
    const names = buttons.map((one) => (typeof one["label"] === "string" ? one["label"] : one.custom_id));
    const there = names.join(", ");
    throw new Error(`there is no button "${wanted}"; there are: ${there || "none"}`);
  }
  if (button["disabled"]) throw new Error(`the button "${wanted}" is disabled`);
  if (!button.custom_id) throw new Error(`the button "${wanted}" is a link`);
  return use(place, message, { component_type: button.type, custom_id: button.custom_id, id: button.id });
}

/** Picks from a select. Throws for values that it does not offer, and for too few or too many. */
export async function useSelect(
  place: Place,
  messageId: string,
  wanted: string,
  values: readonly string[],
): Promise<Outcome> {
  const message = seenMessage(place, messageId);
  const selects = componentsOf(message).filter(isSelect);
  const select =
    selects.find((one) => one.custom_id === wanted) ?? selects.find((one) => one["placeholder"] === wanted);
  if (!select) throw new Error(`there is no select "${wanted}"`);
  if (select["disabled"]) throw new Error(`the select "${wanted}" is disabled`);
  checkPicks(select, values, Number(select["min_values"] ?? 1));
  const resolved = resolvePicks(place, select, values);
  return use(place, message, {
    component_type: select.type,
    custom_id: select.custom_id,
    id: select.id,
    values,
    ...(resolved ? { resolved } : {}),
  });
}

function componentsOf(message: StoredMessage): AnyComponent[] {
  return flatten(message.components as unknown as AnyComponent[], []).map((one) => one.component);
}

async function use(place: Place, message: StoredMessage, data: object): Promise<Outcome> {
  const { core, userId, channelId } = place;
  const guildId = core.world.channels.get(channelId)?.guildId ?? null;
  const payload = {
    ...interactionContext(core, userId, channelId),
    message: messagePayload(core.world, message),
    data,
  };
  const opening = { type: 3, userId, channelId, guildId, command: null, source: message, payload } as const;
  return outcomeOf(core, await core.interactions.open(opening));
}

/** Throws when the picks are not ones that a person could make. */
export function checkPicks(select: AnyComponent, values: readonly string[], min: number): void {
  const max = Number(select["max_values"] ?? 1);
  const name = select.custom_id ?? "";
  if (values.length < min || values.length > max) {
    throw new Error(`${name}: between ${min} and ${max} picks are wanted, not ${values.length}`);
  }
  if (new Set(values).size < values.length) throw new Error(`${name}: a value can be picked once`);
  const options = select["options"] as readonly { value: string }[] | undefined;
  const strange = options ? values.filter((value) => !options.some((option) => option.value === value)) : [];
  if (strange.length > 0) throw new Error(`${name}: ${strange.join(", ")} is not among the options`);
}

/** The users, roles or channels behind the picks of a select that offers those. */
export function resolvePicks(
  { core, channelId }: Place,
  select: AnyComponent,
  values: readonly string[],
): Record<string, unknown> | undefined {
  const guildId = core.world.channels.get(channelId)?.guildId ?? null;
  const users = select.type === COMPONENT.userSelect || select.type === COMPONENT.mentionableSelect;
  const roles = select.type === COMPONENT.roleSelect || select.type === COMPONENT.mentionableSelect;
  return resolvedObjects(core, guildId, {
    users: users ? values : [],
    roles: roles ? values : [],
    channels: select.type === COMPONENT.channelSelect ? values : [],
  });
}
