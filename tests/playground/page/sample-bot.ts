import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  InteractionResponseType,
  InteractionType,
  MessageFlags,
} from "discord-api-types/v10";
import type {
  APIApplicationCommandInteraction,
  APIChatInputApplicationCommandInteraction,
  APIInteraction,
  APIMessageComponentInteraction,
  APIModalSubmitInteraction,
  ApplicationIntegrationType,
  InteractionContextType,
  RESTPutAPIApplicationCommandsJSONBody,
} from "discord-api-types/v10";
import type { Answer, ScriptedBot } from "../../support/scripted-bot.ts";
import { layout } from "./sample-layout.ts";
import { ephemeral, fileForm, files, form, gallery, topic, words } from "./sample-payloads.ts";

const guildOnly: {
  type: ApplicationCommandType.ChatInput;
  contexts: InteractionContextType[];
  integration_types: ApplicationIntegrationType[];
} = { type: ApplicationCommandType.ChatInput, contexts: [0], integration_types: [0] };
const TOPICS = ["SQL Foundations", "Advanced SQL", "Apache Spark", "Spark Streaming", "Data Modelling"];

/** The commands of a bot whose answers hold everything that the page can show. */
export const sampleCommands: RESTPutAPIApplicationCommandsJSONBody = [
  {
    ...guildOnly,
    name: "roadmap",
    description: "The way",
    options: [
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: "next",
        description: "What to learn next, and why",
      },
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: "done",
        description: "Mark a topic as finished",
        options: [
          {
            type: 3,
            name: "topic",
            description: "The topic you finished",
            required: true,
            autocomplete: true,
          },
          { type: 3, name: "link", description: "What you built" },
        ],
      },
    ],
  },
  { ...guildOnly, name: "words", description: "All of the markdown" },
  { ...guildOnly, name: "gallery", description: "All of the rest" },
  { ...guildOnly, name: "files", description: "A form that takes files" },
  {
    ...guildOnly,
    name: "hand-in",
    description: "Hand in a file",
    options: [{ type: 11, name: "work", description: "What you made", required: true }],
  },
  { ...guildOnly, name: "layout", description: "All that the newer messages are made of" },
  {
    type: ApplicationCommandType.Message,
    name: "Log this",
    contexts: [0],
    integration_types: [0],
  },
  { ...guildOnly, name: "slow", description: "Thinks before it answers" },
  { ...guildOnly, name: "silent", description: "Never answers" },
  {
    ...guildOnly,
    name: "log",
    description: "Log what you did",
    options: [
      { type: 4, name: "hours", description: "How many hours", required: true, min_value: 1, max_value: 24 },
      {
        type: 3,
        name: "kind",
        description: "What it was",
        required: true,
        choices: [
          { name: "Reading", value: "read" },
          { name: "Building", value: "build" },
        ],
      },
      { type: 5, name: "public", description: "Whether others see it" },
      { type: 6, name: "with", description: "Who you did it with" },
    ],
  },
];

/** How the sample bot answers. */
export async function sampleScript(interaction: APIInteraction, bot: ScriptedBot): Promise<Answer> {
  switch (interaction.type) {
    case InteractionType.ApplicationCommand:
      return onCommand(interaction, bot);
    case InteractionType.ApplicationCommandAutocomplete: {
      const typed = JSON.stringify(interaction.data.options).toLowerCase();
      const focused = /"value":"([^"]*)","focused":true/.exec(typed)?.[1] ?? "";
      const choices = TOPICS.filter((name) => name.toLowerCase().includes(focused));
      return {
        type: InteractionResponseType.ApplicationCommandAutocompleteResult,
        data: { choices: choices.map((name) => ({ name, value: name.toLowerCase().replace(" ", "-") })) },
      };
    }
    case InteractionType.MessageComponent:
      return onComponent(interaction);
    case InteractionType.ModalSubmit: {
      const names = attachmentsOf(interaction);
      const said = names === "" ? filled(interaction) : `Got ${names}`;
      return { type: InteractionResponseType.ChannelMessageWithSource, data: ephemeral(said) };
    }
    case InteractionType.Ping:
      return null;
  }
}

async function onCommand(interaction: APIApplicationCommandInteraction, bot: ScriptedBot): Promise<Answer> {
  const type = InteractionResponseType.ChannelMessageWithSource;
  const { data } = interaction as APIChatInputApplicationCommandInteraction;
  const given = JSON.stringify(data.options ?? []);
  switch (data.name) {
    case "roadmap":
      if (given.includes('"done"')) return { type, data: ephemeral(`Done: ${given}`) };
      return { type, data: { ...topic("new"), flags: MessageFlags.Ephemeral } };
    case "words": {
      const ids = {
        user: interaction.member?.user.id ?? "",
        channel: interaction.channel.id,
        command: data.id,
      };
      return { type, data: { content: words(ids), allowed_mentions: { parse: [] } } };
    }
    case "gallery":
      return { type, data: gallery, files };
    case "files":
      return { type: InteractionResponseType.Modal, data: fileForm };
    case "hand-in":
      return { type, data: ephemeral(`Got ${attachmentsOf(interaction)}`) };
    case "layout":
      return { type, data: layout, files };
    case "Log this":
      return { type, data: ephemeral(`Logged: ${targetOf(interaction)}`) };
    case "slow":
      setTimeout(() => void bot.edit(interaction, { content: "Thought it through." }), 1_200).unref();
      return { type: InteractionResponseType.DeferredChannelMessageWithSource };
    case "log":
      return { type, data: { content: `Logged: ${given}` } };
    default:
      return null;
  }
}

/** Names and sizes of the files that came with it. */
function attachmentsOf({ data }: APIApplicationCommandInteraction | APIModalSubmitInteraction): string {
  const resolved = "resolved" in data ? data.resolved : undefined;
  const attachments = resolved && "attachments" in resolved ? resolved.attachments : undefined;
  return Object.values(attachments ?? {})
    .map(({ filename, size }) => `${filename} (${size} bytes)`)
    .join(", ");
}

function targetOf({ data }: APIApplicationCommandInteraction): string {
  if (data.type !== ApplicationCommandType.Message) return "";
  return Object.values(data.resolved.messages)
    .map(({ content }) => content)
    .join();
}

async function onComponent(interaction: APIMessageComponentInteraction): Promise<Answer> {
  const { custom_id: id } = interaction.data;
  if (id === "silent") return null;
  if (id === "form") return { type: InteractionResponseType.Modal, data: form };
  if (id.startsWith("v1:")) {
    return { type: InteractionResponseType.UpdateMessage, data: topic(id) };
  }
  const values = "values" in interaction.data ? interaction.data.values.join(",") : "";
  return { type: InteractionResponseType.ChannelMessageWithSource, data: ephemeral(`${id}: ${values}`) };
}

function filled({ data }: APIModalSubmitInteraction): string {
  const found = [
    ...JSON.stringify(data.components).matchAll(/"custom_id":"(\w+)","values?":("[^"]*"|\[[^\]]*\]|\w+)/g),
  ];
  return found.map(([, name, value]) => `${name}=${value}`).join(" ");
}
