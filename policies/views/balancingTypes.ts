/** Modules in which Pulumi has the resources of load balancers, one kind under several names. */
const MODULES = ["lb", "alb", "elasticloadbalancingv2", "applicationloadbalancing"];

/** The types of one kind of resource, such as `targetGroup:TargetGroup`. */
export function balancingTypes(kind: string): string[] {
  return MODULES.map((module_) => `aws:${module_}/${kind}`);
}
