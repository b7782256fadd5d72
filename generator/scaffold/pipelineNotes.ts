import type { AddedService } from "./addedService.js";
import { usesPackages } from "./applicationData.js";
import { DEPENDABOT_FILE, missingRenewals } from "./dependabotFile.js";
import { type Layout, workflowPrefix } from "./layout.js";
import { MANIFEST_FILE } from "./manifest.js";
import { currentText } from "./upgradeSteps.js";

/** Where Renovate is told what to renew. */
const RENOVATE_FILE = "renovate.json";

/**
 * What pull requests do not do for an added service.
 *
 * @param root Absolute path of the repository.
 */
export function requestNotes(
  root: string,
  { module, project }: AddedService,
  layout: Layout,
  delivery: "github" | "gitlab",
): string[] {
  const pipeline =
    delivery === "github"
      ? `.github/workflows/${workflowPrefix(layout)}test.yml`
      : ".gitlab-ci.yml";
  // One of an earlier template, or of the user's own, goes by no record.
  if (currentText(root, pipeline)?.includes(MANIFEST_FILE) === true) return [];
  return [
    `${pipeline} tests and builds ${project} alone, and ${module} is built where dev is deployed: slipway upgrade brings what does it for each pull request`,
  ];
}

/**
 * What is not renewed of an added service, where that cannot be changed for the user.
 *
 * @param root Absolute path of the repository.
 */
export function renewalNotes(root: string, service: AddedService, layout: Layout): string[] {
  const { module, answers } = service;
  // By now it has the entries, where it is the template's.
  const dependabot = currentText(root, DEPENDABOT_FILE);
  const missing = dependabot === undefined ? [] : missingRenewals(dependabot, service);
  if (missing === undefined) {
    return [
      `${DEPENDABOT_FILE} has no list 'updates', and so renews nothing of ${module}: an entry with its directory does`,
    ];
  }
  if (missing.length > 0) {
    const what = missing.map(({ ecosystem, directory }) => `${ecosystem} in ${directory}`);
    return [`${DEPENDABOT_FILE} renews nothing of ${what.join(" and ")}: an entry for each does`];
  }
  // Renovate finds packages by itself, but does not know by itself that others need those of a requirements.txt.
  const renovate = currentText(root, RENOVATE_FILE);
  const isPython = answers.language === "python" && usesPackages(answers);
  if (!isPython || renovate === undefined || renovate.includes("pip-compile")) return [];
  const isOwn = layout.inPlace ? "" : ", which slipway upgrade brings";
  return [
    `${RENOVATE_FILE} renews each line of ${module}/requirements.txt by itself, also those that others need in a version: 'pip-compile' with 'managerFilePatterns' does not${isOwn}`,
  ];
}
