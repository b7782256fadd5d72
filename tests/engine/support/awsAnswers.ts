import type { LogGroup } from "@aws-sdk/client-cloudwatch-logs";
import { DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { DescribeSecurityGroupsCommand } from "@aws-sdk/client-ec2";
import { GetRolePolicyCommand, ListRolePoliciesCommand } from "@aws-sdk/client-iam";
import assert from "node:assert/strict";

import type { AwsClients } from "./awsClients.js";

/** A policy, as components write it. */
interface Policy {
  Statement: { Effect: string; Action: string[]; Resource: string[] }[];
}

/** Each action that a role's own policies allow, with its resources. */
export async function grantedActions(
  { iam }: AwsClients,
  RoleName: string,
): Promise<[string, string][]> {
  const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }));
  const documents = await Promise.all(
    PolicyNames.map((PolicyName) => iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }))),
  );
  return documents
    .map((found) => JSON.parse(decodeURIComponent(found.PolicyDocument ?? "")) as Policy)
    .flatMap(({ Statement }) =>
      Statement.flatMap(({ Effect, Action, Resource }) => {
        assert.equal(Effect, "Allow");
        return Action.map((action): [string, string] => [action, Resource.join(" ")]);
      }),
    )
    .sort();
}

/** What a security group lets out, as in `10.0.0.0/16:443` and `sg-1:5432`. */
export async function reachedFrom({ ec2 }: AwsClients, groupId: string): Promise<string[]> {
  const { SecurityGroups: groups = [] } = await ec2.send(
    new DescribeSecurityGroupsCommand({ GroupIds: [groupId] }),
  );
  return (groups[0]?.IpPermissionsEgress ?? [])
    .flatMap(({ FromPort, IpRanges = [], UserIdGroupPairs = [] }) =>
      [
        ...IpRanges.map(({ CidrIp }) => CidrIp),
        ...UserIdGroupPairs.map((pair) => pair.GroupId),
      ].map((destination) => `${String(destination)}:${String(FromPort)}`),
    )
    .sort();
}

/** A log group by its whole name. */
export async function logGroup({ logs }: AwsClients, name: string): Promise<LogGroup | undefined> {
  const { logGroups = [] } = await logs.send(
    new DescribeLogGroupsCommand({ logGroupNamePrefix: name }),
  );
  return logGroups.find(({ logGroupName }) => logGroupName === name);
}
