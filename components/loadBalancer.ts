import { SecurityGroup } from "@pulumi/aws/ec2";
import * as lb from "@pulumi/aws/lb";
import { SecurityGroupIngressRule } from "@pulumi/aws/vpc";
import * as pulumi from "@pulumi/pulumi";

import { Checks } from "./checks.js";
import { physicalName } from "./naming/physicalName.js";
import { isIpv4Range } from "./network/cidrRange.js";
import type { NetworkRef } from "./networkArgs.js";
import type { Problem } from "./problem.js";
import { field } from "./reference.js";

/** Arguments for {@link LoadBalancer}. */
export interface LoadBalancerArgs {
  /** Where the load balancer stands: in the public subnets, or in the private ones when it is internal. */
  network: pulumi.Input<NetworkRef>;
  /**
   * Whether the load balancer has private addresses only.
   *
   * @default true
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html
   */
  internal?: boolean;
  /**
   * IPv4 ranges that may connect to the listeners, such as `["0.0.0.0/0"]` for everybody.
   *
   * @default - nobody
   */
  ingressCidrBlocks?: string[];
  /**
   * ARN of an ACM certificate. With it the listener speaks HTTPS on port 443, and port 80 redirects there.
   *
   * @default - one HTTP listener on port 80
   */
  certificateArn?: pulumi.Input<string>;
  /**
   * Whether the load balancer refuses to be deleted. Turn it on in production.
   *
   * @default false
   */
  deletionProtection?: pulumi.Input<boolean>;
  /**
   * Seconds that a connection may be idle, 1 to 4000.
   *
   * @default 60
   */
  idleTimeoutSeconds?: pulumi.Input<number>;
}

/** What services need to know of a load balancer. Plain, so that it crosses stacks. */
export interface LoadBalancerRef {
  /** ARN of the load balancer. */
  arn: pulumi.Input<string>;
  /** The last part of the ARN, which CloudWatch metrics go by. */
  arnSuffix: pulumi.Input<string>;
  /** DNS name of the load balancer. */
  dnsName: pulumi.Input<string>;
  /** Route 53 zone of the DNS name, for alias records. */
  zoneId: pulumi.Input<string>;
  /** ARN of the listener that services hang their rules on. */
  listenerArn: pulumi.Input<string>;
  /** `HTTP` or `HTTPS`: what that listener speaks. */
  protocol: pulumi.Input<string>;
  /** Id of the load balancer's security group. */
  securityGroupId: pulumi.Input<string>;
  /** Id of the VPC. */
  vpcId: pulumi.Input<string>;
}

/**
 * An Application Load Balancer that many services share. What no service's rule matches is answered with 404.
 */
export class LoadBalancer extends pulumi.ComponentResource {
  /** What services need to know of this load balancer. */
  public readonly ref: LoadBalancerRef;

  /**
   * @param name Logical name; children are named `<name>` and `<name>-<part>`.
   * @throws {ArgumentError} if the name is illegal or `ingressCidrBlocks` holds no IPv4 range.
   */
  constructor(name: string, args: LoadBalancerArgs, opts?: pulumi.ComponentResourceOptions) {
    const checks = new Checks("LoadBalancer", name);
    const cidrs = args.ingressCidrBlocks ?? [];
    checks.fail(cidrProblem(cidrs));
    super("slipway:index:LoadBalancer", name, args, opts);

    const internal = args.internal ?? true;
    const vpcId = field(args.network, "vpcId");
    const securityGroup = new SecurityGroup(
      name,
      { vpcId, description: `Load balancer ${name}` },
      { parent: this },
    );
    openPorts(name, securityGroup, cidrs, args.certificateArn === undefined ? [80] : [80, 443]);
    const balancer = new lb.LoadBalancer(
      name,
      {
        // Both fields force a replacement: the new one has another name, and stands before the old one goes.
        name: physicalName(
          "loadBalancer",
          [name, pulumi.getStack(), pulumi.getProject()],
          [String(internal)],
        ),
        loadBalancerType: "application",
        internal,
        subnets: field(args.network, internal ? "privateSubnetIds" : "publicSubnetIds"),
        securityGroups: [securityGroup.id],
        dropInvalidHeaderFields: true,
        desyncMitigationMode: "defensive",
        enableDeletionProtection: args.deletionProtection ?? false,
        idleTimeout: args.idleTimeoutSeconds ?? 60,
      },
      { parent: this },
    );
    const listener = listeners(name, balancer, args.certificateArn);

    this.ref = {
      arn: balancer.arn,
      arnSuffix: balancer.arnSuffix,
      dnsName: balancer.dnsName,
      zoneId: balancer.zoneId,
      listenerArn: listener.arn,
      protocol: args.certificateArn === undefined ? "HTTP" : "HTTPS",
      securityGroupId: securityGroup.id,
      vpcId,
    };
    this.registerOutputs({ ref: this.ref });
  }
}

function openPorts(name: string, group: SecurityGroup, cidrs: string[], ports: number[]): void {
  for (const port of ports) {
    for (const cidrIpv4 of cidrs) {
      new SecurityGroupIngressRule(
        `${name}-${port}-${cidrIpv4.replace(/[./]/g, "-")}`,
        {
          securityGroupId: group.id,
          cidrIpv4,
          ipProtocol: "tcp",
          fromPort: port,
          toPort: port,
          description: `Port ${port} from ${cidrIpv4}`,
        },
        { parent: group },
      );
    }
  }
}

/** What Security Hub's ELB.17 recommends, with forward secrecy on every suite. */
const TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-Res-2021-06";

/** The listener that services use: HTTPS with a redirect to it, or HTTP where there is no certificate. */
function listeners(
  name: string,
  balancer: lb.LoadBalancer,
  certificateArn: pulumi.Input<string> | undefined,
): lb.Listener {
  const notFound = {
    type: "fixed-response",
    fixedResponse: { contentType: "text/plain", messageBody: "Not found", statusCode: "404" },
  };
  const shared = { loadBalancerArn: balancer.arn };
  const parent = { parent: balancer };
  if (certificateArn === undefined) {
    const http = { ...shared, port: 80, protocol: "HTTP", defaultActions: [notFound] };
    return new lb.Listener(`${name}-http`, http, parent);
  }
  const redirect = {
    type: "redirect",
    redirect: { port: "443", protocol: "HTTPS", statusCode: "HTTP_301" },
  };
  const http = { ...shared, port: 80, protocol: "HTTP", defaultActions: [redirect] };
  new lb.Listener(`${name}-http`, http, parent);
  return new lb.Listener(
    `${name}-https`,
    {
      ...shared,
      port: 443,
      protocol: "HTTPS",
      certificateArn,
      sslPolicy: TLS_POLICY,
      defaultActions: [notFound],
    },
    parent,
  );
}

function cidrProblem(cidrs: string[]): Problem | undefined {
  for (const [i, cidr] of cidrs.entries()) {
    if (isIpv4Range(cidr)) continue;
    const reason = `'ingressCidrBlocks' must hold IPv4 ranges, got "${cidr}"; "10.0.0.0/8" works`;
    return { path: `ingressCidrBlocks[${i}]`, reason };
  }
  return undefined;
}
