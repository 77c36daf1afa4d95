import type { Certification } from "../domain/roadmap.ts";
import { dayText } from "./dates.ts";
import { count, digits, list } from "./numbers.ts";

type Cost = NonNullable<Certification["cost"]>;
type Validity = NonNullable<Certification["validity"]>;

/** What it costs and how long it is valid, each with the day on which that was looked up; or that it is not known. */
export function termsLines({ cost, validity, status, successor }: Certification): string[] {
  const whose = status === "retired" && successor !== null ? " (of what took its place)" : "";
  const unknown = [
    ...(cost === null ? ["what it costs"] : []),
    ...(validity === null ? ["how long it is valid"] : []),
  ];
  return [
    ...(cost === null ? [] : [`Exam${whose}: ${dollars(cost)} US dollars before tax${asOf(cost)}.`]),
    ...(validity === null ? [] : [`Validity${whose}: ${validityText(validity)}${asOf(validity)}.`]),
    ...(unknown.length === 0 ? [] : [`Not known here: ${list(unknown)}. Its provider's page says.`]),
  ];
}

/** The same in a few words: "150 USD", "3 years". */
export function shortTerms({ cost, validity }: Certification): string[] {
  return [
    ...(cost === null ? [] : [`${dollars(cost)} USD`]),
    ...(validity === null ? [] : [`valid ${validityText(validity)}`]),
  ];
}

function dollars({ min, max }: Cost): string {
  return min === max ? digits(max) : `${digits(min)} to ${digits(max)}`;
}

function validityText({ years }: Validity): string {
  return years === "unlimited" ? "without end" : count(years, "year");
}

function asOf({ checked }: { readonly checked: string }): string {
  return `, as of ${dayText(Temporal.PlainDate.from(checked))}`;
}
