import type { Problem } from "../rest/answer.ts";
import type { AnyComponent, Path } from "./component.ts";
import { checkEmoji } from "./emoji.ts";
import { checkScheme } from "./links.ts";

/** A button leads to a link, a shop or a custom id, each to nothing else; and something stands on it. */
export function checkButton(button: AnyComponent, path: Path): Problem[] {
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
