import assert from "node:assert/strict";

import type { Peer } from "../../../../../components/service/rules/peers/servicePeers.js";
import {
  discoveryProblem,
  peerKey,
  peersProblem,
} from "../../../../../components/service/rules/peers/servicePeers.js";

const billing = { peer: "billing", port: 8080 };

describe("servicePeers", () => {
  it("names a rule by its peer, and by the port where the peer has several", () => {
    const admin = { peer: "billing", port: 9090 };
    assert.equal(peerKey(billing, [billing, { peer: "users", port: 8080 }]), "billing");
    assert.equal(peerKey(admin, [billing, admin]), "billing-9090");
    assert.equal(peersProblem([billing, admin], "ingressFrom"), undefined);
  });

  const faults: [Peer[], string, string][] = [
    [
      [{ ...billing, peer: "a b" }],
      "ingressFrom[0].peer",
      `'ingressFrom[0].peer' must hold letters, digits and single hyphens, got "a b"; "billing" works`,
    ],
    [
      [{ ...billing, port: 65_536 }],
      "ingressFrom[0].port",
      "'ingressFrom[0].port' must be a whole number from 1 to 65535, got 65536; 8080 works",
    ],
    [
      [{ ...billing, protocol: "icmp" }],
      "ingressFrom[0].protocol",
      `'ingressFrom[0].protocol' must be "tcp" or "udp", got "icmp"; "tcp" works`,
    ],
    [
      [billing, billing],
      "ingressFrom[1]",
      `'ingressFrom[1]' names peer "billing" and port 8080 a second time; leave it out`,
    ],
  ];
  for (const [peers, path, reason] of faults) {
    it(`refuses with: ${reason}`, () => {
      assert.deepEqual(peersProblem(peers, "ingressFrom"), { path, reason });
    });
  }

  it("takes names and times of Cloud Map", () => {
    assert.equal(discoveryProblem({ name: "orders", ttlSeconds: 0 }), undefined);
    assert.deepEqual(discoveryProblem({ name: "a.b", ttlSeconds: 10 }), {
      path: "serviceDiscovery.name",
      reason: `'serviceDiscovery.name' must be a DNS label of at most 63 characters, got "a.b"; "orders" works`,
    });
    assert.deepEqual(discoveryProblem({ name: "a", ttlSeconds: -1 }), {
      path: "serviceDiscovery.ttlSeconds",
      reason:
        "'serviceDiscovery.ttlSeconds' must be a whole number from 0 to 2147483647, got -1; 10 works",
    });
  });
});
