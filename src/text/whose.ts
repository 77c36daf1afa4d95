import type { MemberId } from "../domain/ids.ts";

/** Another member whose progress is looked at. The name is not escaped. */
export type Whose = { readonly id: MemberId; readonly name: string };

/** The part of a custom id that keeps a view with the member it is about. */
export function ownerArgs(whose: Whose | null): string[] {
  return whose === null ? [] : [whose.id];
}
