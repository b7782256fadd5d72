import * as pulumi from "@pulumi/pulumi";

import type { Checks } from "./checks.js";
import { rulePriorities } from "./deployment/rulePriorities.js";
import { trafficOwnerOf } from "./deployment/strategy.js";
import type { DeploymentArgs } from "./deploymentArgs.js";
import { rulePriority, ruleProblem } from "./ecs/listenerRule.js";
import type { RuleMatch } from "./ecs/ruleMatch.js";
import { hostsOf } from "./ecs/ruleMatch.js";
import { hostRecordsProblem } from "./elb/domainName.js";
import { claimRule } from "./listenerRules.js";
import type { ServiceLoadBalancerArgs } from "./serviceLoadBalancerArgs.js";

/** Where a service's rules stand. */
export interface ServiceRoute {
  listenerArn: pulumi.Output<string>;
  /** The listener of test requests alone, where there is one. */
  testListenerArn: pulumi.Output<string> | undefined;
  /** Priority that the service has as a rolling one. */
  priority: number;
}

/** One way for requests to reach a service. */
interface RoutedWay {
  service: string;
  /** Name of the children that are this way. */
  way: string;
  /** Path of its arguments below the component's. */
  at: string;
  /** How new revisions come in by it. */
  deployment: DeploymentArgs;
}

/**
 * Where the rules of a service stand, free of clashes with the rules of the program's other services.
 *
 * @throws {ArgumentError} if a rule is illegal, or clashes with another.
 */
export function decideRoute(
  checks: Checks,
  args: ServiceLoadBalancerArgs,
  { service, way, at, deployment }: RoutedWay,
): ServiceRoute {
  checks.fail(ruleProblem(args, at));
  if (args.zoneId !== undefined) checks.fail(hostRecordsProblem(hostsOf(args), at));
  const { strategy = "rolling", targetGroupPair, testListenerArn, testHeaderName } = deployment;
  const match = ruleMatch(args);
  const owner = [way, pulumi.getProject(), pulumi.getStack()];
  const priority = args.priority ?? rulePriority(match, owner);
  const trafficOwner = trafficOwnerOf(strategy, targetGroupPair);
  const withHeader = testHeaderName === undefined ? undefined : "header";
  const test = testListenerArn === undefined ? withHeader : "listener";
  const claimOn = (listener: "listener" | "testListener") => ({
    service,
    way,
    match,
    priority,
    isExplicit: args.priority !== undefined,
    rulesAt: (base: number) => rulePriorities(base, trafficOwner, test)[listener],
  });
  const listenerArn = claimRule(checks, args.ref, claimOn("listener"), at);
  return {
    priority,
    listenerArn,
    testListenerArn:
      testListenerArn === undefined
        ? undefined
        : // Test requests are their own: what they ask for is not compared with others.
          claimRule(
            checks,
            { listenerArn: testListenerArn },
            { ...claimOn("testListener"), isExplicit: true },
            at,
          ),
  };
}

function ruleMatch(args: ServiceLoadBalancerArgs): RuleMatch {
  const { path, host, paths, hosts, httpHeaders, queryStrings, httpMethods, sourceCidrBlocks } =
    args;
  return { path, host, paths, hosts, httpHeaders, queryStrings, httpMethods, sourceCidrBlocks };
}
