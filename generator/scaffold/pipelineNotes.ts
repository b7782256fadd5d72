import { parse } from "yaml";

import type { AddedService } from "./addedService.js";
import { type Layout, workflowPrefix } from "./layout.js";
import { MANIFEST_FILE } from "./manifest.js";
import { isWellFormed } from "./parseRendered.js";
import { currentText } from "./upgradeSteps.js";

/** Where Dependabot is told what to renew. */
const DEPENDABOT_FILE = ".github/dependabot.yml";

/** What Dependabot calls the packages of each language. */
const ECOSYSTEMS = { typescript: "npm", python: "pip", go: "gomod", none: "" } as const;

/** An entry of Dependabot's file, as far as it says where it looks. */
interface Update {
  "package-ecosystem"?: unknown;
  directory?: unknown;
  directories?: unknown;
}

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
 * What Dependabot does not renew of an application that was generated: an entry for what a repository has nothing of would
 * fail each week, so that the template has none. Renovate finds packages by itself.
 *
 * @param root Absolute path of the repository.
 */
export function renewalNotes(root: string, { module, answers }: AddedService): string[] {
  const text = currentText(root, DEPENDABOT_FILE);
  const { language = "none", template } = answers;
  if (text === undefined || language === "none" || !isWellFormed(DEPENDABOT_FILE, text)) return [];
  const { updates } = (parse(text) ?? {}) as { updates?: unknown };
  const entries = Array.isArray(updates) ? (updates as (Update | null)[]) : [];
  // Python and Go have packages where they call AWS alone.
  const hasPackages = language === "typescript" || template === "worker";
  const needed = ["docker", ...(hasPackages ? [ECOSYSTEMS[language]] : [])];
  const missing = needed.filter(
    (ecosystem) => !entries.some((entry) => looksIn(entry, ecosystem, `/${module}`)),
  );
  if (missing.length === 0) return [];
  return [
    `${DEPENDABOT_FILE} renews nothing of ${missing.join(" and ")} in ${module}/: an entry with the directory /${module} does`,
  ];
}

function looksIn(entry: Update | null, ecosystem: string, folder: string): boolean {
  if (entry?.["package-ecosystem"] !== ecosystem) return false;
  const { directory, directories } = entry;
  const all: unknown[] = Array.isArray(directories) ? directories : [directory];
  return all.some((each) => each === "/*" || each === folder);
}
