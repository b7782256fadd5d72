import type { Reader } from "../resource/reader.js";
import { viewOfKinds } from "./viewOf.js";

/** A volume of an instance. Each read throws `UnknownLeaf` where its value is not known. */
export interface BlockDevice {
  readonly label: string;
  /** Whether it is encrypted by what this says; a snapshot decides by itself. */
  isEncrypted(): boolean;
}

/** What instances are started from. Each read throws `UnknownLeaf` where its value is not known. */
export interface LaunchTemplateView {
  /** How messages name it: `launch template 'large'`. */
  readonly label: string;
  /** `required` or `optional`; nothing where the image and the account decide. */
  metadataTokens(): string | undefined;
  /** Whether instances answer for their metadata, and their role, at all. */
  offersMetadata(): boolean;
  metadataHops(): number | undefined;
  assignsPublicIp(): boolean;
  readonly devices: () => BlockDevice[];
}

interface Kind {
  label: string;
  isPublic: (inputs: Reader) => boolean;
  devices: (inputs: Reader) => { device: Reader; ebs: Reader }[];
}

const KINDS: Readonly<Record<string, Kind>> = {
  "aws:ec2/launchTemplate:LaunchTemplate": {
    label: "launch template",
    isPublic: (inputs) =>
      (inputs.get("networkInterfaces").list() ?? []).some(
        (card) => card.get("associatePublicIpAddress").boolean() === true,
      ),
    devices: (inputs) =>
      (inputs.get("blockDeviceMappings").list() ?? [])
        .map((device) => ({ device, ebs: device.get("ebs") }))
        .filter(({ ebs }) => ebs.exists()),
  },
  "aws:ec2/launchConfiguration:LaunchConfiguration": {
    label: "launch configuration",
    isPublic: (inputs) => inputs.get("associatePublicIpAddress").boolean() ?? false,
    devices: (inputs) =>
      [inputs.get("rootBlockDevice"), ...(inputs.get("ebsBlockDevices").list() ?? [])]
        .filter((device) => device.exists())
        .map((device) => ({ device, ebs: device })),
  },
};

/** A view of what instances are started from; nothing for any other resource. */
export const launchTemplateView = viewOfKinds(
  KINDS,
  (kind, inputs, { name }): LaunchTemplateView => {
    const metadata = inputs.get("metadataOptions");
    return {
      label: `${kind.label} '${name}'`,
      metadataTokens: () => metadata.get("httpTokens").string(),
      offersMetadata: () => metadata.get("httpEndpoint").string() !== "disabled",
      metadataHops: () => metadata.get("httpPutResponseHopLimit").number(),
      assignsPublicIp: () => kind.isPublic(inputs),
      devices: () =>
        kind.devices(inputs).map(({ device, ebs }) => ({
          label: device.get("deviceName").string() ?? device.path,
          isEncrypted: () =>
            ebs.get("encrypted").boolean() ??
            (ebs.get("snapshotId").isGiven() || ebs.get("kmsKeyId").isGiven()),
        })),
    };
  },
);
