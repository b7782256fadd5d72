import { matchesGlob } from "../../components/rules/glob.js";
import { Reader, UnknownLeaf } from "../resource/reader.js";
import type { ReviewedStack } from "../resource/reviewedStack.js";
import { whenKnown } from "../resource/reviewedStack.js";
import type { RepositoryView } from "./repositoryView.js";
import { repositoryView } from "./repositoryView.js";
import { viewOver } from "./viewOf.js";

/** An ECR repository with what its registry does, where the stack says that. */
export interface RepositoryInStackView extends RepositoryView {
  /**
   * Whether the registry scans what is pushed to it, or goes on scanning what it holds.
   *
   * @throws {UnknownLeaf} if that is not known.
   */
  isScannedByRegistry(): boolean;
}

const REGISTRY = "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration";

/** "CONTINUOUS_SCAN" and "SCAN_ON_PUSH" scan by themselves; "MANUAL" waits to be asked (RegistryScanningRule.scanFrequency). */
const BY_ITSELF = ["SCAN_ON_PUSH", "CONTINUOUS_SCAN"];

/** A view of the ECR repository that a resource is; nothing for any other resource. */
export const repositoryInStackView = viewOver(
  repositoryView,
  (repository, resource, stack: ReviewedStack): RepositoryInStackView => ({
    ...repository,
    isScannedByRegistry: () => {
      const name = whenKnown(() => Reader.of(resource.properties).get("name").string());
      const judged = stack
        .ofTypes(REGISTRY)
        .flatMap(({ properties }) => globsOf(Reader.of(properties)))
        // A name that is not known, or that Pulumi chooses, fits a pattern of everything alone.
        .map((glob) => /^\*+$/.test(glob) || (name === undefined ? undefined : fits(glob, name)));
      if (judged.includes(true)) return true;
      if (judged.includes(undefined)) throw new UnknownLeaf("name");
      return false;
    },
  }),
);

/** Patterns of the repositories that a registry scans by itself. */
function globsOf(registry: Reader): string[] {
  return (registry.get("rules").list() ?? [])
    .filter((rule) => BY_ITSELF.includes(rule.get("scanFrequency").string() ?? ""))
    .flatMap((rule) => rule.get("repositoryFilters").list() ?? [])
    .map((filter) => filter.get("filter").string() ?? "");
}

/** A filter without a wildcard fits every name that holds it (ScanningRepositoryFilter). */
function fits(glob: string, name: string): boolean {
  return glob.includes("*") ? matchesGlob(glob, name) : name.includes(glob);
}
