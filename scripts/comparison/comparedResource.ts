/** A resource, as a tool's own output has it. */
export interface ComparedResource {
  /** Such as `AWS::ECS::Service` or `aws:ecs/service:Service`. */
  type: string;
  inputs: Record<string, unknown>;
}

/** What a thing of AWS is called in CloudFormation and by Pulumi's AWS provider. */
interface ComparedKind {
  title: string;
  types: readonly string[];
}

/** Every kind of resource in a comparison, in the order of its rows. */
const KINDS: readonly ComparedKind[] = [
  { title: "cluster", types: ["AWS::ECS::Cluster", "aws:ecs/cluster:Cluster"] },
  {
    title: "capacity providers of the cluster",
    types: [
      "AWS::ECS::ClusterCapacityProviderAssociations",
      "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders",
    ],
  },
  {
    title: "load balancer",
    types: ["AWS::ElasticLoadBalancingV2::LoadBalancer", "aws:lb/loadBalancer:LoadBalancer"],
  },
  {
    title: "listener",
    types: ["AWS::ElasticLoadBalancingV2::Listener", "aws:lb/listener:Listener"],
  },
  {
    title: "listener rule",
    types: ["AWS::ElasticLoadBalancingV2::ListenerRule", "aws:lb/listenerRule:ListenerRule"],
  },
  {
    title: "target group",
    types: ["AWS::ElasticLoadBalancingV2::TargetGroup", "aws:lb/targetGroup:TargetGroup"],
  },
  { title: "service", types: ["AWS::ECS::Service", "aws:ecs/service:Service"] },
  {
    title: "task definition",
    types: ["AWS::ECS::TaskDefinition", "aws:ecs/taskDefinition:TaskDefinition"],
  },
  { title: "log group", types: ["AWS::Logs::LogGroup", "aws:cloudwatch/logGroup:LogGroup"] },
  { title: "role", types: ["AWS::IAM::Role", "aws:iam/role:Role"] },
  {
    title: "policy of a role",
    types: [
      "AWS::IAM::Policy",
      "aws:iam/rolePolicy:RolePolicy",
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    ],
  },
  {
    title: "security group",
    types: ["AWS::EC2::SecurityGroup", "aws:ec2/securityGroup:SecurityGroup"],
  },
  {
    title: "rule of a security group",
    types: [
      "AWS::EC2::SecurityGroupIngress",
      "AWS::EC2::SecurityGroupEgress",
      "aws:ec2/securityGroupRule:SecurityGroupRule",
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
      "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
    ],
  },
  {
    title: "autoscaler",
    types: ["AWS::ApplicationAutoScaling::ScalableTarget", "aws:appautoscaling/target:Target"],
  },
  {
    title: "scaling policy",
    types: ["AWS::ApplicationAutoScaling::ScalingPolicy", "aws:appautoscaling/policy:Policy"],
  },
];

/** How often each side has each kind of resource: rows of a table. */
export function kindRows(
  theirs: readonly ComparedResource[],
  ours: readonly ComparedResource[],
): string[][] {
  const known = KINDS.flatMap(({ types }) => types);
  const strange = [...theirs, ...ours].find(({ type }) => !known.includes(type));
  if (strange) throw new Error(`no row of the comparison is for ${strange.type}`);
  return KINDS.map(({ title, types }) => {
    const counted = [theirs, ours].map((side) => {
      const found = side.filter(({ type }) => types.includes(type));
      const own = [...new Set(found.map(({ type }) => type))].sort();
      return found.length === 0
        ? "none"
        : `${found.length} × ${own.map((type) => `\`${shortType(type)}\``).join(", ")}`;
    });
    return [title, ...counted];
  }).filter(([, ...cells]) => cells.some((cell) => cell !== "none"));
}

/** `aws:lb/listener:Listener` as programs write it: `aws.lb.Listener`. */
function shortType(type: string): string {
  const [, module, name] = /^aws:([^/]+)\/[^:]+:(\w+)$/.exec(type) ?? [];
  return module === undefined ? type : `aws.${module}.${name ?? ""}`;
}

/** A property that both sides have: type and path of each. */
export interface ComparedSetting {
  title: string;
  theirs: readonly [type: string, path: string];
  ours: readonly [type: string, path: string];
}

/** What both sides say of the same setting. */
export function settingRows(
  settings: readonly ComparedSetting[],
  theirs: readonly ComparedResource[],
  ours: readonly ComparedResource[],
): string[][] {
  return settings.map((setting) => [
    setting.title,
    valueText(theirs, ...setting.theirs),
    valueText(ours, ...setting.ours),
  ]);
}

function valueText(resources: readonly ComparedResource[], type: string, path: string): string {
  const found = resources.filter((one) => one.type === type);
  const values = found
    .map(({ inputs }) => valueAt(inputs, path))
    .filter((one) => one !== undefined);
  const texts = [...new Set(values.map((value) => `\`${JSON.stringify(value)}\``))].sort();
  return texts.length === 0 ? "not set" : texts.join(", ");
}

function valueAt(value: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((held, key) => {
    return typeof held === "object" && held !== null
      ? (held as Record<string, unknown>)[key]
      : undefined;
  }, value);
}
