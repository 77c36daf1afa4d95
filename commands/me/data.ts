import type { RouteHandler } from "../../src/discord/command.ts";
import { eraseMember, eraseMemberInGuild } from "../../src/store/erase.ts";
import { exportMember } from "../../src/store/export.ts";
import { deleteConfirmText, deletedText, deleteText } from "../../src/text/delete.ts";
import type { Extent } from "../../src/text/delete.ts";
import { exportedText } from "../../src/text/me.ts";
import { loadReader, privately, updated } from "../reading.ts";
import { pointsHere } from "./panel.ts";

/** A file with everything that is kept of the caller. */
const exportData: RouteHandler = async (click, app) =>
  privately(exportedText(await exportMember(app.db, click.member.id, click.now)));

const askExtent: RouteHandler = async (click, app) => updated(deleteText(await loadReader(click, app)));

/** Anything but "everywhere" is taken as the smaller of the two. */
function extentOf(argument: string | undefined): Extent {
  return argument === "everywhere" ? "everywhere" : "here";
}

const confirm: RouteHandler = async (click, app) =>
  updated(
    deleteConfirmText(await loadReader(click, app), extentOf(click.args[0]), await pointsHere(click, app)),
  );

/** Deletes at once. A second click finds nothing left and says the same. */
const erase: RouteHandler = async (click, app) => {
  const extent = extentOf(click.args[0]);
  const { guild, member } = click;
  await app.db.transaction(async (tx) => {
    if (extent === "everywhere") await eraseMember(tx, member.id);
    else if (guild !== null) await eraseMemberInGuild(tx, member.id, guild);
  });
  return updated(deletedText(extent, app.mention));
};

export const dataRoutes = {
  export: exportData,
  delete: askExtent,
  "delete-ask": confirm,
  "delete-do": erase,
};
