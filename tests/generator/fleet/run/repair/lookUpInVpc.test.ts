import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { accountOf } from "../../../../../generator/fleet/run/repair/awsQuery.js";
import { lookUpObject } from "../../../../../generator/fleet/run/repair/lookUpObject.js";

/** Answers of Amazon EC2 in the forms of its API reference, cut down to what is read. */
const ANSWERS: Readonly<Record<string, string>> = {
  GetCallerIdentity:
    "<GetCallerIdentityResult><Account>012345678901</Account></GetCallerIdentityResult>",
  DescribeSecurityGroups:
    "<securityGroupInfo><item><groupId>sg-1</groupId><groupName>g</groupName></item></securityGroupInfo>",
  DescribeLaunchTemplates: "<launchTemplates/>",
  DescribeSubnets: "<subnetSet><item><subnetId>subnet-1</subnetId></item></subnetSet>",
  DescribeRouteTables:
    "<routeTableSet>" +
    "<item><routeTableId>rtb-main</routeTableId><associationSet><item><main>true</main></item></associationSet></item>" +
    "<item><routeTableId>rtb-1</routeTableId><associationSet/><tagSet><item><key>Name</key><value>a</value></item></tagSet></item>" +
    "<item><routeTableId>rtb-2</routeTableId><tagSet><item><key>Name</key><value>b</value></item></tagSet></item>" +
    "</routeTableSet>",
  DescribeNatGateways:
    "<natGatewaySet><item><natGatewayId>nat-0</natGatewayId><state>deleted</state></item>" +
    "<item><natGatewayId>nat-1</natGatewayId><state>available</state></item></natGatewaySet>",
  DescribeVpcs: "<vpcSet><item><vpcId>vpc-9</vpcId></item></vpcSet>",
  DescribeSecurityGroupRules:
    "<securityGroupRuleSet>" +
    "<item><securityGroupRuleId>sgr-1</securityGroupRuleId><isEgress>false</isEgress><ipProtocol>tcp</ipProtocol>" +
    "<fromPort>80</fromPort><toPort>80</toPort><cidrIpv4>10.0.0.0/8</cidrIpv4></item>" +
    "<item><securityGroupRuleId>sgr-2</securityGroupRuleId><isEgress>false</isEgress><ipProtocol>tcp</ipProtocol>" +
    "<fromPort>80</fromPort><toPort>80</toPort><referencedGroupInfo><groupId>sg-9</groupId></referencedGroupInfo></item>" +
    "<item><securityGroupRuleId>sgr-3</securityGroupRuleId><isEgress>true</isEgress><ipProtocol>-1</ipProtocol>" +
    "<fromPort>-1</fromPort><toPort>-1</toPort><cidrIpv4>0.0.0.0/0</cidrIpv4></item>" +
    "</securityGroupRuleSet>",
};

