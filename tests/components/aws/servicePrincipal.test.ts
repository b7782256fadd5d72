import assert from "node:assert/strict";

import { mockPulumi } from "../../../generator/testing/index.js";
import { roleMakers } from "../support/roleMakers.js";

const ROLE = "aws:iam/role:Role";
/** A region of each partition, and how EC2 calls itself there. */
const regions = {
  "eu-west-1": "ec2.amazonaws.com",
  "cn-north-1": "ec2.amazonaws.com.cn",
  "us-gov-west-1": "ec2.amazonaws.com",
  "eusc-de-east-1": "ec2.amazonaws.com",
  "us-iso-east-1": "ec2.c2s.ic.gov",
  "us-isob-east-1": "ec2.sc2s.sgov.gov",
};

/** Services of AWS that may take the roles of something, by its title. */
async function principalsIn(region: string): Promise<Record<string, string[]>> {
  const principals: Record<string, string[]> = {};
  for (const [title, make] of roleMakers) {
    const mock = await mockPulumi({ region });
    make({});
    await mock.settled();
    const roles = mock.resources.filter(({ type }) => type === ROLE);
    const trusted = roles.map(({ inputs }) => {
      const trust = JSON.parse(String(inputs.assumeRolePolicy)) as {
        Statement: { Principal: { Service: string } }[];
      };
      return trust.Statement.map(({ Principal }) => Principal.Service);
    });
    principals[title] = [...new Set(trusted.flat())].sort();
  }
  return principals;
}

describe("service principals", () => {
  for (const [region, ec2] of Object.entries(regions)) {
    it(`are those of AWS in ${region}`, async () => {
      assert.deepEqual(await principalsIn(region), {
        "flow logs of a Network": ["vpc-flow-logs.amazonaws.com"],
        "instances of a Cluster, its own and those that ECS manages": [ec2, "ecs.amazonaws.com"],
        "the task, its start and its disk of a TaskDefinition": [
          "ecs-tasks.amazonaws.com",
          "ecs.amazonaws.com",
        ],
        "a ScheduledTask": ["scheduler.amazonaws.com"],
        "traffic shifts and hooks of a Service": ["ecs.amazonaws.com"],
        "CodeDeploy of a Service": ["codedeploy.amazonaws.com"],
        "certificates of a Service's Service Connect": ["ecs.amazonaws.com"],
      });
    });
  }
});
