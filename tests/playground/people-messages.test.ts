import { describe, expect, test } from "vitest";
import { SEED } from "../../src/playground/stand-in.ts";
import type { ShownMessage } from "../../src/playground/stand-in.ts";
import { scene } from "./support/scene.ts";
import type { Scene } from "./support/scene.ts";

const [lena, rafael, , owen] = SEED.members;
const row = (...components: object[]) => ({ type: 1, components });

const shown = async (at: Scene): Promise<ShownMessage> => {
  const outcome = await at.person.command("roadmap next");
  if (outcome.kind !== "message") throw new Error("no message");
  return outcome.message;
};

describe("a person uses a message", () => {
  const buttons = row(
    { type: 2, style: 1, label: "Start", custom_id: "v1:start" },
    { type: 2, style: 1, label: "Off", custom_id: "v1:off", disabled: true },
    { type: 2, style: 5, label: "Read", url: "https://example.org" },
  );
  const pick = row({
    type: 3,
    custom_id: "v1:pick",
    placeholder: "Pick some",
    min_values: 1,
    max_values: 2,
    options: ["a", "b", "c"].map((value) => ({ label: value, value })),
  });
  const who = row({ type: 5, custom_id: "v1:who" });
  const answer = { content: "here", components: [buttons, pick, who] };
  test("by a button, found by its label or its custom id", async () => {
    await using at = await scene(answer);
    const message = await shown(at);
    await at.person.click(message, "Start");
    await at.served.standIn.as(owen, SEED.study).click(message, "v1:start");
    expect(at.interactions[1]).toMatchObject({
      type: 3,
      data: { component_type: 2, custom_id: "v1:start" },
      message: { id: message.id, content: "here", author: { id: SEED.bot }, flags: 0 },
      member: { user: { id: lena } },
    });
    expect(at.interactions[2]).toMatchObject({ locale: "en-GB", member: { user: { id: owen } } });
  });

  test("by a select", async () => {
    await using at = await scene(answer);
    const message = await shown(at);
    await at.person.select(message, "v1:pick", ["a", "c"]);
    await at.person.select(message, "v1:who", [rafael]);
    expect(at.interactions[1].data).toMatchObject({
      component_type: 3,
      custom_id: "v1:pick",
      values: ["a", "c"],
    });
    expect(at.interactions[2].data).toMatchObject({
      values: [rafael],
      resolved: { users: { [rafael]: { id: rafael } } },
    });
  });

  test("only as it can be used", async () => {
    await using at = await scene(answer);
    const message = await shown(at);
    await expect(at.person.click(message, "Stop")).rejects.toThrow(
      'no button "Stop"; there are: Start, Off, Read',
    );
    await expect(at.person.click(message, "Off")).rejects.toThrow("disabled");
    await expect(at.person.click(message, "Read")).rejects.toThrow("is a link");
    await expect(at.person.click({ id: "1" }, "Start")).rejects.toThrow("they see no message");
    await expect(at.person.select(message, "Pick some", [])).rejects.toThrow("between 1 and 2 picks");
    await expect(at.person.select(message, "Pick some", ["a", "b", "c"])).rejects.toThrow(
      "between 1 and 2 picks",
    );
    await expect(at.person.select(message, "Pick some", ["a", "a"])).rejects.toThrow("once");
    await expect(at.person.select(message, "Pick some", ["z"])).rejects.toThrow("not among the options");
  });
});
