/* oxlint-disable typescript/no-unsafe-enum-assignment -- the numbers themselves: texts are plain data and import no library */
import type { ButtonStyle, ComponentType, TextInputStyle } from "discord.js";

export const ROW = 1 as ComponentType.ActionRow;
export const BUTTON = 2 as ComponentType.Button;
export const SELECT = 3 as ComponentType.StringSelect;
export const TEXT_INPUT = 4 as ComponentType.TextInput;
export const LABEL = 18 as ComponentType.Label;

export const STYLES = {
  primary: 1 as ButtonStyle.Primary,
  secondary: 2 as ButtonStyle.Secondary,
  success: 3 as ButtonStyle.Success,
  danger: 4 as ButtonStyle.Danger,
} as const;

export const ONE_LINE = 1 as TextInputStyle.Short;
