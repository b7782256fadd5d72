type Inputs = Readonly<Record<string, unknown>>;

/** A resource is imported by the value of one input. */
const IMPORT_INPUT: ReadonlyMap<string, string> = new Map([
  ["aws:cloudwatch/eventRule:EventRule", "name"],
  ["aws:cloudwatch/logGroup:LogGroup", "name"],
  ["aws:cloudwatch/metricAlarm:MetricAlarm", "name"],
  ["aws:ecr/lifecyclePolicy:LifecyclePolicy", "repository"],
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
  ["aws:ssm/parameter:Parameter", "name"],
]);

/** A resource is imported by the values of several inputs. */
const IMPORT_INPUTS: ReadonlyMap<string, { inputs: readonly string[]; separator: string }> =
  new Map([
    ["aws:iam/rolePolicy:RolePolicy", { inputs: ["role", "name"], separator: ":" }],
    [
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
      { inputs: ["role", "policyArn"], separator: "/" },
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

/**
 * By which id the provider imports the object that a resource would be in AWS, where the inputs say it: the engine saves
 * them, with the name that it made up, before it asks for the object. Nothing where AWS gives the id. Whether there is such
 * an object the provider's read tells: it takes a resource that is absent out of the state.
 *
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs (the section "Import" of each resource)
 */
export function importId(type: string, inputs: Inputs): string | undefined {
  const single = IMPORT_INPUT.get(type);
  const several = { inputs: [single], separator: "" };
  const { inputs: keys, separator } = IMPORT_INPUTS.get(type) ?? several;
  const values = keys.map((key) => (key === undefined ? undefined : inputs[key]));
  return values.every(isName) ? values.join(separator) : undefined;
}

function isName(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}
