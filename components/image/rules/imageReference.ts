import { dnsSuffixOf, isServiceDomain, partitionOfRegion } from "../../rules/awsPartition.js";
import type { Problem } from "../../rules/problem.js";

/** An image's name, taken apart. */
export interface ImageReference {
  /** Host of the registry; `docker.io` where the name gives none. */
  registry: string;
  /** Repository in the registry, such as `library/nginx`. */
  repository: string;
  tag?: string | undefined;
  /** As a rule `sha256:` and 64 hexadecimal digits. */
  digest?: string | undefined;
}

/**
 * Takes an image's name apart as Docker does.
 *
 * @see https://docs.docker.com/reference/cli/docker/image/tag/
 */
export function parseImageReference(image: string): ImageReference {
  const [name = "", digest] = image.split("@", 2);
  const first = name.split("/", 1)[0] ?? "";
  const hasHost = name.includes("/") && (/[.:]/.test(first) || first === "localhost");
  const path = hasHost ? name.slice(first.length + 1) : name;
  const colon = path.lastIndexOf(":");
  const repository = colon < 0 ? path : path.slice(0, colon);
  return {
    registry: hasHost ? first : "docker.io",
    repository: hasHost || repository.includes("/") ? repository : `library/${repository}`,
    ...(colon >= 0 && { tag: path.slice(colon + 1) }),
    ...(digest !== undefined && { digest }),
  };
}

/** ECS's own limit, which Docker has too. */
const MOST_CHARACTERS = 255;

/** A part of a host's name, and the parts of a repository's path: lower case, and separators between letters and digits alone. */
const HOST =
  /^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*(:\d+)?$/;
