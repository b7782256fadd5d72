import { capacityStrategyProblem } from "../../components/cluster/rules/capacityStrategy.js";
import type { Rule } from "../rule.js";
import type { CapacityView } from "../views/launchView.js";

/**
 * What tasks run on is said in one way, and leaves room for them. Any provider but Fargate's is taken for an instance
 * group. "Only capacity providers that are already associated with a cluster … can be used in a capacity provider strategy"
 * (CapacityProviderStrategyItem), FARGATE among them: which those are the stack says. Components judge their own strategies.
 */
export const capacityStrategyValid: Rule = {
  name: "capacity-strategy-valid",
  description: "Launch types and capacity provider strategies are ones that ECS takes.",
  kind: "invalid",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Correct the item of the strategy that the message names, or leave 'launchType' of the service out beside it.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityProviderStrategyItem.html",
  sources: ["O16"],
  parameters: {},
  launch({ label, capacity }, { check }) {
    const told = (reason: string | undefined) => reason && `${label}: ${reason}`;
    check(() => told(strategyProblem(capacity)));
    check(() => told(bothProblem(capacity)));
    check(() => told(platformProblem(capacity)));
  },
  launchInStack(launch, { check, forEach }) {
    forEach(
      () => [launch.strangerOfCluster() ?? []].flat(),
      (stranger) => {
        check(
          () =>
            `${launch.label}: 'capacityProviderStrategies' must name providers of its cluster, got "${stranger}", which the stack's ClusterCapacityProviders do not give it; add it to their 'capacityProviders'`,
        );
      },
    );
  },
  groupProviderInStack(provider, { check }) {
    check(() => {
      // "The Auto Scaling group and each instance in the Auto Scaling group must have instance protection from scale-in
      // actions on" (AutoScalingGroupProvider.managedTerminationProtection).
      const group = provider.protectsInstances() ? provider.unprotectedGroup() : undefined;
      if (group === undefined) return undefined;
      return `${provider.label}: 'autoScalingGroupProvider.managedTerminationProtection' "ENABLED" needs a group that protects its instances, got group '${group}' without; 'protectFromScaleIn' true works`;
    });
  },
  clusterCapacity(capacity, { check }) {
    const { label } = capacity;
    const strategy = () => capacity.strategy();
    check(() => {
      const items = strategy();
      const reason = items.length > 0 ? strategyProblem({ strategy }) : undefined;
      return reason && `${label}: ${reason.replace("capacityProviderStrategies", DEFAULTS)}`;
    });
    check(() => {
      const items = strategy();
      const known = items.length > 0 ? capacity.providers() : [];
      const stranger = items.find(({ capacityProvider: name }) => !known.includes(name));
      if (!stranger) return undefined;
      return `${label}: '${DEFAULTS}' must name providers of 'capacityProviders', got "${stranger.capacityProvider}"; add it there`;
    });
  },
};

const DEFAULTS = "defaultCapacityProviderStrategies";

function strategyProblem({ strategy }: Pick<CapacityView, "strategy">): string | undefined {
  const items = strategy();
  if (items.length === 0) return undefined;
  const instanceGroups = items
    .map(({ capacityProvider }) => capacityProvider)
    .filter((provider) => provider !== "FARGATE" && provider !== "FARGATE_SPOT");
  return capacityStrategyProblem(items, "capacityProviderStrategies", { instanceGroups })?.reason;
}

function bothProblem({ launchType, hasStrategy }: CapacityView): string | undefined {
  const type = launchType();
  if (type === undefined || !hasStrategy()) return undefined;
  return `'launchType' and 'capacityProviderStrategies' do not go together, got "${type}" beside a strategy; leave 'launchType' out`;
}

function platformProblem({ launchType, platformVersion }: CapacityView): string | undefined {
  const type = launchType();
  if (type !== "EC2" && type !== "EXTERNAL") return undefined;
  const version = platformVersion();
  if (version === undefined || version === "") return undefined;
  return `'platformVersion' is for Fargate, got "${version}" with 'launchType' "${type}"; leave it out`;
}
