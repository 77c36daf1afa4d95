import type { Problem } from "../rest/answer.ts";
import { checkScheme } from "./embeds.ts";

/** A component as it came in: the schema has checked its shape. */
export type AnyComponent = {
  readonly type: number;
  readonly id?: number | null;
  readonly custom_id?: string | null;
  readonly components?: readonly AnyComponent[];
  readonly component?: AnyComponent;
  readonly accessory?: AnyComponent;
  readonly [field: string]: unknown;
};
type Path = readonly (string | number)[];
/** A component, and where it stands. */
export type Placed = { readonly component: AnyComponent; readonly path: Path; readonly top: boolean };

export const COMPONENT = {
  row: 1,
  button: 2,
  stringSelect: 3,
  textInput: 4,
  userSelect: 5,
  roleSelect: 6,
  mentionableSelect: 7,
  channelSelect: 8,
  section: 9,
  textDisplay: 10,
  container: 17,
  label: 18,
  fileUpload: 19,
  radioGroup: 21,
  checkboxGroup: 22,
  checkbox: 23,
} as const;

const LEGACY_ROWS = 5;
const MAX_COMPONENTS = 40; // of Components V2, nested ones included
const MAX_TEXT = 4000; // of Components V2, over all text displays

/** All components, nested ones and accessories included, in their order. */
export function flatten(components: readonly AnyComponent[], path: Path, top = true): Placed[] {
  return components.flatMap((component, index) => flattenOne(component, [...path, index], top));
}

function flattenOne(component: AnyComponent, path: Path, top: boolean): Placed[] {
  return [
    { component, path, top },
    ...flatten(component.components ?? [], [...path, "components"], false),
    ...(component.component ? flattenOne(component.component, [...path, "component"], false) : []),
    ...(component.accessory ? flattenOne(component.accessory, [...path, "accessory"], false) : []),
  ];
}

/** What no schema says of a message's components. `v2`: the message has the flag IS_COMPONENTS_V2. */
export function checkComponents(components: readonly AnyComponent[], v2: boolean): Problem[] {
  const placed = flatten(components, ["components"]);
  return [
    ...(v2 ? checkV2(placed) : checkLegacy(placed)),
    ...checkIds(placed),
    ...placed.flatMap((one) => checkOne(one)),
  ];
}

function checkLegacy(placed: readonly Placed[]): Problem[] {
  const top = placed.filter((one) => one.top);
  const strange = top.filter((one) => one.component.type !== COMPONENT.row);
  const problems: Problem[] = strange.map((one) => ({
    path: [...one.path, "type"],
    code: "UNION_TYPE_CHOICES",
    message: 'Value of field "type" must be one of (1,): the message has no IS_COMPONENTS_V2 flag.',
  }));
  if (top.length > LEGACY_ROWS) {
    const message = `Must be ${LEGACY_ROWS} or fewer in length.`;
    problems.push({ path: ["components"], code: "BASE_TYPE_MAX_LENGTH", message });
  }
  return problems;
}

function checkV2(placed: readonly Placed[]): Problem[] {
  const problems: Problem[] = [];
  if (placed.length > MAX_COMPONENTS) {
    const message = `The total number of components exceeds ${MAX_COMPONENTS}.`;
    problems.push({ path: ["components"], code: "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", message });
  }
  const texts = textsOf(placed);
  if (texts.reduce((sum, text) => sum + text.length, 0) > MAX_TEXT) {
    const message = `The total displayable text exceeds ${MAX_TEXT} characters.`;
    problems.push({ path: ["components"], code: "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", message });
  }
  for (const one of placed) {
    if (one.component.type === COMPONENT.textDisplay && String(one.component["content"]).trim() === "") {
      problems.push({
        path: [...one.path, "content"],
        code: "BASE_TYPE_REQUIRED",
        message: "This field is required",
      });
    }
  }
  return problems;
}

/** What text displays say. */
export function textsOf(placed: readonly Placed[]): string[] {
  return placed
    .filter((one) => one.component.type === COMPONENT.textDisplay)
    .map((one) => String(one.component["content"]));
}

/** Discord answers 500 when the text of all displays, in UTF-8 and with 12 bytes for each, is over 10,170 bytes. */
export function overloadsDiscord(components: readonly AnyComponent[]): boolean {
  const texts = textsOf(flatten(components, []));
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text) + 12, 0) > 10_170;
}

/** Custom ids, and numbers given by hand, are unique in a message or a modal. */
export function checkIds(placed: readonly Placed[]): Problem[] {
  const problems: Problem[] = [];
  for (const field of ["custom_id", "id"] as const) {
    const seen = new Set<unknown>();
    for (const { component, path } of placed) {
      const value = component[field];
      if (value === undefined || value === null || (field === "id" && value === 0)) continue;
      if (seen.has(value)) {
        const code = field === "id" ? "COMPONENT_ID_DUPLICATED" : "COMPONENT_CUSTOM_ID_DUPLICATED";
        problems.push({ path: [...path, field], code, message: `Component ${field} cannot be duplicated` });
      }
      seen.add(value);
    }
  }
  return problems;
}

