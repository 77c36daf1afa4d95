import type { Person, Stage } from "./stage.ts";

/** Somebody who has answered the first questions: on the board unless hidden. */
export async function member(
  stage: Stage,
  name: string,
  { hidden = false, ...about }: Parameters<Stage["person"]>[1] & { hidden?: boolean } = {},
): Promise<Person> {
  const person = stage.person(name, about);
  await person.command("roadmap next");
  if (hidden) await person.click("Hide me");
  await person.click("Looks right");
  return person;
}
