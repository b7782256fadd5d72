import { changeFolder, type FileChange } from "./changeFolder.js";
import { inHome, type Layout } from "./layout.js";
import { BASE_FILE, layoutOf, MANIFEST_FILE } from "./manifest.js";
import { openRepository } from "./openRepository.js";
import { plan } from "./plan.js";
import { recordedInput } from "./recordedInput.js";
import type { LookUpPackage } from "./registryPackage.js";
import { currentText, type UpgradedFile, upgradeSteps } from "./upgradeSteps.js";
import { vendoredStep } from "./vendoredPackage.js";

/** What an upgrade is made from. */
export interface UpgradeRequest {
  /** Folder of the repository. */
  directory: string;
  /** Folder of the template of a company's own, below the current folder. Default: where it was. */
  template?: string | undefined;
  /** What the repository depends on for this package. Default: where this package came from. */
  package?: string | undefined;
  /** Asks the registry for a version of this package. Default: it is taken as it is given. */
  lookUp?: LookUpPackage | undefined;
  /** Whether nothing is written. */
  dryRun?: boolean | undefined;
  /** Ends the writing when it throws; called before each file. */
  proceed?: (() => void) | undefined;
}

/** What an upgrade did, or would do. */
export interface UpgradeResult {
  template: string;
  /** Version of this package that generated the repository. */
  from: string;
  /** Version of this package. */
  to: string;
  files: UpgradedFile[];
  warnings: string[];
  next: string[];
  /** What is written, in the manifest too. */
  changes: readonly FileChange[];
}

/**
 * Brings a generated repository to the template of this version: what nobody has edited is updated, what somebody has edited
 * is merged, and nothing that is the user's is lost.
 *
 * @throws {CliError} if it is no generated repository, or has conflicts that nobody has resolved; nothing is written then.
 */
export async function upgrade(request: UpgradeRequest): Promise<UpgradeResult> {
  const { root, manifest } = await openRepository(request.directory);
  const input = await recordedInput(root, manifest, { ...request, renew: true });
  const { own, source } = input;
  const rendered = plan(input);
  const steps = upgradeSteps(root, manifest, rendered, own.version);
  const vendored = vendoredStep(root, manifest.vendored, source, layoutOf(manifest));
  const files: UpgradedFile[] = [
    ...steps.flatMap(({ path, outcome }) => (outcome ? [{ path, outcome }] : [])),
    ...vendored.files,
  ];
  const changes = [
    ...vendored.changes,
    ...steps.flatMap(({ change }) => (change ? [change] : [])),
    ...records(root, rendered),
  ];
  if (request.dryRun !== true) await changeFolder(root, changes, request.proceed);
  return {
    template: manifest.template,
    from: manifest.slipway,
    to: own.version,
    files,
    warnings: warnings(files),
    next: nextSteps(files, layoutOf(manifest)),
    changes,
  };
}

/** The manifest and the texts of the newer template, which the next upgrade starts from. */
function records(root: string, rendered: ReadonlyMap<string, string>): FileChange[] {
  return [MANIFEST_FILE, BASE_FILE].flatMap((path) => {
    const before = currentText(root, path);
    const after = rendered.get(path);
    return before === after || after === undefined ? [] : [{ path, before, after }];
  });
}

function warnings(files: readonly UpgradedFile[]): string[] {
  const conflicts = files.filter(({ outcome }) => outcome === "conflict").map(({ path }) => path);
  const kept = files.filter(({ outcome }) => outcome === "keep").map(({ path }) => path);
  const stays = kept.filter((path) => !path.endsWith("package-lock.json"));
  return [
    ...(conflicts.length > 0
      ? [`both versions are between marks, yours first, in ${conflicts.join(", ")}`]
      : []),
    ...(stays.length > 0
      ? [`the template no longer has what you have edited, which stays: ${stays.join(", ")}`]
      : []),
  ];
}

function nextSteps(files: readonly UpgradedFile[], layout: Layout): string[] {
  return files.length === 0 ? [] : ["git diff", inHome(layout, "npm install && npm test")];
}
