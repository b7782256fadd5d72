import type { ReadResource, StackResources } from "../cost/stackResources.js";
import { strategyItems } from "../policies/views/availabilityView.js";
import type { DeploymentForecast } from "./deploymentForecast.js";
import type { TaskTiming } from "./deploymentFacts.js";

/** Seconds between Spot's notice and the end of a task. */
const SPOT_NOTICE_SECONDS = 120;

/** From then on a way back is told as a long one. */
const LONG_SECONDS = 3600;

/** What the figures of a deployment show that is better known before. */
export function warningsOf(
  stack: StackResources,
  service: ReadResource,
  timing: TaskTiming,
  { broken, strategy }: Pick<DeploymentForecast, "broken" | "strategy">,
): string[] {
  const { graceSeconds, startPeriod, draining, hasLoadBalancer } = timing;
  const isOnSpot = strategyItems(
    service.inputs.get("capacityProviderStrategies").list() ?? [],
  ).some(({ capacityProvider }) => capacityProvider === "FARGATE_SPOT");
  const limit = limitSeconds(stack, service);
  return [
    ...(hasLoadBalancer && graceSeconds < startPeriod
      ? [
          `the load balancer's checks count after ${graceSeconds} s, while a container may take ${startPeriod} s to start`,
        ]
      : []),
    ...(isOnSpot && draining > SPOT_NOTICE_SECONDS
      ? [
          `requests drain for ${draining} s, and Spot ends a task ${SPOT_NOTICE_SECONDS} s after its notice`,
        ]
      : []),
    ...(broken === null && strategy === "ROLLING"
      ? ["nothing takes a broken version back: ECS starts its tasks again and again"]
      : []),
    ...(broken !== null && broken.most > LONG_SECONDS
      ? [`a broken version may be there for ${longText(broken.most)}`]
      : []),
    ...(broken !== null && limit !== undefined && broken.most > limit
      ? [
          `the update gives up after ${limit / 60} minutes, and ${takerOf(strategy)} may take ${Math.ceil(broken.most / 60)}`,
        ]
      : []),
  ];
}

/** Who takes a broken version back. */
function takerOf(strategy: string): string {
  if (strategy === "CODE_DEPLOY") return "CodeDeploy";
  return strategy === "ROLLING" ? "the circuit breaker" : "ECS";
}

function longText(seconds: number): string {
  return seconds < 7200
    ? `${Math.round(seconds / 60)} minutes`
    : `${Math.round(seconds / 3600)} hours`;
}

/** How long our component waits for a deployment, where the program says it. */
function limitSeconds(stack: StackResources, service: ReadResource): number | undefined {
  const parent = service.parent === null ? undefined : stack.withUrn(service.parent);
  const component = parent?.type === "slipway:index:Service" ? parent : undefined;
  const minutes = component?.inputs.get("deployment").get("timeoutMinutes").number();
  return minutes === undefined ? undefined : minutes * 60;
}
