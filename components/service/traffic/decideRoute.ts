import * as pulumi from "@pulumi/pulumi";

import type { Checks } from "../../argument/checks.js";
import type { TestRoute } from "../rules/deployment/rulePriorities.js";
import { rulePriorities } from "../rules/deployment/rulePriorities.js";
import type { TrafficOwner } from "../rules/deployment/deploymentStrategy.js";
import type { DeploymentArgs } from "../args/deploymentArgs.js";
import { rulePriority, ruleProblem } from "../rules/traffic/listenerRule.js";
import type { RuleClaim } from "../rules/traffic/ruleClash.js";
import type { RuleMatch } from "../rules/traffic/ruleMatch.js";
import { hostsOf, ruleConditions } from "../rules/traffic/ruleMatch.js";
import { hostRecordsProblem } from "../../loadBalancer/rules/domainName.js";
import { zoneRoleProblem, zoneRoleUseProblem } from "../../loadBalancer/rules/zoneRole.js";
import { claimRule } from "./claimedRules.js";
import { besideLiveRules } from "./liveRules.js";
import type { ServiceLoadBalancerArgs } from "../args/serviceLoadBalancerArgs.js";
import { rewriteProblem, ruleChanges } from "../rules/traffic/urlRewrite.js";

/** The listener rules of a target. */
export interface ServiceRoute extends RouteConditions {
  listenerArn: pulumi.Output<string>;
  /** The listener of test requests alone, where there is one. */
  testListenerArn: pulumi.Output<string> | undefined;
  /** Priority that the service has as a rolling one. */
  priority: number;
}

/** What the rules of a target ask for. */
interface RouteConditions {
  conditions: ReturnType<typeof ruleConditions>;
  /** What the rules change in requests; nothing where they leave these as they are. */
  changes: ReturnType<typeof ruleChanges>;
  /** Where test requests come in; nothing where there are none. */
  test: TestRoute | undefined;
  /** What the rule for test requests asks for. */
  testConditions: object[];
}

/** Where a service's rules shall stand. */
export interface DecidedRoute {
  priority: number;
  /** The route for a component's rules, if no live rule of another program stands there. */
  of(component: pulumi.Resource): ServiceRoute;
}

/** One target of a service's requests. */
export interface RoutedTarget {
  service: string;
  /** Name of the children that are this target. */
  name: string;
  /** Path of its arguments below the component's. */
  at: string;
  /** Who writes the actions of its rule. */
  trafficOwner: TrafficOwner;
  /** What tells its physical names from those of other services of its name. */
  place: readonly string[];
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
  { service, name, at, trafficOwner, deployment, place }: RoutedTarget,
): DecidedRoute {
  checks.fail(ruleProblem(args, at));
  checks.fail(zoneRoleUseProblem(args, at));
  checks.check(args.zoneRole ?? {}, (role) => zoneRoleProblem(role, `${at}.zoneRole`));
  if (args.zoneId !== undefined) checks.fail(hostRecordsProblem(hostsOf(args), at));
  const { testListenerArn, testHeaderName } = deployment;
  const match = ruleMatch(args);
  const owner = [name, pulumi.getProject(), pulumi.getStack()];
  const priority = args.priority ?? rulePriority(match, owner);
  const withHeader = testHeaderName === undefined ? undefined : "header";
  const test = testListenerArn === undefined ? withHeader : "listener";
  const claimOf = (listener: "listener" | "testListener"): RuleClaim => ({
    service,
    target: name,
    place,
    match,
    // Test requests go to one of the same two.
    targetGroups: listener === "testListener" ? 0 : trafficOwner === "program" ? 1 : 2,
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
  checks.fail(rewriteProblem(args.urlRewrite, at));
  const changes = ruleChanges(args.urlRewrite);
  const conditions = ruleConditions(match);
  const testConditions = [...conditions, ...headerCondition(deployment)];
  return {
    priority,
    of: (component) => ({
      priority,
      conditions,
      changes,
      test,
      testConditions,
      listenerArn: main(component),
      testListenerArn: tests?.(component),
    }),
  };
}

/** What tells test requests from the others, where a header does. */
function headerCondition({ testHeaderName, testHeaderValue }: DeploymentArgs) {
  if (testHeaderName === undefined || testHeaderValue === undefined) return [];
  return [{ httpHeader: { httpHeaderName: testHeaderName, values: [testHeaderValue] } }];
}

function ruleMatch(args: ServiceLoadBalancerArgs): RuleMatch {
  const { path, host, paths, hosts, httpHeaders, queryStrings, httpMethods, sourceCidrBlocks } =
    args;
  return { path, host, paths, hosts, httpHeaders, queryStrings, httpMethods, sourceCidrBlocks };
}
