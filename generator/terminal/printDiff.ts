import type { DiffResult, DifferingResource, PropertyDifference } from "../review/diffResult.js";
import type { ViolationChange } from "../review/violationChange.js";
import { policyId } from "../check/checkResult.js";
import { nameInUrn } from "../offline/urn.js";
import { escapedLines, escapedText } from "./escapedText.js";
import type { Paint } from "./policyLines.js";
import { counted, PLAIN } from "./policyLines.js";
import { shortType } from "./shortType.js";
import { isMandatory } from "../../policies/rule.js";

/** Characters of a value. */
const LONGEST_VALUE = 100;

/** What differs between two previews, for people. */
export function printDiff(result: DiffResult, paint: Paint = PLAIN): string {
  const { before, after, changed, onlyBefore, onlyAfter, equal, outputs, violations } = result;
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
    ...(violations ? violationLines(violations, paint) : []),
  ].join("\n");
}

/** Findings of policies that come and go. */
function violationLines({ new: found, mended, standing }: ViolationChange, paint: Paint): string[] {
  const line = (sign: string) => (one: ViolationChange["new"][number]) => {
    const level = isMandatory(one) ? paint.alarming("violation") : paint.warning("advice");
    const text = `${policyId(one)}  ${nameInUrn(one.urn)}: ${one.message}`;
    return `${sign} ${level}  ${escapedLines(text)}`;
  };
  return [
    `${paint.strong("Policies")}  ${found.length} new, ${mended.length} mended, ${standing} standing`,
    ...found.map(line("+")),
    ...mended.map(line("-")),
  ];
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
