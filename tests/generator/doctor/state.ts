import type { StateResource } from "../../../generator/doctor/stackServices.js";

export const ECS = "arn:aws:ecs:eu-west-1:123456789012";
export const ELB = "arn:aws:elasticloadbalancing:eu-west-1:123456789012";
export const BLUE = `${ELB}:targetgroup/blue/1`;
export const GREEN = `${ELB}:targetgroup/green/2`;
export const RULE = `${ELB}:listener-rule/app/platform/1/2/3`;
export const COMPONENT = "urn:pulumi:prod::orders::slipway:index:Service::orders";
export const URN = "urn:pulumi:prod::orders::slipway:index:Service$aws:ecs/service:Service::orders";

/** The state of a stack with one service behind a rule. */
export function state(ownership: Record<string, string> = {}): StateResource[] {
  return [
    {
      urn: "urn:pulumi:prod::orders::pulumi:pulumi:Stack::orders-prod",
      type: "pulumi:pulumi:Stack",
    },
    { urn: COMPONENT, type: "slipway:index:Service", outputs: { ownership } },
    {
      urn: URN,
      type: "aws:ecs/service:Service",
      id: `${ECS}:service/platform/orders`,
      parent: COMPONENT,
      inputs: { taskDefinition: `${ECS}:task-definition/orders:2` },
      outputs: {
        cluster: `${ECS}:cluster/platform`,
        taskDefinition: `${ECS}:task-definition/orders:1`,
        desiredCount: 2,
        loadBalancers: [{ targetGroupArn: BLUE, containerName: "orders", containerPort: 8080 }],
      },
    },
    {
      urn: "urn:pulumi:prod::orders::slipway:index:Service$aws:lb/listenerRule:ListenerRule::orders",
      type: "aws:lb/listenerRule:ListenerRule",
      parent: COMPONENT,
      id: RULE,
      outputs: { actions: [{ type: "forward", targetGroupArn: BLUE, forward: null }] },
    },
  ];
}
