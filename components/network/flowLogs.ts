import { LogGroup } from "@pulumi/aws/cloudwatch";
import { FlowLog } from "@pulumi/aws/ec2";
import * as iam from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";

import { readAwsPlace } from "../aws/readAwsPlace.js";
import type { RoleBoundary } from "../aws/roleBoundary.js";
import { roleBoundary } from "../aws/roleBoundary.js";
import { policyDocument, trustPolicy } from "../rules/policyDocument.js";
import { physicalName } from "../rules/physicalName.js";
import { flowLogStatements } from "./rules/flowLogPolicy.js";
import { ownerParts } from "../argument/ownerParts.js";

/** What a flow log is of. */
interface FlowLogsContext extends RoleBoundary {
  vpcId: pulumi.Input<string>;
  traffic: string;
  retentionInDays: pulumi.Output<number>;
  parent: pulumi.Resource;
}

/** Records the connections of a VPC in a log group, with a role that may write to it and do nothing else. */
export function flowLogs(name: string, context: FlowLogsContext): void {
  const { vpcId, traffic, retentionInDays, parent } = context;
  const part = `${name}-flow-logs`;
  const logGroup = new LogGroup(part, { retentionInDays }, { parent });
  const role = new iam.Role(
    part,
    {
      name: physicalName("iamRole", [name, "flow-logs", ...ownerParts(parent)]),
      description: `Flow logs of the network ${name}`,
      assumeRolePolicy: readAwsPlace(parent).apply(({ account }) =>
        trustPolicy("vpc-flow-logs.amazonaws.com", account),
      ),
      ...roleBoundary(context),
    },
    { parent },
  );
  const policy = new iam.RolePolicy(
    part,
    {
      role: role.name,
      policy: logGroup.arn.apply((arn) => policyDocument(flowLogStatements(arn))),
    },
    { parent: role },
  );
  new FlowLog(
    part,
    {
      vpcId,
      trafficType: traffic.toUpperCase(),
      logDestinationType: "cloud-watch-logs",
      logDestination: logGroup.arn,
      iamRoleArn: role.arn,
    },
    { parent, dependsOn: policy },
  );
}
