import assert from "node:assert/strict";

import type { PortOutline } from "../../../components/ecs/portMappings.js";
import { portMappingsProblem } from "../../../components/ecs/portMappings.js";

const app = (...portMappings: PortOutline[]) => ({ name: "app", portMappings });
const agent = (...portMappings: PortOutline[]) => ({ name: "agent", portMappings });

describe("portMappings", () => {
  it("finds no fault in legal ports", () => {
    const legal: [PortOutline, string][] = [
      [{ containerPort: 1 }, "awsvpc"],
      [{ containerPort: 65535, hostPort: 65535, protocol: "udp" }, "awsvpc"],
      [{ containerPort: 80, name: "a".repeat(64), appProtocol: "http2" }, "awsvpc"],
      [{ containerPort: 80, name: "_a-1", appProtocol: "grpc" }, "host"],
      [{ containerPort: 80, hostPort: 80 }, "bridge"],
      [{ containerPort: 8080, hostPort: 0 }, "bridge"],
      [{ containerPort: 8080, hostPort: 32767 }, "bridge"],
      [{ protocol: "tcp" }, "awsvpc"],
    ];
    for (const [port, mode] of legal) {
      assert.equal(portMappingsProblem([app(port)], mode), undefined, JSON.stringify(port));
    }
    assert.equal(portMappingsProblem([{ name: "app" }], "none"), undefined);
  });

  it("lets two containers have one port number with two protocols", () => {
    const containers = [
      app({ containerPort: 8125 }),
      agent({ containerPort: 8125, protocol: "udp" }),
    ];
    assert.equal(portMappingsProblem(containers), undefined);
  });

  it("lets two containers have one port behind a bridge, but not on the instance", () => {
    const containers = (hostPort: number) => [
      app({ containerPort: 8080, hostPort }),
      agent({ containerPort: 8080, hostPort }),
    ];
    assert.equal(portMappingsProblem(containers(0), "bridge"), undefined);
    assert.deepEqual(portMappingsProblem(containers(80), "bridge"), {
      path: "containers[1].portMappings[0].hostPort",
      reason:
        "'hostPort' must differ within an instance, got 80/tcp in 'app' and 'agent'; 81 works",
    });
  });

  const numbers = [0, 65536, 80.5].map((port): [PortOutline, string, string, string] => [
    { containerPort: port },
    "awsvpc",
    "containerPort",
    `'containerPort' of container 'app' must be a whole number from 1 to 65535, got ${port}; 8080 works`,
  ]);
  const reserved = [22, 2375, 2376, 51678, 51679, 51680, 32768].map(
    (port): [PortOutline, string, string, string] => [
      { containerPort: 8080, hostPort: port },
      "bridge",
      "hostPort",
      `'hostPort' of container 'app' must be 1 to 32767 and none of 22, 2375, 2376, 51678, 51679, 51680, got ${port}; 0 has a free one chosen`,
    ],
  );
  const faults: [PortOutline, string, string, string][] = [
    ...numbers,
    ...reserved,
    [
      { containerPort: 22, hostPort: 22 },
      "bridge",
      "hostPort",
      "'hostPort' of container 'app' must be 1 to 32767 and none of 22, 2375, 2376, 51678, 51679, 51680, got 22; 0 has a free one chosen",
    ],
    ...["awsvpc", "host"].map((mode): [PortOutline, string, string, string] => [
      { containerPort: 8080, hostPort: 80 },
      mode,
      "hostPort",
      `'hostPort' of container 'app' must be its 'containerPort' of 8080 when 'networkMode' is ${mode}, got 80; leave it out`,
    ]),
    [
      { containerPort: 80, protocol: "sctp" },
      "awsvpc",
      "protocol",
      `'protocol' of container 'app' must be tcp or udp, got "sctp"; "tcp" works`,
    ],
    [
      { containerPort: 80, appProtocol: "https" },
      "awsvpc",
      "appProtocol",
      `'appProtocol' of container 'app' must be http, http2 or grpc, got "https"; leave it out for plain TCP`,
    ],
    ...["-a", "Web", "a".repeat(65), ""].map((name): [PortOutline, string, string, string] => [
      { containerPort: 80, name },
      "awsvpc",
      "name",
      `'name' of a port of container 'app' must be 1 to 64 lower case letters, digits, hyphens or underscores and not start with a hyphen, got "${name}"; "http" works`,
    ]),
  ];
  for (const [port, mode, argument, reason] of faults) {
    it(`refuses ${JSON.stringify(port)} in network mode ${mode}`, () => {
      assert.deepEqual(portMappingsProblem([app(port)], mode), {
        path: `containers[0].portMappings[0].${argument}`,
        reason,
      });
    });
  }

  it("refuses a port without a network", () => {
    assert.deepEqual(portMappingsProblem([app({ containerPort: 80 })], "none"), {
      path: "containers[0].portMappings",
      reason:
        "'portMappings' of container 'app' must be empty when 'networkMode' is none, got 1; leave it out",
    });
  });

  it("refuses one port in two containers that share an address, or twice in one", () => {
    const port = { containerPort: 8080 };
    const reason = (a: string, b: string) =>
      `'containerPort' must differ within a task, whose containers share one address, got 8080/tcp in '${a}' and '${b}'; 8081 works`;
    assert.deepEqual(portMappingsProblem([app(port), agent(port)]), {
      path: "containers[1].portMappings[0].containerPort",
      reason: reason("app", "agent"),
    });
    assert.deepEqual(portMappingsProblem([app(port, port)], "host"), {
      path: "containers[0].portMappings[1].containerPort",
      reason: reason("app", "app"),
    });
  });
});
