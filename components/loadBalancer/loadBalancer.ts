import * as lb from "@pulumi/aws/lb";
import { WebAclAssociation } from "@pulumi/aws/wafv2";
import * as pulumi from "@pulumi/pulumi";

import { adviseGroupRules } from "../aws/adviseGroupRules.js";
import { accessLogs } from "./accessLogs.js";
import type { BalancerGroups } from "./balancerGroups.js";
import { balancerGroups } from "./balancerGroups.js";
import { Checks } from "../argument/checks.js";
import { domainCertificate } from "./domainCertificate.js";
import type { LoadBalancerArgs } from "./loadBalancerArgs.js";
import { IpAddressType } from "./loadBalancerArgs.js";
import { openPort, peersOf } from "./loadBalancerIngress.js";
import { listeners, ports, testPort } from "./loadBalancerListeners.js";
import { physicalName } from "../rules/physicalName.js";
import { field } from "../argument/refField.js";
import type { LoadBalancerRef } from "./loadBalancerRef.js";
import { decideLoadBalancer, speaksTls } from "./decideLoadBalancer.js";
import type { AskedZone } from "./zoneRecords.js";
import { aliasRecords, zoneAsked } from "./zoneRecords.js";
import { ownerParts } from "../argument/ownerParts.js";

/**
 * An Application Load Balancer that many services share. What no service's rule matches is answered with 404.
 */
export class LoadBalancer extends pulumi.ComponentResource {
  /** What services need to know of this load balancer. */
  public readonly ref: LoadBalancerRef;

  /**
   * @param name Logical name; children are named `<name>` and `<name>-<part>`.
   * @throws {ArgumentError} if a name, range, port or number is illegal, or certificates are given that no listener
   * could show.
   */
  constructor(name: string, args: LoadBalancerArgs, opts?: pulumi.ComponentResourceOptions) {
    const checks = new Checks("LoadBalancer", name);
    args = checks.arguments(args);
    const idleTimeout = decideLoadBalancer(checks, args);
    super("slipway:index:LoadBalancer", name, args, opts);

    const internal = args.internal ?? true;
    const vpcId = field(args.network, "vpcId");
    const made = { vpcId, description: `Load balancer ${name}` };
    const groups = balancerGroups(name, args.securityGroupIds, made, this);
    const hasTls = speaksTls(args);
    openPorts(name, groups, args, hasTls);
    const logs =
      args.accessLogs && accessLogs(name, args.accessLogs, { isNetwork: false, parent: this });
    const balancer = new lb.LoadBalancer(
      name,
      {
        // Both fields force a replacement: the new one has another name, and stands before the old one goes.
        name:
          args.loadBalancerName ??
          physicalName("loadBalancer", [name, ...ownerParts(this)], [String(internal)]),
        loadBalancerType: "application",
        internal,
        subnets: field(args.network, internal ? "privateSubnetIds" : "publicSubnetIds"),
        securityGroups: groups.ids,
        ...(args.ipAddressType !== undefined && { ipAddressType: args.ipAddressType }),
        dropInvalidHeaderFields: true,
        desyncMitigationMode: "defensive",
        enableDeletionProtection: args.deletionProtection ?? false,
        idleTimeout,
        ...(args.preserveHostHeader !== undefined && {
          preserveHostHeader: args.preserveHostHeader,
        }),
        ...(logs && { accessLogs: logs.accessLogs }),
      },
      { parent: this, dependsOn: logs?.dependsOn ?? [] },
    );
    const zone = args.domain && zoneAsked(name, args.domain, this);
    const certificateArn =
      args.domain && zone ? domainCertificate(name, args.domain, zone, this) : args.certificateArn;
    const { production, test } = listeners(name, balancer, args, certificateArn);
    around(name, balancer, args, zone);

    this.ref = {
      arn: balancer.arn,
      arnSuffix: balancer.arnSuffix,
      dnsName: balancer.dnsName,
      zoneId: balancer.zoneId,
      listenerArn: production.arn,
      protocol: hasTls ? "HTTPS" : "HTTP",
      ...(args.port !== undefined && { port: args.port }),
      securityGroupId: groups.first,
      vpcId,
      // A wildcard is no address.
      ...(args.domain?.name.startsWith("*") === false && { domainName: args.domain.name }),
      ...(test && { testListenerArn: test.arn }),
    };
    this.registerOutputs({ ref: this.ref });
  }
}

function openPorts(
  name: string,
  groups: BalancerGroups,
  args: LoadBalancerArgs,
  hasTls: boolean,
): void {
  const of = { securityGroupId: groups.first, parent: groups.parent };
  const opened = ports(args, hasTls);
  for (const port of opened) openPort(name, port, args, of);
  adviseGroupRules(`LoadBalancer "${name}"`, peersOf(args), opened.length, groups.parent);
  const port = testPort(args, hasTls);
  if (port !== undefined) openPort(name, port, args.testListener ?? {}, of);
}

/** What stands around a load balancer: the web ACL that judges its requests, and the records that lead to it. */
function around(
  name: string,
  balancer: lb.LoadBalancer,
  args: LoadBalancerArgs,
  zone: AskedZone | undefined,
): void {
  const parent = { parent: balancer };
  if (args.webAclArn !== undefined) {
    const association = { resourceArn: balancer.arn, webAclArn: args.webAclArn };
    new WebAclAssociation(name, association, parent);
  }
  if (args.domain && zone) {
    const { dnsName, zoneId } = balancer;
    const isDualStack = args.ipAddressType === IpAddressType.DualStack;
    const target = { dnsName, zoneId, isDualStack };
    aliasRecords(name, args.domain.name, zone, target, balancer);
  }
}
