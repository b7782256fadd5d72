import { viewOf } from "./viewOf.js";

/** An ECR repository. Each read throws `UnknownLeaf` where its value is not known. */
export interface RepositoryView {
  /** How messages name it: `repository 'orders'`. */
  readonly label: string;
  scansOnPush(): boolean;
  /** `MUTABLE`, `IMMUTABLE`, or one of them with exclusions. */
  tagMutability(): string;
  /** Patterns of the tags that `tagMutability` is not for. */
  exclusionFilters(): string[];
  /** What encrypts its images: `AES256`, `KMS` or `KMS_DSSE`. */
  encryptionType(): string;
  /** Whether that is by a key of one's own. */
  hasKey(): boolean;
}

/** A view of the ECR repository that a resource is; nothing for any other resource. */
export const repositoryView = viewOf(
  "aws:ecr/repository:Repository",
  (inputs, { name }): RepositoryView => {
    const encryption = () => inputs.get("encryptionConfigurations").list()?.[0];
    return {
      label: `repository '${name}'`,
      scansOnPush: () =>
        inputs.get("imageScanningConfiguration").get("scanOnPush").boolean() ?? false,
      tagMutability: () => inputs.get("imageTagMutability").string() ?? "MUTABLE",
      exclusionFilters: () =>
        (inputs.get("imageTagMutabilityExclusionFilters").list() ?? []).map(
          (filter) => filter.get("filter").string() ?? "",
        ),
      encryptionType: () => encryption()?.get("encryptionType").string() ?? "AES256",
      hasKey: () => encryption()?.get("kmsKey").isGiven() ?? false,
    };
  },
);
