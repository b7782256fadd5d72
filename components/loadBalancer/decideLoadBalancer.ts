import type * as pulumi from "@pulumi/pulumi";

import type { Checks } from "../argument/checks.js";
import { groupCountProblem } from "../rules/groupCount.js";
import { legalNameProblem } from "../rules/legalName.js";
import { domainProblem } from "./rules/domainName.js";
import {
  accessLogsProblem,
  certificateProblem,
  idleTimeoutProblem,
  ingressProblem,
  testListenerProblem,
} from "./rules/loadBalancerRules.js";
import { ports, testPort } from "./loadBalancerListeners.js";
import { zoneRoleProblem } from "./rules/zoneRole.js";
import { wholeNumberProblem } from "../rules/numberProblem.js";
import type { LoadBalancerArgs } from "./loadBalancerArgs.js";

/**
 * Decides on a load balancer's arguments, as soon as they are known.
 *
 * @returns Seconds that a connection may be idle.
 * @throws {ArgumentError} if a rule is broken.
 */
export function decideLoadBalancer(checks: Checks, args: LoadBalancerArgs): pulumi.Output<number> {
  checks.fail(ingressProblem(args));
  checks.fail(legalNameProblem("loadBalancer", args.loadBalancerName, "loadBalancerName"));
  checks.fail(groupCountProblem(args.securityGroupIds));
  checks.fail(
    certificateProblem({
      hasCertificate: args.certificateArn !== undefined,
      hasDomain: args.domain !== undefined,
      additionalCount: args.additionalCertificateArns?.length ?? 0,
      hasPolicy: args.sslPolicy !== undefined,
    }),
  );
  if (args.domain) {
    const { name, alternativeNames = [], zoneRole = {} } = args.domain;
    checks.fail(domainProblem(name, alternativeNames));
    checks.check(zoneRole, (role) => zoneRoleProblem(role, "domain.zoneRole"));
  }
  const hasTls = speaksTls(args);
  checks.fail(wholeNumberProblem("port", args.port, [1, 65_535], 8080));
  if (args.testListener) {
    const listener = { ...args.testListener, port: testPort(args, hasTls) };
    checks.fail(testListenerProblem(listener, ports(args, hasTls)));
  }
  const { prefix, retentionDays } = args.accessLogs ?? {};
  checks.check({ prefix, retentionDays }, accessLogsProblem);
  return checks.known(args.idleTimeoutSeconds ?? 60, idleTimeoutProblem);
}

/** Whether the listener of a load balancer's services speaks HTTPS. */
export function speaksTls({ certificateArn, domain }: LoadBalancerArgs): boolean {
  return certificateArn !== undefined || domain !== undefined;
}
