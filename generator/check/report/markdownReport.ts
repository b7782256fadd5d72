import { fixText } from "../../../policies/pack.js";
import type { CheckResult, GroupedMessage, Place, RuleFindings } from "../checkResult.js";
import { groupedFindings, isFailing, placeText, resourceNames } from "../checkResult.js";

/** A result as Markdown, for a comment on a pull request or a job's summary. */
export function markdownReport(result: CheckResult): string {
  const { violations, exempted, undetermined, evaluated, checked } = result;
  const nameOf = resourceNames(result);
  const failing = violations.filter(isFailing).length;
  const accepted = violations.filter((one) => one.accepted).length;
  const counts = [
    `${checked.length} checked`,
    `${evaluated} checks`,
    `**${failing} failing**`,
    `${violations.length - failing - accepted} advice`,
    `${accepted} accepted`,
    `${exempted.length} exempt`,
    `${undetermined.length} undetermined`,
  ];
  return [
    "# slipway check",
    "",
    counts.join(" · "),
    ...groupedFindings(violations).flatMap((rule) => ruleLines(rule, nameOf)),
    ...exemptLines(exempted, nameOf),
  ].join("\n");
}

/** Names a resource by its URN. */
type NameOf = (urn: string) => string;

function ruleLines(rule: RuleFindings, nameOf: NameOf): string[] {
  const { policy, enforcementLevel, kind, severity, remedy, url, messages } = rule;
  const title = url === undefined ? code(policy) : `[${code(policy)}](${url})`;
  return [
    "",
    `## ${title} (${[enforcementLevel, kind, severity].filter(Boolean).join(", ")})`,
    "",
    ...messages.map((message) => messageLine(message, nameOf)),
    ...(remedy === undefined ? [] : ["", `**Remedy:** ${prose(remedy)}`]),
  ];
}

function messageLine({ message, accepted, places }: GroupedMessage, nameOf: NameOf): string {
  const where = places.map(
    (place) => `${code(nameOf(place.urn))} in ${code(placeText(place))}${fixOf(place)}`,
  );
  return `- ${accepted ? "(accepted) " : ""}${prose(message)}: ${where.join(", ")}`;
}

function fixOf({ fix }: Place): string {
  return fix === undefined ? "" : ` (${prose(fixText(fix))})`;
}

function exemptLines(exempted: CheckResult["exempted"], nameOf: NameOf): string[] {
  if (exempted.length === 0) return [];
  return [
    "",
    "## Exempt",
    "",
    ...exempted.map(
      ({ policy, urn, message, reason, expires }) =>
        `- ${code(policy)} ${code(nameOf(urn))}: ${prose(message)} (until ${prose(expires)}: ${prose(reason)})`,
    ),
  ];
}

/** Text as it is: nothing in it is a mark of Markdown, a tag of HTML, a mention or a link. */
function prose(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/[\\`*_[\]()#|~!]/g, "\\$&")
    .replace(/@/g, "&#64;");
}

/** A span of code ends at as many backticks as it begins with. */
function code(text: string): string {
  return `\`${text.replace(/\s+/g, " ").replaceAll("`", "'")}\``;
}