function checkOne({ component, path }: Placed): Problem[] {
  if (component.type === COMPONENT.row) return checkRow(component, path);
  if (component.type === COMPONENT.button) return checkButton(component, path);
  if (isSelect(component)) return checkSelect(component, path);
  return [];
}

const SELECTS: ReadonlySet<number> = new Set([
  COMPONENT.stringSelect,
  COMPONENT.userSelect,
  COMPONENT.roleSelect,
  COMPONENT.mentionableSelect,
  COMPONENT.channelSelect,
]);
export const isSelect = (component: AnyComponent): boolean => SELECTS.has(component.type);

function checkRow(row: AnyComponent, path: Path): Problem[] {
  const selects = (row.components ?? []).filter(isSelect).length;
  if (selects === 0 || row.components?.length === 1) return [];
  const message = "An action row holds up to five buttons or one select.";
  return [{ path: [...path, "components"], code: "COMPONENT_LAYOUT_WIDTH_EXCEEDED", message }];
}

function checkButton(button: AnyComponent, path: Path): Problem[] {
  const problems: Problem[] = [];
  const required = (field: string): void => {
    problems.push({ path: [...path, field], code: "BASE_TYPE_REQUIRED", message: "This field is required" });
  };
  const forbidden = (field: string): void => {
    const message = `A button of this style has no ${field}.`;
    problems.push({ path: [...path, field], code: "BUTTON_COMPONENT_FIELD_FORBIDDEN", message });
  };
  const has = (field: string): boolean => button[field] !== undefined && button[field] !== null;
  const wanted = button["style"] === 5 ? "url" : button["style"] === 6 ? "sku_id" : "custom_id";
  for (const field of ["custom_id", "url", "sku_id"]) {
    if (field === wanted && !has(field)) required(field);
    if (field !== wanted && has(field)) forbidden(field);
  }
  const blank = typeof button["label"] !== "string" || button["label"].trim() === "";
  if (blank && !has("emoji") && wanted !== "sku_id") required("label");
  const schemes = ["http:", "https:", "discord:"];
  problems.push(...checkScheme([...path, "url"], button["url"] as string | undefined, schemes));
  return [...problems, ...checkEmoji(button["emoji"], [...path, "emoji"])];
}

export function checkEmoji(emoji: unknown, path: Path): Problem[] {
  if (typeof emoji !== "object" || emoji === null) return [];
  const { id, name } = emoji as { id?: string | null; name?: string | null };
  // The stand-in's guilds have no emoji of their own, so an id is always unknown.
  const plain =
    !id && typeof name === "string" && /^(?:\p{RGI_Emoji}|\p{Extended_Pictographic}\uFE0F?)$/v.test(name);
  return plain
    ? []
    : [{ path: [...path, "name"], code: "COMPONENT_INVALID_EMOJI", message: "Invalid emoji" }];
}

type Option = { readonly value: string; readonly default?: boolean | null; readonly emoji?: unknown };

export function checkSelect(select: AnyComponent, path: Path): Problem[] {
  const problems: Problem[] = [];
  const options = (select["options"] ?? []) as readonly Option[];
  const min = Number(select["min_values"] ?? 1);
  const max = Number(select["max_values"] ?? 1);
  const string = select.type === COMPONENT.stringSelect;
  if (min > max) {
    const message = `Must be less than or equal to max_values (${max}).`;
    problems.push({ path: [...path, "min_values"], code: "SELECT_COMPONENT_MIN_OVER_MAX", message });
  }
  if (string && max > options.length) {
    const message = `Must be less than or equal to the number of options (${options.length}).`;
    problems.push({ path: [...path, "max_values"], code: "SELECT_COMPONENT_MAX_VALUES_EXCEEDED", message });
  }
  const defaults = string
    ? options.filter((one) => one.default)
    : ((select["default_values"] ?? []) as unknown[]);
  if (defaults.length > max) {
    const message = `There are more defaults than max_values (${max}).`;
    problems.push({ path, code: "SELECT_COMPONENT_TOO_MANY_DEFAULTS", message });
  }
  const seen = new Set<string>();
  for (const [index, option] of options.entries()) {
    if (seen.has(option.value)) {
      const message = "The specified option value is already used";
      problems.push({
        path: [...path, "options", index, "value"],
        code: "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
        message,
      });
    }
    seen.add(option.value);
    problems.push(...checkEmoji(option.emoji, [...path, "options", index, "emoji"]));
  }
  return problems;
}
