import { isMap } from "../../project/findProject.js";
import type { PropertyMap } from "../wireValue.js";
import type { RemoteChild } from "./remoteChild.js";
import { openGroup, UNKNOWN, without } from "./remoteChild.js";

/** Arguments that are no properties of the load balancer itself. */
const OF_OTHERS = [
  "listener",
  "listeners",
  "defaultTargetGroup",
  "defaultTargetGroupPort",
  "defaultSecurityGroup",
  "subnetIds",
];

/**
 * What awsx makes of the arguments of an Application Load Balancer: it, its listeners, a target group, and a security group.
 *
 * @see https://github.com/pulumi/pulumi-awsx/blob/master/awsx/lb/applicationLoadBalancer.ts
 */
export function applicationLoadBalancer(args: PropertyMap, name: string): RemoteChild[] {
  const group = securityGroup(args, name);
  const balancer = balancerOf("application", args, name);
  balancer.inputs.securityGroups = args.securityGroups ?? group.ids;
  if (group.child) balancer.refersTo = { securityGroups: [group.child] };
  const { listener, listeners, defaultTargetGroupPort } = args;
  const all = listenersOf(args);
  // With one listener in a list, awsx leaves the target group without a port.
  const usual =
    Array.isArray(listeners) && listeners.length === 1
      ? { port: UNKNOWN, protocol: UNKNOWN }
      : protocolOf(listener ?? all[0], defaultTargetGroupPort);
  const targets = targetGroup({ targetType: "ip", ...usual }, args, name);
  return [
    balancer,
    targets,
    ...(group.child ? [group.child] : []),
    ...all.map((one, i) =>
      listenerOf({ ...protocolOf(one, defaultTargetGroupPort), ...one }, `${name}-${i}`, {
        balancer,
        targets,
      }),
    ),
  ];
}

/**
 * The same of a Network Load Balancer, which has no security group.
 *
 * @see https://github.com/pulumi/pulumi-awsx/blob/master/awsx/lb/networkLoadBalancer.ts
 */
export function networkLoadBalancer(args: PropertyMap, name: string): RemoteChild[] {
  const balancer = balancerOf("network", args, name);
  const usual = { protocol: "TCP", port: args.defaultTargetGroupPort ?? 80 };
  const targets = targetGroup({ targetType: UNKNOWN, ...usual }, args, name);
  return [
    balancer,
    targets,
    ...listenersOf(args).map((one, i) =>
      listenerOf({ ...usual, ...one }, `${name}-${i}`, { balancer, targets }),
    ),
  ];
}

function balancerOf(kind: string, args: PropertyMap, name: string): RemoteChild {
  const { subnetIds, subnets, subnetMappings } = args;
  const ofDefaultVpc = subnetMappings === undefined ? UNKNOWN : undefined;
  return {
    type: "aws:lb/loadBalancer:LoadBalancer",
    name,
    inputs: {
      ...without(args, ...OF_OTHERS),
      loadBalancerType: kind,
      subnets: subnetIds ?? subnets ?? ofDefaultVpc,
    },
    madeOf: subnetIds === undefined ? {} : { subnets: "subnetIds" },
  };
}

function targetGroup(usual: PropertyMap, args: PropertyMap, name: string): RemoteChild {
  const own = isMap(args.defaultTargetGroup) ? args.defaultTargetGroup : {};
  return {
    type: "aws:lb/targetGroup:TargetGroup",
    name,
    inputs: { vpcId: UNKNOWN, ...usual, ...own },
    madeOf: { healthCheck: "defaultTargetGroup" },
  };
}

function listenerOf(
  inputs: PropertyMap,
  name: string,
  { balancer, targets }: { balancer: RemoteChild; targets: RemoteChild },
): RemoteChild {
  const forward = [{ type: "forward", targetGroupArn: UNKNOWN }];
  const { defaultActions = forward } = inputs;
  return {
    type: "aws:lb/listener:Listener",
    name,
    inputs: { ...inputs, defaultActions, loadBalancerArn: UNKNOWN },
    refersTo: {
      loadBalancerArn: [balancer],
      ...(defaultActions === forward && { defaultActions: [targets] }),
    },
  };
}

/** One where none is given. */
function listenersOf({ listener, listeners }: PropertyMap): PropertyMap[] {
  if (Array.isArray(listeners)) return listeners.filter(isMap);
  return [isMap(listener) ? listener : {}];
}

/** Each follows from the other: HTTPS on port 443, and HTTP on all others. */
function protocolOf(listener: unknown, usualPort: unknown): PropertyMap {
  const { port, protocol } = isMap(listener) ? listener : {};
  if (port === undefined && protocol === undefined) {
    return { port: usualPort ?? 80, protocol: "HTTP" };
  }
  return { port: port ?? portOf(protocol), protocol: protocol ?? nameOf(port) };
}

function portOf(protocol: unknown): unknown {
  if (protocol === UNKNOWN) return UNKNOWN;
  return protocol === "HTTPS" ? 443 : 80;
}

function nameOf(port: unknown): unknown {
  if (typeof port !== "number") return UNKNOWN;
  return port === 443 ? "HTTPS" : "HTTP";
}

/** The group that awsx makes where none is given or skipped. */
function securityGroup(args: PropertyMap, name: string): { ids?: unknown; child?: RemoteChild } {
  const {
    skip,
    securityGroupId,
    args: own,
  } = isMap(args.defaultSecurityGroup) ? args.defaultSecurityGroup : {};
  if (args.securityGroups !== undefined || skip === true) return {};
  if (securityGroupId !== undefined) return { ids: [securityGroupId] };
  const usual = openGroup(name);
  return { ids: [UNKNOWN], child: isMap(own) ? { ...usual, inputs: own } : usual };
}
