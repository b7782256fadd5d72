import { type AddedData, releaseParameter, settingKey } from "./addedNames.js";
import type { Answers } from "./answers.js";
import { applicationData } from "./applicationData.js";
import { deliveryData } from "./deliveryData.js";
import { type Layout, layoutData } from "./layout.js";
import { modelServerData } from "./modelServer.js";
import { routeData } from "./routeData.js";
import { VENDOR } from "./vendoredPackage.js";

/** What a stack is set to when nothing else is asked for. */
const STACKS = [
  { stack: "dev", minCapacity: 1, maxCapacity: 2, logRetentionDays: 7 },
  { stack: "staging", minCapacity: 2, maxCapacity: 4, logRetentionDays: 30 },
  { stack: "prod", minCapacity: 2, maxCapacity: 10, logRetentionDays: 90 },
] as const;

/** Keys of a stack's configuration, below the project's name. */
const SETTINGS = [
  "cidrBlock",
  "availabilityZoneCount",
  "natGateways",
  "domain",
  "zoneId",
  "host",
  "ingressCidrBlocks",
  "deletionProtection",
  "spotPercent",
  "cpu",
  "memory",
  "minCapacity",
  "maxCapacity",
  "logRetentionDays",
  "platformStack",
  "forceDelete",
  "imageRepositoryUrl",
  "imageUri",
  "permissionsBoundaryArn",
  "enabled",
  "runOnce",
];

/** What templates know beside the answers. */
export interface DataOptions {
  /** Of a service that is added to the repository of another. */
  added?: AddedData;
  /** Names of the stacks that were added to those that every repository has. */
  environments?: readonly string[];
  /** The added stack that a file of staging is rendered for. */
  like?: string;
}

/**
 * The values that templates use, made from the answers. A template that uses a value fails where it is not there, so that
 * each is there for every template that asks for what it is made of.
 *
 * @param answers The checked answers.
 * @param packageSpec What the repository depends on to have this package.
 * @param layout Where the repository has what.
 */
export function templateData(
  answers: Answers,
  packageSpec: string,
  layout: Layout,
  { added, environments = [], like }: DataOptions = {},
): object {
  const { name, domain, zoneId, repository = "" } = answers;
  const keys = SETTINGS.map((setting) => [setting, `${name}:${setting}`] as const);
  return {
    ...answers,
    ...layoutData(layout),
    // The GPU instances of a model server, which is asked for none, are of this one.
    architecture: answers.architecture ?? "amd64",
    ...modelServerData(answers),
    ...applicationData(answers, layout),
    ...deliveryData(answers, stacksWith(environments), layout),
    ...(added && { containerUser: added.user }),
    repository,
    packageSpec,
    // One that the repository brings along is on every machine.
    packageInFolder: packageSpec.startsWith("file:") && !packageSpec.startsWith(`file:${VENDOR}/`),
    platform: `${answers.organization}/${answers.platformProject}`,
    // A template that asks for none of these has no use for them.
    ...routeData(answers, like),
    domain: domain ?? "",
    domains: domains(domain, like),
    networkOctet: networkOctet(environments, like),
    zoneId: zoneId ?? "",
    bootstrapProject: `${name}-account`,
    is: choices(answers),
    scales: answers.template !== "scheduled-job",
    onInstances: answers.gpuCapacity !== undefined,
    asksTargets: answers.path !== undefined,
    queue: answers.template === "worker",
    url: `http://${name}`,
    failedQueue: `${name}-failed`,
    jobsQueue: `${name}-jobs`,
    onceName: `${name}-once`,
    release: releaseParameter(name, added),
    isAdded: added !== undefined,
    boundaryModule: added === undefined ? "./boundary" : "../boundary",
    namePrefix: `${name}-`,
    keys: Object.fromEntries(keys),
    settings: Object.fromEntries(SETTINGS.map((setting) => [setting, settingKey(setting, added)])),
    ...Object.fromEntries(STACKS.map((stack) => [stack.stack, settingsOf(stack, answers)])),
  };
}

/** All stacks in the order in which they are deployed: those that were added before prod. */
export function stacksWith(environments: readonly string[]): string[] {
  const names = STACKS.map(({ stack }) => stack);
  return [...names.slice(0, -1), ...environments, ...names.slice(-1)];
}

/** The second number of the addresses of a stack that is like staging: each has its own, so that networks can be connected. */
function networkOctet(environments: readonly string[], like: string | undefined): number {
  return like === undefined ? 20 : 40 + 10 * environments.indexOf(like);
}

/** How many tasks a model server has, each with a GPU. */
const FEW_GPUS = {
  dev: { minCapacity: 1, maxCapacity: 2 },
  staging: { minCapacity: 1, maxCapacity: 2 },
  prod: { minCapacity: 2, maxCapacity: 4 },
} as const;

/** What a stack is set to: a worker has no task where there is nothing to do. */
function settingsOf(stack: (typeof STACKS)[number], { template }: Answers): object {
  if (template === "worker") return { ...stack, minCapacity: 0 };
  // Instances with GPUs cost by the hour what others cost by the day.
  return template === "ml-inference" ? { ...stack, ...FEW_GPUS[stack.stack] } : stack;
}

/** Which of its choices each answer is, for `{{#if is.github}}`; a template asks for no two that share a word. */
function choices(answers: Answers): Record<string, boolean> {
  const { language, delivery, stateBackend, modelStorage, gpuCapacity, template } = answers;
  const all = ["typescript", "python", "go", "github", "gitlab", "s3", "efs"];
  const chosen: readonly (string | undefined)[] = [language, delivery, stateBackend, modelStorage];
  return {
    ...Object.fromEntries(all.map((choice) => [choice, chosen.includes(choice)])),
    webService: template === "web-service",
    backendService: template === "backend-service",
    worker: template === "worker",
    scheduledJob: template === "scheduled-job",
    modelServer: template === "ml-inference",
    managedInstances: gpuCapacity === "managed-instances",
    platform: template === "platform",
  };
}

/** The domain of each environment: production has the one that was given. */
function domains(domain = "", like = "staging"): Record<string, string> {
  return { dev: `dev.${domain}`, staging: `${like}.${domain}`, prod: domain };
}
