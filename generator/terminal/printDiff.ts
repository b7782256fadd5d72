import type { DiffResult, DifferingResource, PropertyDifference } from "../review/diffResult.js";
import { escapedText } from "./escapedText.js";
import type { Paint } from "./policyLines.js";
import { counted, PLAIN } from "./policyLines.js";
import { shortType } from "./shortType.js";

/** Characters of a value. */
const LONGEST_VALUE = 100;

/** What differs between two previews, for people. */
export function printDiff(result: DiffResult, paint: Paint = PLAIN): string {
  const { before, after, changed, onlyBefore, onlyAfter, equal, outputs } = result;
  const [first, second] = [before, after].map(({ source }) => escapedText(source));
  const title = (sign: string, resource: DifferingResource) =>
    `${sign} ${escapedText(shortType(resource.type))} ${paint.strong(escapedText(resource.name))}`;
  return [
    `${paint.strong(`${first ?? ""} → ${second ?? ""}`)}  ${counted(changed.length, "resource")} differ${changed.length === 1 ? "s" : ""}, ` +
      `${onlyBefore.length} only in ${first ?? ""}, ${onlyAfter.length} only in ${second ?? ""}, ${equal} equal`,
    ...changed.flatMap((one) => [title("~", one), ...one.properties.map(propertyLine)]),
    ...onlyBefore.map((one) => title("-", one)),
    ...onlyAfter.map((one) => title("+", one)),
    ...(outputs.length > 0 ? [paint.strong("Outputs"), ...outputs.map(propertyLine)] : []),
  ].join("\n");
}

/** `desiredCount: 2 → 4`. */
function propertyLine(difference: PropertyDifference): string {
  const [old, fresh] = [valueText(difference, "before"), valueText(difference, "after")];
  return `    ${escapedText(difference.path)}: ${old} → ${fresh}`;
}

function valueText(difference: PropertyDifference, side: "before" | "after"): string {
  if (!(side in difference)) return "none";
  const value = difference[side];
  const text = escapedText(typeof value === "string" ? value : JSON.stringify(value));
  return text.length <= LONGEST_VALUE ? text : `${text.slice(0, LONGEST_VALUE - 1)}…`;
}
