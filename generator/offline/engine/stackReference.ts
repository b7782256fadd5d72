import { SAMPLE_ACCOUNT_ID } from "./aws/account.js";
import { AwsResource } from "./aws/awsResource.js";
import { makeAwsResource } from "./aws/makeAwsResource.js";
import { makeOtherResource } from "./otherProviders.js";
import type { PropertyMap } from "../wireValue.js";

/** Type of the resource that reads another stack's outputs. */
export const STACK_REFERENCE_TYPE = "pulumi:pulumi:StackReference";

/**
 * What another stack exports, as far as can be told offline: the references of Slipway's platform program. Every other
 * output is unknown.
 *
 * @param stackName Full name of the other stack; its ids are made from it.
 */
export function stackOutputsOf(stackName: string, region: string): PropertyMap {
  const make = (type: string, inputs: PropertyMap = {}): AwsResource =>
    new AwsResource(type, "platform", inputs, { accountId: SAMPLE_ACCOUNT_ID, region }, stackName);
  const vpc = makeOtherResource(make("awsx:ec2:Vpc", { numberOfAvailabilityZones: 2 }));
  const cluster = makeAwsResource(make("aws:ecs/cluster:Cluster"));
  const balancer = makeAwsResource(make("aws:lb/loadBalancer:LoadBalancer"));
  const listener = makeAwsResource(
    make("aws:lb/listener:Listener", { loadBalancerArn: balancer.arn }),
  );
  const network = {
    vpcId: vpc.vpcId,
    cidrBlock: "10.0.0.0/16",
    publicSubnetIds: vpc.publicSubnetIds,
    privateSubnetIds: vpc.privateSubnetIds,
    egressCidrBlocks: ["0.0.0.0/0"],
  };
  return {
    network,
    cluster: {
      arn: cluster.arn,
      name: cluster.name,
      network,
      defaultCapacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }],
      namespaceArn: makeAwsResource(make("aws:servicediscovery/httpNamespace:HttpNamespace")).arn,
    },
    loadBalancer: {
      arn: balancer.arn,
      arnSuffix: balancer.arnSuffix,
      dnsName: balancer.dnsName,
      zoneId: balancer.zoneId,
      listenerArn: listener.arn,
      // As prod has it. With HTTP a service that speaks gRPC would be refused, which works there.
      protocol: "HTTPS",
      securityGroupId: makeAwsResource(make("aws:ec2/securityGroup:SecurityGroup")).id,
      vpcId: vpc.vpcId,
    },
  };
}
