import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";

import type { ContainerArgs, TaskDefinitionArgs } from "../../../components/index.js";
import { NetworkMode, TaskDefinition } from "../../../components/index.js";
import type { PulumiMock } from "../../../generator/testing/index.js";
import { mockPulumi } from "../../../generator/testing/index.js";
import { DIGEST } from "../support/imageDigest.js";

const app = { name: "app", image: `registry.example.com/app@${DIGEST}`, memory: 512 };
const EC2: Partial<TaskDefinitionArgs> = { requiresCompatibilities: ["EC2"] };
const BRIDGE: Partial<TaskDefinitionArgs> = { ...EC2, networkMode: "bridge" };
const WINDOWS: Partial<TaskDefinitionArgs> = {
  ...EC2,
  operatingSystem: "WINDOWS_SERVER_2022_CORE",
};

const OBJECT = "arn:aws:s3:::settings/gmsa.json";
const PARAMETER = "arn:aws:ssm:us-east-1:123456789012:parameter/gmsa";
const SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:gmsa-AbCdEf";
const KEY = "arn:aws:kms:us-east-1:123456789012:key/1";

const changed = (container: Partial<ContainerArgs>) => ({ containers: [{ ...app, ...container }] });

describe("TaskDefinition: network", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi({ project: "orders", stack: "dev" });
  });

  async function make(args: Partial<TaskDefinitionArgs>) {
    const task = new TaskDefinition("orders", { containers: [app], ...args });
    await mock.settled();
    const { inputs } = mock.resource("aws:ecs/taskDefinition:TaskDefinition");
    const containers = JSON.parse(String(inputs.containerDefinitions)) as Record<string, unknown>[];
    return { task, inputs, container: containers[0] ?? {}, containers };
  }

  it("has an address of the VPC where nothing is said, and does not tell it", async () => {
    const { inputs, task } = await make({});
    assert.equal(inputs.networkMode, "awsvpc");
    assert.equal("networkMode" in task.ref, false);
    const said = await mockedAgain({ networkMode: NetworkMode.Awsvpc });
    assert.equal("networkMode" in said.task.ref, false);
    assert.deepEqual(said.inputs, inputs);
  });

  async function mockedAgain(args: Partial<TaskDefinitionArgs>) {
    mock = await mockPulumi({ project: "orders", stack: "dev" });
    return make(args);
  }

  for (const networkMode of ["bridge", "host", "none"] as const) {
    it(`has network mode ${networkMode} on instances, which its ref says`, async () => {
      const { inputs, task } = await make({ ...EC2, networkMode });
      assert.equal(inputs.networkMode, networkMode);
      assert.equal(task.ref.networkMode, networkMode);
    });
  }

  it("registers no network mode for the NAT of Windows, which its ref says", async () => {
    const { inputs, task, container } = await make({
      ...WINDOWS,
      networkMode: "default",
      ...changed({ portMappings: [{ containerPort: 80 }] }),
    });
    assert.equal("networkMode" in inputs, false);
    assert.equal(task.ref.networkMode, "default");
    assert.deepEqual(container["portMappings"], [
      { containerPort: 80, hostPort: 0, protocol: "tcp" },
    ]);
  });

  it("has a port of the instance chosen behind a bridge, or fixed", async () => {
    const { container, task } = await make({
      ...BRIDGE,
      ...changed({
        portMappings: [
          { containerPort: 8443, hostPort: 443 },
          { containerPort: 8080 },
          { containerPortRange: "9000-9010", protocol: "udp" },
        ],
      }),
    });
    assert.deepEqual(container["portMappings"], [
      { containerPort: 8080, hostPort: 0, protocol: "tcp" },
      { containerPort: 8443, hostPort: 443, protocol: "tcp" },
      { containerPortRange: "9000-9010", protocol: "udp" },
    ]);
    assert.deepEqual(task.ref.containers, [
      { name: "app", ports: [8443, 8080], hostPorts: [443, 0] },
    ]);
  });

  it("says a free port and no port of the instance in one way", async () => {
    const { inputs } = await make({
      ...BRIDGE,
      ...changed({ portMappings: [{ containerPort: 80 }] }),
    });
    const said = await mockedAgain({
      ...BRIDGE,
      ...changed({ portMappings: [{ containerPort: 80, hostPort: 0, protocol: "tcp" }] }),
    });
    assert.equal(said.inputs.containerDefinitions, inputs.containerDefinitions);
  });

  for (const networkMode of ["awsvpc", "host"] as const) {
    it(`has the container's ports as the instance's in network mode ${networkMode}`, async () => {
      const { container } = await make({
        ...EC2,
        networkMode,
        ...changed({
          portMappings: [{ containerPort: 8080 }, { containerPort: 80, hostPort: 80 }],
        }),
      });
      assert.deepEqual(container["portMappings"], [
        { containerPort: 80, hostPort: 80, protocol: "tcp" },
        { containerPort: 8080, hostPort: 8080, protocol: "tcp" },
      ]);
    });
  }

  it("gives a container behind a bridge all that the network has", async () => {
    const { containers } = await make({
      ...BRIDGE,
      containers: [
        {
          ...app,
          hostname: pulumi.output("app"),
          dnsServers: ["10.0.0.3", pulumi.output("10.0.0.2")],
          dnsSearchDomains: ["example.internal"],
          extraHosts: [{ hostname: "db.local", ipAddress: "10.0.0.5" }],
          links: ["db", "cache:redis"],
          dockerSecurityOptions: ["no-new-privileges", "label:type:web_t"],
        },
        { ...app, name: "db", disableNetworking: true },
        { ...app, name: "cache", disableNetworking: false, links: [] },
      ],
    });
    const [first, second, third] = containers.map(network);
    assert.deepEqual(first, {
      hostname: "app",
      // The first one is asked first.
      dnsServers: ["10.0.0.3", "10.0.0.2"],
      dnsSearchDomains: ["example.internal"],
      extraHosts: [{ hostname: "db.local", ipAddress: "10.0.0.5" }],
      links: ["cache:redis", "db"],
      dockerSecurityOptions: ["label:type:web_t", "no-new-privileges"],
    });
    assert.deepEqual(second, { disableNetworking: true });
    assert.deepEqual(third, {});
  });

  function network(container: Record<string, unknown>) {
    const keys = [
      "hostname",
      "dnsServers",
      "dnsSearchDomains",
      "extraHosts",
      "links",
      "disableNetworking",
      "dockerSecurityOptions",
      "credentialSpecs",
    ];
    return Object.fromEntries(Object.entries(container).filter(([key]) => keys.includes(key)));
  }

  it("links to a container that another argument adds", async () => {
    const { container } = await make({
      ...BRIDGE,
      logRouter: { configFile: "/fluent-bit.conf" },
      ...changed({ links: ["log-router:logs"] }),
    });
    assert.deepEqual(container["links"], ["log-router:logs"]);
  });

  it("signs in to Active Directory by a secret, which the execution role may read", async () => {
    const { container } = await make(
      changed({
        credentialSpecs: [
          { location: OBJECT, secretArn: pulumi.output(SECRET), kmsKeyArn: pulumi.output(KEY) },
        ],
      }),
    );
    assert.deepEqual(container["credentialSpecs"], [`credentialspecdomainless:${OBJECT}`]);
    assert.deepEqual(granted(), [
      ["s3:GetObject,s3:GetObjectVersion", OBJECT],
      ["s3:ListBucket", "arn:aws:s3:::settings"],
      ["secretsmanager:GetSecretValue", SECRET],
      ["kms:Decrypt", KEY],
    ]);
  });

  it("signs in to the instances' domain, by a file in SSM that the execution role may read", async () => {
    const { container } = await make({
      ...WINDOWS,
      ...changed({ credentialSpecs: [{ location: PARAMETER }] }),
    });
    assert.deepEqual(container["credentialSpecs"], [`credentialspec:${PARAMETER}`]);
    assert.deepEqual(granted(), [["ssm:GetParameters", PARAMETER]]);
  });

  it("grants what an option of Docker names as well", async () => {
    await make({
      ...WINDOWS,
      ...changed({ dockerSecurityOptions: [`credentialspec:${PARAMETER}`] }),
    });
    assert.deepEqual(granted(), [["ssm:GetParameters", PARAMETER]]);
  });

  const ENVOY = {
    containerName: "app",
    appPorts: [8080],
    proxyIngressPort: 15000,
    proxyEgressPort: 15001,
    ignoredUid: 1337,
  };

  it("sends the traffic through a proxy, in one form", async () => {
    const { inputs } = await make({
      proxyConfiguration: {
        ...ENVOY,
        containerName: pulumi.output("app"),
        appPorts: [9090, 8080, 9090],
        ignoredGid: 0,
        egressIgnoredPorts: [443, 22],
        egressIgnoredIps: ["10.0.0.0/16", "::1"],
      },
    });
    assert.deepEqual(inputs.proxyConfiguration, {
      type: "APPMESH",
      containerName: "app",
      properties: {
        AppPorts: "8080,9090",
        ProxyIngressPort: "15000",
        ProxyEgressPort: "15001",
        IgnoredUID: "1337",
        IgnoredGID: "0",
        EgressIgnoredPorts: "22,443",
        EgressIgnoredIPs: "10.0.0.0/16,::1",
      },
    });
  });

  it("lets the task reach its credentials past the proxy, unless something else is said", async () => {
    const { inputs } = await make({ proxyConfiguration: ENVOY });
    const { properties } = inputs.proxyConfiguration as { properties: Record<string, string> };
    assert.deepEqual(properties, {
      AppPorts: "8080",
      ProxyIngressPort: "15000",
      ProxyEgressPort: "15001",
      IgnoredUID: "1337",
      EgressIgnoredPorts: "",
      EgressIgnoredIPs: "169.254.169.254,169.254.170.2",
    });
  });

  it("has no proxy where nothing is said", async () => {
    const { inputs } = await make({});
    assert.equal("proxyConfiguration" in inputs, false);
  });

  /** What the execution role may do beside pulling images and writing its log. */
  function granted() {
    const { inputs } = mock.resource("aws:iam/rolePolicy:RolePolicy", "orders-execution");
    const { Statement } = JSON.parse(String(inputs.policy)) as {
      Statement: { Action: string[]; Resource: string[] }[];
    };
    return Statement.map(({ Action, Resource }) => [Action.join(), Resource.join()]).filter(
      ([action = ""]) => !/^(logs|ecr):/.test(action),
    );
  }

  const faults: [string, Partial<TaskDefinitionArgs>, string, RegExp][] = [
    [
      "faults behind a bridge",
      { ...BRIDGE, enableFaultInjection: true },
      "enableFaultInjection",
      /needs 'networkMode' "awsvpc" or "host", got "bridge"; "awsvpc" works$/,
    ],
    [
      "a bridge on Fargate",
      { networkMode: "bridge" },
      "networkMode",
      /must be awsvpc on Fargate, got "bridge"; "awsvpc" works$/,
    ],
    [
      "the instance's address where Fargate must do as well",
      { requiresCompatibilities: ["EC2", "FARGATE"], networkMode: "host" },
      "networkMode",
      /must be awsvpc on Fargate, got "host"/,
    ],
    [
      "a bridge on Managed Instances",
      { requiresCompatibilities: ["MANAGED_INSTANCES"], networkMode: "bridge" },
      "networkMode",
      /must be awsvpc, host or none on Managed Instances, got "bridge"/,
    ],
    [
      "a bridge of Windows",
      { ...WINDOWS, networkMode: "bridge" },
      "networkMode",
      /must be awsvpc or default for Windows, got "bridge"/,
    ],
    [
      "the NAT of Windows for Linux",
      { ...EC2, networkMode: "default" },
      "networkMode",
      /must be awsvpc, bridge, host or none for Linux, got "default"/,
    ],
    [
      "ports without a network",
      { ...EC2, networkMode: "none", ...changed({ portMappings: [{ containerPort: 80 }] }) },
      "containers[0].portMappings",
      /must be empty when 'networkMode' is none, got 1/,
    ],
    [
      "a reserved port of the instance",
      { ...BRIDGE, ...changed({ portMappings: [{ containerPort: 80, hostPort: 22 }] }) },
      "containers[0].portMappings[0].hostPort",
      /got 22; 0 has a free one chosen$/,
    ],
    [
      "another port of the instance in host",
      {
        ...EC2,
        networkMode: "host",
        ...changed({ portMappings: [{ containerPort: 80, hostPort: 81 }] }),
      },
      "containers[0].portMappings[0].hostPort",
      /must be its 'containerPort' of 80 when 'networkMode' is host, got 81/,
    ],
    [
      "one port of the instance for two containers",
      {
        ...BRIDGE,
        containers: ["app", "proxy"].map((name) => ({
          ...app,
          name,
          portMappings: [{ containerPort: 80, hostPort: 80 }],
        })),
      },
      "containers[1].portMappings[0].hostPort",
      /must differ within an instance, got 80\/tcp in 'app' and 'proxy'; 81 works$/,
    ],
    [
      "DNS servers on Fargate",
      changed({ dnsServers: ["10.0.0.2"] }),
      "containers[0].dnsServers",
      /'dnsServers' of container 'app' is not for Fargate; leave it out/,
    ],
    [
      "links on Fargate",
      changed({ links: ["app"] }),
      "containers[0].links",
      /must be empty on Fargate/,
    ],
    [
      "links without a bridge",
      { ...EC2, networkMode: "host", ...changed({ links: ["db"] }) },
      "containers[0].links",
      /is for 'networkMode' bridge, got host; leave it out$/,
    ],
    [
      "a link to nowhere",
      { ...BRIDGE, ...changed({ links: ["db"] }) },
      "containers[0].links[0]",
      /must name another container of the task, got "db"; the others are none$/,
    ],
    [
      "a name that the program knows later, where the task has its own",
      changed({ hostname: pulumi.output("app") }),
      "containers[0].hostname",
      /is not for 'networkMode' awsvpc/,
    ],
    [
      "an address that is none",
      {
        ...BRIDGE,
        ...changed({ extraHosts: [{ hostname: "db", ipAddress: "db" }] }),
      },
      "containers[0].extraHosts[0].ipAddress",
      /must have addresses, got "db" for "db"; /,
    ],
    [
      "no network at all on Windows",
      { ...WINDOWS, ...changed({ disableNetworking: true }) },
      "containers[0].disableNetworking",
      /is not for Windows; leave it out$/,
    ],
    [
      "labels on Windows",
      { ...WINDOWS, ...changed({ dockerSecurityOptions: ["label:a"] }) },
      "containers[0].dockerSecurityOptions[0]",
      /may hold credentialspec:… alone for Windows, got "label:a"/,
    ],
    [
      "a domain on Fargate",
      changed({ credentialSpecs: [{ location: OBJECT }] }),
      "containers[0].credentialSpecs",
      /must be domainless on Fargate/,
    ],
    [
      "a parameter of the instance's network",
      {
        ...EC2,
        networkMode: "host",
        ...changed({ systemControls: { "net.core.somaxconn": "1" } }),
      },
      "containers[0].systemControls.net.core.somaxconn",
      /may hold no net\.\* when 'networkMode' is host/,
    ],
    [
      "a collector behind a bridge",
      { ...BRIDGE, openTelemetry: {} },
      "openTelemetry",
      /needs 'networkMode' awsvpc or host/,
    ],
    [
      "a log router without a network",
      { ...EC2, networkMode: "none", logRouter: { configFile: "/a" } },
      "logRouter",
      /needs a network, got 'networkMode' none/,
    ],
    [
      "a proxy behind a bridge",
      { ...BRIDGE, proxyConfiguration: ENVOY },
      "proxyConfiguration",
      /is for 'networkMode' awsvpc, got bridge/,
    ],
    [
      "a proxy that is no container",
      { proxyConfiguration: { ...ENVOY, containerName: "envoy" } },
      "proxyConfiguration.containerName",
      /must name a container of the task, got "envoy"; the containers are 'app'$/,
    ],
    [
      "a proxy for no port",
      { proxyConfiguration: { ...ENVOY, appPorts: [] } },
      "proxyConfiguration.appPorts",
      /must hold at least one port, got none; \[8080\] works$/,
    ],
    [
      "a range of ports in host",
      {
        ...EC2,
        networkMode: "host",
        ...changed({ portMappings: [{ containerPortRange: "80-90" }] }),
      },
      "containers[0].portMappings[0].containerPortRange",
      /is for 'networkMode' awsvpc and bridge/,
    ],
  ];
  for (const [title, args, path, reason] of faults) {
    it(`refuses ${title}, before anything is registered`, () => {
      assert.throws(() => new TaskDefinition("orders", { containers: [app], ...args }), {
        name: "ArgumentError",
        propertyPath: path,
        message: reason,
      });
      assert.deepEqual(mock.resources, []);
    });
  }
});
