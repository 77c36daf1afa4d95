import type { APIComponentInLabel, APISelectMenuComponent, APITextInputComponent } from "discord.js";
import type { ShownModal } from "../../control/protocol.ts";
import { ComponentType, TextInputStyle } from "../discord-numbers.ts";
import { el, freshId } from "../parts/dom.ts";
import { markdown } from "../markdown/view.ts";
import { checkboxGroup, checkboxInput, radioGroup } from "./choices.ts";
import { fileUpload } from "./files.ts";
import { createPicker } from "../parts/picker.ts";
import { selectOptions, selectPlaceholder } from "../message/select-options.ts";
import type { Viewer } from "../viewer.ts";

export type FieldValue = string | string[] | boolean;
/** A control of a form, without its label and its message. */
export type Input = {
  readonly customId: string;
  readonly element: HTMLElement;
  /** Whether its label is a `label` of this control, or the name of a group of them. */
  readonly group: boolean;
  value(): FieldValue;
  /** What is wrong with what was filled in, in a sentence; null when nothing is. */
  problem(): string | null;
  focus(): void;
};
export type ModalField = {
  readonly customId: string;
  value(): FieldValue;
  /** Shows what is wrong with it, or that nothing is. */
  check(): boolean;
  focus(): void;
};
export type Names = { readonly id: string; readonly label: string; readonly describedBy: string };
type Part = { readonly element: HTMLElement; readonly fields: readonly ModalField[] };

/** One top-level part of a form: a labelled control, or text. */
export function modalPart(component: ShownModal["components"][number], viewer: Viewer): Part {
  switch (component.type) {
    case ComponentType.Label:
      return labelled(component.label, component.description, component.component, viewer);
    case ComponentType.ActionRow: {
      // The form's old shape: a row with one text input, which carries its own label.
      const input = component.components[0];
      return input ? labelled(input.label ?? "", undefined, input, viewer) : unknownPart();
    }
    case ComponentType.TextDisplay:
      return { element: el("div", { class: "md" }, ...markdown(component.content, viewer)), fields: [] };
    default:
      return unknownPart();
  }
}

function unknownPart(): Part {
  return {
    element: el("p", { class: "md-subtext", text: "(This page cannot show this part of the form.)" }),
    fields: [],
  };
}

function labelled(
  label: string,
  description: string | undefined,
  component: APIComponentInLabel,
  viewer: Viewer,
): Part {
  const names = { id: freshId("field"), label, describedBy: freshId("about") };
  const input = inputFor(component, names, viewer);
  const failure = el("p", { class: "failure", attrs: { role: "alert" } });
  const needed = isRequired(component) && component.type !== ComponentType.Checkbox;
  const title = el(
    input.group ? "legend" : "label",
    { class: "field-label", attrs: input.group ? {} : { for: names.id } },
    label,
    needed && el("span", { class: "needed", text: " *", attrs: { "aria-hidden": "true" } }),
  );
  const about = el("p", { class: "field-about", text: description ?? "", attrs: { id: names.describedBy } });
  const element = el(
    input.group ? "fieldset" : "div",
    { class: "field" },
    title,
    description && about,
    input.element,
    failure,
  );
  const check = (): boolean => {
    const problem = input.problem();
    failure.textContent = problem ?? "";
    element.classList.toggle("wrong", problem !== null);
    return problem === null;
  };
  element.addEventListener("input", () => failure.textContent && check());
  return { element, fields: [{ ...input, check }] };
}

function isRequired(component: APIComponentInLabel): boolean {
  return "required" in component ? (component.required ?? true) : true;
}

function inputFor(component: APIComponentInLabel, names: Names, viewer: Viewer): Input {
  switch (component.type) {
    case ComponentType.TextInput:
      return textInput(component, names);
    case ComponentType.RadioGroup:
      return radioGroup(component, names);
    case ComponentType.CheckboxGroup:
      return checkboxGroup(component, names);
    case ComponentType.Checkbox:
      return checkboxInput(component, names);
    case ComponentType.FileUpload:
      return fileUpload(component, names, viewer);
    case ComponentType.StringSelect:
    case ComponentType.UserSelect:
    case ComponentType.RoleSelect:
    case ComponentType.MentionableSelect:
    case ComponentType.ChannelSelect:
      return selectInput(component, names, viewer);
  }
}

function textInput(component: APITextInputComponent, names: Names): Input {
  const {
    placeholder,
    value = "",
    min_length: min = 0,
    max_length: max = 4_000,
    required = true,
  } = component;
  const attrs = {
    id: names.id,
    placeholder,
    maxlength: max,
    autocomplete: "off",
    "aria-describedby": names.describedBy,
  };
  const long = component.style === TextInputStyle.Paragraph;
  const input = long
    ? el("textarea", { attrs: { ...attrs, rows: 4 } })
    : el("input", { attrs: { ...attrs, type: "text" } });
  input.value = value;
  input.required = required;
  return {
    customId: component.custom_id,
    element: input,
    group: false,
    value: () => input.value,
    problem: () => {
      const { length } = input.value;
      if (length === 0) return required ? "This is needed." : null;
      return length < min ? `At least ${min} characters, please.` : null;
    },
    focus: () => input.focus(),
  };
}

function selectInput(component: APISelectMenuComponent, names: Names, viewer: Viewer): Input {
  const options = selectOptions(component, viewer.state());
  const required = isRequired(component);
  const min = component.min_values ?? 1;
  const picker = createPicker({
    label: names.label,
    placeholder: selectPlaceholder(component),
    options: options.all,
    chosen: options.chosen,
    min: required ? min : 0,
    max: component.max_values ?? 1,
    describedBy: names.describedBy,
    onPick: () => picker.element.dispatchEvent(new Event("input", { bubbles: true })),
  });
  picker.button.id = names.id;
  return {
    customId: component.custom_id,
    element: picker.element,
    group: false,
    value: () => [...picker.values()],
    problem: () => (required && picker.values().length < min ? "Choose something here." : null),
    focus: () => picker.button.focus(),
  };
}
