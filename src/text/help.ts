import { customId } from "./custom-id.ts";
import { cardMessage } from "./embed.ts";
import { ruleLines } from "./points.ts";
import type { Mention } from "./reader.ts";
import type { Message } from "./reply.ts";
import { button, buttonRow } from "./rows.ts";

/** What one needs to know, on one screen. */
export function helpText(mention: Mention): Message {
  return cardMessage(
    {
      title: "Waymark",
      lead: ["Learn one roadmap together: what to learn next, why now, with what, and who keeps going."],
      sections: [
        {
          title: "Six to remember",
          lines: [
            `${mention("roadmap next")} what to learn now`,
            `${mention("roadmap done")} finish a topic, with a link to what you built`,
            `${mention("roadmap view")} the whole way, and how far you are`,
            `${mention("sprint start")} study together until a date`,
            `${mention("leaderboard")} how the group is doing`,
            `${mention("me")} your settings, dates, reminders and data`,
          ],
        },
        {
          title: "For organisers",
          lines: [
            `${mention("setup")} the week's topic in a channel of yours: when, how fast, and what became of it`,
          ],
        },
        {
          title: "Points",
          lines: [...ruleLines().map((rule) => `• ${rule}`), "Known and skipped topics earn none."],
        },
        {
          title: "Dates",
          lines: [
            `Set one on any topic: **Set a date**. I remind you the day before and on the day; one that passes moves on with your pace.`,
          ],
        },
        {
          title: "Your data",
          lines: [
            "• Kept: your settings, your dates, what you did on the roadmap and when, your links, what you said in sprints, your name and points in a server. No messages.",
            "• Why: to know what comes next for you, and for the leaderboard if you want to be on it.",
            `• See, export and delete all of it with ${mention("me")}. Deleting happens at once.`,
          ],
        },
      ],
      footer: "Answers are for your eyes alone. Share shows one to the channel.",
    },
    buttonRow(
      button("What's next", customId("roadmap", "next"), "primary"),
      button("My settings", customId("me", "panel", "0")),
    ),
  );
}
