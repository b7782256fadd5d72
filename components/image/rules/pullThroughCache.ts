import { parseImageReference } from "./imageReference.js";
import type { Problem } from "../../rules/problem.js";

/** A registry that ECR caches. */
interface Upstream {
  url: string;
  /** Whether ECR signs in to it. */
  needsCredentials: boolean;
}

/**
 * The registries that ECR caches, by the host in an image's name.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html
 */
const UPSTREAMS: Readonly<Record<string, Upstream>> = {
  "docker.io": { url: "registry-1.docker.io", needsCredentials: true },
  "ghcr.io": { url: "ghcr.io", needsCredentials: true },
  "public.ecr.aws": { url: "public.ecr.aws", needsCredentials: false },
  "quay.io": { url: "quay.io", needsCredentials: false },
  "registry.gitlab.com": { url: "registry.gitlab.com", needsCredentials: true },
  "registry.k8s.io": { url: "registry.k8s.io", needsCredentials: false },
};

/** What decides on a cache, values that may be outputs left as they are. */
export interface PullThroughCacheSettings {
  existingPrefix?: string | undefined;
  credentialsSecretArn?: unknown;
}

/** Where ECR gets an image from; nothing where it has no cache for the registry. */
export function upstreamOf(image: string): Upstream | undefined {
  const { registry } = parseImageReference(image);
  const azure = /^[a-z0-9]+\.azurecr\.io$/.test(registry);
  return azure ? { url: registry, needsCredentials: true } : UPSTREAMS[registry];
}

/** Name of the repository that holds the cached image. */
export function cachedRepositoryName(prefix: string, image: string): string {
  return `${prefix}/${parseImageReference(image).repository}`;
}

/** Why ECR could not cache an image; nothing when it could. */
export function pullThroughCacheProblem(
  image: string,
  { existingPrefix, credentialsSecretArn }: PullThroughCacheSettings,
): Problem | undefined {
  const upstream = upstreamOf(image);
  if (upstream === undefined) {
    const hosts = Object.keys(UPSTREAMS).join(", ");
    const reason = `'pullThroughCache' is for images of ${hosts} and *.azurecr.io, got ${JSON.stringify(image)}; leave it out`;
    return { path: "pullThroughCache", reason };
  }
  if (existingPrefix !== undefined) return existingProblem(existingPrefix, credentialsSecretArn);
  if (!upstream.needsCredentials || credentialsSecretArn !== undefined) return undefined;
  const reason = `'pullThroughCache.credentialsSecretArn' must be given for ${upstream.url}, which ECR signs in to, got nothing; the ARN of a secret named "ecr-pullthroughcache/docker-hub" works`;
  return { path: "pullThroughCache.credentialsSecretArn", reason };
}

function existingProblem(prefix: string, credentialsSecretArn: unknown): Problem | undefined {
  if (credentialsSecretArn !== undefined) {
    const reason =
      "'pullThroughCache.credentialsSecretArn' is for a new rule and 'existingPrefix' names one that has its own; leave one out";
    return { path: "pullThroughCache.credentialsSecretArn", reason };
  }
  const legal = /^[a-z0-9]+(?:[._/-][a-z0-9]+)*$/.test(prefix);
  if (legal && prefix.length >= 2 && prefix.length <= 30) return undefined;
  const reason = `'pullThroughCache.existingPrefix' must have 2 to 30 small letters and digits, with single ".", "_", "-" and "/" between, got ${JSON.stringify(prefix)}; "docker-hub" works`;
  return { path: "pullThroughCache.existingPrefix", reason };
}

/** Why ECR could not read a secret; nothing when it could. It reads those of one prefix alone. */
export function cacheSecretProblem(arn: string): Problem | undefined {
  if (/^arn:[^:]+:secretsmanager:[^:]+:\d{12}:secret:ecr-pullthroughcache\/.+$/.test(arn)) {
    return undefined;
  }
  const reason = `'pullThroughCache.credentialsSecretArn' must be the ARN of a secret whose name starts with "ecr-pullthroughcache/", got ${JSON.stringify(arn)}; "arn:aws:secretsmanager:us-east-1:123456789012:secret:ecr-pullthroughcache/docker-hub-AbCdEf" works`;
  return { path: "pullThroughCache.credentialsSecretArn", reason };
}