const REPOSITORY_PART = /^[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*$/;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^([a-z0-9]+(?:[+._-][a-z0-9]+)*):([A-Za-z0-9=_-]+)$/;
/** Hexadecimal digits that a digest has of each algorithm that the OCI registers. */
const HEX_DIGITS: ReadonlyMap<string, number> = new Map([
  ["sha256", 64],
  ["sha384", 96],
  ["sha512", 128],
]);
/** What Docker takes at least of any other algorithm. */
const FEWEST_CHARACTERS = 32;

/**
 * Why no task could pull a container's image; nothing when one could. ECS itself looks at the characters alone, and what is
 * no reference for Docker fails at the start of each task.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
 * @see https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pulling-manifests
 */
export function imageProblem(container: string, image: string): Problem | undefined {
  const fault = imageFault(image);
  if (fault === undefined) return undefined;
  const reason = `'image' of container '${container}' ${fault.rule}, got ${JSON.stringify(image)}; "${fault.works}" works`;
  return { path: "image", reason };
}

function imageFault(image: string): { rule: string; works: string } | undefined {
  const url = /^[a-z]+:\/\/+(.*)$/i.exec(image);
  const bare = url?.[1] ?? image;
  if (url) {
    return { rule: "must be an image's name, not a URL", works: isLegal(bare) ? bare : EXAMPLE };
  }
  const { registry, repository, tag, digest } = parseImageReference(image);
  const domain = ecrDomainFault(image, registry);
  if (domain) return domain;
  const rule = partFault({ registry, repository, tag, digest });
  if (rule === undefined && image.length <= MOST_CHARACTERS) return undefined;
  if (rule === undefined) {
    return { rule: `must have at most ${MOST_CHARACTERS} characters`, works: EXAMPLE };
  }
  const lower = image.replace(withoutLibrary(repository), (name) => name.toLowerCase());
  return { rule, works: isLegal(lower) ? lower : EXAMPLE };
}

const EXAMPLE = "nginx:1.27";

const isLegal = (image: string) => partFault(parseImageReference(image)) === undefined;

const withoutLibrary = (repository: string) => repository.replace(/^library\//, "");

/** The rule that a part of a reference breaks, if any. */
function partFault({ registry, repository, tag, digest }: ImageReference): string | undefined {
  if (!HOST.test(registry)) return "must have the host of a registry before the first slash";
  const parts = repository.split("/");
  if (!parts.every((part) => REPOSITORY_PART.test(part))) {
    return parts.every((part) => REPOSITORY_PART.test(part.toLowerCase()))
      ? "must have its repository in lower case"
      : "must be an image's name: a repository of lower-case letters and digits with . _ - between them";
  }
  if (tag !== undefined && !TAG.test(tag)) {
    return "must have a tag of up to 128 letters, digits and _ . - behind the colon";
  }
  return digest === undefined ? undefined : digestFault(digest);
}

/**
 * The rule that what stands behind the @ of an image breaks, if any: a runtime refuses such a reference before it asks the
 * registry.
 *
 * @see https://github.com/opencontainers/image-spec/blob/main/descriptor.md#digests
 * @see https://github.com/distribution/reference/blob/main/regexp.go
 */
export function digestFault(digest: string): string | undefined {
  const [, algorithm = "", encoded = ""] = DIGEST.exec(digest) ?? [];
  const length = HEX_DIGITS.get(algorithm);
  if (length !== undefined) {
    const isWhole = encoded.length === length && /^[0-9a-f]*$/.test(encoded);
    return isWhole
      ? undefined
      : `must have ${length} hexadecimal digits in lower case behind '@${algorithm}:'`;
  }
  if (encoded.length >= FEWEST_CHARACTERS) return undefined;
  return "must have a digest behind the @: 'sha256:' and 64 hexadecimal digits";
}

/** ARN of the ECR repository that holds an image; nothing for an image of another registry. */
export function ecrRepositoryArn(image: string, partition: string): string | undefined {
  const { registry, repository } = parseImageReference(image);
  const host = ecrHostParts(registry);
  if (!host) return undefined;
  const { account, region } = host;
  return `arn:${partition}:ecr:${region}:${account}:repository/${repository}`;
}

const ECR = /^(\d{12})\.dkr\.ecr(?:-fips)?\.([a-z0-9-]+)\.(.+)$/;
/** Reached by IPv6 too: `dkr-ecr.<region>.on.aws`, and in China `dkr-ecr.<region>.on.amazonwebservices.com.cn`. */
const DUAL_STACK_ECR =
  /^(\d{12})\.dkr-ecr(?:-fips)?\.([a-z0-9-]+)\.on\.(?:aws|amazonwebservices\.[a-z.]+)$/;

/**
 * The account and the region of a private registry of ECR; nothing for another host.
 *
 * @see https://docs.aws.amazon.com/general/latest/gr/ecr.html
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-requests.html
 */
function ecrHostParts(host: string): { account: string; region: string } | undefined {
  const [, account, region, suffix] = ECR.exec(host) ?? [];
  if (account !== undefined && region !== undefined) {
    return isServiceDomain(suffix ?? "") ? { account, region } : undefined;
  }
  const [, owner, place] = DUAL_STACK_ECR.exec(host) ?? [];
  return owner === undefined || place === undefined ? undefined : { account: owner, region: place };
}

/** Whether an image is in a private registry of ECR, by the form of its host. */
export function isOfEcr(image: string): boolean {
  const { registry } = parseImageReference(image);
  return ECR.test(registry) || DUAL_STACK_ECR.test(registry);
}

/**
 * The rule that a registry of ECR breaks whose domain is of another partition than its region: there is no such host.
 *
 * @see https://docs.aws.amazon.com/general/latest/gr/ecr.html
 * @see https://docs.amazonaws.cn/en_us/aws/latest/userguide/endpoints-arns.html
 */
function ecrDomainFault(
  image: string,
  registry: string,
): { rule: string; works: string } | undefined {
  const [, , region = "", suffix = ""] = ECR.exec(registry) ?? [];
  const right = dnsSuffixOf(partitionOfRegion(region));
  if (!isServiceDomain(suffix) || suffix === right) return undefined;
  const rule = `must be in a registry whose host ends in ${right}, as those of ${region} do`;
  return { rule, works: image.replace(`.${suffix}/`, `.${right}/`) };
}

/**
 * Why the tasks of a stack cannot pull an image of ECR; nothing when they can: it is in another partition, where no role of
 * theirs is known. Who has credentials of its own for the registry signs in by those.
 *
 * @see https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html ("credentials … are only
 * valid in the partition")
 */
export function imagePartitionProblem(
  container: string,
  image: string,
  place: { partition: string; region: string; account: string },
): Problem | undefined {
  const { registry } = parseImageReference(image);
  const host = ecrHostParts(registry);
  const partition = host && partitionOfRegion(host.region);
  if (partition === undefined || partition === place.partition) return undefined;
  const works = image.replace(registry, ecrHost(place));
  const reason = `'image' of container '${container}' must be in the stack's partition ${place.partition}, beyond which its roles are not known, got ${JSON.stringify(image)} of ${partition}; "${works}" works, once it is pushed there`;
  return { path: "image", reason };
}

/** Host of an account's own registry. */
export function ecrHost(place: { partition: string; region: string; account: string }): string {
  return `${place.account}.dkr.ecr.${place.region}.${dnsSuffixOf(place.partition)}`;
}
