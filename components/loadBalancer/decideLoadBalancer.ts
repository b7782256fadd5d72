import type * as pulumi from "@pulumi/pulumi";

import type { Checks } from "../argument/checks.js";
import { groupCountProblem } from "../rules/groupCount.js";
import { givenNameProblem } from "../rules/legalName.js";
import { domainProblem } from "./rules/domainName.js";
import {
  accessLogsProblem,
  certificateProblem,
  idleTimeoutProblem,
  ingressProblem,
  testListenerProblem,
} from "./rules/loadBalancerRules.js";
import type { LoadBalancerArgs } from "./loadBalancerArgs.js";

/**
 * Decides on a load balancer's arguments, as soon as they are known.
 *
 * @returns Seconds that a connection may be idle.
 * @throws {ArgumentError} if a rule is broken.
 */
export function decideLoadBalancer(checks: Checks, args: LoadBalancerArgs): pulumi.Output<number> {
  checks.fail(ingressProblem(args));
  checks.fail(givenNameProblem("loadBalancer", args.loadBalancerName, "loadBalancerName"));
  checks.fail(groupCountProblem(args.securityGroupIds));
  checks.fail(
    certificateProblem({
      hasCertificate: args.certificateArn !== undefined,
      hasDomain: args.domain !== undefined,
      additionalCount: args.additionalCertificateArns?.length ?? 0,
      hasPolicy: args.sslPolicy !== undefined,
    }),
  );
  if (args.domain) checks.fail(domainProblem(args.domain.name, args.domain.alternativeNames ?? []));
  const taken = speaksTls(args) ? [80, 443] : [80];
  if (args.testListener) checks.fail(testListenerProblem(args.testListener, taken));
  const { prefix, retentionDays } = args.accessLogs ?? {};
  checks.check({ prefix, retentionDays }, accessLogsProblem);
  return checks.known(args.idleTimeoutSeconds ?? 60, idleTimeoutProblem);
}

/** Whether the listener of a load balancer's services speaks HTTPS. */
export function speaksTls({ certificateArn, domain }: LoadBalancerArgs): boolean {
  return certificateArn !== undefined || domain !== undefined;
}
