import type { AwsResource, Made } from "./aws/awsResource.js";

/** What resources of other providers give back, by type. What is not listed here has an id and unknown outputs. */
const TYPES: Record<string, (resource: AwsResource) => Made> = {
  "awsx:ec2:Vpc": makeVpcComponent,
  "awsx:ecr:Image": (r) => {
    const url = r.text("repositoryUrl");
    const digest = `sha256:${r.hex(64, "digest")}`;
    return { id: "", ...(url !== undefined && { imageUri: `${url}@${digest}` }) };
  },
  "awsx:ecr:Repository": (r) => {
    const host = r.host(`${r.account.accountId}.dkr.ecr.${r.account.region}`);
    return { id: "", url: `${host}/${r.name.toLowerCase()}` };
  },
  "docker-build:index:Image": (r) => {
    const digest = `sha256:${r.hex(64, "digest")}`;
    const tag: unknown = Array.isArray(r.inputs.tags) ? r.inputs.tags[0] : undefined;
    const ref = typeof tag === "string" ? { ref: `${tag}@${digest}` } : {};
    return { id: r.hex(32), digest, contextHash: r.hex(64, "context"), ...ref };
  },
  "docker:index/image:Image": (r) => {
    const imageName = r.text("imageName") ?? r.logicalName;
    const repository = imageName.replace(/:[^/:]*$/, "");
    const repoDigest = `${repository}@sha256:${r.hex(64, "digest")}`;
    return { id: repoDigest, imageName, baseImageName: imageName, repoDigest };
  },
  "docker:index/remoteImage:RemoteImage": (r) => {
    const name = r.text("name") ?? r.logicalName;
    const imageId = `sha256:${r.hex(64)}`;
    const repoDigest = `${name.replace(/:[^/:]*$/, "")}@sha256:${r.hex(64, "digest")}`;
    return { id: imageId + name, imageId, repoDigest };
  },
  "docker:index/registryImage:RegistryImage": (r) => {
    const sha256Digest = `sha256:${r.hex(64, "digest")}`;
    return { id: sha256Digest, sha256Digest };
  },
  "random:index/randomPet:RandomPet": (r) => ({ id: `offline-${r.hex(6)}` }),
  "random:index/randomId:RandomId": (r) => {
    const bytes = Buffer.from(r.hex(2 * numberOf(r, "byteLength", 8)), "hex");
    const prefix = r.text("prefix") ?? "";
    return {
      id: bytes.toString("base64url"),
      hex: prefix + bytes.toString("hex"),
      b64Std: prefix + bytes.toString("base64"),
      b64Url: prefix + bytes.toString("base64url"),
      dec: prefix + BigInt(`0x${bytes.toString("hex")}`).toString(),
    };
  },
  "random:index/randomString:RandomString": randomText,
  "random:index/randomPassword:RandomPassword": randomText,
  "random:index/randomUuid:RandomUuid": (r) => ({ id: r.uuid, result: r.uuid }),
  "random:index/randomInteger:RandomInteger": (r) => {
    const min = numberOf(r, "min", 0);
    const span = numberOf(r, "max", min) - min + 1;
    const result = min + (Number(r.digits(9)) % span);
    return { id: String(result), result };
  },
  "tls:index/privateKey:PrivateKey": (r) => ({
    id: r.hex(40),
    publicKeyOpenssh: `ssh-rsa ${r.hex(64, "key")}`,
    privateKeyPem: "offline",
  }),
};

/** Outputs that providers mark as secret. */
const SECRET_OUTPUTS: Record<string, readonly string[]> = {
  "random:index/randomPassword:RandomPassword": ["result"],
  "tls:index/privateKey:PrivateKey": ["privateKeyPem"],
};

/** Which outputs of a type its provider marks as secret. */
export function secretOutputsOf(type: string): readonly string[] {
  return SECRET_OUTPUTS[type] ?? [];
}

/** The id and outputs of a resource of any provider but AWS's. */
export function makeOtherResource(resource: AwsResource): Made {
  const make = TYPES[resource.type];
  return make ? make(resource) : { id: `${resource.logicalName}-${resource.hex(8)}` };
}

/**
 * The VPC that `awsx.ec2.Vpc` makes in its plugin. Its children exist there alone, so only what it hands out is known.
 *
 * @see https://www.pulumi.com/registry/packages/awsx/api-docs/ec2/vpc/
 */
function makeVpcComponent(r: AwsResource): Made {
  const zones = r.inputs.availabilityZoneNames;
  const count = Array.isArray(zones) ? zones.length : numberOf(r, "numberOfAvailabilityZones", 3);
  const specs = Array.isArray(r.inputs.subnetSpecs)
    ? (r.inputs.subnetSpecs as { type?: unknown }[]).map(({ type }) => type)
    : ["Public", "Private"];
  const subnetIds = (type: string): string[] =>
    specs.flatMap((spec, s) =>
      spec === type
        ? Array.from({ length: count }, (_, zone) => `subnet-0${r.hex(16, `${s}/${zone}`)}`)
        : [],
    );
  return {
    id: "",
    vpcId: r.ec2Id("vpc"),
    publicSubnetIds: subnetIds("Public"),
    privateSubnetIds: subnetIds("Private"),
    isolatedSubnetIds: subnetIds("Isolated"),
    routeTables: ["Public", "Private", "Isolated"].flatMap((type) =>
      subnetIds(type).map((_subnet, i) => ({ id: `rtb-0${r.hex(16, `routes/${type}/${i}`)}` })),
    ),
  };
}

function randomText(r: AwsResource): Made {
  const result = r
    .hex(64)
    .repeat(4)
    .slice(0, numberOf(r, "length", 16));
  return { id: result, result };
}

function numberOf(r: AwsResource, key: string, otherwise: number): number {
  const value = r.inputs[key];
  return typeof value === "number" ? value : otherwise;
}
