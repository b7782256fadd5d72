import type { Service } from "@aws-sdk/client-ecs";
import type {
  Action,
  ElasticLoadBalancingV2,
  Listener,
  Rule,
  TargetGroup,
} from "@aws-sdk/client-elastic-load-balancing-v2";

import type { AwsConnection } from "../aws/awsConnection.js";
import { clientSettings } from "../aws/awsConnection.js";
import type { ListenerRuleFact, TargetGroupFact } from "./rules/serviceSnapshot.js";
import { isListener } from "./rules/serviceSnapshot.js";
import type { CallOptions, InspectionPart } from "./inspectionPart.js";

/** What load balancers know of a service. */
export interface InspectedTargets {
  targetGroups: TargetGroupFact[];
  listenerRules: ListenerRuleFact[];
}

/** Asks for the health of a service's targets and for the rules and listeners that send requests to them. */
export async function inspectTargets(
  connection: AwsConnection,
  service: Service,
  part: InspectionPart,
): Promise<InspectedTargets> {
  const arns = targetGroupsOf(service);
  if (arns.length === 0) return { targetGroups: [], listenerRules: [] };
  const { ElasticLoadBalancingV2: Client } = await import(
    "@aws-sdk/client-elastic-load-balancing-v2"
  );
  const elb = new Client(clientSettings(connection, "elbv2"));
  try {
    const groups = await part("target groups", (options) => describeGroups(elb, arns, options));
    const rules = await part("listener rules", (options) =>
      rulesTo(elb, arns, ruleArnsOf(service), groups ?? [], options),
    );
    const listenerRules = rules ?? [];
    // Where a rule shifts traffic it names a group that the service may not have at present.
    const all = [
      ...new Set([
        ...arns,
        ...listenerRules.flatMap(({ forwards }) => forwards.map((f) => f.targetGroupArn)),
      ]),
    ];
    const targetGroups = await Promise.all(
      all.map((arn) =>
        part("the targets' health", async (options) => {
          const group = groups?.find(({ TargetGroupArn }) => TargetGroupArn === arn);
          return targetGroupFact(elb, arn, group, options);
        }),
      ),
    );
    return { targetGroups: targetGroups.filter((group) => group !== undefined), listenerRules };
  } finally {
    elb.destroy();
  }
}

function targetGroupsOf({ loadBalancers = [], taskSets = [] }: Service): string[] {
  const all = [...loadBalancers, ...taskSets.flatMap((taskSet) => taskSet.loadBalancers ?? [])];
  const arns = all.flatMap(({ targetGroupArn, advancedConfiguration }) => [
    targetGroupArn,
    advancedConfiguration?.alternateTargetGroupArn,
  ]);
  return [...new Set(arns.filter((arn) => arn !== undefined))];
}

/** The rules, or listeners of network load balancers, that ECS itself shifts; with them there is nothing to search for. */
function ruleArnsOf({ loadBalancers = [] }: Service): string[] {
  return loadBalancers.flatMap(({ advancedConfiguration }) => {
    const rule = advancedConfiguration?.productionListenerRule;
    return rule === undefined ? [] : [rule];
  });
}

async function describeGroups(
  elb: ElasticLoadBalancingV2,
  arns: string[],
  options: CallOptions,
): Promise<TargetGroup[]> {
  const { TargetGroups = [] } = await elb.describeTargetGroups({ TargetGroupArns: arns }, options);
  return TargetGroups;
}

async function rulesTo(
  elb: ElasticLoadBalancingV2,
  targetGroupArns: string[],
  ruleArns: string[],
  groups: TargetGroup[],
  options: CallOptions,
): Promise<ListenerRuleFact[]> {
  const facts =
    ruleArns.length > 0
      ? await shiftedFacts(elb, ruleArns, options)
      : await factsOfBalancers(elb, groups, options);
  return facts.filter(({ forwards }) =>
    forwards.some((f) => targetGroupArns.includes(f.targetGroupArn)),
  );
}

async function shiftedFacts(
  elb: ElasticLoadBalancingV2,
  arns: string[],
  options: CallOptions,
): Promise<ListenerRuleFact[]> {
  const ListenerArns = arns.filter(isListener);
  const RuleArns = arns.filter((arn) => !isListener(arn));
  const { Listeners = [] } =
    ListenerArns.length > 0 ? await elb.describeListeners({ ListenerArns }, options) : {};
  const { Rules = [] } = RuleArns.length > 0 ? await elb.describeRules({ RuleArns }, options) : {};
  return [...Rules.map(ruleFact), ...Listeners.map(listenerFact)];
}

async function factsOfBalancers(
  elb: ElasticLoadBalancingV2,
  groups: TargetGroup[],
  options: CallOptions,
): Promise<ListenerRuleFact[]> {
  const balancers = [...new Set(groups.flatMap(({ LoadBalancerArns = [] }) => LoadBalancerArns))];
  const found: ListenerRuleFact[] = [];
  for (const LoadBalancerArn of balancers) {
    const { Listeners = [] } = await elb.describeListeners({ LoadBalancerArn }, options);
    for (const listener of Listeners) {
      const { ListenerArn } = listener;
      // A network load balancer has no rules: what its listener does by default is all it does.
      if (ListenerArn?.includes(":listener/net/") === true) {
        found.push(listenerFact(listener));
        continue;
      }
      const { Rules = [] } = await elb.describeRules({ ListenerArn }, options);
      found.push(...Rules.map(ruleFact));
    }
  }
  return found;
}

/** What a rule forwards to. */
export function ruleFact({ RuleArn = "", Actions = [] }: Rule): ListenerRuleFact {
  return { arn: RuleArn, forwards: forwardsOf(Actions) };
}

function listenerFact({ ListenerArn = "", DefaultActions = [] }: Listener): ListenerRuleFact {
  return { arn: ListenerArn, forwards: forwardsOf(DefaultActions) };
}

function forwardsOf(actions: Action[]): ListenerRuleFact["forwards"] {
  return actions.flatMap(({ Type, TargetGroupArn, ForwardConfig }) => {
    if (Type !== "forward") return [];
    const groups = ForwardConfig?.TargetGroups ?? [{ TargetGroupArn, Weight: 1 }];
    return groups.map(({ TargetGroupArn: arn, Weight }) => ({
      targetGroupArn: arn ?? "",
      weight: Weight ?? 1,
    }));
  });
}

async function targetGroupFact(
  elb: ElasticLoadBalancingV2,
  arn: string,
  group: TargetGroup | undefined,
  options: CallOptions,
): Promise<TargetGroupFact> {
  const { TargetHealthDescriptions = [] } = await elb.describeTargetHealth(
    { TargetGroupArn: arn },
    options,
  );
  return {
    arn,
    healthCheckPath: group?.HealthCheckPath,
    matcher: group?.Matcher?.HttpCode ?? group?.Matcher?.GrpcCode,
    targets: TargetHealthDescriptions.map(({ Target, TargetHealth }) => ({
      id: Target?.Id ?? "",
      port: Target?.Port,
      state: TargetHealth?.State ?? "",
      reason: TargetHealth?.Reason,
      description: TargetHealth?.Description,
    })),
  };
}
