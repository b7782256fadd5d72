import { join } from "node:path";

import { locatedFrom, mergedResult, shownPath } from "../check/policyCheck.js";
import { sarifReport } from "../check/report/sarifReport.js";
import type { PreviewResult } from "../offline/previewResult.js";
import { projectFile } from "../project/findProject.js";
import { findingKey } from "./findingKey.js";

/**
 * What the policies say of a preview as SARIF, for code scanning, at the lines of the program that the resources come from.
 * Findings that the base has as well are unchanged.
 *
 * @param directory Folder of the project.
 */
export function previewSarif(
  { stack, resources, policies }: PreviewResult,
  base: PreviewResult | undefined,
  directory: string,
  version: string,
): object {
  const source = shownPath(projectFile(directory) ?? join(directory, "Pulumi.yaml"));
  const known = new Set(base?.policies.violations.map(findingKey));
  const checked = { source, stack, resources: resources.length - 1 };
  const found = mergedResult([
    { checked, scope: stack, policies: locatedFrom(directory, policies) },
  ]);
  const violations = found.violations.map((one) => ({
    ...one,
    accepted: known.has(findingKey(one)),
  }));
  const accepted = violations.filter((one) => one.accepted).length;
  const baseline = { file: "the base", isNew: false, accepted, gone: 0, pruned: false };
  return sarifReport({ ...found, violations, ...(base && { baseline }) }, version);
}
