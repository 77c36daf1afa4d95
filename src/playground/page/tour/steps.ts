import { promptStep } from "./prompt-step.ts";
import { sprintStep } from "./sprint-step.ts";
import { uses } from "./step.ts";
import type { Step } from "./step.ts";

/** The first minute: what one does, in this order. */
export const STEPS: readonly Step[] = [
  {
    shown: () => ({
      title: "What is next for you?",
      text: "Type /roadmap next and send it. Waymark asks two or three things once, then names your topic and why.",
      help: { label: "Type it for me", run: (viewer) => viewer.compose("roadmap next") },
    }),
    isDone: ({ act }) => uses(act, "roadmap next"),
  },
  {
    shown: () => ({
      title: "Finish something",
      text: "Press Looks right if it asks, then Done on the topic. Share shows it to the others.",
      help: { label: "Use a command for it", run: (viewer) => viewer.compose("roadmap done") },
    }),
    isDone: ({ act, label }) => uses(act, "roadmap done") || label === "Done",
  },
  sprintStep,
  promptStep,
  {
    shown: ({ state }) => ({
      title: "Who keeps going?",
      text:
        state.sample === null || state.sample.kind === "emptied"
          ? "Type /leaderboard. Whoever shows their progress is on it; choose that with /me."
          : "Type /leaderboard. A new week begins at nothing; period: All time has the whole group.",
      help: { label: "Type it for me", run: (viewer) => viewer.compose("leaderboard period: All time") },
    }),
    isDone: ({ act }) => uses(act, "leaderboard"),
  },
];