describe("lookUpObject, of Amazon EC2", () => {
  let server: Server;
  let asked: URLSearchParams[] = [];
  let answers: Readonly<Record<string, string>>;

  before(async () => {
    server = createServer((request, response) => {
      let text = "";
      request.on("data", (part: Buffer) => (text += part.toString()));
      request.on("end", () => {
        const form = new URLSearchParams(text);
        asked.push(form);
        assert.match(
          request.headers.authorization ?? "",
          /^AWS4-HMAC-SHA256 .*\/eu-west-1\/(?:ec2|sts)\//,
        );
        const action = form.get("Action") ?? "";
        const answer = answers[action];
        response.writeHead(answer === undefined ? 400 : 200);
        response.end(
          answer === undefined
            ? "<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>no</Message></Error></Errors></Response>"
            : `<${action}Response>${answer}</${action}Response>`,
        );
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });

  beforeEach(() => {
    asked = [];
    answers = ANSWERS;
  });

  after(() => {
    server.close();
  });

  function connection() {
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return {
      region: "eu-west-1",
      credentials: { accessKeyId: "a", secretAccessKey: "b" },
      endpoints: { ec2: address, sts: address },
    };
  }

  async function found(
    type: string,
    inputs: Record<string, unknown>,
    known: readonly string[] = [],
  ): Promise<unknown> {
    const result = await lookUpObject(connection(), { type, inputs }, new Set(known), {
      since: "2026-01-02T03:04:05.000Z",
      others: () => Promise.resolve(undefined),
    });
    return typeof result === "object" ? result.importId : result;
  }

  it("asks by the name and the place that AWS has once", async () => {
    const group = { name: "g", vpcId: "vpc-1" };
    assert.equal(await found("aws:ec2/securityGroup:SecurityGroup", group), "sg-1");
    assert.deepEqual(
      [...(asked[0] ?? [])].filter(([key]) => key.startsWith("Filter")),
      [
        ["Filter.1.Name", "group-name"],
        ["Filter.1.Value.1", "g"],
        ["Filter.2.Name", "vpc-id"],
        ["Filter.2.Value.1", "vpc-1"],
      ],
    );
    const subnet = { vpcId: "vpc-1", cidrBlock: "10.0.0.0/24" };
    assert.equal(await found("aws:ec2/subnet:Subnet", subnet), "subnet-1");
    assert.equal(await found("aws:ec2/launchTemplate:LaunchTemplate", { name: "t" }), "absent");
  });

  it("takes the one with the resource's tags in what the stack has made itself", async () => {
    const table = { vpcId: "vpc-1", tags: { Name: "b" } };
    const type = "aws:ec2/routeTable:RouteTable";
    assert.equal(await found(type, table, ["vpc-1"]), "rtb-2");
    assert.equal(await found(type, { ...table, tags: { Name: "c" } }, ["vpc-1"]), "absent");
    assert.equal(await found(type, table, ["vpc-1", "rtb-2"]), "absent");
    const nat = { subnetId: "subnet-1" };
    assert.equal(await found("aws:ec2/natGateway:NatGateway", nat, ["subnet-1"]), "nat-1");
  });

  it("does not say whose it is that anybody may have made, or which of several it is", async () => {
    const table = { vpcId: "vpc-1", tags: { Name: "b" } };
    assert.equal(await found("aws:ec2/routeTable:RouteTable", table), undefined);
    const untagged = { vpcId: "vpc-1" };
    assert.equal(await found("aws:ec2/routeTable:RouteTable", untagged, ["vpc-1"]), undefined);
    assert.equal(await found("aws:ec2/vpc:Vpc", { cidrBlock: "10.0.0.0/16" }), undefined);
    assert.equal(await found("aws:ec2/vpc:Vpc", { cidrBlock: "10.0.0.0/16" }, ["vpc-9"]), "absent");
    assert.equal(await found("aws:ec2/securityGroup:SecurityGroup", { name: "g" }), undefined);
  });

  it("knows a rule of a security group by what it allows", async () => {
    const type = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
    const web = { securityGroupId: "sg-1", ipProtocol: "tcp", fromPort: 80, toPort: 80 };
    assert.equal(await found(type, { ...web, cidrIpv4: "10.0.0.0/8" }), "sgr-1");
    const peer = { ...web, referencedSecurityGroupId: "123456789012/sg-9" };
    assert.equal(await found(type, peer), "sgr-2");
    assert.equal(await found(type, peer, ["sgr-2"]), "absent");
    assert.equal(await found(type, { ...web, toPort: 81, cidrIpv4: "10.0.0.0/8" }), "absent");
    const all = { securityGroupId: "sg-1", ipProtocol: "-1", cidrIpv4: "0.0.0.0/0" };
    const egress = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
    assert.equal(await found(egress, all), "sgr-3");
    assert.equal(await found(type, all), "absent");
  });

  it("asks whose the keys are, with the zeros of the account's id", async () => {
    assert.equal(await accountOf(connection()), "012345678901");
  });

  it("proves nothing when EC2 refuses to answer", async () => {
    answers = {};
    await assert.rejects(
      found("aws:ec2/securityGroup:SecurityGroup", { name: "g", vpcId: "vpc-1" }),
      /^QueryError: UnauthorizedOperation: no$/,
    );
  });
});
