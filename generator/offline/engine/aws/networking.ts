import type { AwsResource, Made, ResourceTable } from "./awsResource.js";
import { availabilityZones } from "./account.js";

/** VPC, EC2, Elastic Load Balancing, Route 53, ACM. */
export const NETWORKING: ResourceTable = {
  "ec2:Vpc": (r) => ({
    ...ec2(r, "vpc", "vpc"),
    ownerId: r.account.accountId,
    defaultSecurityGroupId: `sg-0${r.hex(16, "group")}`,
    defaultNetworkAclId: `acl-0${r.hex(16, "acl")}`,
    defaultRouteTableId: `rtb-0${r.hex(16, "routes")}`,
    mainRouteTableId: `rtb-0${r.hex(16, "routes")}`,
  }),
  "ec2:Subnet": (r) => ({
    ...ec2(r, "subnet", "subnet"),
    ownerId: r.account.accountId,
    availabilityZone: r.text("availabilityZone") ?? availabilityZones(r.account.region, 1)[0],
  }),
  "ec2:SecurityGroup": (r) => ({
    ...ec2(r, "security-group", "sg"),
    name: r.name,
    ownerId: r.account.accountId,
  }),
  "ec2:SecurityGroupRule": (r) => ({ id: `sgrule-${r.digits(10)}`, securityGroupRuleId: rule(r) }),
  "vpc:SecurityGroupIngressRule": securityGroupRule,
  "vpc:SecurityGroupEgressRule": securityGroupRule,
  "ec2:InternetGateway": (r) => ec2(r, "internet-gateway", "igw"),
  "ec2:NatGateway": (r) => ({ ...ec2(r, "natgateway", "nat"), publicIp: address(r) }),
  "ec2:Eip": (r) => {
    const made = ec2(r, "elastic-ip", "eipalloc");
    return { ...made, allocationId: made.id, publicIp: address(r) };
  },
  "ec2:RouteTable": (r) => ec2(r, "route-table", "rtb"),
  "ec2:RouteTableAssociation": (r) => ({ id: r.ec2Id("rtbassoc") }),
  "ec2:Route": (r) => ({ id: `r-${r.text("routeTableId") ?? "rtb"}${r.digits(10)}` }),
  "ec2:VpcEndpoint": (r) => ({
    ...ec2(r, "vpc-endpoint", "vpce"),
    // The interface kind has none.
    ...((r.text("vpcEndpointType") ?? "Gateway") === "Gateway" && {
      prefixListId: `pl-0${r.hex(16, "prefixList")}`,
    }),
  }),
  "ec2:FlowLog": (r) => ec2(r, "vpc-flow-log", "fl"),
  "ec2:NetworkInterface": (r) => ec2(r, "network-interface", "eni"),
  "ec2:Instance": (r) => ec2(r, "instance", "i"),
  "ec2:LaunchTemplate": (r) => ({
    ...ec2(r, "launch-template", "lt"),
    name: r.name,
    latestVersion: 1,
    defaultVersion: 1,
  }),
  "autoscaling:Group": (r) => ({
    id: r.name,
    name: r.name,
    arn: r.arn("autoscaling", `autoScalingGroup:${r.uuid}:autoScalingGroupName/${r.name}`),
  }),
  "lb:LoadBalancer": loadBalancer,
  "lb:TargetGroup": (r) => {
    const arnSuffix = `targetgroup/${r.name}/${r.hex(16)}`;
    const arn = r.arn("elasticloadbalancing", arnSuffix);
    return { id: arn, arn, arnSuffix, name: r.name, loadBalancerArns: [] };
  },
  "lb:Listener": (r) => {
    const arn = under(r, "loadBalancerArn", ":loadbalancer/", ":listener/");
    return { id: arn, arn };
  },
  "lb:ListenerRule": (r) => {
    const arn = under(r, "listenerArn", ":listener/", ":listener-rule/");
    return { id: arn, arn };
  },
  "lb:ListenerCertificate": (r) => ({
    id: `${r.text("listenerArn") ?? "listener"}_${r.text("certificateArn") ?? "certificate"}`,
  }),
  "wafv2:WebAcl": (r) => ({
    id: r.uuid,
    name: r.name,
    arn: r.arn("wafv2", `regional/webacl/${r.name}/${r.uuid}`),
  }),
  "wafv2:WebAclAssociation": (r) => ({
    id: `${r.text("webAclArn") ?? "acl"},${r.text("resourceArn") ?? "resource"}`,
  }),
  "route53:Zone": (r) => {
    const zoneId = `Z${r.hex(20).toUpperCase()}`;
    const arn = r.arnAt("route53", "", "", `hostedzone/${zoneId}`);
    return { id: zoneId, zoneId, arn, nameServers: NAME_SERVERS };
  },
  "route53:Record": (r) => {
    const name = r.text("name") ?? r.logicalName;
    return { id: `${r.text("zoneId") ?? "Z"}_${name}_${r.text("type") ?? "A"}`, fqdn: name };
  },
  "acm:Certificate": certificate,
  "acm:CertificateValidation": (r) => ({ id: r.text("certificateArn") ?? certificate(r).id }),
};

