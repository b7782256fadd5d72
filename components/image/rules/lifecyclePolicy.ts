/** Tag of a repository's build cache: the only one that is written again and again. */
export const CACHE_TAG = "buildcache";

/** Tags that stacks give to the images that they run. */
export const LIVE_TAGS = "live-*";

/** What a repository keeps beside its newest releases. */
export interface KeptBeside {
  /** Its build cache. */
  cache?: boolean | undefined;
  /** What has a tag of {@link LIVE_TAGS}: ECR itself does not know what runs. */
  keepLive?: boolean | undefined;
}

/** The most that a rule of ECR counts to keep. */
const MOST = 1000;

/**
 * A lifecycle policy that keeps so many releases of a repository, newest first, its build cache, what is marked as
 * live, and no untagged image for more than a day. Only what has a tag counts as a release: the images of the single architectures that a release
 * of several is made of have none, and ECR keeps them as long as the release.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html
 */
export function lifecyclePolicy(
  keptImageCount: number,
  { cache = false, keepLive = false }: KeptBeside = {},
): string {
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
  const rules = [
    ...(cache ? [newest("The build cache stays", CACHE_TAG, 1)] : []),
    ...(keepLive ? [newest("What stacks run stays", LIVE_TAGS, MOST)] : []),
    newest(`The newest ${keptImageCount} images stay`, "*", keptImageCount + (cache ? 1 : 0)),
  ];
  return JSON.stringify({
    rules: [untagged, ...rules.map((rule, i) => ({ rulePriority: 2 + i, ...rule }))],
  });
}

/** A lifecycle policy for copies of another registry's images, which are pulled by digest and so have no tag. */
export function cacheLifecyclePolicy(keptImageCount: number): string {
  const selection = {
    tagStatus: "any",
    countType: "imageCountMoreThan",
    countNumber: keptImageCount,
  };
  const description = `The newest ${keptImageCount} images stay`;
  return JSON.stringify({
    rules: [{ rulePriority: 1, description, selection, action: { type: "expire" } }],
  });
}

function newest(description: string, tags: string, countNumber: number) {
  return {
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
