import { dnsSuffixOf, partitionOfRegion } from "../../../../components/rules/awsPartition.js";

type Inputs = Readonly<Record<string, unknown>>;

/** Where the objects of a stack are. */
export interface ImportPlace {
  account: string;
  region: string;
}

/** A resource is imported by the value of one input. */
const IMPORT_INPUT: ReadonlyMap<string, string> = new Map([
  ["aws:cloudwatch/compositeAlarm:CompositeAlarm", "alarmName"],
  ["aws:cloudwatch/eventRule:EventRule", "name"],
  ["aws:cloudwatch/logGroup:LogGroup", "name"],
  ["aws:cloudwatch/metricAlarm:MetricAlarm", "name"],
  ["aws:codedeploy/application:Application", "name"],
  ["aws:codedeploy/deploymentConfig:DeploymentConfig", "deploymentConfigName"],
  ["aws:ecr/lifecyclePolicy:LifecyclePolicy", "repository"],
  ["aws:ecr/pullThroughCacheRule:PullThroughCacheRule", "ecrRepositoryPrefix"],
  ["aws:ecr/repository:Repository", "name"],
  ["aws:ecr/repositoryPolicy:RepositoryPolicy", "repository"],
  ["aws:ecs/clusterCapacityProviders:ClusterCapacityProviders", "clusterName"],
  ["aws:autoscaling/group:Group", "name"],
  ["aws:iam/instanceProfile:InstanceProfile", "name"],
  ["aws:iam/role:Role", "name"],
  ["aws:kms/alias:Alias", "name"],
  ["aws:scheduler/scheduleGroup:ScheduleGroup", "name"],
  ["aws:s3/bucket:Bucket", "bucket"],
  ["aws:s3/bucketPolicy:BucketPolicy", "bucket"],
  ["aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "bucket"],
  ["aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", "bucket"],
  [
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    "bucket",
  ],
  ["aws:s3/bucketVersioning:BucketVersioning", "bucket"],
  ["aws:sns/topicPolicy:TopicPolicy", "arn"],
  ["aws:sqs/queuePolicy:QueuePolicy", "queueUrl"],
  ["aws:ssm/parameter:Parameter", "name"],
]);

/** A resource is imported by the values of several inputs. */
const IMPORT_INPUTS: ReadonlyMap<string, { inputs: readonly string[]; separator: string }> =
  new Map([
    [
      "aws:codedeploy/deploymentGroup:DeploymentGroup",
      { inputs: ["appName", "deploymentGroupName"], separator: ":" },
    ],
    ["aws:ec2/route:Route", { inputs: ["routeTableId", "destinationCidrBlock"], separator: "_" }],
    [
      "aws:ec2/routeTableAssociation:RouteTableAssociation",
      { inputs: ["subnetId", "routeTableId"], separator: "/" },
    ],
    ["aws:iam/rolePolicy:RolePolicy", { inputs: ["role", "name"], separator: ":" }],
    [
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
      { inputs: ["role", "policyArn"], separator: "/" },
    ],
    [
      "aws:lb/listenerCertificate:ListenerCertificate",
      { inputs: ["listenerArn", "certificateArn"], separator: "_" },
    ],
    ["aws:scheduler/schedule:Schedule", { inputs: ["groupName", "name"], separator: "/" }],
    [
      "aws:appautoscaling/target:Target",
      { inputs: ["serviceNamespace", "resourceId", "scalableDimension"], separator: "/" },
    ],
    [
      "aws:appautoscaling/policy:Policy",
      { inputs: ["serviceNamespace", "resourceId", "scalableDimension", "name"], separator: "/" },
    ],
  ]);

/** A resource is imported by an address or ARN that its name and place make up. */
const IMPORT_NAMES: ReadonlyMap<string, (name: string, place: ImportPlace) => string> = new Map([
  ["aws:ecs/capacityProvider:CapacityProvider", arnOf("ecs", "capacity-provider/")],
  ["aws:sns/topic:Topic", arnOf("sns", "")],
  [
    "aws:sqs/queue:Queue",
    (name: string, { account, region }: ImportPlace) =>
      `https://sqs.${region}.${dnsSuffixOf(partitionOfRegion(region))}/${account}/${name}`,
  ],
]);

function arnOf(service: string, before: string) {
  return (name: string, { account, region }: ImportPlace): string =>
    `arn:${partitionOfRegion(region)}:${service}:${region}:${account}:${before}${name}`;
}

/**
 * By which id the provider imports the object that a resource would be in AWS, where the inputs say it: the engine saves
 * them, with the name that it made up, before it asks for the object. Nothing where AWS gives the id. Whether there is such
 * an object the provider's read tells: it takes a resource that is absent out of the state.
 *
 * @param place Says where the stack is; is asked only where the id has it in it.
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs (the section "Import" of each resource)
 */
export async function importId(
  type: string,
  inputs: Inputs,
  place: () => Promise<ImportPlace>,
): Promise<string | undefined> {
  const { name } = inputs;
  const made = IMPORT_NAMES.get(type);
  if (made) return isName(name) ? made(name, await place()) : undefined;
  const single = IMPORT_INPUT.get(type);
  const several = { inputs: [single], separator: "" };
  const { inputs: keys, separator } = IMPORT_INPUTS.get(type) ?? several;
  const values = keys.map((key) => (key === undefined ? undefined : inputs[key]));
  return values.every(isName) ? values.join(separator) : undefined;
}

function isName(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}
