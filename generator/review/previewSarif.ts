import type { CheckResult } from "../check/checkResult.js";
import { shownPath } from "../check/policyCheck.js";
import { sarifReport } from "../check/report/sarifReport.js";
import { describedRules } from "../check/ruleCatalogue.js";
import type { PreviewResult } from "../offline/previewResult.js";

/**
 * What the policies say of a preview as SARIF, for code scanning: findings that the base has as well are unchanged.
 *
 * @param file The project's `Pulumi.yaml`, at which they are shown: a preview does not know the program's lines.
 */
export function previewSarif(
  { stack, resources, policies }: PreviewResult,
  base: PreviewResult | undefined,
  file: string,
  version: string,
): object {
  const source = shownPath(file);
  const keyOf = (one: PreviewResult["policies"]["violations"][number]) =>
    JSON.stringify([one.policy, one.urn.split("::").slice(2), one.message]);
  const known = new Set(base?.policies.violations.map(keyOf));
  const urls = new Map(describedRules().map(({ name, url }) => [name, url]));
  const violations = policies.violations.map((one) => ({
    ...one,
    source,
    url: urls.get(one.policy),
    accepted: known.has(keyOf(one)),
  }));
  const accepted = violations.filter((one) => one.accepted).length;
  const result: CheckResult = {
    checked: [{ source, stack, resources: resources.length - 1 }],
    violations,
    exempted: policies.exempted.map((one) => ({ ...one, source })),
    undetermined: policies.undetermined.map((one) => ({ ...one, source })),
    evaluated: policies.evaluated,
    ...(base && {
      baseline: { file: "the base", isNew: false, accepted, gone: 0, pruned: false },
    }),
  };
  return sarifReport(result, version);
}
