import type { Problem } from "../rest/answer.ts";
import { COMPONENT, flatten } from "./component.ts";
import { checkIds } from "./components.ts";
import type { AnyComponent, Path, Placed } from "./component.ts";
import { checkOptions, checkSelect, isSelect } from "./selects.ts";

const MAX_TOP = 5;

/** What no schema says of a modal: five parts at most, unique ids, limits that agree with each other. */
export function checkModal(components: readonly AnyComponent[]): Problem[] {
  const placed = flatten(components, ["components"]);
  const problems: Problem[] = [];
  if (components.length > MAX_TOP) {
    const message = `Must be between 1 and ${MAX_TOP} in length.`;
    problems.push({ path: ["components"], code: "BASE_TYPE_BAD_LENGTH", message });
  }
  return [...problems, ...checkIds(placed), ...placed.flatMap(checkOne)];
}

function checkOne({ component, path }: Placed): Problem[] {
  if (component.type === COMPONENT.row) return checkRow(component, path);
  if (component.type === COMPONENT.textInput) return checkTextInput(component, path);
  if (isSelect(component)) return [...checkSelect(component, path), ...checkNeeded(component, path)];
  return [...checkOptions(component, path), ...checkNeeded(component, path)];
}

/** The old form: a row with one text input, which then needs a label of its own. */
function checkRow(row: AnyComponent, path: Path): Problem[] {
  const problems: Problem[] = [];
  if ((row.components ?? []).length > 1) {
    const message = "Must be 1 or fewer in length.";
    problems.push({ path: [...path, "components"], code: "BASE_TYPE_MAX_LENGTH", message });
  }
  if (!row.components?.[0]?.["label"]) {
    const at = [...path, "components", 0, "label"];
    problems.push({ path: at, code: "BASE_TYPE_REQUIRED", message: "This field is required" });
  }
  return problems;
}

function checkTextInput(input: AnyComponent, path: Path): Problem[] {
  const min = Number(input["min_length"] ?? 0);
  const max = Number(input["max_length"] ?? 4000);
  const value = typeof input["value"] === "string" ? input["value"] : "";
  if (min > max) {
    const message = `Must be less than or equal to max_length (${max}).`;
    return [{ path: [...path, "min_length"], code: "TEXT_INPUT_MIN_OVER_MAX", message }];
  }
  if (value === "" || (value.length >= min && value.length <= max)) return [];
  const message = `Must be between ${min} and ${max} in length.`;
  return [{ path: [...path, "value"], code: "BASE_TYPE_BAD_LENGTH", message }];
}

/** What needs an answer cannot allow none; a modal's select cannot be disabled. */
function checkNeeded(component: AnyComponent, path: Path): Problem[] {
  const problems: Problem[] = [];
  if (component["min_values"] === 0 && component["required"] !== false) {
    const message = "Must be greater than or equal to 1 where an answer is required.";
    problems.push({ path: [...path, "min_values"], code: "NUMBER_TYPE_MIN", message });
  }
  if (component["disabled"]) {
    const message = "A select in a modal cannot be disabled.";
    problems.push({ path: [...path, "disabled"], code: "COMPONENT_DISABLED_IN_MODAL", message });
  }
  return problems;
}
