import type { AwsResource, Made, ResourceTable } from "./awsResource.js";

/** IAM, CloudWatch, secrets, storage, messaging: what services lean on. */
export const PLATFORM: ResourceTable = {
  "iam:Role": (r) => ({
    id: r.name,
    name: r.name,
    arn: r.globalArn("iam", `role${path(r)}${r.name}`),
    uniqueId: `AROA${r.hex(17).toUpperCase()}`,
  }),
  "iam:Policy": (r) => {
    const arn = r.globalArn("iam", `policy${path(r)}${r.name}`);
    return { id: arn, arn, name: r.name, policyId: `ANPA${r.hex(17).toUpperCase()}` };
  },
  "iam:RolePolicy": (r) => ({ id: `${r.text("role") ?? "role"}:${r.name}`, name: r.name }),
  "iam:RolePolicyAttachment": (r) => ({ id: `${r.text("role") ?? "role"}-${r.digits(15)}` }),
  "iam:InstanceProfile": (r) => ({
    id: r.name,
    name: r.name,
    arn: r.globalArn("iam", `instance-profile${path(r)}${r.name}`),
  }),
  "iam:OpenIdConnectProvider": (r) => {
    const host = (r.text("url") ?? "https://example.com").replace(/^https:\/\//, "");
    const arn = r.globalArn("iam", `oidc-provider/${host}`);
    return { id: arn, arn };
  },
  "cloudwatch:LogGroup": (r) => ({
    id: r.name,
    name: r.name,
    arn: r.arn("logs", `log-group:${r.name}`),
  }),
  "cloudwatch:MetricAlarm": alarm,
  "cloudwatch:CompositeAlarm": alarm,
  "cloudwatch:Dashboard": (r) => {
    const dashboard = r.text("dashboardName") ?? r.autoName;
    return { id: dashboard, dashboardArn: r.globalArn("cloudwatch", `dashboard/${dashboard}`) };
  },
  "cloudwatch:EventRule": (r) => named(r, "events", `rule/${r.name}`),
  "scheduler:Schedule": (r) => ({
    id: `${r.text("groupName") ?? "default"}/${r.name}`,
    name: r.name,
    arn: r.arn("scheduler", `schedule/${r.text("groupName") ?? "default"}/${r.name}`),
  }),
  "ssm:Parameter": (r) => ({
    ...named(r, "ssm", `parameter${r.name.startsWith("/") ? "" : "/"}${r.name}`),
    version: 1,
  }),
  "secretsmanager:Secret": (r) => {
    const arn = r.arn("secretsmanager", `secret:${r.name}-${r.hex(6)}`);
    return { id: arn, arn, name: r.name };
  },
  "secretsmanager:SecretVersion": (r) => ({
    id: `${r.text("secretId") ?? "secret"}|${r.uuid}`,
    arn: r.text("secretId") ?? r.arn("secretsmanager", `secret:${r.logicalName}-${r.hex(6)}`),
    versionId: r.uuid,
  }),
  "kms:Key": (r) => ({ id: r.uuid, keyId: r.uuid, arn: r.arn("kms", `key/${r.uuid}`) }),
  "kms:Alias": (r) => {
    const alias = r.text("name") ?? `alias/${r.autoName}`;
    return { id: alias, name: alias, arn: r.arn("kms", alias) };
  },
  "efs:FileSystem": (r) => {
    const id = r.ec2Id("fs");
    const dnsName = r.host(`${id}.efs.${r.account.region}`);
    return { id, arn: r.arn("elasticfilesystem", `file-system/${id}`), dnsName };
  },
  "efs:MountTarget": (r) => ({ id: r.ec2Id("fsmt") }),
  "efs:AccessPoint": (r) => {
    const id = r.ec2Id("fsap");
    return { id, arn: r.arn("elasticfilesystem", `access-point/${id}`) };
  },
  "s3:Bucket": bucket,
  "s3:BucketV2": bucket,
  "s3:BucketLifecycleConfiguration": ofBucket,
  "s3:BucketPolicy": ofBucket,
  "s3:BucketPublicAccessBlock": ofBucket,
  "s3:BucketServerSideEncryptionConfiguration": ofBucket,
  "sns:Topic": (r) => {
    const arn = r.arn("sns", r.name);
    return { id: arn, arn, name: r.name };
  },
  "sqs:Queue": (r) => {
    const { region, accountId } = r.account;
    const url = `https://${r.host(`sqs.${region}`)}/${accountId}/${r.name}`;
    return { id: url, url, name: r.name, arn: r.arn("sqs", r.name) };
  },
  "dynamodb:Table": (r) => named(r, "dynamodb", `table/${r.name}`),
  "lambda:Function": (r) => ({
    ...named(r, "lambda", `function:${r.name}`),
    invokeArn: r.arnAt(
      "apigateway",
      r.account.region,
      "lambda",
      `path/2015-03-31/functions/${r.arn("lambda", `function:${r.name}`)}/invocations`,
    ),
  }),
};

function named(r: AwsResource, service: string, resource: string): Made {
  return { id: r.name, name: r.name, arn: r.arn(service, resource) };
}

function alarm(r: AwsResource): Made {
  const name = r.text("name") ?? r.text("alarmName") ?? r.autoName;
  return { id: name, name, arn: r.arn("cloudwatch", `alarm:${name}`) };
}

function bucket(r: AwsResource): Made {
  const name = r.text("bucket") ?? r.autoName;
  return {
    id: name,
    bucket: name,
    arn: r.arnAt("s3", "", "", name),
    bucketDomainName: r.host(`${name}.s3`),
    bucketRegionalDomainName: r.host(`${name}.s3.${r.account.region}`),
  };
}

/** A setting of a bucket goes by its bucket's name. */
function ofBucket(r: AwsResource): Made {
  return { id: r.text("bucket") ?? r.autoName };
}

function path(r: AwsResource): string {
  return r.text("path") ?? "/";
}
