import {
  DescribeAddressesCommand,
  DescribeFlowLogsCommand,
  DescribeInstancesCommand,
  DescribeLaunchTemplatesCommand,
  DescribeNetworkInterfacesCommand,
  DescribeVpcEndpointsCommand,
} from "@aws-sdk/client-ec2";
import { DescribeCapacityProvidersCommand } from "@aws-sdk/client-ecs";
import { ListInstanceProfilesCommand } from "@aws-sdk/client-iam";

import { awsCall, xmlValues } from "./awsCall.js";
import type { AwsClients } from "./awsClients.js";

/** What clusters, their instances and the runs of tasks consist of, besides what `inventory` itself lists. */
export async function capacityInventory(clients: AwsClients): Promise<(string | undefined)[]> {
  const { ec2, ecs, iam } = clients;
  const [templates, instances, interfaces, addresses, flowLogs, endpoints, providers, profiles] =
    await Promise.all([
      ec2.send(new DescribeLaunchTemplatesCommand({})),
      ec2.send(new DescribeInstancesCommand({})),
      ec2.send(new DescribeNetworkInterfacesCommand({})),
      ec2.send(new DescribeAddressesCommand({})),
      ec2.send(new DescribeFlowLogsCommand({})),
      ec2.send(new DescribeVpcEndpointsCommand({})),
      ecs.send(new DescribeCapacityProvidersCommand({})),
      iam.send(new ListInstanceProfilesCommand({})),
    ]);
  const live = (instances.Reservations ?? [])
    .flatMap(({ Instances = [] }) => Instances)
    .filter(({ State }) => State?.Name !== "terminated");
  return [
    ...(templates.LaunchTemplates ?? []).map(({ LaunchTemplateId }) => LaunchTemplateId),
    ...live.map(({ InstanceId }) => InstanceId),
    ...(interfaces.NetworkInterfaces ?? []).map(({ NetworkInterfaceId }) => NetworkInterfaceId),
    ...(addresses.Addresses ?? []).map(({ AllocationId }) => AllocationId),
    ...(flowLogs.FlowLogs ?? []).map(({ FlowLogId }) => FlowLogId),
    ...(endpoints.VpcEndpoints ?? [])
      .filter(({ State }) => State?.toLowerCase() !== "deleted")
      .map(({ VpcEndpointId }) => VpcEndpointId),
    ...(providers.capacityProviders ?? []).map(({ capacityProviderArn }) => capacityProviderArn),
    ...(profiles.InstanceProfiles ?? []).map(({ Arn }) => Arn),
    ...(await withoutClients(clients)),
  ];
}

/** Of the services whose clients are no dependencies. */
async function withoutClients(clients: AwsClients): Promise<string[]> {
  const [groups, alarms, buckets] = await Promise.all([
    awsCall(clients, {
      service: "autoscaling",
      form: { Action: "DescribeAutoScalingGroups", Version: "2011-01-01" },
    }),
    awsCall(clients, {
      service: "monitoring",
      form: { Action: "DescribeAlarms", Version: "2010-08-01" },
    }),
    awsCall(clients, { service: "s3" }),
  ]);
  const found = await Promise.all([
    awsCall(clients, { service: "sqs", target: "AmazonSQS.ListQueues" }),
    awsCall(clients, { service: "secretsmanager", target: "secretsmanager.ListSecrets" }),
    awsCall(clients, {
      service: "servicediscovery",
      target: "Route53AutoNaming_v20170314.ListNamespaces",
    }),
    awsCall(clients, { service: "scheduler", path: "/schedules" }),
    awsCall(clients, { service: "elasticfilesystem", path: "/2015-02-01/file-systems" }),
    awsCall(clients, { service: "elasticfilesystem", path: "/2015-02-01/access-points" }),
    awsCall(clients, { service: "ssm", target: "AmazonSSM.DescribeParameters" }),
  ]);
  const [queues, secrets, namespaces, schedules, fileSystems, accessPoints, parameters] = found.map(
    (text) => JSON.parse(text) as Record<string, Record<string, string>[] | undefined>,
  );
  const arns = (list: Record<string, string>[] | undefined, key: string): string[] =>
    (list ?? []).map((item) => item[key] ?? "");
  return [
    ...xmlValues(groups, "AutoScalingGroupARN"),
    ...xmlValues(alarms, "AlarmArn"),
    ...xmlValues(buckets, "Name"),
    ...(queues?.["QueueUrls"] ?? []).map(String),
    ...arns(secrets?.["SecretList"], "ARN"),
    ...arns(namespaces?.["Namespaces"], "Arn"),
    ...arns(schedules?.["Schedules"], "Arn"),
    ...arns(fileSystems?.["FileSystems"], "FileSystemArn"),
    ...arns(accessPoints?.["AccessPoints"], "AccessPointArn"),
    ...arns(parameters?.["Parameters"], "Name"),
  ];
}
