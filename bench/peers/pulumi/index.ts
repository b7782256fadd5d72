// The service of the template web-service as a default Pulumi program, under Pulumi's own mocks.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

void pulumi.runtime.setMocks(
  {
    newResource: ({ name, inputs }) => ({
      id: `${name}-id`,
      state: { ...inputs, arn: `arn:aws:service:us-east-1:123456789012:${name}` },
    }),
    call: ({ inputs }) => inputs,
  },
  "orders",
  "dev",
  true,
);

const log = new aws.cloudwatch.LogGroup("orders", { retentionInDays: 30 });
const assumeRolePolicy = aws.iam.assumeRolePolicyForPrincipal({
  Service: "ecs-tasks.amazonaws.com",
});
const execution = new aws.iam.Role("orders-execution", { assumeRolePolicy });
new aws.iam.RolePolicy("orders-execution", {
  role: execution.name,
  policy: pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: ["logs:PutLogEvents"], Resource: [log.arn] }],
  }),
});
const role = new aws.iam.Role("orders-task", { assumeRolePolicy });
const task = new aws.ecs.TaskDefinition("orders", {
  family: "orders",
  cpu: "256",
  memory: "512",
  networkMode: "awsvpc",
  requiresCompatibilities: ["FARGATE"],
  executionRoleArn: execution.arn,
  taskRoleArn: role.arn,
  containerDefinitions: pulumi.jsonStringify([
    {
      name: "orders",
      image: "registry.example.com/orders@sha256:0",
      portMappings: [{ containerPort: 8080 }],
      logConfiguration: { logDriver: "awslogs", options: { "awslogs-group": log.name } },
    },
  ]),
});
const group = new aws.ec2.SecurityGroup("orders", { vpcId: "vpc-1" });
const target = new aws.lb.TargetGroup("orders", {
  port: 8080,
  protocol: "HTTP",
  targetType: "ip",
  vpcId: "vpc-1",
});
const rule = new aws.lb.ListenerRule("orders", {
  listenerArn: "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/platform/1/2",
  actions: [{ type: "forward", targetGroupArn: target.arn }],
  conditions: [{ pathPattern: { values: ["/orders/*"] } }],
});
new aws.vpc.SecurityGroupIngressRule("orders", {
  securityGroupId: group.id,
  ipProtocol: "tcp",
  fromPort: 8080,
  toPort: 8080,
  referencedSecurityGroupId: "sg-1",
});
new aws.vpc.SecurityGroupEgressRule("orders", {
  securityGroupId: "sg-1",
  ipProtocol: "tcp",
  fromPort: 8080,
  toPort: 8080,
  referencedSecurityGroupId: group.id,
});
const service = new aws.ecs.Service(
  "orders",
  {
    cluster: "platform",
    taskDefinition: task.arn,
    desiredCount: 1,
    networkConfiguration: { subnets: ["subnet-1"], securityGroups: [group.id] },
    loadBalancers: [{ targetGroupArn: target.arn, containerName: "orders", containerPort: 8080 }],
  },
  { dependsOn: [rule] },
);
const scaling = new aws.appautoscaling.Target("orders", {
  serviceNamespace: "ecs",
  scalableDimension: "ecs:service:DesiredCount",
  resourceId: pulumi.interpolate`service/platform/${service.name}`,
  minCapacity: 1,
  maxCapacity: 2,
});
new aws.appautoscaling.Policy("orders", {
  policyType: "TargetTrackingScaling",
  serviceNamespace: scaling.serviceNamespace,
  scalableDimension: scaling.scalableDimension,
  resourceId: scaling.resourceId,
  targetTrackingScalingPolicyConfiguration: {
    targetValue: 60,
    predefinedMetricSpecification: { predefinedMetricType: "ECSServiceAverageCPUUtilization" },
  },
});
