import { shiftMinutes } from "../components/service/rules/deployment/trafficShift.js";
import { codeDeployMinutes } from "../components/service/rules/deployment/codeDeployConfig.js";
import type { ReadResource, StackResources } from "../cost/stackResources.js";
import type { Reader } from "../policies/resource/reader.js";
import { whenKnown } from "../policies/resource/reviewedStack.js";
import type { SecondsRange } from "./deploymentForecast.js";

const STRATEGIES = { BLUE_GREEN: "blueGreen", CANARY: "canary", LINEAR: "linear" } as const;

/** How ECS shifts requests by itself; nothing for a rolling deployment. */
export function nativeShift(
  strategy: string,
): (typeof STRATEGIES)[keyof typeof STRATEGIES] | undefined {
  return Object.hasOwn(STRATEGIES, strategy)
    ? STRATEGIES[strategy as keyof typeof STRATEGIES]
    : undefined;
}

/**
 * Seconds that ECS's own shift waits: steps and bake times, and hooks at most as long as they may take.
 *
 * @throws {UnknownLeaf} if one is not known.
 */
export function shiftSeconds(
  strategy: NonNullable<ReturnType<typeof nativeShift>>,
  configuration: Reader,
  hasNetworkLoadBalancer: boolean,
): SecondsRange {
  const canary = configuration.get("canaryConfiguration");
  const linear = configuration.get("linearConfiguration");
  const settings = {
    bakeTimeMinutes: configuration.get("bakeTimeInMinutes").number(),
    canaryPercent: canary.get("canaryPercent").number(),
    canaryBakeTimeMinutes: canary.get("canaryBakeTimeInMinutes").number(),
    linearStepPercent: linear.get("stepPercent").number(),
    linearStepBakeTimeMinutes: linear.get("stepBakeTimeInMinutes").number(),
  };
  const lifecycleHooks = (configuration.get("lifecycleHooks").list() ?? []).map((hook) => ({
    type: hook.get("targetType").string() === "PAUSE" ? "pause" : "lambda",
    stages: hook.get("lifecycleStages").texts() ?? [],
    pauseTimeoutMinutes: hook.get("timeoutConfiguration").get("timeoutInMinutes").number(),
  }));
  const minutes = (settings_: Parameters<typeof shiftMinutes>[1]) =>
    shiftMinutes(strategy, settings_, hasNetworkLoadBalancer) * 60;
  return { least: minutes(settings), most: minutes({ ...settings, lifecycleHooks }) };
}

const DEPLOYMENT_GROUP = "aws:codedeploy/deploymentGroup:DeploymentGroup";

/**
 * The deployment group that CodeDeploy has for a service: one beside it, the one that names it, or the only one that names
 * nobody.
 */
export function deploymentGroup(
  stack: StackResources,
  service: ReadResource,
): ReadResource | undefined {
  const [sibling] = stack.siblings(service, DEPLOYMENT_GROUP);
  if (sibling) return sibling;
  const byService = stack.by(nameDeployed, DEPLOYMENT_GROUP);
  const name = whenKnown(() => service.inputs.get("name").string());
  const [named] = (name === undefined ? undefined : byService.get(name)) ?? [];
  if (named) return named;
  const [only, ...others] = byService.get(undefined) ?? [];
  return others.length === 0 ? only : undefined;
}

function nameDeployed({ inputs }: ReadResource): string | undefined {
  return whenKnown(() => inputs.get("ecsService").get("serviceName").string());
}

/** Whether CodeDeploy goes back by itself where a deployment fails. */
export function takesBackFailures({ inputs }: ReadResource): boolean {
  const rollback = inputs.get("autoRollbackConfiguration");
  const events = rollback.get("events").texts() ?? [];
  return (rollback.get("enabled").boolean() ?? false) && events.includes("DEPLOYMENT_FAILURE");
}

/**
 * Seconds that CodeDeploy waits: between its steps, before it ends the old tasks, and, where a person has to let it go on, at
 * most as long as it may take them. Nothing where its configuration is of another stack.
 *
 * @see https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_BlueGreenDeploymentConfiguration.html
 */
export function codeDeploySeconds(
  stack: StackResources,
  group: ReadResource,
): SecondsRange | undefined {
  const shifted = codeDeployShiftSeconds(stack, group);
  if (shifted === undefined) return undefined;
  const blueGreen = group.inputs.get("blueGreenDeploymentConfig");
  const ending = blueGreen.get("terminateBlueInstancesOnDeploymentSuccess");
  const kept = (ending.get("terminationWaitTimeInMinutes").number() ?? 0) * 60;
  const ready = blueGreen.get("deploymentReadyOption");
  const isAsked = ready.get("actionOnTimeout").string() === "STOP_DEPLOYMENT";
  const asked = isAsked ? (ready.get("waitTimeInMinutes").number() ?? 0) * 60 : 0;
  return { least: shifted + kept, most: shifted + kept + asked };
}

function codeDeployShiftSeconds(stack: StackResources, group: ReadResource): number | undefined {
  const name =
    group.inputs.get("deploymentConfigName").string() ?? "CodeDeployDefault.ECSAllAtOnce";
  const known = /^CodeDeployDefault\.ECS(Canary|Linear)(\d+)Percent(?:Every)?(\d+)Minutes$/.exec(
    name,
  );
  if (name === "CodeDeployDefault.ECSAllAtOnce") return 0;
  if (known) return secondsOf(known[1] === "Canary", Number(known[2]), Number(known[3]));
  const [own] =
    stack.by(configName, "aws:codedeploy/deploymentConfig:DeploymentConfig").get(name) ?? [];
  const routing = own?.inputs.get("trafficRoutingConfig");
  if (!routing) return undefined;
  const isCanary = routing.get("type").string() === "TimeBasedCanary";
  const timed = routing.get(isCanary ? "timeBasedCanary" : "timeBasedLinear");
  const [percent, minutes] = [timed.get("percentage").number(), timed.get("interval").number()];
  return percent === undefined || minutes === undefined ? 0 : secondsOf(isCanary, percent, minutes);
}

/** A name that is not known yet is no other configuration's. */
function configName({ inputs }: ReadResource): string | undefined {
  return whenKnown(() => inputs.get("deploymentConfigName").string());
}

function secondsOf(isCanary: boolean, percent: number, minutes: number): number {
  const shift = isCanary
    ? { canaryPercent: percent, canaryBakeTimeMinutes: minutes }
    : { linearStepPercent: percent, linearStepBakeTimeMinutes: minutes };
  return codeDeployMinutes(shift) * 60;
}
