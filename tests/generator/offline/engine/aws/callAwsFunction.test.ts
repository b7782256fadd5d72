import assert from "node:assert/strict";

import { callAwsFunction } from "../../../../../generator/offline/engine/aws/callAwsFunction.js";

const ACCOUNT = { accountId: "123456789012", region: "eu-west-1" };

function call(token: string, args: Record<string, unknown> = {}) {
  return callAwsFunction(token, args, ACCOUNT);
}

describe("callAwsFunction", () => {
  it("knows the account, the region and its zones", () => {
    assert.equal(call("aws:index/getCallerIdentity:getCallerIdentity").accountId, "123456789012");
    assert.equal(call("aws:index/getRegion:getRegion").name, "eu-west-1");
    assert.deepEqual(call("aws:index/getPartition:getPartition"), {
      id: "aws",
      partition: "aws",
      dnsSuffix: "amazonaws.com",
      reverseDnsPrefix: "com.amazonaws",
    });
    assert.deepEqual(call("aws:index/getAvailabilityZones:getAvailabilityZones").names, [
      "eu-west-1a",
      "eu-west-1b",
      "eu-west-1c",
    ]);
  });

  it("renders policy documents", () => {
    const { json, minifiedJson } = call("aws:iam/getPolicyDocument:getPolicyDocument", {
      statements: [{ actions: ["ecr:GetAuthorizationToken"], resources: ["*"] }],
    });
    const statement = { Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" };
    const document = { Version: "2012-10-17", Statement: [statement] };
    assert.deepEqual(JSON.parse(String(json)), document);
    assert.equal(minifiedJson, JSON.stringify(document));
  });

  it("finds what was asked for: the same for the same question, another for another one", () => {
    const vpc = (args: object) => call("aws:ec2/getVpc:getVpc", { ...args });
    assert.match(String(vpc({ default: true }).id), /^vpc-0[0-9a-f]{16}$/);
    assert.deepEqual(vpc({ default: true }), vpc({ default: true }));
    assert.notEqual(vpc({ default: true }).id, vpc({ default: false }).id);
    assert.equal(vpc({ id: "vpc-1" }).id, "vpc-1");
    assert.equal((call("aws:ec2/getSubnets:getSubnets").ids as string[]).length, 2);
    const tables = call("aws:ec2/getRouteTables:getRouteTables").ids as string[];
    assert.match(tables.join(), /^rtb-0[0-9a-f]{16}$/);
    assert.match(String(call("aws:ec2/getSubnet:getSubnet").id), /^subnet-0[0-9a-f]{16}$/);
    assert.match(String(call("aws:ec2/getAmi:getAmi").imageId), /^ami-0[0-9a-f]{16}$/);
  });

  it("finds clusters, parameters, certificates and registries", () => {
    assert.equal(
      call("aws:ecs/getCluster:getCluster", { clusterName: "main" }).arn,
      "arn:aws:ecs:eu-west-1:123456789012:cluster/main",
    );
    const parameter = call("aws:ssm/getParameter:getParameter", { name: "/a/b" });
    assert.equal(parameter.arn, "arn:aws:ssm:eu-west-1:123456789012:parameter/a/b");
    assert.match(String(parameter.value), /^value-of\/a\/b@sha256:[0-9a-f]{64}$/);
    assert.match(
      String(call("aws:acm/getCertificate:getCertificate", { domain: "a.org" }).arn),
      /^arn:aws:acm:eu-west-1:123456789012:certificate\/[0-9a-f-]{36}$/,
    );
    const token = call("aws:ecr/getAuthorizationToken:getAuthorizationToken");
    assert.equal(token.proxyEndpoint, "https://123456789012.dkr.ecr.eu-west-1.amazonaws.com");
  });

  it("finds a resource of a type that it knows by the name of the function", () => {
    assert.equal(
      call("aws:iam/getRole:getRole", { name: "admin" }).arn,
      "arn:aws:iam::123456789012:role/admin",
    );
  });

  it("gives arguments back to any other function", () => {
    assert.deepEqual(call("aws:index/arnParse:arnParse", { arn: "a" }), {
      id: "arnParse",
      arn: "a",
    });
  });
});
