import type { Answers } from "./answers.js";
import { type Layout, layoutData } from "./layout.js";

/** What a stack is set to when nothing else is asked for. */
const STACKS = [
  { stack: "dev", minCapacity: 1, maxCapacity: 2, logRetentionDays: 7 },
  { stack: "staging", minCapacity: 2, maxCapacity: 4, logRetentionDays: 30 },
  { stack: "prod", minCapacity: 2, maxCapacity: 10, logRetentionDays: 90 },
] as const;

/** Keys of a stack's configuration, below the project's name. */
const SETTINGS = [
  "cpu",
  "memory",
  "minCapacity",
  "maxCapacity",
  "logRetentionDays",
  "platformStack",
  "forceDelete",
  "imageRepositoryUrl",
];

/** GitHub's machines by processor architecture: an image is built on its own, without emulation. */
const RUNNERS = { amd64: "ubuntu-24.04", arm64: "ubuntu-24.04-arm" } as const;

/**
 * The values that templates use, made from the answers. A template that uses a value fails where it is not there, so that
 * each is there for every template that asks for what it is made of.
 *
 * @param answers The checked answers.
 * @param packageSpec What the repository depends on to have this package.
 * @param layout Where the repository has what.
 */
export function templateData(answers: Answers, packageSpec: string, layout: Layout): object {
  const { name, path, healthCheckPath, port, repository = "" } = answers;
  const routePrefix = path?.replace(/[*?].*$/, "");
  const platform = `${answers.organization}/${answers.platformProject}`;
  return {
    ...answers,
    repository,
    repositoryShortcut: `github:${repository}`,
    packageSpec,
    packageInFolder: packageSpec.startsWith("file:"),
    platform,
    routePrefix,
    // A template that asks for none of these has no use for them.
    path: path ?? "",
    domain: answers.domain ?? "",
    zoneId: answers.zoneId ?? "",
    is: choices(answers),
    ...(port !== undefined && {
      healthCheckUrl: `http://127.0.0.1:${port}${healthCheckPath ?? "/"}`,
    }),
    hasApplication: answers.language !== undefined && answers.language !== "none",
    ...layoutData(layout),
    runner: RUNNERS[answers.architecture ?? "amd64"],
    deployRole: roleArn(answers, "deploy"),
    previewRole: roleArn(answers, "preview"),
    subject: repository === "" ? "OWNER/REPOSITORY" : repository,
    keys: Object.fromEntries(SETTINGS.map((setting) => [setting, `${name}:${setting}`])),
    stacks: STACKS.map(({ stack }, i) => ({
      stack,
      after: STACKS[i - 1]?.stack ?? "test",
      group: `${name}-${stack}`,
    })),
    ...Object.fromEntries(STACKS.map((stack) => [stack.stack, stack])),
  };
}

/** Which of its choices each answer is, for `{{#if is.github}}`; the words of all choices differ. */
function choices({ language, delivery, stateBackend, template }: Answers): Record<string, boolean> {
  const all = ["typescript", "python", "go", "github", "gitlab", "s3"];
  const chosen: readonly (string | undefined)[] = [language, delivery, stateBackend];
  return {
    ...Object.fromEntries(all.map((choice) => [choice, chosen.includes(choice)])),
    webService: template === "web-service",
    backendService: template === "backend-service",
    worker: template === "worker",
    scheduledJob: template === "scheduled-job",
    platform: template === "platform",
  };
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
