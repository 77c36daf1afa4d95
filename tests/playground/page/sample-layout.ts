import { ButtonStyle, ComponentType, MessageFlags } from "discord-api-types/v10";
import type { APIInteractionResponseCallbackData } from "discord-api-types/v10";

/** A message of Components V2, with each kind of part that such a message can have. */
export const layout: APIInteractionResponseCallbackData = {
  flags: MessageFlags.IsComponentsV2,
  attachments: [
    { id: "0", filename: "dot.png" },
    { id: "1", filename: "everything.json" },
  ],
  components: [
    { type: ComponentType.TextDisplay, content: "# A sprint of words" },
    {
      type: ComponentType.Container,
      accent_color: 0x5865f2,
      components: [
        {
          type: ComponentType.Section,
          components: [{ type: ComponentType.TextDisplay, content: "**SQL Foundations**, week 2 of 3" }],
          accessory: {
            type: ComponentType.Thumbnail,
            media: { url: "attachment://dot.png" },
            description: "The mark of the topic",
          },
        },
        { type: ComponentType.Separator, spacing: 2, divider: true },
        {
          type: ComponentType.Section,
          components: [{ type: ComponentType.TextDisplay, content: "Three are in" }],
          accessory: {
            type: ComponentType.Button,
            style: ButtonStyle.Success,
            label: "I am in",
            custom_id: "in",
          },
        },
        {
          type: ComponentType.MediaGallery,
          items: [
            { media: { url: "attachment://dot.png" }, description: "The first picture" },
            { media: { url: "attachment://dot.png" }, description: "The second picture" },
          ],
        },
        { type: ComponentType.File, file: { url: "attachment://everything.json" } },
        {
          type: ComponentType.ActionRow,
          components: [
            {
              type: ComponentType.RoleSelect,
              custom_id: "pick-role",
              placeholder: "Pick a role",
              max_values: 2,
            },
          ],
        },
      ],
    },
  ],
};
