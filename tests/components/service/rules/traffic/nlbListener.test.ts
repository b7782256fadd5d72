import assert from "node:assert/strict";

import type { NlbListener } from "../../../../../components/service/rules/traffic/nlbListener.js";
import {
  nlbListenersProblem,
  nlbIngress,
} from "../../../../../components/service/rules/traffic/nlbListener.js";

const list = "networkLoadBalancer.listeners";
const tcp = { port: 443, containerPort: 8080 };

describe("nlbListener", () => {
  it("finds no fault in usual listeners", () => {
    const listeners = [
      tcp,
      { port: 853, protocol: "TLS", certificateArn: "arn", sslPolicy: "policy", containerPort: 53 },
      { port: 53, protocol: "TCP_UDP", preserveClientIp: true, containerPort: 53 },
    ];
    assert.equal(nlbListenersProblem(listeners, 2), undefined);
    assert.equal(nlbListenersProblem([{ port: 443 }], 0), undefined);
  });

  const faults: [NlbListener[], number, string, string, string?][] = [
    [
      [],
      0,
      "",
      `must hold a listener, got none; [{ port: 443, protocol: "TLS", certificateArn: … }] works`,
    ],
    [[tcp], 5, "", "may have at most 0 entries where the service has 5 other target groups, got 1"],
    [[{ port: 0 }], 0, "[0].port", "must be a whole number from 1 to 65535, got 0; 443 works"],
    [
      [tcp, tcp],
      0,
      "[1].port",
      `must be its own, got 443 twice; "TCP_UDP" takes both protocols on one port`,
    ],
    [
      [{ port: 1 }, { port: 2 }],
      0,
      "[0].containerPort",
      "must be a number where there are several listeners, got none; 8080 works",
    ],
    [
      [{ port: 443, protocol: "TLS" }],
      0,
      "[0].certificateArn",
      `must be given with 'protocol' "TLS"; "TCP" leaves the encryption to the program`,
    ],
    [
      [{ port: 443, certificateArn: "arn" }],
      0,
      "[0].certificateArn",
      `is for 'protocol' "TLS", got "TCP"; leave it out`,
    ],
    [
      [{ port: 443, protocol: "UDP", sslPolicy: "policy" }],
      0,
      "[0].sslPolicy",
      `is for 'protocol' "TLS", got "UDP"; leave it out`,
    ],
    [
      [{ port: 443, healthCheck: { matcher: "200" } }],
      0,
      "[0].healthCheck.matcher",
      `needs a 'healthCheckPath': a TCP connection has no code; "/healthz" works`,
    ],
    [
      [{ port: 53, protocol: "UDP", preserveClientIp: false }],
      0,
      "[0].preserveClientIp",
      `must be true with 'protocol' "UDP", got false; leave it out`,
    ],
    [
      [{ port: 443, ingressCidrBlocks: ["10.0.0.0/8", "all"] }],
      0,
      "[0].ingressCidrBlocks",
      `must hold IPv4 ranges, got "all"; "10.0.0.0/8" works`,
      "[1]",
    ],
    [
      [{ port: 443, ingressIpv6CidrBlocks: ["all"] }],
      0,
      "[0].ingressIpv6CidrBlocks",
      `must hold IPv6 ranges, got "all"; "2001:db8::/32" works`,
      "[0]",
    ],
  ];
  for (const [listeners, others, argument, rule, item = ""] of faults) {
    it(`refuses ${JSON.stringify(listeners)} beside ${others}`, () => {
      assert.deepEqual(nlbListenersProblem(listeners, others), {
        path: `${list}${argument}${item}`,
        reason: `'${list}${argument}' ${rule}`,
      });
    });
  }

  const ingress = (listener: NlbListener) =>
    nlbIngress(listener).map(({ key, isHealth }) => `${key}${isHealth ? " health" : ""}`);

  it("opens the container's port, and the health check's where that is another", () => {
    assert.deepEqual(ingress(tcp), ["tcp 8080"]);
    assert.deepEqual(ingress({ ...tcp, protocol: "TLS" }), ["tcp 8080"]);
    assert.deepEqual(ingress({ ...tcp, protocol: "TCP_UDP" }), ["tcp 8080", "udp 8080"]);
    assert.deepEqual(ingress({ ...tcp, healthCheck: { port: 9 } }), ["tcp 8080", "tcp 9 health"]);
  });

  it("checks the health of UDP by TCP", () => {
    assert.deepEqual(ingress({ ...tcp, protocol: "UDP" }), ["udp 8080", "tcp 8080 health"]);
  });
});
