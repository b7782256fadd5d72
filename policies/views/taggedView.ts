import { Reader } from "../resource/reader.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";
import { balancingTypes } from "./balancingTypes.js";

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
export function taggedView({ name, type, properties }: ReviewedResource): TaggedView | undefined {
  const label = LABELS[type];
  if (label === undefined) return undefined;
  const inputs = Reader.of(properties);
  return {
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
  };
}
