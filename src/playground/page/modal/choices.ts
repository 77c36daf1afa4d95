import type { APICheckboxComponent, APICheckboxGroupComponent, APIRadioGroupComponent } from "discord.js";
import { el } from "../parts/dom.ts";
import type { Input, Names } from "./fields.ts";

type Option = APIRadioGroupComponent["options"][number];

/** One of several. */
export function radioGroup(component: APIRadioGroupComponent, names: Names): Input {
  const inputs = component.options.map((option) => box("radio", names, option));
  const chosen = () => inputs.find(({ checked }) => checked);
  return {
    customId: component.custom_id,
    element: rows(inputs, component.options),
    group: true,
    value: () => chosen()?.value ?? [],
    problem: () => (component.required !== false && !chosen() ? "Choose one of these." : null),
    focus: () => (chosen() ?? inputs[0])?.focus(),
  };
}

/** Some of several. */
export function checkboxGroup(component: APICheckboxGroupComponent, names: Names): Input {
  const inputs = component.options.map((option) => box("checkbox", names, option));
  const chosen = () => inputs.filter(({ checked }) => checked);
  const min = component.min_values ?? 1;
  const max = component.max_values ?? component.options.length;
  const problem = (): string | null => {
    const { length } = chosen();
    if (length === 0 && component.required === false) return null;
    if (length < min) return `Choose at least ${min}.`;
    return length > max ? `Choose at most ${max}.` : null;
  };
  return {
    customId: component.custom_id,
    element: rows(inputs, component.options),
    group: true,
    value: () => chosen().map(({ value }) => value),
    problem,
    focus: () => inputs[0]?.focus(),
  };
}

/** Yes or no. */
export function checkboxInput(component: APICheckboxComponent, names: Names): Input {
  const input = el("input", {
    attrs: { type: "checkbox", id: names.id, "aria-describedby": names.describedBy },
  });
  input.checked = component.default === true;
  return {
    customId: component.custom_id,
    element: input,
    group: false,
    value: () => input.checked,
    problem: () => null,
    focus: () => input.focus(),
  };
}

function box(type: "radio" | "checkbox", names: Names, option: Option): HTMLInputElement {
  const input = el("input", { attrs: { type, name: names.id, value: option.value } });
  input.checked = option.default === true;
  return input;
}

function rows(inputs: readonly HTMLInputElement[], options: readonly Option[]): HTMLElement {
  const lines = inputs.map((input, index) => {
    const { label = "", description } = options[index] ?? {};
    const words = el(
      "span",
      { class: "picker-words" },
      el("span", { text: label }),
      description && el("small", { text: description }),
    );
    return el("label", { class: "choice" }, input, words);
  });
  return el("div", { class: "choices" }, ...lines);
}
