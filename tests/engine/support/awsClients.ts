import {
  ApplicationAutoScalingClient,
  DescribeScalableTargetsCommand,
} from "@aws-sdk/client-application-auto-scaling";
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  DescribeNatGatewaysCommand,
  DescribeSecurityGroupsCommand,
  DescribeVpcsCommand,
  EC2Client,
} from "@aws-sdk/client-ec2";
import { DescribeRepositoriesCommand, ECRClient } from "@aws-sdk/client-ecr";
import type { ECSClientConfig } from "@aws-sdk/client-ecs";
import {
  DescribeClustersCommand,
  ECSClient,
  ListClustersCommand,
  ListServicesCommand,
  ListTaskDefinitionsCommand,
} from "@aws-sdk/client-ecs";
import {
  DescribeLoadBalancersCommand,
  DescribeTargetGroupsCommand,
  ElasticLoadBalancingV2Client,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { IAMClient, ListRolesCommand } from "@aws-sdk/client-iam";
import { capacityInventory } from "./capacityInventory.js";
import type { Emulator } from "./emulator.js";

/** The AWS SDK's clients, all of them for one emulator. */
export interface AwsClients {
  /** Address of the emulator, for `awsCall`. */
  endpoint: string;
  autoScaling: ApplicationAutoScalingClient;
  ec2: EC2Client;
  ecr: ECRClient;
  ecs: ECSClient;
  elbv2: ElasticLoadBalancingV2Client;
  iam: IAMClient;
  logs: CloudWatchLogsClient;
}

/** Makes the clients for an emulator, in the region of `emulatorConfiguration` and by default in its account. */
export function awsClients(
  { endpoint }: Emulator,
  credentials: ECSClientConfig["credentials"] = { accessKeyId: "test", secretAccessKey: "test" },
): AwsClients {
  const settings = {
    region: "eu-west-1",
    endpoint,
    credentials,
  };
  return {
    endpoint,
    autoScaling: new ApplicationAutoScalingClient(settings),
    ec2: new EC2Client(settings),
    ecr: new ECRClient(settings),
    ecs: new ECSClient(settings),
    elbv2: new ElasticLoadBalancingV2Client(settings),
    iam: new IAMClient(settings),
    logs: new CloudWatchLogsClient(settings),
  };
}

/**
 * The ARNs and ids of everything in the emulator that Slipway's programs make, sorted. Take one before and one after:
 * a default VPC is there from the start.
 */
export async function inventory(clients: AwsClients): Promise<string[]> {
  const found = await Promise.all([
    ecsInventory(clients),
    capacityInventory(clients),
    otherInventory(clients),
  ]);
  return found
    .flat()
    .filter((id) => id !== undefined)
    .sort();
}

type Ids = (string | undefined)[];

async function ecsInventory({ ecs, autoScaling }: AwsClients): Promise<Ids> {
  const clusterArns = await activeClusters(ecs);
  const { taskDefinitionArns = [] } = await ecs.send(
    new ListTaskDefinitionsCommand({ status: "ACTIVE" }),
  );
  const services = await Promise.all(
    clusterArns.map((cluster) => ecs.send(new ListServicesCommand({ cluster }))),
  );
  const { ScalableTargets = [] } = await autoScaling.send(
    new DescribeScalableTargetsCommand({ ServiceNamespace: "ecs" }),
  );
  return [
    ...clusterArns,
    ...taskDefinitionArns,
    ...services.flatMap(({ serviceArns = [] }) => serviceArns),
    ...ScalableTargets.map(({ ResourceId }) => ResourceId),
  ];
}

/** A deleted cluster stays in the list for a while, as INACTIVE. */
async function activeClusters(ecs: ECSClient): Promise<string[]> {
  const { clusterArns = [] } = await ecs.send(new ListClustersCommand({}));
  if (clusterArns.length === 0) {
    return [];
  }
  const { clusters = [] } = await ecs.send(new DescribeClustersCommand({ clusters: clusterArns }));
  return clusters.flatMap(({ status, clusterArn }) =>
    status === "ACTIVE" && clusterArn !== undefined ? [clusterArn] : [],
  );
}

async function otherInventory({ ec2, ecr, elbv2, iam, logs }: AwsClients): Promise<Ids> {
  const [balancers, targets, groups, repositories, vpcs, nats, security, roles] = await Promise.all(
    [
      elbv2.send(new DescribeLoadBalancersCommand({})),
      elbv2.send(new DescribeTargetGroupsCommand({})),
      logs.send(new DescribeLogGroupsCommand({})),
      ecr.send(new DescribeRepositoriesCommand({})),
      ec2.send(new DescribeVpcsCommand({})),
      ec2.send(new DescribeNatGatewaysCommand({})),
      ec2.send(new DescribeSecurityGroupsCommand({})),
      iam.send(new ListRolesCommand({})),
    ],
  );
  const live = (nats.NatGateways ?? []).filter(({ State }) => State !== "deleted");
  return [
    ...(balancers.LoadBalancers ?? []).map(({ LoadBalancerArn }) => LoadBalancerArn),
    ...(targets.TargetGroups ?? []).map(({ TargetGroupArn }) => TargetGroupArn),
    ...(groups.logGroups ?? []).map(({ logGroupName }) => logGroupName),
    ...(repositories.repositories ?? []).map(({ repositoryArn }) => repositoryArn),
    ...(vpcs.Vpcs ?? []).map(({ VpcId }) => VpcId),
    ...live.map(({ NatGatewayId }) => NatGatewayId),
    ...(security.SecurityGroups ?? []).map(({ GroupId }) => GroupId),
    ...(roles.Roles ?? []).map(({ Arn }) => Arn),
  ];
}
