/** A resource as the policies are given it. */
export interface ReviewedResource {
  urn: string;
  /** Type token, such as `aws:ecs/service:Service`. */
  type: string;
  /** Logical name. */
  name: string;
  /** Inputs: plain data with `UNKNOWN` for what is not known yet, or the proxies of `@pulumi/policy`. */
  properties: unknown;
  /** URN of its parent, where it has one. */
  parent?: string | null | undefined;
}

/** The component of ours that makes a resource of this type as its main child. */
const MAKERS: Readonly<Record<string, string>> = {
  "aws:ecs/taskDefinition:TaskDefinition": "slipway:index:TaskDefinition",
  "aws:ecs/service:Service": "slipway:index:Service",
};

/**
 * Whether one of our components made the resource from its own arguments, which are judged as well. A transform may
 * have changed it, so that it is judged once more; but what is not known in it yet was known to be so there.
 */
export function isMadeByComponent({ type, urn }: ReviewedResource): boolean {
  const parentType = urn.split("::")[2]?.split("$").at(-2);
  return parentType !== undefined && parentType === MAKERS[type];
}
