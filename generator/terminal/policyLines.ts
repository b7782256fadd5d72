import type { PolicyResult, Remediated } from "../../policies/pack.js";
import { fixText, rules } from "../../policies/pack.js";
import { ALL_UNSEEN } from "../offline/remote/reviewRemote.js";
import { locationText, policyId } from "../check/checkResult.js";
import { nameInUrn } from "../offline/urn.js";
import { escapedLines, escapedText } from "./escapedText.js";
import { isMandatory } from "../../policies/rule.js";

/** How parts of a text are set off from each other on a terminal. */
export interface Paint {
  strong(text: string): string;
  faint(text: string): string;
  alarming(text: string): string;
  warning(text: string): string;
}

const same = (text: string): string => text;

/** For everything that is not a terminal. */
export const PLAIN: Paint = { strong: same, faint: same, alarming: same, warning: same };

/** What the policies say, for people: a line of counts, then every finding with what to do about it. */
export function policyLines(policies: PolicyResult, paint: Paint = PLAIN): string[] {
  const { violations, undetermined, exempted, remediated = [], evaluated } = policies;
  const mandatory = violations.filter(isMandatory);
  const advice = violations.filter((violation) => !isMandatory(violation));
  const counts = [
    `${rules.length} rules, ${counted(evaluated, "check")}: ${counted(mandatory.length, "violation")}`,
    `${advice.length} advice`,
    `${undetermined.length} undetermined`,
    ...(exempted.length > 0 ? [`${exempted.length} exempt`] : []),
  ].join(", ");
  return [
    `${paint.strong("Policies")}  ${counts}`,
    ...mandatory.flatMap((violation) =>
      findingLines(violation, paint.alarming("violation"), paint),
    ),
    ...advice.flatMap((violation) => findingLines(violation, paint.warning("advice"), paint)),
    ...undetermined
      .filter(({ path }) => path !== ALL_UNSEEN)
      .map(
        (one) =>
          `  ${paint.faint("undetermined")}  ${escapedText(`${policyId(one)}  ${nameInUrn(one.urn)}: '${one.path}'`)} is not known before the update`,
      ),
    ...unseenLines(undetermined, paint),
    ...remediated.map((one) => remediatedLine(one, paint)),
    ...exempted.map(
      ({ policy, urn, message, reason, expires }) =>
        `  ${paint.faint("exempt")}  ${escapedText(`${policy}  ${nameInUrn(urn)}: ${message} (until ${expires}: ${reason})`)}`,
    ),
  ];
}

/** What a policy changes by itself. */
export function remediatedLine(one: Remediated, paint: Paint, nameOf = nameInUrn): string {
  const names = one.properties.map((name) => `'${name}'`).join(", ");
  // 'set ...' as a fix has it.
  const sets = one.set === undefined ? `sets ${names}` : fixText(one.set).replace(/^set/, "sets");
  return `  ${paint.faint("remediated")}  ${escapedText(`${policyId(one)}  ${nameOf(one.urn)}: ${sets}`)}`;
}

/** One line for each component whose plugin may make what any policy judges. */
function unseenLines(undetermined: PolicyResult["undetermined"], paint: Paint): string[] {
  const counts = new Map<string, number>();
  for (const { urn, path } of undetermined) {
    if (path === ALL_UNSEEN) counts.set(urn, (counts.get(urn) ?? 0) + 1);
  }
  return [...counts].map(
    ([urn, count]) =>
      `  ${paint.faint("undetermined")}  ${counted(count, "rule")}  ${escapedText(nameInUrn(urn))}: a plugin makes what is in it, which is not seen offline`,
  );
}

/** `1 check`, `2 checks`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function findingLines(
  violation: PolicyResult["violations"][number],
  level: string,
  paint: Paint,
): string[] {
  const { policy, pack, kind, severity, urn, message, location } = violation;
  const about = kind === undefined ? severity : `${kind}, ${severity}`;
  const finding = `  ${level}  ${escapedLines(`${policyId(violation)} (${about})  ${nameInUrn(urn)}: ${message}`)}`;
  const rule = pack === undefined ? rules.find(({ name }) => name === policy) : undefined;
  const remedy = violation.remedy ?? rule?.remediationSteps;
  const place = location && locationText(location);
  return [
    finding,
    ...(place === undefined ? [] : [`    ${paint.faint(escapedText(`at ${place}`))}`]),
    ...(remedy === undefined ? [] : [`    ${paint.faint(escapedText(remedy))}`]),
  ];
}
