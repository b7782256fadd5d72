import fc from "fast-check";

import type { TaskDefinitionArgs } from "../../components/index.js";
import { few, near, some, text } from "./draw.js";

const OBJECT = "arn:aws:s3:::settings/gmsa.json";
const PARAMETER = "arn:aws:ssm:us-east-1:123456789012:parameter/gmsa";
const SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:gmsa-AbCdEf";

const portMapping = some(
  {
    containerPort: near(80, 8080, 9090),
    hostPort: near(0, 80, 8080),
    containerPortRange: text("8000-8010"),
    protocol: text("tcp", "udp"),
  },
  "containerPort",
);

const container = some(
  {
    name: text("app", "web", "proxy"),
    image: fc.constant(`registry.example.com/orders@sha256:${"ab".repeat(32)}`),
    memory: fc.constant(256),
    portMappings: few(portMapping),
    hostname: text("app", "app.local"),
    dnsServers: few(text("10.0.0.2", "fd00::2")),
    dnsSearchDomains: few(text("example.internal")),
    extraHosts: few(
      some({ hostname: text("db.local"), ipAddress: text("10.0.0.5") }, "hostname", "ipAddress"),
    ),
    links: few(text("app", "web", "proxy:envoy"), 1),
    disableNetworking: fc.boolean(),
    dockerSecurityOptions: few(text("no-new-privileges", "label:type:web_t")),
    credentialSpecs: few(
      some({ location: text(OBJECT, PARAMETER), secretArn: fc.constant(SECRET) }, "location"),
      1,
    ),
    systemControls: fc.constant({ "net.core.somaxconn": "1024" }),
  },
  "name",
  "image",
  "memory",
);

/** Task definitions with all that hangs on their network, legal and illegal ones. */
export const networkTaskArgs = some(
  {
    containers: fc.uniqueArray(container, {
      minLength: 1,
      maxLength: 3,
      selector: ({ name }) => name,
    }),
    requiresCompatibilities: fc.constantFrom(["EC2"], ["EC2"], ["MANAGED_INSTANCES"], ["FARGATE"]),
    operatingSystem: fc.constantFrom("LINUX", "LINUX", "WINDOWS_SERVER_2022_CORE"),
    volumes: few(
      some(
        {
          name: text("share"),
          fsxWindowsFileServer: fc.constant({
            fileSystemId: "fs-0123456789abcdef0",
            rootDirectory: "share",
            credentialsParameter: PARAMETER,
            domain: "corp.example.com",
          }),
        },
        "name",
        "fsxWindowsFileServer",
      ),
      1,
    ),
    networkMode: fc.constantFrom("awsvpc", "bridge", "bridge", "host", "none", "default"),
    proxyConfiguration: some(
      {
        containerName: text("proxy"),
        appPorts: few(near(8080)),
        proxyIngressPort: near(15_000),
        proxyEgressPort: near(15_001),
        ignoredUid: near(1337),
        egressIgnoredPorts: few(near(443)),
        egressIgnoredIps: few(text("10.0.0.0/16")),
      },
      "containerName",
      "appPorts",
      "proxyIngressPort",
      "proxyEgressPort",
      "ignoredUid",
    ),
  },
  "containers",
  "requiresCompatibilities",
  "networkMode",
) as unknown as fc.Arbitrary<TaskDefinitionArgs>;
