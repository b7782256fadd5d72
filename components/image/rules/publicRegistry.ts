import type { Problem } from "../../rules/problem.js";
import { parseImageReference } from "./imageReference.js";
import { upstreamOf } from "./pullThroughCache.js";

/** Registries of the internet that ECR does not cache. */
const OTHERS = ["gcr.io", "mcr.microsoft.com", "nvcr.io"];

/** Whether an image comes from a registry that stands in the internet. Of others it is not known: one may stand in the VPC. */
export function isPublicImage(image: string): boolean {
  return upstreamOf(image) !== undefined || OTHERS.includes(parseImageReference(image).registry);
}

/**
 * Why tasks could not pull their images; nothing where they could, or where it is not known. The endpoints of ECR lead to
 * private registries alone.
 *
 * @param images Images from public registries.
 * @param at.reach What private subnets reach.
 * @param at.egressCidrBlocks Ranges that the network names besides: a way of its own, which is not known here.
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
 */
export function publicImageProblem(
  images: readonly string[],
  at: {
    assignPublicIp: boolean;
    reach?: string | undefined;
    egressCidrBlocks?: readonly string[] | undefined;
  },
): Problem | undefined {
  const [image] = images;
  const { assignPublicIp, reach, egressCidrBlocks = [] } = at;
  if (image === undefined || assignPublicIp || reach !== "awsServices") return undefined;
  if (egressCidrBlocks.length > 0) return undefined;
  const way =
    upstreamOf(image) === undefined
      ? "a copy in an ECR repository works"
      : `the 'uri' of new DockerImage("…", { image: "${image}", pullThroughCache: {} }) works`;
  const reason = `'taskDefinition' must have images that private subnets reach, which reach AWS services alone, got "${image}" of ${parseImageReference(image).registry}; ${way}, as does natGateways: "single" on the Network`;
  return { path: "taskDefinition", reason };
}
