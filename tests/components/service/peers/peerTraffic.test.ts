import * as pulumi from "@pulumi/pulumi";
import { PrivateDnsNamespace } from "@pulumi/aws/servicediscovery";
import assert from "node:assert/strict";

import type { ServiceArgs } from "../../../../components/index.js";
import { Cluster, Service, TaskDefinition } from "../../../../components/index.js";
import type { MockResource, PulumiMock } from "../../../../generator/testing/index.js";
import { mockPulumi, valueOf } from "../../../../generator/testing/index.js";
import { instances, taskIn } from "../../support/networkMode.js";
import { cluster as other, network } from "../../support/platform.js";
import { DIGEST } from "../../support/imageDigest.js";

const SERVICE = "aws:ecs/service:Service";
const DISCOVERY = "aws:servicediscovery/service:Service";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const namespaceArn = "arn:aws:servicediscovery:us-east-1:123456789012:namespace/ns-1";
const cluster = { ...other, namespaceArn };
const taskDefinition = {
  arn: "arn:aws:ecs:us-east-1:123456789012:task-definition/orders:1",
  family: "orders",
  containers: [{ name: "orders", ports: [8080, 9090], portNames: ["http", "admin"] }],
  logGroupName: "/ecs/orders",
};

const names = (resources: MockResource[]) => resources.map(({ name }) => name);

