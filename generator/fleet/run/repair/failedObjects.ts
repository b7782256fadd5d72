import type { FailedCreation } from "../../../automation/failedCreation.js";
import { TASK_DEFINITION } from "./lookUpTaskDefinition.js";
import { importIds, type LookUpResult } from "./lookUp.js";
import { type ExportedDeployment, type ExportedResource, knownObjects } from "./pendingCreates.js";

/** Inputs in which the engine makes up a name where the program gives none. */
const NAMES = ["name", "bucket", "alarmName", "deploymentConfigName"] as const;

/**
 * Inputs that say in what an object is made. What is in something that the stack has made is the stack's own: a rule of its
 * listener, a subnet of its VPC.
 */
const PLACES: ReadonlyMap<string, string> = new Map([
  ["aws:codedeploy/deploymentGroup:DeploymentGroup", "appName"],
  ["aws:ec2/flowLog:FlowLog", "vpcId"],
  ["aws:ec2/natGateway:NatGateway", "subnetId"],
  ["aws:ec2/route:Route", "routeTableId"],
  ["aws:ec2/routeTable:RouteTable", "vpcId"],
  ["aws:ec2/routeTableAssociation:RouteTableAssociation", "subnetId"],
  ["aws:ec2/securityGroup:SecurityGroup", "vpcId"],
  ["aws:ec2/subnet:Subnet", "vpcId"],
  ["aws:ec2/vpcEndpoint:VpcEndpoint", "vpcId"],
  ["aws:ecs/service:Service", "cluster"],
  ["aws:iam/rolePolicy:RolePolicy", "role"],
  ["aws:iam/rolePolicyAttachment:RolePolicyAttachment", "role"],
  ["aws:lb/listener:Listener", "loadBalancerArn"],
  ["aws:lb/listenerRule:ListenerRule", "listenerArn"],
  ["aws:scheduler/schedule:Schedule", "groupName"],
  ["aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", "securityGroupId"],
  ["aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "securityGroupId"],
]);

/**
 * Failed creations whose objects, where there are any, are the stack's own: of any other, somebody else may have made it. Of
 * the revisions of a task definition the look-up proves whose they are.
 */
export function ownCreations(
  creations: readonly FailedCreation[],
  { resources = [] }: ExportedDeployment,
): FailedCreation[] {
  const own = knownObjects({ resources: resources.filter(({ external }) => external !== true) });
  return creations.filter(({ urn, type, inputs }) => {
    const place = inputs[PLACES.get(type) ?? ""];
    const isInOwn = typeof place === "string" && own.has(place);
    return type === TASK_DEFINITION || isInOwn || hasMadeUpName(urn, inputs);
  });
}

/**
 * Whether the engine has made up the name, at random and for this creation: nobody else has it. A provider notes it, or
 * the name is the resource's in the program with seven hexadecimal digits.
 *
 * @see https://www.pulumi.com/docs/iac/concepts/resources/names/#autonaming
 */
function hasMadeUpName(urn: string, inputs: FailedCreation["inputs"]): boolean {
  const { __defaults: defaults } = inputs;
  const name = `${urn.split("::").at(-1) ?? ""}-`;
  return NAMES.some((key) => {
    const value = inputs[key];
    if (typeof value !== "string") return false;
    if (Array.isArray(defaults)) return defaults.includes(key);
    return value.startsWith(name) && /^[0-9a-f]{7}$/.test(value.slice(name.length));
  });
}

/**
 * A state that has the objects of failed creations too. Where the state has another one under the same URN, as after a
 * replacement that failed or a second try, the engine deletes this one in its next update.
 */
export function withFailedObjects(
  deployment: ExportedDeployment,
  found: readonly (readonly [FailedCreation, LookUpResult])[],
): { deployment: ExportedDeployment; adopted: string[] } {
  const { resources = [] } = deployment;
  const known = knownObjects(deployment);
  const taken = new Set(resources.flatMap((each) => (each.delete === true ? [] : [each.urn])));
  const adopted: ExportedResource[] = [];
  for (const [creation, object] of found) {
    for (const id of importIds(object)) {
      if (known.has(id)) continue;
      known.add(id);
      const isTaken = taken.has(creation.urn);
      taken.add(creation.urn);
      const state = { custom: true, id, outputs: {} };
      adopted.push({ ...creation, ...state, ...(isTaken && { delete: true }) });
    }
  }
  return {
    deployment: { ...deployment, resources: [...resources, ...adopted] },
    adopted: [...new Set(adopted.map(({ urn }) => urn))],
  };
}
