import type { LegalNameKind } from "../../components/rules/legalName.js";
import { isOfComponent } from "../resource/reviewedResource.js";
import { balancingTypes } from "./balancingTypes.js";
import { viewOfKinds } from "./viewOf.js";

/** A resource with a name that AWS puts limits on. */
export interface NamedView {
  readonly kind: LegalNameKind;
  /** How messages name it: `target group 'orders'`. */
  readonly label: string;
  /** Property that holds its name. */
  readonly argument: string;
  /** Nothing where AWS or Pulumi chooses it. @throws {UnknownLeaf} if it is not known. */
  name(): string | undefined;
  /** @throws {UnknownLeaf} if the tags are not known. */
  readonly tags: () => { key: string; value: () => string }[];
}

type Named = readonly [kind: LegalNameKind, label: string, argument?: string];

function everyType(kind: string, named: Named): Record<string, Named> {
  return Object.fromEntries(balancingTypes(kind).map((type) => [type, named]));
}

const KINDS: Readonly<Record<string, Named>> = {
  ...everyType("loadBalancer:LoadBalancer", ["loadBalancer", "load balancer"]),
  ...everyType("targetGroup:TargetGroup", ["targetGroup", "target group"]),
  "aws:ecs/service:Service": ["service", "service"],
  "aws:ecs/cluster:Cluster": ["cluster", "cluster"],
  "aws:ecs/taskDefinition:TaskDefinition": ["taskFamily", "task definition", "family"],
  "aws:ecs/capacityProvider:CapacityProvider": ["capacityProvider", "capacity provider"],
  "aws:ecr/repository:Repository": ["ecrRepository", "repository"],
  "aws:cloudwatch/logGroup:LogGroup": ["logGroup", "log group"],
  "aws:iam/role:Role": ["iamRole", "role"],
  "aws:codedeploy/application:Application": ["codeDeploy", "application"],
  "aws:codedeploy/deploymentGroup:DeploymentGroup": [
    "codeDeploy",
    "deployment group",
    "deploymentGroupName",
  ],
};

/** A view of the resource that has such a name; nothing for others, and for what our components name themselves. */
export const namedView = viewOfKinds(
  KINDS,
  (named, inputs, { urn, name }): NamedView | undefined => {
    if (isOfComponent({ urn })) return undefined;
    const [kind, label, argument = "name"] = named;
    return {
      kind,
      label: `${label} '${name}'`,
      argument,
      name: () => inputs.get(argument).string(),
      tags: () =>
        inputs
          .get("tags")
          .entries()
          .map(([key, value]) => ({ key, value: () => value.string() ?? "" })),
    };
  },
);
