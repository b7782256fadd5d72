/** Tag of a repository's build cache: the only one that is written again and again. */
export const CACHE_TAG = "buildcache";

/**
 * A lifecycle policy that keeps so many releases of a repository, newest first, its build cache, and no untagged image
 * for more than a day. Only what has a tag counts as a release: the images of the single architectures that a release
 * of several is made of have none, and ECR keeps them as long as the release.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html
 */
export function lifecyclePolicy(keptImageCount: number, cache = false): string {
  const untagged = {
    rulePriority: 1,
    description: "Untagged images go after a day",
    selection: {
      tagStatus: "untagged",
      countType: "sinceImagePushed",
      countUnit: "days",
      countNumber: 1,
    },
    action: { type: "expire" },
  };
  // What an earlier rule selects, a later one cannot expire, though it counts it.
  const cached = newest(2, "The build cache stays", CACHE_TAG, 1);
  const releases = (priority: number, count: number) =>
    newest(priority, `The newest ${keptImageCount} images stay`, "*", count);
  return JSON.stringify({
    rules: cache
      ? [untagged, cached, releases(3, keptImageCount + 1)]
      : [untagged, releases(2, keptImageCount)],
  });
}

function newest(rulePriority: number, description: string, tags: string, countNumber: number) {
  return {
    rulePriority,
    description,
    selection: {
      tagStatus: "tagged",
      tagPatternList: [tags],
      countType: "imageCountMoreThan",
      countNumber,
    },
    action: { type: "expire" },
  };
}
