import { isIpv4Range } from "../../rules/cidrRange.js";

/** How a text is written that names something of AWS. */
export interface TextForm {
  /** What it is, in words. */
  readonly is: string;
  readonly matches: (text: string) => boolean;
  /** One that works. */
  readonly example: string;
}

const ARN = "arn:aws:";
const PLACE = "eu-west-1:123456789012:";

/** An identifier of EC2 or EFS. What follows the prefix is letters and digits, of which nothing more is promised. */
function id(what: string, prefix: string, also?: RegExp): TextForm {
  const form = new RegExp(`^${prefix}-[0-9A-Za-z-]+$`);
  return {
    is: `the id of ${what}`,
    matches: (text) => form.test(text) || also?.test(text) === true,
    example: `${prefix}-0123456789abcdef0`,
  };
}

/**
 * An ARN of any partition, of one of some services. What only begins as one may be the stand-in of a test, such as
 * `arn:certificate`; nobody takes it for one of another service.
 */
function arn(what: string, services: string, example: string, also?: RegExp): TextForm {
  const form = new RegExp(`^arn:(?!aws[a-z-]*:)|^arn:aws[a-z-]*:(?:${services}):`);
  return {
    is: `the ARN of ${what}`,
    matches: (text) => form.test(text) || also?.test(text) === true,
    example: `${ARN}${example}`,
  };
}

const KEY_ID = "1234abcd-12ab-34cd-56ef-1234567890ab";

/** Forms by how the names of arguments end, the longer name first. */
const FORMS: readonly (readonly [ending: RegExp, form: TextForm])[] = [
  [/(?:\bs|S)ecurityGroupIds?$/, id("a security group", "sg")],
  [/(?:\bs|S)ubnetIds?$/, id("a subnet", "subnet")],
  [/(?:\br|R)outeTableIds?$/, id("a route table", "rtb")],
  [/(?:\bp|P)refixListIds?$/, id("a prefix list", "pl")],
  [/\bvpc\.id$/, id("a VPC", "vpc")],
  [/(?:\bs|S)napshotId$/, id("a snapshot", "snap")],
  [/(?:\bf|F)ileSystemId$/, id("a file system", "fs")],
  [/(?:\ba|A)ccessPointId$/, id("an access point", "fsap")],
  [
    /(?:\bn|N)amespaceId$/,
    { ...id("a namespace of Cloud Map", "ns", /^arn:/), example: "ns-abcdefghijklmnop" },
  ],
  [
    /(?:\bz|Z)oneId$/,
    {
      is: "the id of a hosted zone",
      matches: (text) => /^(?:\/hostedzone\/)?[A-Z0-9]+$/.test(text),
      example: "Z0123456789ABCDEFGHIJ",
    },
  ],
  [
    /(?:\bc|C)ertificateArns?$/,
    arn("a certificate", "acm|iam", `acm:${PLACE}certificate/12345678-1234-1234-1234-123456789012`),
  ],
  [
    /(?:\bw|W)ebAclArn$/,
    arn("a web ACL of WAF", "wafv2", `wafv2:${PLACE}regional/webacl/shop/${KEY_ID}`),
  ],
  [
    /(?:\bf|F)unctionArn$/,
    arn("a function of Lambda", "lambda", `lambda:${PLACE}function:approve`),
  ],
  [
    /(?:\bl|L)istenerArn$/,
    arn(
      "a listener",
      "elasticloadbalancing",
      `elasticloadbalancing:${PLACE}listener/app/shop/1234567890abcdef/1234567890abcdef`,
    ),
  ],
  [
    /(?:\bc|C)ertificateAuthorityArn$/,
    arn("a certificate authority", "acm-pca", `acm-pca:${PLACE}certificate-authority/${KEY_ID}`),
  ],
  [/\broleArn$/, arn("a role", "iam", "iam::123456789012:role/orders")],
  // Those of containers' secrets may have more behind them, and are read by their own rule.
  [
    /\b(?:repositoryCredentials|credentialSpecs)\.secretArn$/,
    arn("a secret", "secretsmanager", `secretsmanager:${PLACE}secret:registry-AbCdEf`),
  ],
  // Some of AWS's APIs take an id or an alias as well.
  [
    /(?:\bk|K)msKeyArn$/,
    arn(
      "a key of KMS",
      "kms",
      `kms:${PLACE}key/${KEY_ID}`,
      /^(?:alias\/.+|mrk-[0-9a-f]+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/,
    ),
  ],
  // Those of the rules for tasks and load balancers are looked at where they are known.
  [
    /\b(?:cidrBlock|egressCidrBlocks)$/,
    { is: "an IPv4 range", matches: isIpv4Range, example: "10.20.0.0/16" },
  ],
  [
    /\bactions$/,
    {
      is: "an action of IAM",
      matches: (text) => /^(?:\*|[\w-]+:[\w*?]+)$/.test(text),
      example: "s3:GetObject",
    },
  ],
  [
    /\bresources$/,
    {
      is: "an ARN",
      matches: (text) => text === "*" || text.startsWith("arn:"),
      example: "arn:aws:s3:::orders/*",
    },
  ],
];

const known = new Map<string, TextForm | undefined>();

/**
 * How the text of an argument is written, which its name tells, as each name has one meaning. Nothing where any text may
 * stand.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export function textFormOf(path: string): TextForm | undefined {
  const name = path
    .replace(/\[\d+\]/g, "")
    .split(".")
    .slice(-2)
    .join(".");
  if (!known.has(name)) known.set(name, FORMS.find(([ending]) => ending.test(name))?.[1]);
  return known.get(name);
}
