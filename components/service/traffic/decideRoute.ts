import * as pulumi from "@pulumi/pulumi";

import type { Checks } from "../../argument/checks.js";
import { rulePriorities } from "../rules/deployment/rulePriorities.js";
import { trafficOwnerOf } from "../rules/deployment/deploymentStrategy.js";
import type { DeploymentArgs } from "../args/deploymentArgs.js";
import { rulePriority, ruleProblem } from "../rules/traffic/listenerRule.js";
import type { RuleClaim } from "../rules/traffic/ruleClash.js";
import type { RuleMatch } from "../rules/traffic/ruleMatch.js";
import { hostsOf } from "../rules/traffic/ruleMatch.js";
import { hostRecordsProblem } from "../../loadBalancer/rules/domainName.js";
import { claimRule } from "./claimedRules.js";
import { besideLiveRules } from "./liveRules.js";
import type { ServiceLoadBalancerArgs } from "../args/serviceLoadBalancerArgs.js";

/** Where a service's rules stand. */
export interface ServiceRoute {
  listenerArn: pulumi.Output<string>;
  /** The listener of test requests alone, where there is one. */
  testListenerArn: pulumi.Output<string> | undefined;
  /** Priority that the service has as a rolling one. */
  priority: number;
}

/** Where a service's rules shall stand. */
export interface DecidedRoute {
  priority: number;
  /** The route for a component's rules, if no live rule of another program stands there. */
  of(component: pulumi.Resource): ServiceRoute;
}

/** One way for requests to reach a service. */
interface RoutedTarget {
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
  { service, way, at, deployment }: RoutedTarget,
): DecidedRoute {
  checks.fail(ruleProblem(args, at));
  if (args.zoneId !== undefined) checks.fail(hostRecordsProblem(hostsOf(args), at));
  const { strategy = "rolling", targetGroupPair, testListenerArn, testHeaderName } = deployment;
  const match = ruleMatch(args);
  const owner = [way, pulumi.getProject(), pulumi.getStack()];
  const priority = args.priority ?? rulePriority(match, owner);
  const trafficOwner = trafficOwnerOf(strategy, targetGroupPair);
  const withHeader = testHeaderName === undefined ? undefined : "header";
  const test = testListenerArn === undefined ? withHeader : "listener";
  const claimOf = (listener: "listener" | "testListener"): RuleClaim => ({
    service,
    way,
    match,
    priority,
    // What test requests on a listener of their own ask for is not compared with others.
    isExplicit: args.priority !== undefined || listener === "testListener",
    rulesAt: (base) => rulePriorities(base, trafficOwner, test)[listener],
  });
  const claimed = (ref: Parameters<typeof claimRule>[1], claim: RuleClaim) => {
    const listenerArn = claimRule(checks, ref, claim, at);
    return (component: pulumi.Resource) =>
      besideLiveRules(checks, listenerArn, { claim, at, component });
  };
  const main = claimed(args.ref, claimOf("listener"));
  const tests =
    testListenerArn === undefined
      ? undefined
      : claimed({ listenerArn: testListenerArn }, claimOf("testListener"));
  return {
    priority,
    of: (component) => ({
      priority,
      listenerArn: main(component),
      testListenerArn: tests?.(component),
    }),
  };
}

function ruleMatch(args: ServiceLoadBalancerArgs): RuleMatch {
  const { path, host, paths, hosts, httpHeaders, queryStrings, httpMethods, sourceCidrBlocks } =
    args;
  return { path, host, paths, hosts, httpHeaders, queryStrings, httpMethods, sourceCidrBlocks };
}
