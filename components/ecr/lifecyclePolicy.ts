/**
 * A lifecycle policy that keeps so many images of a repository, newest first, and no untagged one for more than a day.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html
 */
export function lifecyclePolicy(keptImageCount: number): string {
  return JSON.stringify({
    rules: [
      {
        rulePriority: 1,
        description: "Untagged images go after a day",
        selection: {
          tagStatus: "untagged",
          countType: "sinceImagePushed",
          countUnit: "days",
          countNumber: 1,
        },
        action: { type: "expire" },
      },
      {
        rulePriority: 2,
        description: `The newest ${keptImageCount} images stay`,
        selection: {
          tagStatus: "any",
          countType: "imageCountMoreThan",
          countNumber: keptImageCount,
        },
        action: { type: "expire" },
      },
    ],
  });
}
