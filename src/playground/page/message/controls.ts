import type { APIButtonComponent, APIComponentInMessageActionRow, APISelectMenuComponent } from "discord.js";
import type { Answer, ShownMessage } from "../../control/protocol.ts";
import { ButtonStyle, ComponentType } from "../discord-numbers.ts";
import { el } from "../parts/dom.ts";
import { createPicker } from "../parts/picker.ts";
import type { Viewer } from "../viewer.ts";
import { selectOptions, selectPlaceholder } from "./select-options.ts";

export type Context = {
  readonly message: ShownMessage;
  readonly viewer: Viewer;
  /** Shows what came of a click: a failure under the message, a modal in front of the page. */
  readonly tell: (answer: Answer) => void;
};

/** A button or a select of a message. */
export function controlView(component: APIComponentInMessageActionRow, context: Context): HTMLElement {
  return component.type === ComponentType.Button
    ? buttonView(component, context)
    : selectView(component, context);
}

function buttonView(component: APIButtonComponent, context: Context): HTMLElement {
  const emoji = "emoji" in component && component.emoji;
  const children = [
    emoji && el("span", { text: emoji.id ? `:${emoji.name}:` : (emoji.name ?? "") }),
    "label" in component && component.label,
  ];
  const { style } = component;
  if (style === ButtonStyle.Link) {
    const url = URL.parse(component.url);
    const safe =
      url && /^(https?|discord):$/.test(url.protocol) && !component.disabled ? url.href : undefined;
    const attrs = {
      href: safe,
      target: "_blank",
      rel: "noopener noreferrer",
      "aria-disabled": safe ? undefined : "true",
    };
    const arrow = el("span", { class: "link-arrow", text: "↗", attrs: { "aria-hidden": "true" } });
    return el("a", { class: "button button-5", attrs }, ...children, arrow);
  }
  const button = el(
    "button",
    { class: `button button-${style}`, attrs: { type: "button", disabled: component.disabled } },
    ...children,
  );
  if (!("custom_id" in component)) {
    button.disabled = true; // a premium button: there is no shop here
    return button;
  }
  const { custom_id: customId } = component;
  button.dataset["customId"] = customId;
  button.addEventListener("click", () => {
    if (button.ariaBusy === "true") return;
    void whileBusy(button, async () => {
      context.tell(await context.viewer.act({ do: "click", message: context.message.id, customId }));
    });
  });
  return button;
}

function selectView(component: APISelectMenuComponent, context: Context): HTMLElement {
  const { viewer, message } = context;
  const { custom_id: customId } = component;
  const options = selectOptions(component, viewer.state());
  const placeholder = selectPlaceholder(component);
  const picker = createPicker({
    label: placeholder,
    placeholder,
    options: options.all,
    chosen: options.chosen,
    min: component.min_values ?? 1,
    max: component.max_values ?? 1,
    disabled: component.disabled ?? false,
    onPick: (values) => {
      void whileBusy(picker.button, async () => {
        context.tell(await viewer.act({ do: "select", message: message.id, customId, values: [...values] }));
      });
    },
  });
  picker.button.dataset["customId"] = customId;
  return picker.element;
}

/** Marks a control while its click is under way. It keeps the focus, so it is not disabled. */
async function whileBusy(control: HTMLElement, work: () => Promise<void>): Promise<void> {
  control.ariaBusy = "true";
  await work();
  control.ariaBusy = null;
}
