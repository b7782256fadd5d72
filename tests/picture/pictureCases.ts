import type { Picture } from "../../picture/picture.js";
import type { PicturedResource } from "../../picture/picturedStack.js";
import { resource, service, taskDefinition } from "../cost/costCases.js";

const ELB = "arn:aws:elasticloadbalancing:us-east-1:123456789012";

/** A resource with the id by which others name it. */
export function identified(
  type: string,
  name: string,
  id: string,
  inputs: Record<string, unknown> = {},
): PicturedResource {
  const isArn = id.startsWith("arn:");
  return { ...resource(type, name, inputs), id, ...(isArn && { arn: id }) };
}

/** The ARN of a target group of `plainShop` and `manyServices`. */
export function groupArn(name: string): string {
  return `${ELB}:targetgroup/${name}/900137e8369545e2`;
}

const LISTENER = `${ELB}:listener/app/web/1/2`;
const BALANCER = `${ELB}:loadbalancer/app/web/1`;

/** A load balancer of plain resources, open to the internet. */
export function balancer(): PicturedResource[] {
  return [
    identified("aws:ec2/securityGroup:SecurityGroup", "web", "sg-web", {
      ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"] }],
    }),
    identified("aws:lb/loadBalancer:LoadBalancer", "web", BALANCER, {
      securityGroups: ["sg-web"],
      subnets: ["subnet-a"],
    }),
    identified("aws:lb/listener:Listener", "https", LISTENER, {
      loadBalancerArn: BALANCER,
      port: 443,
      protocol: "HTTPS",
      defaultActions: [{ type: "fixed-response", fixedResponse: { statusCode: "404" } }],
    }),
  ];
}

/** A service of plain resources behind the listener of {@link balancer}. */
export function balancedService(name: string, more: Record<string, unknown> = {}) {
  return [
    identified("aws:lb/targetGroup:TargetGroup", name, groupArn(name), {
      port: 8080,
      protocol: "HTTP",
    }),
    resource("aws:lb/listenerRule:ListenerRule", name, {
      listenerArn: LISTENER,
      conditions: [{ pathPattern: { values: [`/${name}/*`] } }],
      actions: [{ type: "forward", targetGroupArn: groupArn(name) }],
    }),
    identified("aws:ec2/securityGroup:SecurityGroup", `${name}-tasks`, `sg-${name}`, {
      ingress: [{ protocol: "tcp", fromPort: 8080, toPort: 8080, securityGroups: ["sg-web"] }],
    }),
    taskDefinition(name, [256, 512], {
      containerDefinitions: JSON.stringify([
        {
          name,
          image: "app",
          secrets: [
            {
              name: "PASSWORD",
              valueFrom: `arn:aws:secretsmanager:us-east-1:123456789012:secret:${name}-AbCdEf:password::`,
            },
          ],
        },
      ]),
    }),
    service(name, 2, {
      loadBalancers: [{ targetGroupArn: groupArn(name) }],
      networkConfiguration: { subnets: ["subnet-b"], securityGroups: [`sg-${name}`] },
      ...more,
    }),
  ];
}

/** A VPC of plain resources, of whose subnets `a` has a route to the internet, and `b` none. */
export function subnets(): PicturedResource[] {
  const table = (name: string, routes: object[]) => [
    identified("aws:ec2/subnet:Subnet", name, `subnet-${name}`, { vpcId: "vpc-1" }),
    identified("aws:ec2/routeTable:RouteTable", name, `rtb-${name}`, { vpcId: "vpc-1", routes }),
    identified("aws:ec2/routeTableAssociation:RouteTableAssociation", name, `rtbassoc-${name}`, {
      subnetId: `subnet-${name}`,
      routeTableId: `rtb-${name}`,
    }),
  ];
  return [
    identified("aws:ec2/vpc:Vpc", "shop", "vpc-1", { cidrBlock: "10.0.0.0/16" }),
    ...table("a", [{ cidrBlock: "0.0.0.0/0", gatewayId: "igw-1" }]),
    ...table("b", [{ cidrBlock: "0.0.0.0/0", natGatewayId: "nat-1" }]),
  ];
}

/** As many services behind one load balancer. */
export function manyServices(count: number): PicturedResource[] {
  const names = Array.from({ length: count }, (_, i) => `s${String(i).padStart(3, "0")}`);
  return [...subnets(), ...balancer(), ...names.flatMap((name) => balancedService(name))];
}

/** The edges of a picture in words. */
export function flowsOf({ nodes, edges }: Picture): string[] {
  const titles = new Map(nodes.map(({ id, title }) => [id, title]));
  return edges.map(({ from, to, labels }) => {
    const label = labels.length === 0 ? "" : `: ${labels.join(" | ")}`;
    return `${titles.get(from) ?? ""} > ${titles.get(to) ?? ""}${label}`;
  });
}
