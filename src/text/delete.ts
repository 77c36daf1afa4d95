import { customId } from "./custom-id.ts";
import { cardMessage, notice } from "./embed.ts";
import { count } from "./numbers.ts";
import type { Mention, Reader } from "./reader.ts";
import type { Message } from "./reply.ts";
import { button, buttonRow } from "./rows.ts";

/** What is to be deleted: a member's traces in this server, or all that is kept of them. */
export type Extent = "here" | "everywhere";

/** The way out of every step. */
const keep = () => button("Keep it", customId("me", "panel", "0"));

/** The first step: how much is to go. */
export function deleteText({ inServer }: Reader): Message {
  return cardMessage(
    {
      title: "Delete my data",
      sections: [
        ...(inServer
          ? [
              {
                title: "Here",
                lines: ["Your name, place and points in this server. Your progress stays yours."],
              },
            ]
          : []),
        { title: "Everywhere", lines: ["All I know of you, in every server. You would begin anew."] },
      ],
    },
    buttonRow(
      inServer && button("Here…", customId("me", "delete-ask", "here")),
      button("Everywhere…", customId("me", "delete-ask", "everywhere")),
      keep(),
    ),
  );
}

/** The second step: what exactly goes, and that it cannot come back. */
export function deleteConfirmText(reader: Reader, extent: Extent, pointsHere: number | null): Message {
  const points = pointsHere === null ? "points" : count(pointsHere, "point");
  const here = [
    `• Your name and your ${points} in this server, and your place on its boards`,
    "Your progress and settings stay. They are yours and not the server's.",
  ];
  return cardMessage(
    {
      title: extent === "here" ? "Delete my data in this server?" : "Delete everything I know of you?",
      lead: [
        ...(extent === "here" ? here : everythingLines(reader)),
        "",
        "It happens at once and cannot be undone. Messages you shared stay in their channels.",
      ],
    },
    buttonRow(
      button(
        extent === "here" ? "Delete it here" : "Delete everything",
        customId("me", "delete-do", extent),
        "danger",
      ),
      keep(),
    ),
  );
}

function everythingLines({ progress, profile }: Reader): string[] {
  const { topics, objectives, certifications } = progress;
  return [
    `• ${count(topics.size, "topic")}, ${count(objectives.size, "checked objective")} and ${count(certifications.size, "certification")}, with all links and dates`,
    "• The record of what you did and when",
    "• Your name, points and places in every server",
    ...(profile === null ? [] : ["• Your settings: time zone, choices, pace, visibility"]),
  ];
}

/** That it is done. */
export function deletedText(extent: Extent, mention: Mention): Message {
  return extent === "here"
    ? notice(["Deleted. This server's boards no longer know you. Your progress is still with you."])
    : notice([
        "Deleted. I keep nothing of you any more.",
        `Whenever you like, ${mention("roadmap next")} begins anew.`,
      ]);
}
