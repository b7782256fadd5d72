import assert from "node:assert/strict";

import type { ConnectPort } from "../../../../../components/service/rules/peers/connectPorts.js";
import {
  connectNamespaceProblem,
  connectPortsProblem,
  portNamesProblem,
} from "../../../../../components/service/rules/peers/connectPorts.js";

const http = { portName: "http", port: 80 };

describe("serviceConnect", () => {
  it("takes the namespace of the cluster or of the service", () => {
    assert.equal(connectNamespaceProblem({ given: "arn:a" }), undefined);
    assert.equal(connectNamespaceProblem({ ofCluster: "arn:a" }), undefined);
    assert.deepEqual(connectNamespaceProblem({}), {
      path: "serviceConnect.namespaceArn",
      reason:
        "'serviceConnect.namespaceArn' must be given where the cluster has no namespace; 'serviceConnectNamespace' on the Cluster works too",
    });
  });

  it("finds no fault in usual ports", () => {
    const ports = [
      { ...http, dnsName: "orders.internal", discoveryName: "orders-http", idleTimeoutSeconds: 0 },
      { ...http, dnsName: "orders", discoveryName: "orders-grpc", perRequestTimeoutSeconds: 60 },
    ];
    assert.equal(connectPortsProblem(ports), undefined);
  });

  const faults: [Partial<ConnectPort>[], string, string][] = [
    [[{ port: 0 }], "[0].port", "must be a whole number from 1 to 65535, got 0; 80 works"],
    [
      [{ ingressPortOverride: 65_536 }],
      "[0].ingressPortOverride",
      "must be a whole number from 1 to 65535, got 65536; 15000 works",
    ],
    [
      [{ idleTimeoutSeconds: -1 }],
      "[0].idleTimeoutSeconds",
      "must be a whole number from 0 to 2147483647, got -1; 300 works",
    ],
    [
      [{ perRequestTimeoutSeconds: 1.5 }],
      "[0].perRequestTimeoutSeconds",
      "must be a whole number from 0 to 2147483647, got 1.5; 15 works",
    ],
    [
      [{ dnsName: "Orders" }],
      "[0].dnsName",
      `must be a host name of at most 127 lower case letters, digits, hyphens and dots, got "Orders"; "orders" works`,
    ],
    [
      [{ discoveryName: "a.b" }],
      "[0].discoveryName",
      `must have 1 to 64 lower case letters, digits, hyphens and underscores, got "a.b"; "orders" works`,
    ],
    [
      [{ discoveryName: "a" }, { discoveryName: "a" }],
      "[1].discoveryName",
      `must be its own, got "a" twice; "a-2" works`,
    ],
    [
      [{ dnsName: "a" }, { dnsName: "a" }],
      "[1].dnsName",
      `and 'port' must be their own, got "a:80" twice; "a-2" works`,
    ],
  ];
  for (const [ports, argument, rule] of faults) {
    it(`refuses ${JSON.stringify(ports)}`, () => {
      const path = `serviceConnect.services${argument}`;
      assert.deepEqual(connectPortsProblem(ports.map((port) => ({ ...http, ...port }))), {
        path,
        reason: `'${path}' ${rule}`,
      });
    });
  }

  it("names the ports that the task definition has", () => {
    const containers = [{ portNames: ["http", "grpc"] }, {}];
    const path = "serviceConnect.services[1].portName";
    assert.equal(portNamesProblem(["grpc", "http"], containers), undefined);
    assert.deepEqual(portNamesProblem(["http", "web"], containers), {
      path,
      reason: `'${path}' must be the 'name' of a port mapping, got "web"; the task definition has "http", "grpc"`,
    });
    assert.equal(
      portNamesProblem(["web"], [{}])?.reason,
      `'serviceConnect.services[0].portName' must be the 'name' of a port mapping, got "web"; it names no port, [{ containerPort: 8080, name: "web" }] does`,
    );
  });
});
