import assert from "node:assert/strict";

import { evaluate } from "../../../policies/review/evaluate.js";
import { UNKNOWN } from "../../../policies/resource/reader.js";
import type { ReviewedResource } from "../../../policies/resource/reviewedResource.js";
import { securityGroupReachability } from "../../../policies/rules/securityGroupReachability.js";
import type { StackProgram } from "../stackProgram.js";
import { identified, previewed, ref } from "../stackProgram.js";
import { FAILS, PASSES } from "./networkedCases.js";
import { into, group, LAUNCH, separate, SEPARATE, GOOD } from "./networkedProgram.js";
import { besideOf, describeRule, rawTask, resourceOf } from "./ruleCases.js";

const TODAY = new Date("2026-05-10T12:00:00Z");
/** The service beside all else of its program. */
function caseOf(title: string, edit: StackProgram, seen = previewed) {
  const resources = seen({ ...GOOD, ...edit });
  const [resource] = resources.filter(({ name }) => name === "orders");
  assert.ok(resource);
  return { title, resource, beside: resources.filter((one) => one !== resource) };
}

describeRule(securityGroupReachability, {
  passes: Object.entries(PASSES).map(([title, edit]) => caseOf(title, edit)),
  fails: Object.entries(FAILS).map(([title, [edit, messages]]) => ({
    ...caseOf(title, edit),
    messages,
  })),
  unknown: [
    {
      ...caseOf("a rule for a port that is not known", {
        taskGroup: group([into(80, { fromPort: UNKNOWN, securityGroups: [ref("webGroup")] })]),
      }),
      paths: ["networkConfiguration.securityGroups"],
    },
    {
      ...caseOf("a rule that is perhaps of the group", {
        taskGroup: group(undefined),
        ...separate(SEPARATE, {
          ipProtocol: "tcp",
          fromPort: 8080,
          toPort: 8080,
          securityGroupId: UNKNOWN,
          referencedSecurityGroupId: ref("webGroup"),
        }),
      }),
      paths: ["networkConfiguration.securityGroups"],
    },
    {
      ...caseOf("whether a task has a public address", {
        orders: [
          "aws:ecs/service:Service",
          {
            ...LAUNCH,
            networkConfiguration: { ...LAUNCH.networkConfiguration, assignPublicIp: UNKNOWN },
          },
        ],
      }),
      paths: ["networkConfiguration.assignPublicIp", "networkConfiguration.assignPublicIp"],
    },
    {
      ...caseOf("groups that have rules of AWS Native", {
        "ecr.api": ["aws:s3/bucket:Bucket"],
        "ecr.dkr": ["aws:s3/bucket:Bucket"],
        logs: ["aws:s3/bucket:Bucket"],
        mount: ["aws:s3/bucket:Bucket"],
        taskGroup: group([into(8080, { cidrBlocks: ["10.0.0.0/16"] })]),
        native: ["aws-native:ec2:SecurityGroupEgress", { groupId: ref("taskGroup") }],
      }),
      paths: [
        "securityGroups",
        "networkConfiguration.securityGroups",
        "networkConfiguration.securityGroups",
      ],
    },
    {
      ...caseOf("which of several groups a rule is for", {
        taskGroup: group([
          into(8080, { securityGroups: [UNKNOWN] }),
          into(9090, { securityGroups: [ref("fileGroup")] }),
        ]),
      }),
      paths: ["networkConfiguration.securityGroups"],
    },
  ],
  ignores: [{ title: "a task definition", resource: rawTask() }],
});

const named = (attributes: object, more: Partial<ReviewedResource> = {}) => ({
  resource: resourceOf("aws:ec2/vpcEndpoint:VpcEndpoint", {
    vpcId: "vpc-0123456789abcdef0",
    privateDnsEnabled: true,
  }),
  beside: [besideOf("aws:ec2/vpc:Vpc", attributes, { id: "vpc-0123456789abcdef0", ...more })],
});

describeRule(securityGroupReachability, {
  passes: [
    { title: "an endpoint in a VPC of another stack", resource: named({}).resource },
    { title: "a VPC with names", ...named({ enableDnsHostnames: true }) },
    {
      title: "a VPC whose names somebody else keeps",
      ...named({}, { ignoreChanges: ["enableDnsHostnames"] }),
    },
  ],
  fails: [
    {
      title: "a VPC of which nobody says that it has names",
      ...named({}),
      messages: [
        `VPC endpoint 'orders': 'privateDnsEnabled' needs 'enableDnsHostnames' of VPC 'beside', which AWS has off where nobody says it, got nothing; true works`,
      ],
    },
  ],
  unknown: [],
});

describe("security-group-reachability, with ids and nothing of what depends on what", () => {
  const judged = (edit: StackProgram, change: Partial<ReviewedResource> = {}) => {
    const resources = identified({ ...GOOD, ...edit }).map((resource) =>
      resource.name === "taskGroup" ? { ...resource, ...change } : resource,
    );
    const { violations } = evaluate([securityGroupReachability], resources, {}, TODAY);
    return violations.map(({ message }) => message);
  };
  for (const [title, edit] of Object.entries(PASSES)) {
    it(`lets be ${title}`, () => {
      assert.deepEqual(judged(edit), []);
    });
  }
  for (const [title, [edit, messages]] of Object.entries(FAILS)) {
    it(`finds ${title}`, () => {
      assert.deepEqual(judged(edit), messages);
    });
  }
  for (const path of ["ingress", "ingress[0].fromPort", "*"]) {
    it(`lets be a group of which the update lets be ${path}`, () => {
      assert.deepEqual(judged({ taskGroup: group([]) }, { ignoreChanges: [path] }), []);
    });
  }
});

describe("security-group-reachability of many services behind one group", () => {
  it("reads each rule of the group once, however many services ask", () => {
    const count = 50;
    let reads = 0;
    const names = Array.from({ length: count }, (_, i) => `orders${i}`);
    const program: StackProgram = {
      ...GOOD,
      ...Object.fromEntries(names.map((name) => [name, GOOD.orders ?? [""]])),
      ...Object.fromEntries(
        names.map((name) => [
          `${name}Rule`,
          [
            SEPARATE,
            {
              securityGroupId: ref("taskGroup"),
              referencedSecurityGroupId: ref("fileGroup"),
              fromPort: 8080,
              toPort: 8080,
            },
          ],
        ]),
      ),
    };
    const resources = previewed(program).map((resource) => {
      if (resource.type !== SEPARATE) return resource;
      const properties = {
        ...(resource.properties as object),
        get ipProtocol() {
          reads += 1;
          return "tcp";
        },
      };
      return { ...resource, properties };
    });
    const { violations } = evaluate([securityGroupReachability], resources, {}, TODAY);
    assert.deepEqual(violations, []);
    assert.equal(reads, count);
  });
});
