import type { Mention } from "./reader.ts";

// Short sentences that stand above other things.

/** A topic was started. */
export function startedText(): string {
  return "Started. Check off objectives as you go.";
}

/** To somebody without settings: what they did is kept, and nobody else sees it. */
export function notListedText(mention: Mention): string {
  return `Recorded. Only you see it so far; join the leaderboard and set your pace with ${mention("me")}.`;
}

/** Something was taken back. */
export function takenBackText(): string {
  return "Taken back. All is as it was before.";
}

/** The checklist was saved. */
export function checkedText(checked: number, unchecked: number): string {
  if (checked + unchecked === 0) return "Nothing changed.";
  const parts = [
    ...(checked > 0 ? [`${checked} checked`] : []),
    ...(unchecked > 0 ? [`${unchecked} unchecked`] : []),
  ];
  return `Saved: ${parts.join(", ")}.`;
}

/** Every objective is checked. */
export function allCheckedText(): string {
  return "All checked. Finish the topic with **Done**.";
}

/** A choice was made on a topic's page. */
export function chosenText(option: string, mention: Mention): string {
  return `Chosen: **${option}**. Change it any time with ${mention("me")}.`;
}

/** An old message leads to what is gone. */
export function goneText(mention: Mention): string {
  return `What this led to is gone. ${mention("roadmap view")} shows what there is now.`;
}

/** A setting was changed. */
export function savedText(): string {
  return "Saved.";
}
