import fc from "fast-check";

import { loadBalancer } from "../components/support/platform.js";
import { few, near, some, text } from "./draw.js";

const healthCheck = some({
  port: near(8080),
  matcher: text("200", "200-299"),
  interval: near(5, 15, 300),
  timeout: near(2, 5, 120),
  healthyThreshold: near(2, 10),
  unhealthyThreshold: near(2, 10),
});

/** How requests reach a service by an application load balancer. */
export const loadBalancerArgs = some(
  {
    ref: fc.constant(loadBalancer),
    healthCheckPath: text("/healthz", "/"),
    healthCheck,
    path: text("/orders/*", "/*", "/a?b"),
    host: text("orders.example.com", "*.example.com"),
    paths: few(text("/a/*", "/b")),
    hosts: few(text("a.example.com", "b.example.com")),
    httpHeaders: few(
      some({ name: text("X-Version"), values: few(text("1", "2")) }, "name", "values"),
      1,
    ),
    queryStrings: few(some({ key: text("v"), values: few(text("1")) }, "values"), 1),
    httpMethods: few(text("GET", "POST")),
    sourceCidrBlocks: few(text("10.0.0.0/8"), 1),
    priority: near(100, 5000, 50_000),
    protocol: text("HTTP", "HTTPS"),
    protocolVersion: text("HTTP1", "HTTP2", "GRPC"),
    algorithm: text("round_robin", "least_outstanding_requests"),
    slowStartSeconds: near(0, 30, 900),
    stickiness: some({ cookieName: text("session"), cookieDurationSeconds: near(1, 604_800) }),
    deregistrationDelaySeconds: near(0, 30, 3600),
  },
  "ref",
  "healthCheckPath",
);

/** How connections reach a service by a network load balancer. */
export const networkLoadBalancerArgs = some(
  {
    ref: fc.constant({
      arn: "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/net/platform/1",
      arnSuffix: "net/platform/1",
      dnsName: "network.example.com",
      zoneId: "Z2",
      securityGroupId: "sg-network",
      vpcId: "vpc-1",
    }),
    listeners: few(
      some(
        {
          port: near(443, 53, 65_535),
          protocol: text("TCP", "UDP", "TCP_UDP", "TLS"),
          certificateArn: fc.constant("arn:aws:acm:us-east-1:123456789012:certificate/1"),
          healthCheckPath: text("/healthz"),
          healthCheck,
          preserveClientIp: fc.boolean(),
          deregistrationDelaySeconds: near(0, 30, 3600),
          ingressCidrBlocks: few(text("10.0.0.0/8"), 1),
          testListener: some(
            { port: near(8443, 443), ingressCidrBlocks: few(text("10.1.0.0/16"), 1) },
            "port",
          ),
        },
        "port",
      ),
    ),
  },
  "ref",
  "listeners",
);

/** How peers reach a service. */
export const internalArgs = {
  serviceConnect: some({
    namespaceArn: fc.constant("arn:aws:servicediscovery:us-east-1:123456789012:namespace/ns-1"),
    services: few(
      some(
        {
          portName: text("http", "admin"),
          port: near(80, 8080),
          dnsName: text("orders"),
          discoveryName: text("orders"),
          ingressPortOverride: near(9000),
          idleTimeoutSeconds: near(0, 60),
          perRequestTimeoutSeconds: near(0, 15),
          testHeaderName: text("x-test"),
          testHeaderValue: text("green"),
        },
        "portName",
        "port",
      ),
    ),
  }),
  serviceDiscovery: some(
    {
      namespaceId: fc.constant("ns-0123456789abcdef"),
      name: text("orders"),
      recordType: fc.constantFrom("A", "SRV"),
      ttlSeconds: near(0, 10, 60),
    },
    "namespaceId",
  ),
  ingressFrom: few(
    some(
      {
        peer: text("shop"),
        securityGroupId: fc.constant("sg-peer"),
        port: near(8080),
        protocol: text("tcp", "udp"),
      },
      "peer",
      "securityGroupId",
      "port",
    ),
  ),
};
