import * as lb from "@pulumi/aws/lb";
import * as pulumi from "@pulumi/pulumi";

import { accessLogs } from "./accessLogs.js";
import { balancerGroups } from "./balancerGroups.js";
import { Checks } from "../argument/checks.js";
import { accessLogsProblem } from "./rules/loadBalancerRules.js";
import { groupCountProblem } from "../rules/groupCount.js";
import { legalNameProblem } from "../rules/legalName.js";
import { physicalName } from "../rules/physicalName.js";
import type { NetworkLoadBalancerArgs } from "./networkLoadBalancerArgs.js";
import type { NetworkLoadBalancerRef } from "./networkLoadBalancerRef.js";
import { field } from "../argument/refField.js";
import { ownerParts } from "../argument/ownerParts.js";

/**
 * A Network Load Balancer for TCP, UDP and TLS that several services may share: each brings listeners of its own, and
 * says who may connect to them. Nobody may before.
 */
export class NetworkLoadBalancer extends pulumi.ComponentResource {
  /** What services need to know of this load balancer. */
  public readonly ref: NetworkLoadBalancerRef;

  /**
   * @param name Logical name; children are named `<name>` and `<name>-<part>`.
   * @throws {ArgumentError} if the name or the access logs are illegal.
   */
  constructor(name: string, args: NetworkLoadBalancerArgs, opts?: pulumi.ComponentResourceOptions) {
    const checks = new Checks("NetworkLoadBalancer", name);
    args = checks.arguments(args);
    checks.fail(legalNameProblem("loadBalancer", args.loadBalancerName, "loadBalancerName"));
    checks.fail(groupCountProblem(args.securityGroupIds));
    const { prefix, retentionDays } = args.accessLogs ?? {};
    checks.check({ prefix, retentionDays }, accessLogsProblem);
    super("slipway:index:NetworkLoadBalancer", name, args, opts);

    const internal = args.internal ?? true;
    const vpcId = field(args.network, "vpcId");
    const made = { vpcId, description: `Network load balancer ${name}` };
    const groups = balancerGroups(name, args.securityGroupIds, made, this);
    const logs =
      args.accessLogs && accessLogs(name, args.accessLogs, { isNetwork: true, parent: this });
    const balancer = new lb.LoadBalancer(
      name,
      {
        // Both fields force a replacement: the new one has another name, and stands before the old one goes.
        name:
          args.loadBalancerName ??
          physicalName("loadBalancer", [name, ...ownerParts(this)], [String(internal), "network"]),
        loadBalancerType: "network",
        internal,
        subnets: field(args.network, internal ? "privateSubnetIds" : "publicSubnetIds"),
        securityGroups: groups.ids,
        ...(args.ipAddressType !== undefined && { ipAddressType: args.ipAddressType }),
        enableCrossZoneLoadBalancing: args.crossZone ?? true,
        enableDeletionProtection: args.deletionProtection ?? false,
        ...(logs && { accessLogs: logs.accessLogs }),
      },
      { parent: this, dependsOn: logs?.dependsOn ?? [] },
    );

    this.ref = {
      arn: balancer.arn,
      arnSuffix: balancer.arnSuffix,
      dnsName: balancer.dnsName,
      zoneId: balancer.zoneId,
      securityGroupId: groups.first,
      vpcId,
    };
    this.registerOutputs({ ref: this.ref });
  }
}
