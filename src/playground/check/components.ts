import type { Problem } from "../rest/answer.ts";
import { checkButton } from "./buttons.ts";
import { COMPONENT, flatten, textsOf } from "./component.ts";
import type { AnyComponent, Path, Placed } from "./component.ts";
import { checkSelect, isSelect } from "./selects.ts";

const LEGACY_ROWS = 5;
const MAX_COMPONENTS = 40; // of Components V2, nested ones included
const MAX_TEXT = 4000; // of Components V2, over all text displays

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

function checkRow(row: AnyComponent, path: Path): Problem[] {
  const selects = (row.components ?? []).filter(isSelect).length;
  if (selects === 0 || row.components?.length === 1) return [];
  const message = "An action row holds up to five buttons or one select.";
  return [{ path: [...path, "components"], code: "COMPONENT_LAYOUT_WIDTH_EXCEEDED", message }];
}
