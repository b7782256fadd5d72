import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

import { ecrHost, ecrRepositoryArn } from "../../../components/image/rules/imageReference.js";
import {
  dnsSuffixOf,
  endpointServiceName,
  partitionOfRegion,
} from "../../../components/rules/awsPartition.js";
import { instanceTrustPolicy } from "../../../components/rules/policyDocument.js";

interface Partition {
  id: string;
  outputs: { dnsSuffix: string };
  regions: Record<string, unknown>;
}

/** AWS's own list of partitions and regions, as the AWS SDK resolves endpoints by it. */
function partitions(): Partition[] {
  const core = dirname(createRequire(__filename).resolve("@aws-sdk/core/package.json"));
  const file = "dist-es/submodules/client/util-endpoints/lib/aws/partitions.js";
  const text = readFileSync(join(core, file), "utf8");
  const json = /export const partitionsInfo = (\{[^]*\});/.exec(text)?.[1];
  return (
    JSON.parse((json ?? "").replace(/([{,]\s*)(\w+):/g, '$1"$2":')) as { partitions: Partition[] }
  ).partitions;
}

const account = "123456789012";

describe("awsPartition", () => {
  const known = partitions();

  it("is tried on all that AWS lists", () => {
    const ids = known.map(({ id }) => id);
    for (const id of ["aws", "aws-cn", "aws-us-gov", "aws-eusc", "aws-iso", "aws-iso-b"]) {
      assert.ok(ids.includes(id), id);
    }
  });

  for (const { id: partition, outputs, regions } of known) {
    it(`knows the regions and registries of ${partition}`, () => {
      assert.equal(dnsSuffixOf(partition), outputs.dnsSuffix);
      for (const region of Object.keys(regions).filter((name) => !name.endsWith("-global"))) {
        assert.equal(partitionOfRegion(region), partition, region);
        const host = ecrHost({ partition, region, account });
        assert.equal(host, `${account}.dkr.ecr.${region}.${outputs.dnsSuffix}`);
        const arn = `arn:${partition}:ecr:${region}:${account}:repository/team/orders`;
        for (const registry of [
          host,
          host.replace(".ecr.", ".ecr-fips."),
          `${account}.dkr-ecr.${region}.on.aws`,
          `${account}.dkr-ecr-fips.${region}.on.aws`,
        ]) {
          assert.equal(ecrRepositoryArn(`${registry}/team/orders:1`, partition), arn, registry);
        }
      }
    });
  }

  it("takes no other host for a registry of ECR", () => {
    for (const host of [
      `${account}.dkr.ecr.eu-west-1.example.com`,
      `${account}.dkr.ecr.eu-west-1.amazonaws.com.evil.example`,
      `${account}.dkr-ecr.eu-west-1.off.aws`,
      "12345.dkr.ecr.eu-west-1.amazonaws.com",
      "public.ecr.aws",
    ]) {
      assert.equal(ecrRepositoryArn(`${host}/orders:1`, "aws"), undefined, host);
    }
  });

  it("names the services of endpoints as each partition has them", () => {
    for (const [service, region, name] of [
      ["ecr.api", "eu-west-1", "com.amazonaws.eu-west-1.ecr.api"],
      ["ecr.dkr", "us-gov-west-1", "com.amazonaws.us-gov-west-1.ecr.dkr"],
      ["ecr.api", "cn-north-1", "cn.com.amazonaws.cn-north-1.ecr.api"],
      ["s3", "cn-north-1", "com.amazonaws.cn-north-1.s3"],
      ["logs", "cn-northwest-1", "com.amazonaws.cn-northwest-1.logs"],
      ["sqs", "cn-northwest-1", "cn.com.amazonaws.cn-northwest-1.sqs"],
      ["ecr.dkr", "eusc-de-east-1", "eu.amazonaws.eusc-de-east-1.ecr.dkr"],
      ["ssmmessages", "eusc-de-east-1", "com.amazonaws.eusc-de-east-1.ssmmessages"],
      ["ecr.api", "us-iso-east-1", "gov.ic.c2s.us-iso-east-1.ecr.api"],
      ["ecr.api", "us-isob-east-1", "gov.sgov.sc2s.us-isob-east-1.ecr.api"],
      ["ecr.api", "eu-isoe-west-1", "uk.adc-e.cloud.eu-isoe-west-1.ecr.api"],
      ["ecr.api", "us-isof-south-1", "gov.ic.hci.csp.us-isof-south-1.ecr.api"],
    ] as const) {
      assert.equal(endpointServiceName(service, region), name);
    }
  });

  it("takes a partition that is not known yet for one with the usual domain", () => {
    assert.equal(dnsSuffixOf("aws-later"), "amazonaws.com");
  });

  it("names EC2 as each partition trusts it", () => {
    for (const [partition, principal] of [
      ["aws", "ec2.amazonaws.com"],
      ["aws-us-gov", "ec2.amazonaws.com"],
      ["aws-eusc", "ec2.amazonaws.com"],
      ["aws-cn", "ec2.amazonaws.com.cn"],
      ["aws-iso", "ec2.c2s.ic.gov"],
      ["aws-iso-b", "ec2.sc2s.sgov.gov"],
    ] as const) {
      assert.match(instanceTrustPolicy(partition), new RegExp(`"${principal}"`));
    }
  });
});
