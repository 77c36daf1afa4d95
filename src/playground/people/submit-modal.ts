import type { FieldValues, Outcome, ShownModal } from "../actor.ts";
import { COMPONENT, flatten } from "../check/component.ts";
import { isSelect } from "../check/selects.ts";
import type { AnyComponent } from "../check/component.ts";
import type { Core } from "../core.ts";
import { interactionContext, resolvedObjects } from "./interaction-payload.ts";
import { messagePayload } from "../messages/payload.ts";
import { outcomeOf, uploaded } from "./place.ts";
import type { Place } from "./place.ts";
import { checkPicks, resolvePicks } from "./use-component.ts";

type Field = FieldValues[string];

/** Sends a modal. Fields left out keep what the modal was opened with. Throws where the client would not let it go. */
export async function submitModal(place: Place, modal: ShownModal, fields: FieldValues): Promise<Outcome> {
  const { core, userId, channelId } = place;
  const opener = core.interactions.get(modal.interactionId);
  if (!opener || opener.userId !== userId) throw new Error("this modal is not open in front of them");
  const parts = modal.components as unknown as readonly AnyComponent[];
  const known = new Set(flatten(parts, []).map((one) => one.component.custom_id));
  const strange = Object.keys(fields).filter((name) => !known.has(name));
  if (strange.length > 0) throw new Error(`the modal has no field ${strange.join(", ")}`);
  const resolved = resolveFields(place, parts, fields);
  const source = opener.source;
  const payload = {
    ...interactionContext(core, userId, channelId),
    ...(source ? { message: messagePayload(core.world, source) } : {}),
    data: {
      custom_id: modal.custom_id,
      components: parts.map((part, index) => submitted(core, part, index + 1, fields)),
      ...(resolved ? { resolved } : {}),
    },
  };
  const guildId = opener.guildId;
  const opening = { type: 5, userId, channelId, guildId, command: null, source, payload } as const;
  return outcomeOf(core, await core.interactions.open(opening));
}

function resolveFields(
  place: Place,
  parts: readonly AnyComponent[],
  fields: FieldValues,
): object | undefined {
  const all: Record<string, object> = {};
  for (const { component } of flatten(parts, [])) {
    const value = fields[component.custom_id ?? ""];
    if (!Array.isArray(value)) continue;
    const ids = value as readonly string[];
    const resolved = isSelect(component)
      ? resolvePicks(place, component, ids)
      : component.type === COMPONENT.fileUpload
        ? resolvedObjects(place.core, null, { attachments: ids })
        : undefined;
    for (const [kind, objects] of Object.entries(resolved ?? {}))
      all[kind] = { ...all[kind], ...(objects as object) };
  }
  return Object.keys(all).length > 0 ? all : undefined;
}

function submitted(core: Core, part: AnyComponent, id: number, fields: FieldValues): object {
  if (part.type === COMPONENT.row) {
    return {
      type: part.type,
      id,
      components: (part.components ?? []).map((one) => field(core, one, id + 100, fields)),
    };
  }
  if (part.type === COMPONENT.label && part.component) {
    return { type: part.type, id, component: field(core, part.component, id + 100, fields) };
  }
  return { type: part.type, id };
}

function field(core: Core, component: AnyComponent, id: number, fields: FieldValues): object {
  const name = component.custom_id ?? "";
  const given = fields[name];
  const base = { type: component.type, id, custom_id: name };
  switch (component.type) {
    case COMPONENT.textInput:
      return { ...base, value: text(component, name, given) };
    case COMPONENT.fileUpload:
      return { ...base, values: files(core, component, given) };
    case COMPONENT.checkbox:
      return { ...base, value: typeof given === "boolean" ? given : component["default"] === true };
    case COMPONENT.radioGroup:
      return { ...base, value: picks(component, given)[0] ?? null };
    default:
      return { ...base, values: picks(component, given) };
  }
}

/** Files that were uploaded; one, unless the form says otherwise. */
function files(core: Core, component: AnyComponent, given: Field | undefined): readonly string[] {
  const name = component.custom_id ?? "";
  if (given !== undefined && !Array.isArray(given)) throw new Error(`${name}: uploads are wanted`);
  const ids: readonly string[] = given ?? [];
  for (const id of ids) uploaded(core, id);
  if (ids.length === 0 && component["required"] === false) return ids;
  const min = Number(component["min_values"] ?? 1);
  const max = Number(component["max_values"] ?? 1);
  if (ids.length < min || ids.length > max)
    throw new Error(`${name}: between ${min} and ${max} files are wanted, not ${ids.length}`);
  return ids;
}

function text(component: AnyComponent, name: string, given: Field | undefined): string {
  const value = given ?? component["value"] ?? "";
  if (typeof value !== "string") throw new Error(`${name}: text is wanted`);
  if (value === "" && component["required"] === false) return value;
  const min = Number(component["min_length"] ?? 0);
  const max = Number(component["max_length"] ?? 4000);
  if (value === "") throw new Error(`${name} is required`);
  if (value.length < min || value.length > max) {
    throw new Error(`${name}: between ${min} and ${max} characters are wanted, not ${value.length}`);
  }
  return value;
}

/** What is picked in a select, a radio group or a checkbox group: what was given, or what was set at first. */
function picks(component: AnyComponent, given: Field | undefined): readonly string[] {
  if (typeof given === "boolean") throw new Error(`${component.custom_id ?? ""}: values are wanted`);
  const options = (component["options"] ?? []) as readonly { value: string; default?: boolean }[];
  const preset = component["default_values"] as readonly { id: string }[] | undefined;
  const atFirst =
    preset?.map((one) => one.id) ?? options.filter((one) => one.default).map((one) => one.value);
  const values = given === undefined ? atFirst : typeof given === "string" ? [given] : given;
  if (values.length === 0 && component["required"] === false) return values;
  const many = component.type === COMPONENT.checkboxGroup;
  const max = component["max_values"] ?? (many ? options.length : 1);
  checkPicks({ ...component, max_values: max }, values, Number(component["min_values"] ?? 1));
  return values;
}