const NAME_SERVERS = ["ns-1.awsdns-01.org", "ns-2.awsdns-02.com", "ns-3.awsdns-03.net"];

/**
 * Route 53 zones of Application Load Balancers.
 *
 * @see https://docs.aws.amazon.com/general/latest/gr/elb.html
 */
const LOAD_BALANCER_ZONES: Record<string, string> = {
  "us-east-1": "Z35SXDOTRQ7X7K",
  "us-east-2": "Z3AADJGX6KTTL2",
  "us-west-1": "Z368ELLRRE2KJ0",
  "us-west-2": "Z1H1FL5HABSF5",
  "eu-west-1": "Z32O12XQLNTSW2",
  "eu-west-2": "ZHURV8PSTC4K8",
  "eu-central-1": "Z215JYRZR1TBD5",
  "eu-north-1": "Z23TAZ6LKFMNIO",
  "ap-southeast-1": "Z1LMS91P8CMLE5",
  "ap-southeast-2": "Z1GM3OXH4ZPM65",
  "ap-northeast-1": "Z14GRHDCWA56QT",
  "ap-south-1": "ZP97RAFLXTNZK",
  "ca-central-1": "ZQSVJUPU6J1EY",
  "sa-east-1": "Z2P70J7HTTTPLU",
};

/** The Route 53 zone of a region's Application Load Balancers. */
export function loadBalancerZone(region: string): string {
  return LOAD_BALANCER_ZONES[region] ?? "Z35SXDOTRQ7X7K";
}

function loadBalancer(r: AwsResource): Made {
  const kind = { network: "net", gateway: "gwy" }[r.text("loadBalancerType") ?? ""] ?? "app";
  const arnSuffix = `${kind}/${r.name}/${r.hex(16)}`;
  const arn = r.arn("elasticloadbalancing", `loadbalancer/${arnSuffix}`);
  const label = `${r.inputs.internal === true ? "internal-" : ""}${r.name}-${r.digits(9)}`;
  const { region } = r.account;
  return {
    id: arn,
    arn,
    arnSuffix,
    name: r.name,
    dnsName: r.host(`${label}.${region}.elb`),
    zoneId: loadBalancerZone(region),
  };
}

/** The ARN of something that hangs on something else, whose ARN is an input. */
function under(r: AwsResource, input: string, from: string, to: string): string {
  const fallback = r.arn(
    "elasticloadbalancing",
    `${from.slice(1)}app/${r.name}/${r.hex(16, "on")}`,
  );
  return `${(r.text(input) ?? fallback).replace(from, to)}/${r.hex(16)}`;
}

function ec2(r: AwsResource, kind: string, prefix: string): Made {
  const id = r.ec2Id(prefix);
  return { id, arn: r.arn("ec2", `${kind}/${id}`) };
}

function securityGroupRule(r: AwsResource): Made {
  const id = rule(r);
  return { id, securityGroupRuleId: id, arn: r.arn("ec2", `security-group-rule/${id}`) };
}

function rule(r: AwsResource): string {
  return r.ec2Id("sgr");
}

/** An address of the range that is set apart for documentation. */
function address(r: AwsResource): string {
  return `203.0.113.${String((Number(r.digits(3)) % 254) + 1)}`;
}

function certificate(r: AwsResource): Made {
  const arn = r.arn("acm", `certificate/${r.uuid}`);
  const further = Array.isArray(r.inputs.subjectAlternativeNames)
    ? (r.inputs.subjectAlternativeNames as unknown[])
    : [];
  const names = [r.text("domainName"), ...further].filter((name) => typeof name === "string");
  const domainValidationOptions = names.map((domainName) => {
    const bare = domainName.replace(/^\*\./, "");
    return {
      domainName,
      resourceRecordName: `_${r.hex(32, bare)}.${bare}.`,
      resourceRecordType: "CNAME",
      resourceRecordValue: `_${r.hex(32, `${bare} value`)}.acm-validations.aws.`,
    };
  });
  return { id: arn, arn, domainValidationOptions };
}
