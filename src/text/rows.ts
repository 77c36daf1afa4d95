import type {
  APIActionRowComponent,
  APIButtonComponentWithCustomId,
  APIComponentInMessageActionRow,
  APISelectMenuOption,
  APIStringSelectComponent,
} from "discord.js";
import { BUTTON, ROW, SELECT, STYLES } from "./discord-numbers.ts";
import {
  MAX_BUTTON_LABEL,
  MAX_BUTTONS,
  MAX_OPTION_TEXT,
  MAX_OPTIONS,
  MAX_PLACEHOLDER,
  MAX_ROWS,
} from "./limits.ts";
import { label } from "./safe.ts";

export type Row = APIActionRowComponent<APIComponentInMessageActionRow>;
export type Button = APIButtonComponentWithCustomId;

/** A button. Grey unless told: the one thing most people want next is "primary", what cannot be brought back is "danger". */
export function button(text: string, customId: string, style: keyof typeof STYLES = "secondary"): Button {
  return { type: BUTTON, style: STYLES[style], label: label(text, MAX_BUTTON_LABEL), custom_id: customId };
}

export type Pick = {
  readonly label: string;
  readonly value: string;
  readonly description?: string | undefined;
  readonly picked?: boolean;
};

export type SelectSpec = {
  readonly customId: string;
  readonly placeholder: string;
  /** The first 25 are shown. */
  readonly options: readonly Pick[];
  /** Any number of them, none included; else exactly one. */
  readonly many?: boolean;
};

/** A select in a row of its own; no row where there is nothing to pick, for Discord refuses an empty select. */
export function selectRow({ customId, placeholder, options, many = false }: SelectSpec): Row[] {
  const shown = options.slice(0, MAX_OPTIONS);
  if (shown.length === 0) return [];
  const select: APIStringSelectComponent = {
    type: SELECT,
    custom_id: customId,
    placeholder: label(placeholder, MAX_PLACEHOLDER),
    min_values: many ? 0 : 1,
    max_values: many ? shown.length : 1,
    options: shown.map(optionOf),
  };
  return [{ type: ROW, components: [select] }];
}

function optionOf({ label: text, value, description, picked }: Pick): APISelectMenuOption {
  return {
    label: label(text, MAX_OPTION_TEXT) || "–",
    value,
    ...(description && { description: label(description, MAX_OPTION_TEXT) }),
    ...(picked && { default: true }),
  };
}

/** Buttons side by side; what is false or null is left out, and so is a row without any. */
export function buttonRow(...buttons: readonly (Button | false | null)[]): Row[] {
  const components = buttons.filter((button) => button !== false && button !== null);
  if (components.length > MAX_BUTTONS) throw new RangeError(`${components.length} buttons in one row`);
  return components.length === 0 ? [] : [{ type: ROW, components }];
}

/** The rows of a message, from above. */
export function rows(...groups: readonly (readonly Row[])[]): Row[] {
  const all = groups.flat();
  if (all.length > MAX_ROWS) throw new RangeError(`${all.length} rows in one message`);
  return all;
}
