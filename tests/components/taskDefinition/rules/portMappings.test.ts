import assert from "node:assert/strict";

import type { PortOutline } from "../../../../components/taskDefinition/rules/portMappings.js";
import { portMappingsProblem } from "../../../../components/taskDefinition/rules/portMappings.js";

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
      [{ containerPort: 80, hostPort: 80 }, "host"],
      [{ containerPort: 8080, hostPort: 80 }, "default"],
      [{ containerPortRange: "1-65535" }, "awsvpc"],
      [{ containerPortRange: "8000-8010", protocol: "udp" }, "bridge"],
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
    [
      { protocol: "tcp" },
      "awsvpc",
      "containerPort",
      "'containerPort' or 'containerPortRange' of container 'app' must be set, got neither; { containerPort: 8080 } works",
    ],
    [
      { containerPort: 8080, containerPortRange: "8000-8010" },
      "awsvpc",
      "containerPortRange",
      `'containerPortRange' of container 'app' stands in the place of 'containerPort', got "8000-8010" and 8080; leave one out`,
    ],
    [
      { containerPortRange: "8000-8010" },
      "host",
      "containerPortRange",
      `'containerPortRange' of container 'app' is for 'networkMode' awsvpc and bridge, got "8000-8010" in host; list each 'containerPort'`,
    ],
    [
      { containerPortRange: "8000-8010", hostPort: 0 },
      "bridge",
      "containerPortRange",
      "'containerPortRange' of container 'app' has its ports of the instance chosen, got 'hostPort' 0; leave 'hostPort' out",
    ],
    ...[
      "8010-8000",
      "8000-8000",
      "0-8000",
      "8000-65536",
      "8000",
      "x8000-8010",
      "8000-8010x",
      "a-b",
      "",
    ].map((containerPortRange): [PortOutline, string, string, string] => [
      { containerPortRange },
      "awsvpc",
      "containerPortRange",
      `'containerPortRange' of container 'app' must be two ports from 1 to 65535 with a hyphen between, the lower first, got "${containerPortRange}"; "8000-8010" works`,
    ]),
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

  it("takes a task for one of awsvpc unless told otherwise", () => {
    assert.match(
      portMappingsProblem([app({ containerPort: 8080, hostPort: 80 })])?.reason ?? "",
      /when 'networkMode' is awsvpc, got 80/,
    );
  });

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
    assert.deepEqual(portMappingsProblem([app(port, port)], "bridge"), {
      path: "containers[0].portMappings[1].containerPort",
      reason:
        "'containerPort' must differ within a container, got 8080/tcp in 'app' and 'app'; 8081 works",
    });
    const last = { containerPort: 65535 };
    assert.match(portMappingsProblem([app(last, last)])?.reason ?? "", /; 1024 works$/);
  });

  it("refuses a port that is in a range, in one address", () => {
    const range = { containerPortRange: "8000-8010" };
    const reason = (key: string, text: string, owners: string, free: number) =>
      `'${key}' must differ within ${owners}; ${free} works`.replace("got", `got ${text} in`);
    assert.deepEqual(portMappingsProblem([app(range), agent({ containerPort: 8010 })]), {
      path: "containers[1].portMappings[0].containerPort",
      reason: reason(
        "containerPort",
        "8010/tcp",
        "a task, whose containers share one address, got 'app' and 'agent'",
        8011,
      ),
    });
    assert.deepEqual(portMappingsProblem([app({ containerPort: 8005 }, range)], "bridge"), {
      path: "containers[0].portMappings[1].containerPortRange",
      reason: reason(
        "containerPortRange",
        "8000-8010/tcp",
        "a container, got 'app' and 'app'",
        8011,
      ),
    });
    const apart = [app(range), agent(range)];
    assert.equal(portMappingsProblem(apart, "bridge"), undefined);
    assert.equal(portMappingsProblem([app(range, { containerPort: 8011 })]), undefined);
    assert.equal(portMappingsProblem([app(range, { containerPort: 7999 })]), undefined);
  });

  it("refuses more than 100 ranges of ports in a container", () => {
    const ranges = (length: number) =>
      Array.from({ length }, (_, i) => ({ containerPortRange: `${1000 + 2 * i}-${1001 + 2 * i}` }));
    assert.equal(portMappingsProblem([app(...ranges(100), { containerPort: 80 })]), undefined);
    assert.deepEqual(portMappingsProblem([app(...ranges(101))]), {
      path: "containers[0].portMappings",
      reason:
        "'portMappings' of container 'app' may hold at most 100 ranges of ports, got 101; leave some out",
    });
  });
});
