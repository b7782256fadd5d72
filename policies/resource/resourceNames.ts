import { Reader, whenReadable } from "./reader.js";
import type { ReviewedResource } from "./reviewedResource.js";

/** Properties by which a resource gives itself the name that others may refer to it by. */
const NAME_PROPERTIES = ["name", "family"];

/**
 * Where an ARN, or what ECS takes in its place, has the name of what it is for. An ARN of a listener holds the name of its
 * load balancer, and is none of these.
 */
const NAMES_IN_ARNS: readonly RegExp[] = [
  /:task-definition\/([^:/]+)(?::\d+)?$/,
  /^([\w-]+):\d+$/,
  /:targetgroup\/([^/]+)\//,
  /:loadbalancer\/(?:app|net|gwy)\/([^/]+)\//,
  /:(?:cluster|capacity-provider|repository)\/([^:]+)$/,
  /:(?:role|policy|instance-profile)\/(?:[^:]*\/)?([^:/]+)$/,
  /:log-group:([^:]+)/,
];

/** The name that an ARN holds; nothing where it holds none, or is no ARN. */
export function nameInArn(text: string): string | undefined {
  for (const form of NAMES_IN_ARNS) {
    const name = form.exec(text)?.[1];
    if (name !== undefined) return name;
  }
  return undefined;
}

/** All texts that others may refer to a resource by, as far as they are known. */
export function namesOf({ id, arn, chosenName, properties }: ReviewedResource): string[] {
  const inputs = Reader.of(properties);
  const given = [
    id,
    arn,
    chosenName,
    ...NAME_PROPERTIES.map((property) => whenReadable(() => inputs.get(property).string())),
  ];
  const known = given.filter((text) => text !== undefined && text !== "") as string[];
  return [...new Set(known.flatMap((text) => [text, nameInArn(text) ?? text]))];
}
