import { dnsSuffixOf, isServiceDomain } from "../../rules/awsPartition.js";
import type { Problem } from "../../rules/problem.js";

/** An image's name, taken apart. */
export interface ImageReference {
  /** Host of the registry; `docker.io` where the name gives none. */
  registry: string;
  /** Repository in the registry, such as `library/nginx`. */
  repository: string;
  tag?: string;
  /** `sha256:` and 64 hexadecimal digits. */
  digest?: string;
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

/**
 * Why ECS would not take a container's image; nothing when it would.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
 */
export function imageProblem(container: string, image: string): Problem | undefined {
  if (/^[A-Za-z0-9][A-Za-z0-9_./:@#-]*$/.test(image)) return undefined;
  const reason = `'image' of container '${container}' must be an image's name, of letters, digits and _ . / : @ # -, got ${JSON.stringify(image)}; "nginx:1.27" works`;
  return { path: "image", reason };
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

/** Host of an account's own registry. */
export function ecrHost(place: { partition: string; region: string; account: string }): string {
  return `${place.account}.dkr.ecr.${place.region}.${dnsSuffixOf(place.partition)}`;
}
