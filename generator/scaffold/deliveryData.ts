import type { Answers } from "./answers.js";
import { type Layout, workflowPrefix } from "./layout.js";

/** GitHub's machines by processor architecture: an image is built on its own, without emulation. */
const RUNNERS = { amd64: "ubuntu-24.04", arm64: "ubuntu-24.04-arm" } as const;

/**
 * What templates know of the pipelines.
 *
 * @param stacks Names of the stacks, in the order in which they are deployed.
 */
export function deliveryData(answers: Answers, stacks: readonly string[], layout: Layout): object {
  const { architecture = "amd64", delivery, repository = "" } = answers;
  return {
    repositoryShortcut: `${delivery === "gitlab" ? "gitlab" : "github"}:${repository}`,
    subject: repository === "" ? "OWNER/REPOSITORY" : repository,
    workflows: {
      test: recipe("test", layout),
      deployStack: recipe("deploy-stack", layout),
      previewStack: recipe("preview-stack", layout),
    },
    runner: RUNNERS[architecture],
    gitlabRunner: `saas-linux-small-${architecture}`,
    deployRole: roleArn(answers, "deploy"),
    previewRole: roleArn(answers, "preview"),
    reviewRole: roleArn(answers, "review"),
    stacks: stacks.map((stack, i) => ({
      stack,
      first: i === 0,
      variable: `TEXT_${stack}`,
      report: `REPORT_${stack}`,
      after: stacks[i - 1] ?? "test",
      manual: stack === "prod",
    })),
  };
}

/** A workflow that others of the repository call. */
function recipe(name: string, layout: Layout): string {
  return `./.github/workflows/${workflowPrefix(layout)}${name}.yml`;
}

function roleArn({ accountId, region, name }: Answers, purpose: string): string {
  if (accountId === undefined) return "";
  return `arn:${partitionOf(region)}:iam::${accountId}:role/${name}-${purpose}`;
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}
