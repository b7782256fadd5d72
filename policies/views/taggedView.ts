import { balancingTypes } from "./balancingTypes.js";
import { viewOfKinds } from "./viewOf.js";

/** A resource that has tags. */
export interface TaggedView {
  /** How messages name it: `service 'orders'`. */
  readonly label: string;
  /** Keys of its tags, with those that the provider adds. @throws {UnknownLeaf} if they are not known. */
  tagKeys(): string[];
}

const everyType = (kind: string, label: string): Record<string, string> =>
  Object.fromEntries(balancingTypes(kind).map((type) => [type, label]));

const LABELS: Readonly<Record<string, string>> = {
  "aws:ecs/service:Service": "service",
  "aws:ecs/cluster:Cluster": "cluster",
  "aws:ecs/taskDefinition:TaskDefinition": "task definition",
  "aws:ecs/capacityProvider:CapacityProvider": "capacity provider",
  "aws:ecr/repository:Repository": "repository",
  "aws:ecrpublic/repository:Repository": "repository",
  "aws:cloudwatch/logGroup:LogGroup": "log group",
  "aws:autoscaling/group:Group": "group",
  ...everyType("loadBalancer:LoadBalancer", "load balancer"),
  ...everyType("targetGroup:TargetGroup", "target group"),
};

/** A view of the resource that has tags; nothing for others. */
export const taggedView = viewOfKinds(
  LABELS,
  (label, inputs, { name, type }): TaggedView => ({
    label: `${label} '${name}'`,
    tagKeys: () =>
      type === "aws:autoscaling/group:Group"
        ? (inputs.get("tags").list() ?? []).map((tag) => tag.get("key").string() ?? "")
        : ["tags", "tagsAll"].flatMap((map) =>
            inputs
              .get(map)
              .entries()
              .map(([key]) => key),
          ),
  }),
);
