import * as lb from "@pulumi/aws/lb";
import type { input as aws } from "@pulumi/aws/types";
import type * as pulumi from "@pulumi/pulumi";

import type { LoadBalancerArgs } from "./loadBalancerArgs.js";
import { TlsPolicy } from "./loadBalancerArgs.js";

/** The listeners that services hang their rules on. */
export interface Listeners {
  production: lb.Listener;
  test: lb.Listener | undefined;
}

/** What a listener of TLS shows and speaks. */
interface Tls {
  certificateArn: pulumi.Input<string>;
  sslPolicy: TlsPolicy;
}

type ListenerDefaultAction = aws.lb.ListenerDefaultAction;

const NOT_FOUND = {
  type: "fixed-response",
  fixedResponse: { contentType: "text/plain", messageBody: "Not found", statusCode: "404" },
};

/** Port of the test listener where none is given. */
export function testPort(args: LoadBalancerArgs, hasTls: boolean): number | undefined {
  return args.testListener && (args.testListener.port ?? (hasTls ? 8443 : 8080));
}

/** Ports that requests come in at: that of the services' listener last. */
export function ports({ port }: LoadBalancerArgs, hasTls: boolean): number[] {
  if (port !== undefined) return [port];
  return hasTls ? [80, 443] : [80];
}

/**
 * The listeners of a load balancer: HTTPS with a redirect to it, or HTTP where there is no certificate, or one at a
 * port of its own, and a test listener where it is asked for.
 */
export function listeners(
  name: string,
  balancer: lb.LoadBalancer,
  args: LoadBalancerArgs,
  certificateArn: pulumi.Input<string> | undefined,
): Listeners {
  // What Security Hub's ELB.17 recommends, with forward secrecy on every suite.
  const { sslPolicy = TlsPolicy.Tls12, additionalCertificateArns = [] } = args;
  const tls = certificateArn === undefined ? undefined : { certificateArn, sslPolicy };
  const production = productionListener(name, balancer, tls, args.port);
  const port = testPort(args, tls !== undefined);
  const test =
    port === undefined ? undefined : listener(`${name}-test`, balancer, port, tls, NOT_FOUND);
  for (const [i, arn] of additionalCertificateArns.entries()) {
    const key = typeof arn === "string" ? (arn.split("/").pop() ?? String(i)) : String(i);
    showCertificate(`${name}-${key}`, production, arn);
    if (test) showCertificate(`${name}-test-${key}`, test, arn);
  }
  return { production, test };
}

function productionListener(
  name: string,
  balancer: lb.LoadBalancer,
  tls: Tls | undefined,
  port: number | undefined,
): lb.Listener {
  if (!tls) return listener(`${name}-http`, balancer, port ?? 80, undefined, NOT_FOUND);
  if (port !== undefined) return listener(`${name}-https`, balancer, port, tls, NOT_FOUND);
  const redirect = {
    type: "redirect",
    redirect: { port: "443", protocol: "HTTPS", statusCode: "HTTP_301" },
  };
  listener(`${name}-http`, balancer, 80, undefined, redirect);
  return listener(`${name}-https`, balancer, 443, tls, NOT_FOUND);
}

function listener(
  name: string,
  balancer: lb.LoadBalancer,
  port: number,
  tls: Tls | undefined,
  action: ListenerDefaultAction,
): lb.Listener {
  return new lb.Listener(
    name,
    {
      loadBalancerArn: balancer.arn,
      port,
      protocol: tls ? "HTTPS" : "HTTP",
      ...tls,
      defaultActions: [action],
    },
    { parent: balancer },
  );
}

function showCertificate(
  name: string,
  on: lb.Listener,
  certificateArn: pulumi.Input<string>,
): void {
  new lb.ListenerCertificate(name, { listenerArn: on.arn, certificateArn }, { parent: on });
}
