import { DescribeLaunchTemplateVersionsCommand } from "@aws-sdk/client-ec2";
import { DescribeCapacityProvidersCommand, DescribeClustersCommand } from "@aws-sdk/client-ecs";
import assert from "node:assert/strict";

import { awsCall, xmlValues } from "./awsCall.js";
import type { ComputeExample } from "./computeExample.js";
import { clusterName, revision, schedulePath, service } from "./computeExample.js";

/** Asserts that the cluster has both groups and Fargate, and that the service is spread over the groups. */
export async function assertCapacity(example: ComputeExample): Promise<void> {
  const { clusters = [] } = await example.aws.ecs.send(
    new DescribeClustersCommand({ clusters: [clusterName(example)] }),
  );
  const { capacityProviders = [], defaultCapacityProviderStrategy } = clusters[0] ?? {};
  const withoutHash = (name = "") => name.replace(/-[0-9a-f]{8}$/, "");
  const groups = ["cp-compute-spot-dev", "cp-compute-steady-dev"];
  assert.deepEqual(capacityProviders.map(withoutHash).sort(), [
    "FARGATE",
    "FARGATE_SPOT",
    ...groups,
  ]);
  assert.deepEqual(defaultCapacityProviderStrategy, [{ capacityProvider: "FARGATE", weight: 1 }]);
  const found = await example.aws.ecs.send(
    new DescribeCapacityProvidersCommand({
      capacityProviders: capacityProviders.filter((name) => name.startsWith("cp-")),
    }),
  );
  assert.deepEqual(
    (found.capacityProviders ?? [])
      .map(({ name, autoScalingGroupProvider: group }) => [
        withoutHash(name),
        group?.managedDraining,
        group?.managedScaling?.status,
        group?.managedScaling?.targetCapacity,
      ])
      .sort(),
    groups.map((name) => [name, "ENABLED", "ENABLED", 100]),
  );
  const { capacityProviderStrategy = [] } = await service(example);
  assert.deepEqual(
    capacityProviderStrategy
      .map(({ capacityProvider, base = 0, weight }) => [
        withoutHash(capacityProvider),
        base,
        weight,
      ])
      .sort(),
    [
      [groups[0], 0, 3],
      [groups[1], 1, 1],
    ],
  );
}

/** Asserts what the groups' launch templates and policies say. */
export async function assertInstances(example: ComputeExample): Promise<void> {
  const { LaunchTemplateVersions = [] } = await example.aws.ec2.send(
    new DescribeLaunchTemplateVersionsCommand({ Versions: ["$Latest"] }),
  );
  assert.equal(LaunchTemplateVersions.length, 2);
  for (const { LaunchTemplateData: data } of LaunchTemplateVersions) {
    assert.deepEqual(data?.MetadataOptions, {
      HttpEndpoint: "enabled",
      HttpPutResponseHopLimit: 1,
      HttpTokens: "required",
    });
    assert.deepEqual(
      data.BlockDeviceMappings?.map(({ DeviceName, Ebs }) => [DeviceName, Ebs?.Encrypted]),
      [["/dev/xvda", true]],
    );
    assert.deepEqual(
      data.NetworkInterfaces?.map(({ AssociatePublicIpAddress: isPublic }) => isPublic),
      [false],
    );
    const userData = Buffer.from(data.UserData ?? "", "base64").toString();
    assert.ok(userData.includes(`\nECS_CLUSTER=${clusterName(example)}\n`), userData);
  }
  const groups = await awsCall(example.aws, {
    service: "autoscaling",
    form: { Action: "DescribeAutoScalingGroups", Version: "2011-01-01" },
  });
  assert.deepEqual(xmlValues(groups, "OnDemandPercentageAboveBaseCapacity"), ["0"]);
  const types = xmlValues(groups, "InstanceType");
  for (const type of ["m7i.large", "m6i.large", "m6a.large"]) assert.ok(types.includes(type));
  assert.deepEqual(xmlValues(groups, "OnDemandBaseCapacity"), ["0"]);
  assert.deepEqual(xmlValues(groups, "SpotAllocationStrategy"), ["price-capacity-optimized"]);
  assert.deepEqual(xmlValues(groups, "MaxSize").sort(), ["10", "4"]);
}

/** Asserts what the service's revision says. */
export async function assertRevision(example: ComputeExample): Promise<void> {
  const made = await revision(example, (await service(example)).taskDefinition);
  const mountPoints = [{ sourceVolume: "uploads", containerPath: "/uploads", readOnly: false }];
  const { containerDefinitions = [], volumes = [] } = made;
  assert.deepEqual(
    containerDefinitions.map((container) => [
      container.name,
      container.essential,
      container.secrets,
      container.mountPoints,
    ]),
    [
      [
        "orders",
        true,
        [
          {
            name: "DATABASE_URL",
            valueFrom: "arn:aws:ssm:eu-west-1:123456789012:parameter/orders/database-url",
          },
        ],
        mountPoints,
      ],
      ["thumbnails", false, undefined, mountPoints],
    ],
  );
  const files = JSON.parse(
    await awsCall(example.aws, { service: "elasticfilesystem", path: "/2015-02-01/access-points" }),
  ) as { AccessPoints: { AccessPointId: string; FileSystemId: string }[] };
  assert.deepEqual(
    volumes.map(({ name, efsVolumeConfiguration }) => [name, efsVolumeConfiguration]),
    files.AccessPoints.map(({ AccessPointId, FileSystemId }) => [
      "uploads",
      {
        fileSystemId: FileSystemId,
        rootDirectory: "/",
        transitEncryption: "ENABLED",
        authorizationConfig: { accessPointId: AccessPointId, iam: "ENABLED" },
      },
    ]),
  );
}

/** What EventBridge Scheduler says of a schedule, as far as this test reads it. */
interface Schedule {
  ScheduleExpression: string;
  ScheduleExpressionTimezone: string;
  State: string;
  Target: {
    Arn: string;
    Input: string;
    EcsParameters: { TaskDefinitionArn: string };
    DeadLetterConfig: { Arn: string };
  };
}

/** Asserts what the schedule runs, and when. */
export async function assertSchedule(example: ComputeExample): Promise<void> {
  const path = schedulePath(example);
  const { ScheduleExpression, ScheduleExpressionTimezone, State, Target } = JSON.parse(
    await awsCall(example.aws, { service: "scheduler", path }),
  ) as Schedule;
  assert.deepEqual(
    [ScheduleExpression, ScheduleExpressionTimezone, State],
    ["cron(0 3 * * ? *)", "Europe/Berlin", "ENABLED"],
  );
  const { taskDefinition, clusterArn } = await service(example);
  assert.equal(Target.Arn, clusterArn);
  assert.equal(Target.EcsParameters.TaskDefinitionArn, taskDefinition);
  assert.deepEqual(JSON.parse(Target.Input), {
    containerOverrides: [{ name: "orders", command: ["node", "cleanup.js"] }],
  });
  assert.match(Target.DeadLetterConfig.Arn, /:cleanup-dead-letter-dev-compute-[0-9a-f]{8}$/);
}
