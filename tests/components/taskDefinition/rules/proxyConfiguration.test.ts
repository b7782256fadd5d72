import assert from "node:assert/strict";

import type { ProxyConfiguration } from "../../../../components/taskDefinition/rules/proxyConfiguration.js";
import {
  proxiedTaskProblem,
  proxyProblem,
  registeredProxy,
} from "../../../../components/taskDefinition/rules/proxyConfiguration.js";

const ENVOY: ProxyConfiguration = {
  containerName: "envoy",
  appPorts: [8080],
  proxyIngressPort: 15000,
  proxyEgressPort: 15001,
  ignoredUid: 1337,
};
const TASK = {
  networkMode: "awsvpc",
  isWindows: false,
  containerNames: ["app", "envoy"],
  containerName: "envoy",
};

describe("proxyConfiguration", () => {
  it("finds no fault in a container of a task with an address of its own", () => {
    assert.equal(proxiedTaskProblem(TASK), undefined);
  });

  it("refuses a proxy for Windows", () => {
    assert.deepEqual(proxiedTaskProblem({ ...TASK, isWindows: true }), {
      path: "proxyConfiguration",
      reason: "'proxyConfiguration' is not for Windows; leave it out",
    });
  });

  for (const networkMode of ["bridge", "host", "none"]) {
    it(`refuses a proxy in network mode ${networkMode}`, () => {
      assert.deepEqual(proxiedTaskProblem({ ...TASK, networkMode }), {
        path: "proxyConfiguration",
        reason: `'proxyConfiguration' is for 'networkMode' awsvpc, got ${networkMode}; leave 'proxyConfiguration' out`,
      });
    });
  }

  it("refuses a proxy that is no container of the task", () => {
    assert.deepEqual(proxiedTaskProblem({ ...TASK, containerName: "proxy" }), {
      path: "proxyConfiguration.containerName",
      reason: `'proxyConfiguration.containerName' must name a container of the task, got "proxy"; the containers are 'app', 'envoy'`,
    });
  });

  it("finds no fault in ports, ids and addresses", () => {
    const { ignoredUid, ...others } = ENVOY;
    assert.equal(ignoredUid, 1337);
    const legal: ProxyConfiguration[] = [
      ENVOY,
      { ...others, ignoredGid: 0 },
      { ...ENVOY, egressIgnoredPorts: [1, 65535], egressIgnoredIps: ["10.0.0.0/32", "fd00::/128"] },
      { ...ENVOY, egressIgnoredPorts: [], egressIgnoredIps: [] },
      { ...ENVOY, egressIgnoredIps: ["10.0.0.1", "fd00::1"] },
    ];
    for (const proxy of legal) assert.equal(proxyProblem(proxy), undefined, JSON.stringify(proxy));
  });

  const faults: [Partial<ProxyConfiguration>, string, string][] = [
    [{ appPorts: [] }, "appPorts", "must hold at least one port, got none; [8080] works"],
    ...(
      [
        [{ appPorts: [8080, 0] }, "appPorts[1]", 0],
        [{ proxyIngressPort: 65536 }, "proxyIngressPort", 65536],
        [{ proxyEgressPort: 0.5 }, "proxyEgressPort", 0.5],
        [{ egressIgnoredPorts: [-1] }, "egressIgnoredPorts[0]", -1],
      ] as const
    ).map(([edit, path, port]): [Partial<ProxyConfiguration>, string, string] => [
      edit,
      path,
      `must be whole numbers from 1 to 65535, got ${port}; 15000 works`,
    ]),
    [
      { proxyIngressPort: 8080 },
      "proxyIngressPort",
      "must differ from the other ports, got 8080 twice; 15001 works",
    ],
    [
      { proxyEgressPort: 8080 },
      "proxyEgressPort",
      "must differ from the other ports, got 8080 twice; 15001 works",
    ],
    [
      { proxyEgressPort: 15000 },
      "proxyEgressPort",
      "must differ from the other ports, got 15000 twice; 15001 works",
    ],
    [
      { ignoredUid: undefined },
      "ignoredUid",
      "or 'ignoredGid' must be set, got neither; 1337 works",
    ],
    [{ ignoredUid: -1 }, "ignoredUid", "must be a whole number of at least 0, got -1; 1337 works"],
    [
      { ignoredGid: 1.5 },
      "ignoredGid",
      "must be a whole number of at least 0, got 1.5; 1337 works",
    ],
    ...[
      "local",
      "10.0.0.0/33",
      "10.0.0.0/8/8",
      "10.0.0.0/",
      "10.0.0.0/-8",
      "10.0.0.0/1e1",
      "fd00::/129",
    ].map((address): [Partial<ProxyConfiguration>, string, string] => [
      { egressIgnoredIps: [address] },
      "egressIgnoredIps[0]",
      `must be addresses or ranges of them, got "${address}"; "10.0.0.0/16" works`,
    ]),
  ];
  for (const [edit, path, rule] of faults) {
    it(`refuses ${JSON.stringify(edit)}`, () => {
      assert.deepEqual(proxyProblem({ ...ENVOY, ...edit }), {
        path: `proxyConfiguration.${path}`,
        reason: `'proxyConfiguration.${path.replace(/\[.*/, "")}' ${rule}`,
      });
    });
  }

  it("is registered in one form, whatever the order of its ports", () => {
    const { ignoredUid, ...others } = ENVOY;
    const ports = { ProxyIngressPort: "15000", ProxyEgressPort: "15001" };
    assert.deepEqual(registeredProxy({ ...ENVOY, appPorts: [8081, 443, 8081] }), {
      type: "APPMESH",
      containerName: "envoy",
      properties: {
        AppPorts: "443,8081",
        ...ports,
        IgnoredUID: String(ignoredUid),
        EgressIgnoredPorts: "",
        EgressIgnoredIPs: "169.254.169.254,169.254.170.2",
      },
    });
    const ignored = { egressIgnoredPorts: [9000, 22], egressIgnoredIps: ["10.0.0.1", "10.0.0.1"] };
    assert.deepEqual(registeredProxy({ ...others, ...ignored, ignoredGid: 0 }).properties, {
      AppPorts: "8080",
      ...ports,
      IgnoredGID: "0",
      EgressIgnoredPorts: "22,9000",
      EgressIgnoredIPs: "10.0.0.1",
    });
  });
});
