import {
  ApplicationCommandAutocompleteCallbackRequestSchema,
  CreateMessageInteractionCallbackRequestSchema,
  ModalInteractionCallbackRequestSchema,
  UpdateMessageInteractionCallbackRequestSchema,
} from "discord-api-spec/zod";
import type { ZodMiniType } from "zod/mini";
import { checkSchema } from "../check/schema.ts";
import type { Interaction } from "../people/interactions.ts";
import type { Problem } from "./answer.ts";
import type { Call } from "./call.ts";

/** The kinds of first answers. */
export const CALLBACK = {
  message: 4,
  defer: 5,
  deferUpdate: 6,
  update: 7,
  autocomplete: 8,
  modal: 9,
} as const;

const SCHEMAS: Readonly<Record<number, ZodMiniType>> = {
  [CALLBACK.message]: CreateMessageInteractionCallbackRequestSchema,
  [CALLBACK.defer]: CreateMessageInteractionCallbackRequestSchema,
  [CALLBACK.deferUpdate]: UpdateMessageInteractionCallbackRequestSchema,
  [CALLBACK.update]: UpdateMessageInteractionCallbackRequestSchema,
  [CALLBACK.autocomplete]: ApplicationCommandAutocompleteCallbackRequestSchema,
  [CALLBACK.modal]: ModalInteractionCallbackRequestSchema,
};

/** The body's shape, and whether this kind of answer fits this kind of interaction. */
export function checkCallback(call: Call, one: Interaction): Problem[] {
  const { type } = (call.body ?? {}) as { type?: unknown };
  const schema = typeof type === "number" ? SCHEMAS[type] : undefined;
  const choices = typesFor(one);
  if (!schema || !choices.includes(type as number)) {
    const message = `Value must be one of {${choices.join(", ")}}.`;
    return [{ path: ["type"], code: "BASE_TYPE_CHOICES", message }];
  }
  const { problems, unknownFields } = checkSchema(schema, call.body);
  call.note({ unknownFields });
  return [...problems];
}

function typesFor(one: Interaction): number[] {
  const { message, defer, deferUpdate, update, autocomplete, modal } = CALLBACK;
  switch (one.type) {
    case 2:
      return [message, defer, modal];
    case 3:
      return [message, defer, deferUpdate, update, modal];
    case 4:
      return [autocomplete];
    case 5:
      return one.source ? [message, defer, deferUpdate, update] : [message, defer];
  }
}
