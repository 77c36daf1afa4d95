import { ButtonStyle, ComponentType, MessageFlags } from "discord-api-types/v10";
import type {
  APIInteractionResponseCallbackData,
  APIModalInteractionResponseCallbackData,
} from "discord-api-types/v10";
import type { NamedFile } from "../../support/scripted-bot.ts";

// Fixed answers that hold every rendering of the page once.

const button = (style: 1 | 2 | 3 | 4, label: string, custom_id: string, disabled = false) => {
  return { type: ComponentType.Button, style, label, custom_id, disabled } as const;
};

/** An embed as /roadmap next has it, with buttons. */
export function topic(step: string): APIInteractionResponseCallbackData {
  return {
    embeds: [
      {
        title: "Advanced SQL",
        url: "https://example.com/sql",
        description: `You are at **Phase 1 · Foundations**. Next is this topic: ${step}.`,
        color: 0x4a56d8,
        fields: [
          { name: "Why now", value: "It comes first, and 6 topics build on it." },
          { name: "Hours", value: "24", inline: true },
          { name: "Objectives", value: "1 of 4", inline: true },
          { name: "Opens", value: "Data modelling", inline: true },
          { name: "Objectives", value: "- Window functions\n- Query plans\n  - reading them\n- Indexes" },
          {
            name: "Resources",
            value:
              "[Use the Index, Luke](https://use-the-index-luke.com)\n[Docs](https://www.postgresql.org/docs/)",
          },
        ],
        footer: { text: "Data Engineer · 3% done" },
      },
    ],
    components: [
      {
        type: ComponentType.ActionRow,
        components: [
          button(ButtonStyle.Primary, "Start", "v1:roadmap:start:sql"),
          button(ButtonStyle.Success, "Done", "v1:roadmap:done:sql"),
          button(ButtonStyle.Secondary, "I know this", "v1:roadmap:know:sql"),
          button(ButtonStyle.Danger, "Skip", "v1:roadmap:skip:sql"),
          button(ButtonStyle.Secondary, "Undo", "v1:roadmap:undo:sql", true),
        ],
      },
      {
        type: ComponentType.ActionRow,
        components: [
          button(ButtonStyle.Secondary, "Objectives", "v1:roadmap:objectives:sql"),
          {
            type: ComponentType.Button,
            style: ButtonStyle.Link,
            label: "Roadmap",
            url: "https://example.com/roadmap",
          },
        ],
      },
    ],
  };
}

/** All of Discord's markdown. `people`: ids to mention. */
export function words({
  user,
  channel,
  command,
}: {
  user: string;
  channel: string;
  command: string;
}): string {
  return [
    "# Heading one",
    "## Heading two",
    "### Heading three",
    "-# Small print",
    "**bold** *italic* __underline__ ~~strike~~ ||a spoiler|| `code` ***both*** \\*escaped\\*",
    "> a quote of **two**",
    "> lines",
    "- first\n- second\n  - inside",
    "3. third\n4. fourth",
    "```sql\nselect topic, count(*) from events group by 1;\n```",
    `Hello <@${user}>, see <#${channel}> and </roadmap next:${command}>, [the docs](https://example.com/docs) or https://example.com/bare.`,
    "Due <t:1800000000:R>, on <t:1800000000:F>. ✅ 🎉 <:spark:123456789012345678>",
    "<img src=x onerror=alert(1)> & <b>no HTML</b>",
  ].join("\n");
}

export const gallery: APIInteractionResponseCallbackData = {
  content: "Everything else that a message can hold.",
  embeds: [
    {
      author: { name: "Amara" },
      title: "With a picture",
      description: "And a long line: " + "word".repeat(60),
      color: 0x1f7a45,
      image: { url: "attachment://dot.png" },
      timestamp: "2026-11-02T09:30:00.000Z",
      footer: { text: "Footer" },
    },
    { title: "A picture from elsewhere", image: { url: "https://example.com/picture.png" } },
  ],
  attachments: [
    { id: "0", filename: "dot.png", description: "A dot that nobody can see" },
    { id: "1", filename: "everything.json" },
  ],
  components: [
    {
      type: ComponentType.ActionRow,
      components: [
        {
          type: ComponentType.StringSelect,
          custom_id: "pick-one",
          placeholder: "Pick one phase",
          options: [
            { label: "Foundations", value: "1", description: "SQL and Python", emoji: { name: "🧱" } },
            { label: "Big Data", value: "2", description: "Spark and friends" },
            { label: "Cloud", value: "3" },
          ],
        },
      ],
    },
    {
      type: ComponentType.ActionRow,
      components: [
        {
          type: ComponentType.StringSelect,
          custom_id: "pick-some",
          placeholder: "Pick some objectives",
          min_values: 0,
          max_values: 3,
          options: [
            { label: "Window functions", value: "a", default: true },
            { label: "Query plans", value: "b" },
            { label: "Indexes", value: "c" },
          ],
        },
      ],
    },
    {
      type: ComponentType.ActionRow,
      components: [{ type: ComponentType.UserSelect, custom_id: "pick-user", placeholder: "Pick somebody" }],
    },
    {
      type: ComponentType.ActionRow,
      components: [
        button(ButtonStyle.Primary, "Open the form", "form"),
        button(ButtonStyle.Secondary, "Say nothing", "silent"),
      ],
    },
  ],
};

/** One black pixel. */
const PIXEL =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";
export const files: readonly NamedFile[] = [
  { name: "dot.png", contentType: "image/png", data: Buffer.from(PIXEL, "base64") },
  { name: "everything.json", contentType: "application/json", data: '{"hello":"world"}' },
];

export const form: APIModalInteractionResponseCallbackData = {
  custom_id: "form:sent",
  title: "About you",
  components: [
    { type: ComponentType.TextDisplay, content: "All of this can be changed **later**." },
    {
      type: ComponentType.Label,
      label: "What you built",
      description: "A link or a sentence",
      component: {
        type: ComponentType.TextInput,
        custom_id: "built",
        style: 1,
        min_length: 3,
        max_length: 80,
      },
    },
    {
      type: ComponentType.Label,
      label: "Your cloud",
      component: {
        type: ComponentType.StringSelect,
        custom_id: "cloud",
        placeholder: "Choose one",
        options: [
          { label: "AWS", value: "aws" },
          { label: "Google Cloud", value: "gcp" },
          { label: "Azure", value: "azure" },
        ],
      },
    },
    {
      type: ComponentType.Label,
      label: "On the board",
      component: {
        type: ComponentType.RadioGroup,
        custom_id: "board",
        options: [
          { label: "Show me", value: "shown" },
          { label: "Hide me", value: "hidden", description: "Your points still count for the group" },
        ],
      },
    },
    {
      type: ComponentType.Label,
      label: "Objectives",
      component: {
        type: ComponentType.CheckboxGroup,
        custom_id: "objectives",
        required: false,
        options: [
          { label: "Window functions", value: "a", default: true },
          { label: "Query plans", value: "b" },
        ],
      },
    },
  ],
};

export const fileForm: APIModalInteractionResponseCallbackData = {
  custom_id: "form:files",
  title: "Hand in",
  components: [
    {
      type: ComponentType.Label,
      label: "Your files",
      component: { type: ComponentType.FileUpload, custom_id: "files", min_values: 1, max_values: 2 },
    },
  ],
};

export const ephemeral = (content: string): APIInteractionResponseCallbackData => {
  return { content, flags: MessageFlags.Ephemeral };
};
