import type { APIAttachment, APIEmbed, APIMessageTopLevelComponent, APIPoll } from "discord.js";
import { COMPONENT, flatten } from "../check/component.ts";
import type { AnyComponent } from "../check/component.ts";
import type { PollBody } from "../check/message.ts";

// What Discord adds to the parts of a message when it takes them.

/** An embed is "rich", its fields say whether they are inline, and where `attachment://` names a file its address is put. */
export function finishEmbed(embed: APIEmbed, attachments: readonly APIAttachment[]): APIEmbed {
  const finished = { ...embed, type: "rich" } as object as APIEmbed;
  if (embed.fields)
    finished.fields = embed.fields.map(({ name, value, inline }) => ({
      name,
      value,
      inline: inline ?? false,
    }));
  if (embed.image) finished.image = withAddress(embed.image, attachments);
  if (embed.thumbnail) finished.thumbnail = withAddress(embed.thumbnail, attachments);
  return finished;
}

function withAddress<T extends { url: string }>(media: T, attachments: readonly APIAttachment[]): T {
  const name = media.url.startsWith("attachment://") ? media.url.slice("attachment://".length) : null;
  const found = attachments.find((one) => one.filename === name);
  return found ? { ...media, url: found.url } : media;
}

/** By component type: what Discord fills in where nothing was said. */
const PICKS = { min_values: 1, max_values: 1, disabled: false };
const DEFAULTS: Readonly<Record<number, object>> = {
  [COMPONENT.stringSelect]: PICKS,
  [COMPONENT.userSelect]: PICKS,
  [COMPONENT.roleSelect]: PICKS,
  [COMPONENT.mentionableSelect]: PICKS,
  [COMPONENT.channelSelect]: PICKS,
  [COMPONENT.separator]: { divider: true, spacing: 1 },
  [COMPONENT.container]: { accent_color: null, spoiler: false },
};

/**
 * Each component gets its defaults and a number, counting up and leaving out those that are taken; where `attachment://` names a file, its
 * address is put.
 */
export function finishComponents(
  components: readonly AnyComponent[],
  attachments: readonly APIAttachment[],
): APIMessageTopLevelComponent[] {
  const copy = structuredClone(components) as AnyComponent[];
  const placed = flatten(copy, []);
  const taken = new Set(placed.map((one) => one.component.id).filter(Boolean));
  let next = 0;
  for (const { component } of placed) {
    Object.assign(component, { ...DEFAULTS[component.type], ...component }, mediaOf(component, attachments));
    if (component.id) continue;
    do next += 1;
    while (taken.has(next));
    Object.assign(component, { id: next });
  }
  return copy as unknown as APIMessageTopLevelComponent[];
}

/** The pictures and files of a component, with their addresses. */
function mediaOf(component: AnyComponent, attachments: readonly APIAttachment[]): object {
  const { media, file, items } = component as {
    readonly media?: Media;
    readonly file?: Media;
    readonly items?: readonly { readonly media: Media }[];
  };
  return {
    ...(media ? { media: withAddress(media, attachments) } : {}),
    ...(file ? { file: withAddress(file, attachments) } : {}),
    ...(items
      ? { items: items.map((item) => ({ ...item, media: withAddress(item.media, attachments) })) }
      : {}),
  };
}

type Media = { readonly url: string };

/** A poll that is open from now on; `now` in milliseconds since 1970. */
export function finishPoll(poll: PollBody, now: number): APIPoll {
  const finished: object = {
    question: { text: poll.question.text ?? "" },
    answers: poll.answers.map((answer, index) => ({
      answer_id: index + 1,
      poll_media: { text: answer.poll_media.text ?? "" },
    })),
    expiry: new Date(now + (poll.duration ?? 24) * 3_600_000).toISOString(),
    allow_multiselect: poll.allow_multiselect ?? false,
    layout_type: 1,
  };
  return finished as APIPoll;
}
