import { isOfComponent } from "../resource/reviewedResource.js";
import { viewOf } from "./viewOf.js";

/** A deployment group of CodeDeploy for an ECS service. Each read throws `UnknownLeaf` where its value is not known. */
export interface DeploymentGroupView {
  /** How messages name it: `deployment group 'orders'`. */
  readonly label: string;
  /** `BLUE_GREEN`, or what is not for ECS. */
  deploymentType(): string;
  /** `WITH_TRAFFIC_CONTROL`, or what is not for ECS. */
  deploymentOption(): string;
  /** Name of the configuration that says how traffic moves; nothing where it has none of its own. */
  configName(): string | undefined;
  /** Number of its target groups; nothing where there is no pair at all. */
  targetGroupCount(): number | undefined;
  /** Names of its target groups. @throws {UnknownLeaf} if one is not known. */
  targetGroupNames(): string[];
  /** Whether it has a listener for the requests of users, known or not. */
  hasProductionListener(): boolean;
  /** Whether a deployment that fails is taken back. */
  rollsBack(): boolean;
}

/** A view of the deployment group that a resource is; nothing for any other resource, and one of instances or functions. */
export const deploymentGroupView = viewOf(
  "aws:codedeploy/deploymentGroup:DeploymentGroup",
  (inputs, { name, urn }): DeploymentGroupView | undefined => {
    if (isOfComponent({ urn }) || !inputs.get("ecsService").isGiven()) return undefined;
    const style = inputs.get("deploymentStyle");
    const pair = inputs.get("loadBalancerInfo").get("targetGroupPairInfo");
    const rollback = inputs.get("autoRollbackConfiguration");
    return {
      label: `deployment group '${name}'`,
      // The provider's defaults.
      deploymentType: () => style.get("deploymentType").string() ?? "IN_PLACE",
      deploymentOption: () => style.get("deploymentOption").string() ?? "WITHOUT_TRAFFIC_CONTROL",
      configName: () => inputs.get("deploymentConfigName").string(),
      targetGroupCount: () => (pair.exists() ? pair.get("targetGroups").list()?.length : undefined),
      targetGroupNames: () =>
        (pair.get("targetGroups").list() ?? []).map((group) => group.get("name").string() ?? ""),
      hasProductionListener: () => {
        const arns = pair.get("prodTrafficRoute").get("listenerArns");
        return arns.isGiven() && (arns.list() ?? []).length > 0;
      },
      rollsBack: () => rollback.get("enabled").boolean() ?? false,
    };
  },
);
