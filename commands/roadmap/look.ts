import type { App } from "../../src/app.ts";
import { mint } from "../../src/domain/ids.ts";
import type { MemberId } from "../../src/domain/ids.ts";
import { loadDisplayName, loadMember } from "../../src/store/members.ts";
import type { Reader } from "../../src/text/reader.ts";
import type { Whose } from "../../src/text/whose.ts";
import { loadReader, readerOf } from "../reading.ts";
import type { Use } from "../reading.ts";

/** Whose progress is on the screen: `reader` holds it, `whose` names them; null for the caller's own. */
export type Look = { readonly reader: Reader; readonly whose: Whose | null };

export async function lookAtSelf(call: Use, app: App): Promise<Look> {
  return { reader: await loadReader(call, app), whose: null };
}

/** Another member's progress; null where they do not share it, or nothing is known of them. Asked anew at every click. */
export async function lookAt(call: Use, app: App, whose: Whose): Promise<Look | null> {
  const known = await loadMember(app.db, whose.id);
  return known.profile?.visible === true ? { reader: readerOf(call, app, known), whose } : null;
}

/** The same for a member named in a custom id, who may have left the server since. */
export async function lookAtArgument(call: Use, app: App, argument: string): Promise<Look | null> {
  const id = mint<MemberId>(argument);
  if (id === call.member.id) return lookAtSelf(call, app);
  if (call.guild === null || (await app.findDeparted(call.guild, [id])).has(id)) return null;
  const name = await loadDisplayName(app.db, call.guild, id);
  return lookAt(call, app, { id, name: name ?? "This member" });
}
