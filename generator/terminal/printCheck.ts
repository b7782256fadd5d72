import type { CheckResult, GroupedMessage, Place, RuleFindings } from "../check/checkResult.js";
import { fixText } from "../../policies/pack.js";
import {
  groupedFindings,
  isFailing,
  placeText,
  policyId,
  resourceNames,
} from "../check/checkResult.js";
import { escapedLines, escapedText } from "./escapedText.js";
import type { Paint } from "./policyLines.js";
import { counted, PLAIN, remediatedLine } from "./policyLines.js";
import { isMandatory } from "../../policies/rule.js";

/** A check for people: what each rule has to say once, where, what to do about it, and a line of counts at the end. */
export function printCheck(result: CheckResult, paint: Paint = PLAIN): string {
  const nameOf = resourceNames(result);
  return [
    ...groupedFindings(result.violations).flatMap((rule) => ruleLines(rule, paint, nameOf)),
    ...openLines(result, paint, nameOf),
    ...result.exempted.map(
      ({ policy, urn, message, reason, expires }) =>
        `${paint.faint("exempt")}  ${escapedText(`${policy}  ${nameOf(urn)}: ${message} (until ${expires}: ${reason})`)}`,
    ),
    ...(result.remediated ?? []).map((one) => remediatedLine(one, paint, nameOf).trimStart()),
    ...baselineLines(result),
    countsOf(result, paint),
  ].join("\n");
}

/** Names a resource by its URN. */
type NameOf = (urn: string) => string;

function ruleLines(rule: RuleFindings, paint: Paint, nameOf: NameOf): string[] {
  const { policy, kind, severity, remedy, url, messages } = rule;
  const level = isMandatory(rule) ? paint.alarming("violation") : paint.warning("advice");
  const about = kind === undefined ? severity : `${kind}, ${severity}`;
  return [
    `${level}  ${paint.strong(escapedText(policy))} (${about})`,
    ...messages.flatMap((message) => messageLines(message, paint, nameOf)),
    ...(remedy === undefined ? [] : [`  ${paint.faint(remedy)}`]),
    ...(url === undefined ? [] : [`  ${paint.faint(url)}`]),
    "",
  ];
}

/** More places than these are counted. */
const MOST_PLACES = 10;

function messageLines(
  { message, accepted, places }: GroupedMessage,
  paint: Paint,
  nameOf: NameOf,
): string[] {
  const shown = places.slice(0, MOST_PLACES);
  const left = places.length - shown.length;
  return [
    `  ${accepted ? `${paint.faint("accepted")}  ` : ""}${escapedLines(message)}`,
    ...shown.flatMap((place) => placeLines(place, paint, nameOf)),
    ...(left > 0 ? [`    ${paint.faint(`and ${counted(left, "place")} more`)}`] : []),
  ];
}

function placeLines(place: Place, paint: Paint, nameOf: NameOf): string[] {
  const where = `    ${paint.faint(escapedText(`${nameOf(place.urn)}  ${placeText(place)}`))}`;
  return place.fix === undefined
    ? [where]
    : [where, `      fix: ${escapedText(fixText(place.fix))}`];
}

/** One line for each value that is not known, whatever the rules are that wait for it. */
function openLines({ undetermined }: CheckResult, paint: Paint, nameOf: NameOf): string[] {
  const policies = new Map<string, string[]>();
  for (const check of undetermined) {
    const where = `${nameOf(check.urn)}: '${check.path}'`;
    policies.set(where, [...(policies.get(where) ?? []), policyId(check)]);
  }
  return [...policies].map(([where, names]) => {
    const rules = names.length > 3 ? `${names.length} rules` : [...new Set(names)].join(", ");
    return `${paint.faint("undetermined")}  ${escapedText(`${where} is not known: ${rules}`)}`;
  });
}

function baselineLines({ baseline }: CheckResult): string[] {
  if (baseline === undefined) return [];
  const { isNew, accepted, gone, pruned } = baseline;
  const file = escapedText(baseline.file);
  if (isNew) return [`baseline  ${file} is new: ${counted(accepted, "finding")} accepted`];
  if (gone === 0) return [];
  const end = pruned ? "and taken out" : "and '--prune' takes them out";
  return [`baseline  ${counted(gone, "finding")} of ${file} found no more, ${end}`];
}

function countsOf(result: CheckResult, paint: Paint): string {
  const { checked, violations, undetermined, exempted, evaluated } = result;
  const failing = violations.filter(isFailing).length;
  const accepted = violations.filter((one) => one.accepted).length;
  const resources = checked.reduce((sum, one) => sum + one.resources, 0);
  const counts = [
    `${counted(resources, "resource")} of ${counted(checked.length, "source")}`,
    `${counted(evaluated, "check")}: ${counted(failing, "violation")}`,
    `${violations.length - failing - accepted} advice`,
    `${undetermined.length} undetermined`,
    ...(exempted.length > 0 ? [`${exempted.length} exempt`] : []),
    ...(accepted > 0 ? [`${accepted} accepted`] : []),
  ];
  return `${paint.strong("Policies")}  ${counts.join(", ")}`;
}
