import { UNKNOWN } from "../../../policies/resource/reader.js";
import { launchTemplateHardened } from "../../../policies/rules/launchTemplateHardened.js";
import { describeRule, rawService, resourceOf } from "./ruleCases.js";

const GOOD = {
  metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1 },
  blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { encrypted: "true" } }],
};
const template = (edit: object = {}) =>
  resourceOf("aws:ec2/launchTemplate:LaunchTemplate", { ...GOOD, ...edit });
const tokens = (got: string) =>
  `launch template 'orders' gives the rights of its role away without a token: set 'metadataOptions.httpTokens' to required, got ${got}`;

describeRule(launchTemplateHardened, {
  passes: [
    { title: "a hardened template", resource: template() },
    {
      title: "no metadata at all",
      resource: template({ metadataOptions: { httpEndpoint: "disabled" } }),
    },
    {
      title: "a volume of a snapshot, which decides",
      resource: template({
        blockDeviceMappings: [{ deviceName: "a", ebs: { snapshotId: "snap-1" } }],
      }),
    },
    {
      title: "hops that the configuration allows",
      resource: template({
        metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 2 },
      }),
      configuration: { hopLimit: 2 },
    },
  ],
  fails: [
    {
      title: "what the image decides",
      resource: template({ metadataOptions: undefined }),
      messages: [tokens("what the image decides")],
    },
    {
      title: "optional tokens",
      resource: template({ metadataOptions: { httpTokens: "optional" } }),
      messages: [tokens('"optional"')],
    },
    {
      title: "containers that reach the role",
      resource: template({
        metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 2 },
      }),
      messages: [
        "launch template 'orders' lets containers have the rights of its role: set 'metadataOptions.httpPutResponseHopLimit' to 1, got 2",
      ],
    },
    {
      title: "public addresses",
      resource: template({ networkInterfaces: [{ associatePublicIpAddress: "true" }] }),
      messages: [
        "launch template 'orders' gives its instances public addresses: set 'associatePublicIpAddress' to false",
      ],
    },
    {
      title: "a volume in the clear",
      resource: template({
        blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { volumeSize: 30 } }],
      }),
      messages: ["launch template 'orders' does not encrypt '/dev/xvda': set 'encrypted' to true"],
    },
  ],
  unknown: [
    {
      title: "an unknown choice",
      resource: template({ metadataOptions: { httpTokens: UNKNOWN } }),
      paths: ["metadataOptions.httpTokens"],
    },
  ],
  ignores: [{ title: "a service", resource: rawService() }],
});