describe("internal traffic of a Service", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi();
  });

  async function make(args: Partial<ServiceArgs>) {
    new Service("orders", { cluster, taskDefinition, ...args });
    await mock.settled();
    return mock.resource(SERVICE);
  }

  it("is called by a name of the namespace", async () => {
    const { inputs } = await make({
      serviceConnect: { services: [{ portName: "http", port: 80, dnsName: "orders" }] },
    });
    assert.deepEqual(inputs.serviceConnectConfiguration, {
      enabled: true,
      namespace: namespaceArn,
      logConfiguration: {
        logDriver: "awslogs",
        options: {
          "awslogs-group": "/ecs/orders",
          "awslogs-region": "us-east-1",
          "awslogs-stream-prefix": "service-connect",
        },
      },
      services: [
        {
          portName: "http",
          discoveryName: "orders",
          clientAlias: [{ port: 80, dnsName: "orders" }],
        },
      ],
    });
    // A name in a namespace lets nobody in.
    assert.deepEqual(
      mock.resources.filter(({ type }) => type === INGRESS),
      [],
    );
  });

  it("only calls others where it names no port", async () => {
    const { arn, family, containers } = taskDefinition;
    const elsewhere = { arn, family, containers };
    const { inputs } = await make({ serviceConnect: {}, taskDefinition: elsewhere });
    assert.deepEqual(inputs.serviceConnectConfiguration, {
      enabled: true,
      namespace: namespaceArn,
    });
  });

  it("takes timeouts, another port of the proxy, and names of its own", async () => {
    const { inputs } = await make({
      serviceConnect: {
        namespaceArn: "arn:other",
        services: [
          { portName: "http", port: 80, idleTimeoutSeconds: 60, perRequestTimeoutSeconds: 0 },
          {
            portName: pulumi.output("admin"),
            port: 81,
            ingressPortOverride: 15_000,
            perRequestTimeoutSeconds: 30,
          },
        ],
      },
    });
    const { namespace, services } = inputs.serviceConnectConfiguration as Record<string, unknown>;
    assert.equal(namespace, "arn:other");
    assert.deepEqual(services, [
      {
        portName: "http",
        discoveryName: "orders-http",
        clientAlias: [{ port: 80 }],
        timeout: { idleTimeoutSeconds: 60, perRequestTimeoutSeconds: 0 },
      },
      {
        portName: "admin",
        discoveryName: "orders-admin",
        clientAlias: [{ port: 81 }],
        ingressPortOverride: 15_000,
        timeout: { perRequestTimeoutSeconds: 30 },
      },
    ]);
  });

  it("encrypts by a certificate authority, with a role for it that the service outlives not", async () => {
    const certificateAuthorityArn =
      "arn:aws:acm-pca:us-east-1:123456789012:certificate-authority/1";
    const tls = { certificateAuthorityArn, kmsKeyArn: "arn:key" };
    const { inputs, options } = await make({
      serviceConnect: { services: [{ portName: "http", port: 80, tls }] },
    });
    const { services } = inputs.serviceConnectConfiguration as { services: { tls: unknown }[] };
    const attachment = mock.resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment");
    assert.equal(
      attachment.inputs.policyArn,
      "arn:aws:iam::aws:policy/service-role/AmazonECSInfrastructureRolePolicyForServiceConnectTransportLayerSecurity",
    );
    const role = mock.resource("aws:iam/role:Role", "orders-connect");
    assert.match(String(role.inputs.assumeRolePolicy), /"Service":"ecs\.amazonaws\.com"/);
    const { roleArn, ...rest } = services[0]?.tls as { roleArn: string };
    assert.match(roleArn, /^arn:aws:iam::123456789012:role\/orders-connect-/);
    assert.deepEqual(rest, {
      issuerCertAuthority: { awsPcaAuthorityArn: certificateAuthorityArn },
      kmsKey: "arn:key",
    });
    assert.ok(options.dependsOn?.includes(attachment.urn));
  });

  it("encrypts with a role that is given", async () => {
    const tls = { certificateAuthorityArn: "arn:ca", roleArn: "arn:role" };
    const { inputs } = await make({
      serviceConnect: { services: [{ portName: "http", port: 80, tls }] },
    });
    const { services } = inputs.serviceConnectConfiguration as { services: { tls: unknown }[] };
    assert.deepEqual(services[0]?.tls, {
      issuerCertAuthority: { awsPcaAuthorityArn: "arn:ca" },
      roleArn: "arn:role",
    });
    assert.deepEqual(
      mock.resources.filter(({ type }) => type === "aws:iam/role:Role"),
      [],
    );
  });

  it("has a DNS name by Cloud Map", async () => {
    const { inputs } = await make({ serviceDiscovery: { namespaceId: "ns-1" } });
    assert.deepEqual(mock.resource(DISCOVERY).inputs, {
      name: "orders",
      dnsConfig: {
        namespaceId: "ns-1",
        routingPolicy: "MULTIVALUE",
        dnsRecords: [{ type: "A", ttl: 10 }],
      },
      healthCheckCustomConfig: { failureThreshold: 1 },
      forceDestroy: true,
    });
    const { registryArn, ...rest } = inputs.serviceRegistries as { registryArn: string };
    assert.match(registryArn, /:service\/srv-/);
    assert.deepEqual(rest, {});
  });

  it("names the port in SRV records", async () => {
    const { inputs } = await make({
      serviceDiscovery: {
        namespaceId: "ns-1",
        name: "shop",
        recordType: "SRV",
        ttlSeconds: 60,
        containerPort: 9090,
      },
    });
    const { name, dnsConfig } = mock.resource(DISCOVERY).inputs;
    assert.equal(name, "shop");
    assert.deepEqual((dnsConfig as { dnsRecords: unknown }).dnsRecords, [{ type: "SRV", ttl: 60 }]);
    const { containerName, containerPort } = inputs.serviceRegistries as Record<string, unknown>;
    assert.deepEqual([containerName, containerPort], ["orders", 9090]);
  });

  it("pain 17: the namespace goes after the entry, and the entry after the service", async () => {
    const namespace = new PrivateDnsNamespace("internal", { name: "internal", vpc: "vpc-1" });
    const { options } = await make({ serviceDiscovery: { namespaceId: namespace.id } });
    const entry = mock.resource(DISCOVERY);
    const { urn } = mock.resource("aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace");
    assert.ok(options.dependsOn?.includes(entry.urn));
    assert.ok(entry.options.dependsOn?.includes(urn));
    // What is left in the entry does not hold it back, and another of its name is made when it is gone.
    assert.equal(entry.inputs.forceDestroy, true);
    assert.equal(entry.options.deleteBeforeReplace, true);
  });

  it("pain 17: the cluster's namespace goes after the services that are connected in it", async () => {
    const { ref } = new Cluster("platform", { network, serviceConnectNamespace: "internal" });
    const { options, inputs } = await make({ cluster: ref, serviceConnect: {} });
    const { urn } = mock.resource("aws:servicediscovery/httpNamespace:HttpNamespace");
    assert.ok(options.dependsOn?.includes(urn));
    const { namespace } = inputs.serviceConnectConfiguration as { namespace: string };
    assert.match(namespace, /:namespace\/ns-/);
  });

  it("pain 17: two services of one port's name have names of their own in the namespace", async () => {
    const serviceConnect = { services: [{ portName: "http", port: 80 }] };
    for (const name of ["orders", "Billing"]) {
      new Service(name, { cluster, taskDefinition, serviceConnect });
    }
    await mock.settled();
    const names = ["orders", "Billing"].map((name) => {
      const { inputs } = mock.resource(SERVICE, name);
      const { services } = inputs.serviceConnectConfiguration as {
        services: { discoveryName: string }[];
      };
      return services[0]?.discoveryName;
    });
    assert.deepEqual(names, ["orders", "billing"]);
  });

  it("lets named peers in, and nobody else", async () => {
    const { options } = await make({
      ingressFrom: [
        { peer: "billing", securityGroupId: "sg-billing", port: 8080 },
        { peer: "admin", securityGroupId: "sg-admin", port: 8080 },
        { peer: "admin", securityGroupId: "sg-admin", port: 9090, protocol: "udp" },
      ],
    });
    const rules = mock.resources.filter(({ type }) => type === INGRESS);
    assert.deepEqual(
      rules.map(({ name, inputs }) => [
        name,
        inputs.referencedSecurityGroupId,
        inputs.ipProtocol,
        inputs.fromPort,
        inputs.toPort,
        inputs.description,
      ]),
      [
        ["orders-from-billing", "sg-billing", "tcp", 8080, 8080, "billing to orders"],
        ["orders-from-admin-8080", "sg-admin", "tcp", 8080, 8080, "admin to orders"],
        ["orders-from-admin-9090", "sg-admin", "udp", 9090, 9090, "admin to orders"],
      ],
    );
    for (const { urn } of rules) assert.ok(options.dependsOn?.includes(urn));
  });

  it("a client is let in at its servers by rules of its own, and is deployed after them", async () => {
    const prices = new Service("prices", { cluster, taskDefinition });
    // A server of another stack is an output as a whole.
    const stock = pulumi.output({
      arn: "arn:stock",
      name: "stock",
      clusterArn: cluster.arn,
      securityGroupId: "sg-stock",
    });
    const catalog = new Service("catalog", {
      cluster,
      taskDefinition,
      connectsTo: [
        { peer: "prices", service: prices.ref, port: 8080 },
        { peer: "stock", service: stock, port: 8080 },
        { peer: "stock", service: stock, port: 9090, protocol: "udp" },
      ],
    });
    await mock.settled();
    const groupOf = (service: Service) => valueOf(pulumi.output(service.ref.securityGroupId));
    const [client, server] = [await groupOf(catalog), await groupOf(prices)];
    const rules = mock.resources
      .filter(({ type }) => type === INGRESS)
      .sort((a, b) => a.name.localeCompare(b.name));
    assert.deepEqual(
      rules.map(({ name, inputs }) => [
        name,
        inputs.securityGroupId,
        inputs.referencedSecurityGroupId,
        inputs.ipProtocol,
        inputs.fromPort,
        inputs.description,
      ]),
      [
        ["catalog-to-prices", server, client, "tcp", 8080, "catalog to prices"],
        ["catalog-to-stock-8080", "sg-stock", client, "tcp", 8080, "catalog to stock"],
        ["catalog-to-stock-9090", "sg-stock", client, "udp", 9090, "catalog to stock"],
      ],
    );
    const { options } = mock.resource(SERVICE, "catalog");
    for (const { urn } of rules) assert.ok(options.dependsOn?.includes(urn));
    const order = names(mock.resources.filter(({ type }) => [SERVICE, INGRESS].includes(type)));
    const at = (name: string) => order.indexOf(name);
    assert.ok(at("prices") < at("catalog-to-prices"));
    assert.ok(at("catalog-to-prices") < at("catalog"));
  });

  it("a client whose tasks share their instances' network is let in from all of these", async () => {
    const { options } = await make({
      cluster: { ...instances, namespaceArn },
      taskDefinition: taskIn("bridge"),
      capacityProviderStrategies: [
        { capacityProvider: "workers", weight: 1 },
        { capacityProvider: "spare", weight: 1 },
      ],
      connectsTo: [
        {
          peer: "prices",
          service: {
            arn: "arn:prices",
            name: "prices",
            clusterArn: "arn:c",
            securityGroupId: "sg-p",
          },
          port: 8080,
        },
      ],
    });
    const rules = mock.resources.filter(({ type }) => type === INGRESS);
    assert.deepEqual(
      rules.map(({ name, inputs }) => [name, inputs.referencedSecurityGroupId]),
      [
        ["orders-to-prices-on-workers", "sg-workers"],
        ["orders-to-prices-on-spare", "sg-spare"],
      ],
    );
    for (const { urn } of rules) assert.ok(options.dependsOn?.includes(urn));
  });

  it("knows the ports' names and the log of a TaskDefinition", async () => {
    const task = new TaskDefinition("orders", {
      containers: [
        {
          name: "orders",
          image: `orders@${DIGEST}`,
          portMappings: [{ containerPort: 8080, name: "http" }, { containerPort: 9090 }],
          stopTimeout: 45,
        },
      ],
    });
    const { inputs } = await make({
      taskDefinition: task.ref,
      serviceConnect: { services: [{ portName: "http", port: 80 }] },
    });
    assert.deepEqual(task.ref.containers, [
      { name: "orders", ports: [8080, 9090], portNames: ["http"], stopTimeout: 45 },
    ]);
    const { logConfiguration } = inputs.serviceConnectConfiguration as {
      logConfiguration: { options: Record<string, string> };
    };
    const group = mock.resource("aws:cloudwatch/logGroup:LogGroup").inputs.name;
    assert.equal(logConfiguration.options["awslogs-group"], group);
  });

  const faults: [Partial<ServiceArgs>, string, string][] = [
    [
      { cluster: other, serviceConnect: {} },
      "serviceConnect.namespaceArn",
      "'serviceConnect.namespaceArn' must be given where the cluster has no namespace; 'serviceConnectNamespace' on the Cluster works too",
    ],
    [
      { serviceConnect: { services: [{ portName: "web", port: 80 }] } },
      "serviceConnect.services[0].portName",
      `'serviceConnect.services[0].portName' must be the 'name' of a port mapping, got "web"; the task definition has "http", "admin"`,
    ],
    [
      { serviceConnect: { services: [{ portName: "http", port: 0 }] } },
      "serviceConnect.services[0].port",
      "'serviceConnect.services[0].port' must be a whole number from 1 to 65535, got 0; 80 works",
    ],
    [
      { serviceDiscovery: { namespaceId: "ns-1", recordType: "SRV" } },
      "serviceDiscovery",
      "'serviceDiscovery' must name one target with 'containerName' and 'containerPort', got several: orders:8080, orders:9090",
    ],
    [
      { serviceDiscovery: { namespaceId: "ns-1", name: "a.b" } },
      "serviceDiscovery.name",
      `'serviceDiscovery.name' must be a DNS label of at most 63 characters, got "a.b"; "orders" works`,
    ],
    [
      { ingressFrom: [{ peer: "billing", securityGroupId: "sg-1", port: 0 }] },
      "ingressFrom[0].port",
      "'ingressFrom[0].port' must be a whole number from 1 to 65535, got 0; 8080 works",
    ],
  ];
  const prices = { arn: "arn:p", name: "prices", clusterArn: "arn:c", securityGroupId: "sg-p" };
  faults.push(
    [
      { connectsTo: [{ peer: "the prices", service: prices, port: 8080 }] },
      "connectsTo[0].peer",
      `'connectsTo[0].peer' must hold letters, digits and single hyphens, got "the prices"; "billing" works`,
    ],
    [
      { connectsTo: [{ peer: "prices", service: prices, port: 0.5 }] },
      "connectsTo[0].port",
      "'connectsTo[0].port' must be a whole number from 1 to 65535, got 0.5; 8080 works",
    ],
  );
  for (const [args, propertyPath, reason] of faults) {
    it(`refuses with: ${reason.slice(0, 60)}`, () => {
      const message = `Service "orders": ${reason}`;
      const make = () => new Service("orders", { cluster, taskDefinition, ...args });
      assert.throws(make, { propertyPath, message });
      assert.deepEqual(mock.resources, []);
    });
  }
});
