import { describeEc2, type Ec2Object, itemsOf, textIn } from "./awsQuery.js";
import { type LookUp, type LookUpResult, theOne } from "./lookUp.js";

type Inputs = Parameters<LookUp>[1];

/** How objects of a type are asked for. */
interface Question {
  action: string;
  /** The list in the answer that has them, and the element with an object's id. */
  list: string;
  id: string;
  /** Filters by names of inputs. What they leave over is the object, where AWS has no two of the same. */
  filters: Readonly<Record<string, string>>;
  /**
   * Where AWS has several of the same: in a VPC, or in whatever else this input names, that the stack has made itself, the
   * one with the same tags that no other resource is.
   */
  within?: string;
  /** Whether an object is in AWS for good; one that is deleted stays in the list for a while. */
  isThere?: (object: Ec2Object) => boolean;
}

const QUESTIONS: Readonly<Record<string, Question>> = {
  // Names of groups are unique in a VPC.
  "aws:ec2/securityGroup:SecurityGroup": {
    ...{ action: "DescribeSecurityGroups", list: "securityGroupInfo", id: "groupId" },
    filters: { "group-name": "name", "vpc-id": "vpcId" },
  },
  "aws:ec2/launchTemplate:LaunchTemplate": {
    ...{ action: "DescribeLaunchTemplates", list: "launchTemplates", id: "launchTemplateId" },
    filters: { "launch-template-name": "name" },
  },
  // No two subnets of a VPC overlap.
  "aws:ec2/subnet:Subnet": {
    ...{ action: "DescribeSubnets", list: "subnetSet", id: "subnetId" },
    filters: { "vpc-id": "vpcId", "cidr-block": "cidrBlock" },
  },
  "aws:ec2/routeTable:RouteTable": {
    ...{ action: "DescribeRouteTables", list: "routeTableSet", id: "routeTableId" },
    filters: { "vpc-id": "vpcId" },
    within: "vpcId",
    // Every VPC has a main one from its start.
    isThere: (table) => itemsOf(table, "associationSet").every((each) => each["main"] !== "true"),
  },
  "aws:ec2/natGateway:NatGateway": {
    ...{ action: "DescribeNatGateways", list: "natGatewaySet", id: "natGatewayId" },
    filters: { "subnet-id": "subnetId" },
    within: "subnetId",
    isThere: ({ state }) => state === "pending" || state === "available",
  },
  "aws:ec2/vpcEndpoint:VpcEndpoint": {
    ...{ action: "DescribeVpcEndpoints", list: "vpcEndpointSet", id: "vpcEndpointId" },
    filters: { "vpc-id": "vpcId", "service-name": "serviceName" },
    within: "vpcId",
    isThere: (endpoint) => !/^delet/i.test(textIn(endpoint, "state") ?? ""),
  },
  "aws:ec2/flowLog:FlowLog": {
    ...{ action: "DescribeFlowLogs", list: "flowLogSet", id: "flowLogId" },
    filters: { "resource-id": "vpcId" },
    within: "vpcId",
  },
  "aws:ec2/vpc:Vpc": {
    ...{ action: "DescribeVpcs", list: "vpcSet", id: "vpcId" },
    filters: { cidr: "cidrBlock" },
    within: "",
  },
  "aws:ec2/eip:Eip": {
    ...{ action: "DescribeAddresses", list: "addressesSet", id: "allocationId" },
    filters: {},
    within: "",
  },
  // It is made first, and attached to its VPC then.
  "aws:ec2/internetGateway:InternetGateway": {
    ...{ action: "DescribeInternetGateways", list: "internetGatewaySet", id: "internetGatewayId" },
    filters: {},
    within: "",
  },
};

/** AWS gives the ids of these; they are found by names and places, and by tags where that proves whose they are. */
export const EC2_LOOK_UPS: readonly (readonly [string, LookUp])[] = [
  ...Object.entries(QUESTIONS).map(([type, question]): [string, LookUp] => [
    type,
    (...parameters) => answerOf(question, ...parameters),
  ]),
  ["aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", findRule("false")],
  ["aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", findRule("true")],
];

async function answerOf(
  { action, list, id, filters, within, isThere = () => true }: Question,
  ...[connection, inputs, known]: Parameters<LookUp>
): Promise<LookUpResult | undefined> {
  const given = Object.entries(filters).map(([filter, input]) => [filter, inputs[input]] as const);
  if (!given.every((each): each is [string, string] => typeof each[1] === "string"))
    return undefined;
  const found = await describeEc2(connection, action, list, Object.fromEntries(given));
  const ids = found
    .filter((each) => isThere(each) && (within === undefined || hasTags(each, inputs)))
    .flatMap((each) => textIn(each, id) ?? [])
    .filter((each) => !known.has(each));
  if (within === undefined || ids.length === 0) return theOne(ids);
  // In a place of somebody else's, what looks the same may be somebody else's too.
  return known.has(String(inputs[within])) ? theOne(ids) : undefined;
}

/** Whether an object has all tags of a resource. */
function hasTags(object: Ec2Object, inputs: Inputs): boolean {
  const tags = new Map(
    itemsOf(object, "tagSet").map((tag) => [textIn(tag, "key"), textIn(tag, "value") ?? ""]),
  );
  const asked = (inputs["tagsAll"] ?? inputs["tags"] ?? {}) as Record<string, unknown>;
  return Object.entries(asked)
    .filter(([key]) => key !== "__defaults")
    .every(([key, value]) => tags.get(key) === value);
}

/** AWS refuses a rule that a group has already. */
function findRule(isEgress: "true" | "false"): LookUp {
  return async (connection, inputs, known) => {
    const group = inputs["securityGroupId"];
    if (typeof group !== "string") return undefined;
    const rules = await describeEc2(
      connection,
      "DescribeSecurityGroupRules",
      "securityGroupRuleSet",
      {
        "group-id": group,
      },
    );
    const same = rules.filter((rule) => rule["isEgress"] === isEgress && isSameRule(rule, inputs));
    const ids = same.flatMap((rule) => textIn(rule, "securityGroupRuleId") ?? []);
    return theOne(ids.filter((id) => !known.has(id)));
  };
}

/** Elements of a rule by inputs of its resource. */
const RULE_ELEMENTS = {
  cidrIpv4: "cidrIpv4",
  cidrIpv6: "cidrIpv6",
  prefixListId: "prefixListId",
} as const;

function isSameRule(rule: Ec2Object, inputs: Inputs): boolean {
  const protocol = scalarText(inputs["ipProtocol"]);
  const { referencedGroupInfo: peer } = rule;
  const peerId = typeof peer === "object" && !Array.isArray(peer) ? textIn(peer, "groupId") : "";
  const same = (element: string, input: string): boolean =>
    (textIn(rule, element) ?? "") === scalarText(inputs[input]);
  return (
    rule["ipProtocol"] === protocol &&
    // A rule for all protocols has all ports.
    (protocol === "-1" || ["fromPort", "toPort"].every((each) => same(each, each))) &&
    Object.entries(RULE_ELEMENTS).every(([input, element]) => same(element, input)) &&
    // It may have its account's id before it.
    (peerId ?? "") === scalarText(inputs["referencedSecurityGroupId"]).split("/").at(-1)
  );
}

function scalarText(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
