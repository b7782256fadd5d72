import { createHash } from "node:crypto";

import type { PropertyMap } from "../../wireValue.js";
import type { Account } from "./account.js";
import { availabilityZones, partitionOf } from "./account.js";
import { AwsResource } from "./awsResource.js";
import { makeAwsResource } from "./makeAwsResource.js";
import { lookedUpPrefixList } from "./prefixLists.js";
import { renderPolicyDocument } from "./renderPolicyDocument.js";

type AwsFunction = (args: PropertyMap, account: Account) => PropertyMap;

/** What the functions of the AWS provider find, by the token without `aws:` and without the file part. */
const FUNCTIONS: Record<string, AwsFunction> = {
  "index:getRegion": (args, { region }) => {
    const id = textOf(args.region) ?? textOf(args.name) ?? region;
    return {
      id,
      region: id,
      name: id,
      description: id,
      endpoint: `ec2.${id}.${partitionOf(id).dnsSuffix}`,
    };
  },
  "index:getCallerIdentity": (_args, { accountId, region }) => {
    const arn = `arn:${partitionOf(region).name}:iam::${accountId}:user/offline-preview`;
    return { id: accountId, accountId, arn, userId: "AIDACKCEVSQ6C2EXAMPLE" };
  },
  "index:getPartition": (_args, { region }) => {
    const { name, dnsSuffix } = partitionOf(region);
    const reverseDnsPrefix = dnsSuffix.split(".").reverse().join(".");
    return { id: name, partition: name, dnsSuffix, reverseDnsPrefix };
  },
  "index:getAvailabilityZones": (_args, { region }) => {
    const names = availabilityZones(region);
    const zoneIds = names.map((_name, i) => `${region.replace(/[^a-z0-9]/g, "")}-az${i + 1}`);
    return { id: region, names, zoneIds, groupNames: [region] };
  },
  "iam:getPolicyDocument": (args) => {
    const json = renderPolicyDocument(args);
    return { id: hashed(json, 10), json, minifiedJson: JSON.stringify(JSON.parse(json)) };
  },
  "ec2:getSubnets": (args) => ({
    id: "subnets",
    ids: [1, 2].map((n) => `subnet-0${hashed(JSON.stringify(args) + String(n), 16)}`),
  }),
  "ec2:getRouteTables": (args) => ({
    id: "route-tables",
    ids: [`rtb-0${hashed(JSON.stringify(args), 16)}`],
  }),
  "ec2:getManagedPrefixList": (args, account) => ({
    ...found("aws:ec2/managedPrefixList:ManagedPrefixList", args, account),
    ...lookedUpPrefixList(args, account.region),
  }),
  "ec2:getVpc": (args, account) => ({
    cidrBlock: "10.0.0.0/16",
    state: "available",
    ...found("aws:ec2/vpc:Vpc", args, account),
  }),
  "ec2:getSubnet": (args, account) => ({
    cidrBlock: "10.0.0.0/20",
    vpcId: `vpc-0${hashed("vpc", 16)}`,
    availabilityZoneId: "use1-az1",
    ...found("aws:ec2/subnet:Subnet", args, account),
  }),
  "ec2:getAmi": (args) => {
    const id = `ami-0${hashed(JSON.stringify(args), 16)}`;
    return { id, imageId: id, architecture: "x86_64", name: "al2023-ami-ecs-hvm" };
  },
  "ssm:getParameter": (args, account) => ({
    value: imageNamed(String(args.name)),
    type: "String",
    ...found("aws:ssm/parameter:Parameter", args, account),
  }),
  "ecr:getAuthorizationToken": (_args, { accountId, region }) => ({
    id: region,
    userName: "AWS",
    password: "offline",
    authorizationToken: Buffer.from("AWS:offline").toString("base64"),
    proxyEndpoint: `https://${accountId}.dkr.ecr.${region}.${partitionOf(region).dnsSuffix}`,
    expiresAt: "2099-01-01T00:00:00Z",
  }),
  "ecs:getCluster": (args, account) => ({
    status: "ACTIVE",
    ...found("aws:ecs/cluster:Cluster", { ...args, name: args.clusterName }, account),
  }),
  "acm:getCertificate": (args, account) => ({
    status: "ISSUED",
    ...found("aws:acm/certificate:Certificate", args, account),
  }),
};

/** The value of a parameter: an image by digest, for programs that take a released one from there, with the name in it. */
function imageNamed(name: string): string {
  const parts = name.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return `${["value-of", ...parts].join("/")}@sha256:${hashed(name, 64)}`;
}

/**
 * What a function of the AWS provider finds in the account. A `get…` of a type that the tables know finds such a
 * resource; any other function gives its arguments back.
 *
 * @param token Such as `aws:index/getRegion:getRegion`.
 */
export function callAwsFunction(token: string, args: PropertyMap, account: Account): PropertyMap {
  const [, modulePath = "", name = ""] = token.split(":");
  const module = modulePath.split("/")[0] ?? "";
  const call = FUNCTIONS[`${module}:${name}`];
  if (call) return call(args, account);
  return name.startsWith("get")
    ? found(`aws:${module}/${name.slice(3)}:${name.slice(3)}`, args, account)
    : { id: name, ...args };
}

/** A resource that exists already: it is told from others by what it was looked up with. */
function found(type: string, args: PropertyMap, account: Account): PropertyMap {
  const lookup = JSON.stringify(args);
  const name = textOf(args.name) ?? "existing";
  const resource = new AwsResource(type, name, args, account, type + lookup);
  return { tags: {}, ...makeAwsResource(resource), ...args };
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function hashed(text: string, length: number): string {
  return createHash("sha256").update(text).digest("hex").slice(0, length);
}
