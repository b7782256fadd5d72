/** A resource as the policies are given it. */
export interface ReviewedResource {
  urn: string;
  /** Type token, such as `aws:ecs/service:Service`. */
  type: string;
  /** Logical name. */
  name: string;
  /** Inputs: plain data with `UNKNOWN` for what is not known yet, or the proxies of `@pulumi/policy`. */
  properties: unknown;
  /** Id that AWS gave it, where it is known. */
  id?: string | undefined;
  /** URNs of the resources that its top-level properties have values of. */
  dependencies?: Readonly<Record<string, readonly string[]>>;
}

/** The component of ours that makes a resource of this type as its main child. */
const MAKERS: Readonly<Record<string, string>> = {
  "aws:ecs/taskDefinition:TaskDefinition": "slipway:index:TaskDefinition",
  "aws:ecs/service:Service": "slipway:index:Service",
  "aws:scheduler/schedule:Schedule": "slipway:index:ScheduledTask",
};

/**
 * Whether a component of ours made a resource as its main child, which has the component's name. Whatever else is below
 * a component, the program put there.
 */
export function isMadeBy(child: ReviewedResource, component: ReviewedResource): boolean {
  const [stack = "", project = "", types = ""] = component.urn.split("::");
  return (
    component.type === MAKERS[child.type] &&
    child.urn === [stack, project, `${types}$${child.type}`, component.name].join("::")
  );
}

/** Whether a resource is a component of ours. */
export function isComponent({ type }: ReviewedResource): boolean {
  return type.startsWith("slipway:");
}
