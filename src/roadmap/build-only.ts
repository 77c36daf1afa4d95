import { type ChoiceId, mint, type OptionId } from "../domain/ids.ts";
import type { Only } from "../domain/roadmap.ts";

type OnlyFile = Readonly<Record<string, string | readonly string[]>>;

/** An `only` names exactly one choice; the rules have seen to it. */
export function buildOnly(only: OnlyFile | undefined): Only | null {
  const [entry] = Object.entries(only ?? {});
  if (!entry) return null;
  const [choice, options] = entry;
  const ids = typeof options === "string" ? [options] : options;
  return { choice: mint<ChoiceId>(choice), options: ids.map((id) => mint<OptionId>(id)) };
}
