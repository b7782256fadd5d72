import { nameInUrn } from "../../offline/urn.js";
import type { CheckResult } from "../checkResult.js";
import { groupedFindings } from "../checkResult.js";

/**
 * A result as commands of GitHub's workflows, each of which is an annotation: an error where the policy is mandatory, and
 * a warning for advice. What is accepted or exempt is a notice, so that it leaves a trace.
 *
 * @see https://docs.github.com/actions/reference/workflow-commands-for-github-actions#setting-an-error-message
 */
export function githubReport({ violations, exempted }: CheckResult): string {
  const found = groupedFindings(violations).flatMap((rule) =>
    rule.messages.map(({ message, accepted, places }) => {
      const names = [...new Set(places.map(({ urn }) => nameInUrn(urn)))].join(", ");
      const lines = [`${names}: ${message}`, rule.remedy, rule.url];
      const text = lines.filter((line) => line !== undefined).join("\n");
      const level = rule.enforcementLevel === "mandatory" ? "error" : "warning";
      return annotation(accepted ? "notice" : level, places[0]?.source, rule.policy, text);
    }),
  );
  const letBe = exempted.map(({ policy, source, urn, message, reason, expires }) => {
    const text = `${nameInUrn(urn)}: ${message}\nexempt until ${expires}: ${reason}`;
    return annotation("notice", source, policy, text);
  });
  return [...found, ...letBe].join("\n");
}

function annotation(
  level: string,
  file: string | undefined,
  title: string,
  message: string,
): string {
  const place = file === undefined ? "" : `file=${property(file)},line=1,`;
  return `::${level} ${place}title=${property(title)}::${data(message)}`;
}

/** As GitHub's own toolkit escapes them. */
function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
