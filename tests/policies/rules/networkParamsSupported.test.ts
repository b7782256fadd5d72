import { UNKNOWN } from "../../../policies/resource/reader.js";
import { networkParamsSupported } from "../../../policies/rules/networkParamsSupported.js";
import { componentTask, describeRule, rawService, rawTask } from "./ruleCases.js";

const EC2 = { requiresCompatibilities: ["EC2"] };
const BRIDGE = { ...EC2, networkMode: "bridge" };
const WINDOWS = {
  ...EC2,
  networkMode: undefined,
  runtimePlatform: { operatingSystemFamily: "WINDOWS_SERVER_2022_CORE" },
};
const OBJECT = "arn:aws:s3:::settings/gmsa.json";

const ALL = {
  hostname: "app",
  dnsServers: ["10.0.0.2"],
  dnsSearchDomains: ["example.internal"],
  extraHosts: [{ hostname: "db.local", ipAddress: "10.0.0.5" }],
  links: ["db"],
  disableNetworking: true,
  dockerSecurityOptions: ["no-new-privileges"],
};

describeRule(networkParamsSupported, {
  passes: [
    {
      title: "a mode that Fargate does not have, which another rule tells",
      resource: componentTask([{}], { networkMode: "default" }),
    },

    {
      title: "a proxy in a network of the task's own",
      resource: componentTask([{}], { proxyConfiguration: { containerName: "app" } }),
    },

    { title: "our component", resource: componentTask() },
    {
      title: "all that a bridge has, of our component",
      resource: componentTask([{ ...ALL, credentialSpecs: [{ location: OBJECT }] }], BRIDGE),
    },
    {
      title: "all that a bridge has, of a resource",
      resource: rawTask([{ ...ALL, credentialSpecs: [`credentialspec:${OBJECT}`] }], BRIDGE),
    },
    { title: "the NAT of Windows", resource: rawTask([{ hostname: "app" }], WINDOWS) },
    {
      title: "credentials of our component on Fargate",
      resource: componentTask([
        { credentialSpecs: [{ location: OBJECT, secretArn: "arn:aws:secretsmanager:…" }] },
      ]),
    },
  ],
  fails: [
    ...(
      [
        ["dnsSearchDomains", ["example.internal"]],
        ["extraHosts", [{ hostname: "db.local", ipAddress: "10.0.0.5" }]],
        ["disableNetworking", true],
      ] as const
    ).map(([argument, value]) => ({
      title: `${argument} for Windows`,
      resource: rawTask([{ [argument]: value }], WINDOWS),
      messages: [`'${argument}' of container 'app' is not for Windows; leave it out`],
    })),

    {
      title: "a name of the task's own address",
      resource: componentTask([{ hostname: "app" }]),
      messages: [
        "'hostname' of container 'app' is not for 'networkMode' awsvpc, in which the task has its own; leave it out",
      ],
    },
    {
      title: "the NAT of Windows for Linux",
      resource: componentTask([{}], { ...EC2, networkMode: "default" }),
      messages: [
        `'networkMode' must be awsvpc, bridge, host or none for Linux, got "default"; leave it out for awsvpc`,
      ],
    },
    {
      title: "links and labels for Windows",
      resource: rawTask([{ links: ["db"], dockerSecurityOptions: ["label:a"] }], WINDOWS),
      messages: [
        "'links' of container 'app' is not for Windows; leave it out",
        `'dockerSecurityOptions' of container 'app' may hold credentialspec:… alone for Windows, got "label:a"; leave it out`,
      ],
    },
    {
      title: "a proxy that is no container",
      resource: componentTask([{}], { proxyConfiguration: { containerName: "envoy" } }),
      messages: [
        `'proxyConfiguration.containerName' must name a container of the task, got "envoy"; the containers are 'app'`,
      ],
    },
    {
      title: "a proxy behind a bridge",
      resource: rawTask([{}], { ...BRIDGE, proxyConfiguration: { containerName: "app" } }),
      messages: [
        "'proxyConfiguration' is for 'networkMode' awsvpc, got bridge; leave 'proxyConfiguration' out",
      ],
    },
    {
      title: "an address that is none",
      resource: rawTask([{ dnsServers: ["dns"] }], BRIDGE),
      messages: [`'dnsServers' of container 'app' must be addresses, got "dns"; "10.0.0.2" works`],
    },
    {
      title: "credentials of a domain on Fargate",
      resource: componentTask([{ credentialSpecs: [{ location: OBJECT }] }]),
      messages: [
        `'credentialSpecs' of container 'app' must be domainless on Fargate, got "credentialspec:${OBJECT}"; name the account's secret in 'secretArn'`,
      ],
    },
  ],
  unknown: [
    {
      title: "an unknown name, but not an address beside it",
      resource: componentTask([{ hostname: UNKNOWN, dnsServers: ["dns"] }], BRIDGE),
      paths: ["containers[0].hostname"],
      messages: [`'dnsServers' of container 'app' must be addresses, got "dns"; "10.0.0.2" works`],
    },
  ],
  ignores: [{ title: "a service", resource: rawService() }],
});
