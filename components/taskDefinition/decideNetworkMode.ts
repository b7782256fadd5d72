import type { Checks } from "../argument/checks.js";
import { linksProblem } from "./rules/containerLinks.js";
import { CONTAINER_OUTLINES } from "./rules/containerOutlines.js";
import { networkPlatformProblem, networkTextProblem } from "./rules/containerNetwork.js";
import { credentialSpecText } from "./rules/credentialSpec.js";
import { fargateTaskProblem } from "./rules/fargateSupport.js";
import {
  addedContainersProblem,
  faultInjectionProblem,
  networkModeProblem,
} from "./rules/networkMode.js";
import { proxiedTaskProblem, proxyProblem } from "./rules/proxyConfiguration.js";
import { credentialSpecsProblem, securityOptionsProblem } from "./rules/securityOptions.js";
import { outlineContainers } from "./outlineContainer.js";
import { compatibilitiesOf, platformOf } from "./decidePlatform.js";
import { firstItemProblem } from "../rules/problem.js";
import type { TaskDefinitionArgs } from "./args/taskDefinitionArgs.js";
import { taskContainers } from "./taskSidecars.js";

/** How a task definition's containers are on the network. */
export function networkModeOf({ networkMode = "awsvpc" }: TaskDefinitionArgs): string {
  return networkMode;
}

/**
 * Decides on a task's network, and on what its containers have of it.
 *
 * @throws {ArgumentError} if a rule is broken.
 */
export function decideNetworkMode(checks: Checks, args: TaskDefinitionArgs): void {
  const { isFargate, isWindows } = platformOf(args);
  const networkMode = networkModeOf(args);
  // Fargate first, whose rule is the narrower one.
  if (isFargate) checks.fail(fargateTaskProblem({ networkMode }));
  const requiresCompatibilities = compatibilitiesOf(args);
  checks.fail(
    networkModeProblem({ networkMode, requiresCompatibilities, isWindows }) ??
      addedContainersProblem(networkMode, args),
  );
  checks.check(args.enableFaultInjection ?? false, (isAsked) =>
    isAsked ? faultInjectionProblem(networkMode) : undefined,
  );
  const platform = { networkMode, isFargate, isWindows };
  decideProxy(checks, args, platform);
  checks.check(outlineContainers(args.containers, CONTAINER_OUTLINES.placedNetwork), (containers) =>
    firstItemProblem("containers", containers, (one) => networkPlatformProblem(one, platform)),
  );
  checks.check(outlineContainers(args.containers, CONTAINER_OUTLINES.network), (containers) =>
    firstItemProblem("containers", containers, networkTextProblem),
  );
  checks.check(outlineContainers(taskContainers(args), CONTAINER_OUTLINES.links), (all) =>
    firstItemProblem("containers", all, (one) => linksProblem(one, all)),
  );
  checks.check(outlineContainers(args.containers, CONTAINER_OUTLINES.security), (containers) =>
    firstItemProblem("containers", containers, ({ credentialSpecs: specs, ...container }) => {
      const one = { ...container, credentialSpecs: specs?.map(credentialSpecText) };
      return securityOptionsProblem(one, platform) ?? credentialSpecsProblem(one, platform);
    }),
  );
}

function decideProxy(
  checks: Checks,
  args: TaskDefinitionArgs,
  platform: { networkMode: string; isWindows: boolean },
): void {
  const { proxyConfiguration } = args;
  if (!proxyConfiguration) return;
  const { containerName } = proxyConfiguration;
  checks.check(
    { containerName, containerNames: args.containers.map(({ name }) => name) },
    (known) => proxiedTaskProblem({ ...platform, ...known }),
  );
  checks.check(proxyConfiguration, proxyProblem);
}
