import { createHash } from "node:crypto";

import { describedRules } from "../ruleCatalogue.js";
import type { CheckResult, PlaceInFile, RuleFindings } from "../checkResult.js";
import { groupedFindings, placesInFiles } from "../checkResult.js";
import { nameInUrn } from "../../offline/urn.js";
import { isMandatory } from "../../../policies/rule.js";

/**
 * A result as SARIF 2.1.0, which code scanning takes: each message once, at each line and file that it was found in.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifReport(result: CheckResult, version: string): object {
  const findings = groupedFindings(result.violations);
  const exempted = result.exempted.map((one) => ({ ...one, places: [one] }));
  const policies = [...findings, ...exempted].map(({ policy }) => policy);
  const ids = [...new Set(policies)].sort();
  const indexOf = (policy: string) => ids.indexOf(policy);
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "slipway",
            version,
            rules: ids.map((id) => ruleOf(id, findings)),
          },
        },
        columnKind: "utf16CodeUnits",
        results: [
          ...findings.flatMap((rule) =>
            rule.messages.flatMap(({ message, accepted, places }) =>
              placesInFiles(places).map((place) => ({
                ...resultOf(rule.policy, indexOf(rule.policy), message, place),
                level: levelOf(rule),
                ...(result.baseline && { baselineState: accepted ? "unchanged" : "new" }),
                ...(accepted && {
                  suppressions: [suppression(`accepted by ${result.baseline?.file ?? ""}`)],
                }),
              })),
            ),
          ),
          ...exempted.flatMap(({ policy, message, reason, expires, places }) =>
            placesInFiles(places).map((place) => ({
              ...resultOf(policy, indexOf(policy), message, place),
              level: "note",
              suppressions: [suppression(`${reason} (until ${expires})`)],
            })),
          ),
        ],
      },
    ],
  };
}

function resultOf(ruleId: string, ruleIndex: number, text: string, place: PlaceInFile) {
  const { file, line = 1, column, urns } = place;
  const fingerprint = createHash("sha256").update(JSON.stringify([ruleId, text, [...urns].sort()]));
  return {
    ruleId,
    ruleIndex,
    message: { text },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(file) },
          region: { startLine: line, ...(column !== undefined && { startColumn: column }) },
        },
        logicalLocations: urns.map((urn) => ({
          name: nameInUrn(urn),
          fullyQualifiedName: urn,
          kind: "resource",
        })),
      },
    ],
    partialFingerprints: { "slipwayFinding/v1": fingerprint.digest("hex") },
  };
}

/** An absolute path is a URI of its own; each part may hold letters that a URI does not take. */
function uriOf(file: string): string {
  const encoded = file.split("/").map(encodeURIComponent).join("/");
  return file.startsWith("/") ? `file://${encoded}` : encoded;
}

function suppression(justification: string): object {
  return { kind: "external", status: "accepted", justification };
}

function levelOf(rule: Pick<RuleFindings, "enforcementLevel">): string {
  return isMandatory(rule) ? "error" : "warning";
}

/** What GitHub sorts by. */
const SECURITY_SEVERITY = { low: "3.0", medium: "5.0", high: "8.0", critical: "9.5" } as const;

function ruleOf(id: string, findings: readonly RuleFindings[]): object {
  const rule = describedRules().find(({ name }) => name === id);
  const level = findings.find(({ policy }) => policy === id);
  const own = level && { defaultConfiguration: { level: levelOf(level) } };
  // A policy that is no rule, such as the one that reports on exemptions.
  if (!rule) return { id, ...own };
  const { description, remedy, url, kind, severity, sources } = rule;
  return {
    id,
    shortDescription: { text: description },
    help: { text: `${remedy}\n${url}`, markdown: `${remedy}\n\n[More](${url})` },
    helpUri: url,
    ...own,
    properties: {
      tags: [kind, ...sources],
      kind,
      severity,
      ...(kind === "security" && { "security-severity": SECURITY_SEVERITY[severity] }),
    },
  };
}
