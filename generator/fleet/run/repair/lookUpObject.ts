import type { AwsConnection } from "../../../../components/aws/awsConnection.js";
import { clientSettings } from "../../../../components/aws/awsConnection.js";
import { lookUpTaskDefinition, TASK_DEFINITION } from "./lookUpTaskDefinition.js";
import { EC2_LOOK_UPS } from "./lookUpInVpc.js";
import type { LookUp, LookUpResult, RunFacts } from "./lookUp.js";

/** What of a resource a look-up reads. */
export interface LookedUpResource {
  type: string;
  inputs: Readonly<Record<string, unknown>>;
}

/** AWS gives the ids of these, and finds them by name or place. */
const LOOK_UPS: ReadonlyMap<string, LookUp> = new Map<string, LookUp>([
  ["aws:ecs/cluster:Cluster", findCluster],
  ["aws:ecs/service:Service", findService],
  [TASK_DEFINITION, lookUpTaskDefinition],
  ["aws:lb/loadBalancer:LoadBalancer", findLoadBalancer],
  ["aws:lb/targetGroup:TargetGroup", findTargetGroup],
  ["aws:lb/listener:Listener", findListener],
  ["aws:lb/listenerRule:ListenerRule", findListenerRule],
  ...EC2_LOOK_UPS,
]);

/** Whether objects of a type can be looked up. */
export function canLookUp(type: string): boolean {
  return LOOK_UPS.has(type);
}

/**
 * Looks for the object of a resource in AWS.
 *
 * @param known Ids and ARNs that the state has already: what a resource of it is, this creation has not made.
 * @returns Nothing where it cannot be told which object it is.
 * @throws {Error} if AWS does not answer: then nothing is proved.
 */
export async function lookUpObject(
  connection: AwsConnection,
  { type, inputs }: LookedUpResource,
  known: ReadonlySet<string>,
  run: RunFacts,
): Promise<LookUpResult | undefined> {
  return LOOK_UPS.get(type)?.(connection, inputs, known, run);
}

async function ecsClient(connection: AwsConnection) {
  const { ECS } = await import("@aws-sdk/client-ecs");
  return new ECS(clientSettings(connection, "ecs"));
}

async function elbClient(connection: AwsConnection) {
  const { ElasticLoadBalancingV2 } = await import("@aws-sdk/client-elastic-load-balancing-v2");
  return new ElasticLoadBalancingV2(clientSettings(connection, "elbv2"));
}

async function findCluster(
  ...[connection, inputs, known]: Parameters<LookUp>
): Promise<LookUpResult> {
  const ecs = await ecsClient(connection);
  const { clusters = [] } = await ecs.describeClusters({ clusters: [String(inputs["name"])] });
  const found = clusters.find(
    ({ status, clusterArn = "" }) => status !== "INACTIVE" && !known.has(clusterArn),
  );
  return object(found?.clusterName);
}

async function findService(
  ...[connection, inputs, known]: Parameters<LookUp>
): Promise<LookUpResult> {
  const ecs = await ecsClient(connection);
  const cluster = textOf(inputs["cluster"]);
  const { services = [] } = await ecs.describeServices({
    ...(cluster !== undefined && { cluster }),
    services: [String(inputs["name"])],
  });
  const found = services.find(
    ({ status, serviceArn = "" }) => status !== "INACTIVE" && !known.has(serviceArn),
  );
  const clusterName = found?.clusterArn?.split("/").at(-1);
  return object(found && `${clusterName}/${found.serviceName}`);
}

async function findLoadBalancer(
  ...[connection, inputs, known]: Parameters<LookUp>
): Promise<LookUpResult> {
  const elb = await elbClient(connection);
  return unlessKnown(known, async () => {
    const answer = await elb.describeLoadBalancers({ Names: [String(inputs["name"])] });
    return answer.LoadBalancers?.[0]?.LoadBalancerArn;
  });
}

async function findTargetGroup(
  ...[connection, inputs, known]: Parameters<LookUp>
): Promise<LookUpResult> {
  const elb = await elbClient(connection);
  return unlessKnown(known, async () => {
    const answer = await elb.describeTargetGroups({ Names: [String(inputs["name"])] });
    return answer.TargetGroups?.[0]?.TargetGroupArn;
  });
}

/** A load balancer has one listener at a port. */
async function findListener(
  ...[connection, inputs, known]: Parameters<LookUp>
): Promise<LookUpResult> {
  const elb = await elbClient(connection);
  return unlessKnown(known, async () => {
    const LoadBalancerArn = String(inputs["loadBalancerArn"]);
    const { Listeners = [] } = await elb.describeListeners({ LoadBalancerArn });
    return Listeners.find(({ Port }) => Port === inputs["port"])?.ListenerArn;
  });
}

/** A listener has one rule of a priority. */
async function findListenerRule(
  ...[connection, inputs, known]: Parameters<LookUp>
): Promise<LookUpResult> {
  const elb = await elbClient(connection);
  return unlessKnown(known, async () => {
    const ListenerArn = String(inputs["listenerArn"]);
    const { Rules = [] } = await elb.describeRules({ ListenerArn });
    return Rules.find(({ Priority }) => Priority === String(inputs["priority"]))?.RuleArn;
  });
}

/** What of Elastic Load Balancing, which answers with an error for what is not there, the state has not. */
async function unlessKnown(
  known: ReadonlySet<string>,
  find: () => Promise<string | undefined>,
): Promise<LookUpResult> {
  try {
    const arn = await find();
    return object(arn !== undefined && known.has(arn) ? undefined : arn);
  } catch (error) {
    if (/NotFound(?:Exception)?$/.test((error as Error).name)) return "absent";
    throw error;
  }
}

function object(id: string | undefined): LookUpResult {
  return id === undefined ? "absent" : { importId: id };
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
