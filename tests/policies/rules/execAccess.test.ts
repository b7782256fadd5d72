import assert from "node:assert/strict";

import { evaluate } from "../../../policies/review/evaluate.js";
import type { ReviewedResource } from "../../../policies/resource/reviewedResource.js";
import { execAccess } from "../../../policies/rules/execAccess.js";
import type { StackProgram } from "../stackProgram.js";
import { identified, previewed, ref } from "../stackProgram.js";
import { casesByRule } from "./ruleCases.js";

const TODAY = new Date("2026-05-10T12:00:00Z");
const CHANNELS = [
  "CreateControlChannel",
  "CreateDataChannel",
  "OpenControlChannel",
  "OpenDataChannel",
].map((action) => `ssmmessages:${action}`);
const ARN = "arn:aws:ecs:us-east-1:123456789012:task-definition/orders:1";
const NEEDS = "service 'orders': 'enableExecuteCommand' needs";

function judged(resources: ReviewedResource[]) {
  const { violations, undetermined } = evaluate([execAccess], resources, {}, TODAY);
  return { messages: violations.map(({ message }) => message), open: undetermined.length > 0 };
}

/** A role's policy that allows these actions. */
function allowing(...actions: readonly string[]) {
  const statement = { Effect: "Allow", Action: actions, Resource: "*" };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}

/** What differs from a service whose role has no policy. */
interface Edits {
  service?: object;
  task?: object;
  role?: object;
  more?: StackProgram;
}

function program(edits: Edits): StackProgram {
  return {
    orders: [
      "aws:ecs/service:Service",
      { taskDefinition: ref("task"), enableExecuteCommand: true, ...edits.service },
    ],
    task: [
      "aws:ecs/taskDefinition:TaskDefinition",
      { family: "orders", taskRoleArn: ref("role"), ...edits.task },
    ],
    role: ["aws:iam/role:Role", { ...edits.role }],
    ...edits.more,
  };
}

function inline(policy: unknown): StackProgram {
  return { inline: ["aws:iam/rolePolicy:RolePolicy", { role: ref("role"), policy }] };
}

function attachment(policyArn: unknown): StackProgram {
  const properties = { role: ref("role"), policyArn };
  return { attachment: ["aws:iam/rolePolicyAttachment:RolePolicyAttachment", properties] };
}

const lacking = (missing: readonly string[]) =>
  `${NEEDS} a task role that may open sessions, got role 'role', which this program lets do no ${missing.join(", ")}; a policy that allows them on "*" works`;

const ROLES_WITHOUT: [string, Edits, readonly string[]][] = [
  ["no policy", {}, CHANNELS],
  ["a policy for something else", { more: inline(allowing("s3:GetObject")) }, CHANNELS],
  ["a part of the actions", { more: inline(allowing(...CHANNELS.slice(0, 2))) }, CHANNELS.slice(2)],
  [
    "a policy of AWS for something else",
    { more: attachment("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess") },
    CHANNELS,
  ],
  [
    "a refusal alone",
    {
      more: inline(
        JSON.stringify({ Statement: [{ Effect: "Deny", Action: CHANNELS, Resource: "*" }] }),
      ),
    },
    CHANNELS,
  ],
];

const ROLES_WITH: [string, Edits][] = [
  ["a policy of its own", { more: inline(allowing(...CHANNELS)) }],
  ["a policy by pattern, in any case", { more: inline(allowing("SSMMessages:*channel")) }],
  [
    "everything but something",
    {
      more: inline(
        JSON.stringify({ Statement: [{ Effect: "Allow", NotAction: "iam:*", Resource: "*" }] }),
      ),
    },
  ],
  ["a policy in the role", { role: { inlinePolicies: [{ policy: allowing(...CHANNELS) }] } }],
  [
    "two policies, each for a part",
    {
      role: { inlinePolicies: [{ policy: allowing(...CHANNELS.slice(0, 2)) }] },
      more: inline(allowing(...CHANNELS.slice(2))),
    },
  ],
  [
    "a managed policy of the program",
    {
      more: {
        ...attachment(ref("policy")),
        policy: ["aws:iam/policy:Policy", { policy: allowing(...CHANNELS) }],
      },
    },
  ],
];

const UNDETERMINED: [string, Edits][] = [
  [
    "a policy of AWS for Session Manager",
    {
      more: attachment("arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"),
    },
  ],
  [
    "a managed policy of another program",
    {
      more: attachment("arn:aws:iam::123456789012:policy/exec"),
    },
  ],
  [
    "policies that are attached to many",
    {
      more: { many: ["aws:iam/policyAttachment:PolicyAttachment", {}] },
    },
  ],
];

/** For the rule's page: its own tests have more than one resource each. */
function shown(title: string, edits: Edits) {
  const [resource, ...beside] = previewed(program(edits));
  assert.ok(resource);
  return { title, resource, beside };
}

casesByRule.set(execAccess.name, {
  passes: ROLES_WITH.map(([title, edits]) => shown(title, edits)),
  fails: ROLES_WITHOUT.map(([title, edits, missing]) => ({
    ...shown(title, edits),
    messages: [lacking(missing)],
  })),
  unknown: [],
});

describe("exec-access", () => {
  for (const [mode, resourcesOf] of [
    ["before the first update", (edits: Edits) => previewed(program(edits))],
    // There the ARN is known, and tells the family.
    [
      "in an offline preview",
      (edits: Edits) => identified(program({ ...edits, service: { taskDefinition: ARN } })),
    ],
  ] as const) {
    for (const [title, edits, missing] of ROLES_WITHOUT) {
      it(`${mode}: tells a role with ${title}`, () => {
        assert.deepEqual(judged(resourcesOf(edits)).messages, [lacking(missing)]);
      });
    }
    for (const [title, edits] of ROLES_WITH) {
      it(`${mode}: lets be a role with ${title}`, () => {
        assert.deepEqual(judged(resourcesOf(edits)), { messages: [], open: false });
      });
    }
    for (const [title, edits] of UNDETERMINED) {
      it(`${mode}: says nothing for sure of a role with ${title}`, () => {
        assert.deepEqual(judged(resourcesOf(edits)), { messages: [], open: true });
      });
    }
  }

  it("tells a task definition without a task role, which ECS refuses", () => {
    assert.deepEqual(judged(previewed(program({ task: { taskRoleArn: undefined } }))).messages, [
      `${NEEDS} a task role, got task definition 'task' without 'taskRoleArn'; the ARN of a role that may use the channels of ssmmessages works`,
    ]);
  });

  it("lets be a service without ECS Exec, and what other stacks have", () => {
    for (const edits of [
      { service: { enableExecuteCommand: false } },
      { service: { taskDefinition: "arn:aws:ecs:us-east-1:123456789012:task-definition/other:1" } },
      { task: { taskRoleArn: "arn:aws:iam::123456789012:role/other" } },
    ]) {
      assert.deepEqual(judged(previewed(program(edits))), { messages: [], open: false });
    }
  });

  it("leaves the services of our component to it", () => {
    const resources = previewed(program({})).map((one) => ({
      ...one,
      urn: one.urn.replace("::aws:ecs/service:", "::slipway:index:Service$aws:ecs/service:"),
    }));
    assert.deepEqual(judged(resources).messages, []);
  });

  const granted = { more: inline(allowing(...CHANNELS)) };
  const networked = (edit: StackProgram, configuration: object = {}): StackProgram => ({
    ...program({
      ...granted,
      service: { networkConfiguration: { subnets: [ref("private")], ...configuration } },
    }),
    vpc: ["aws:ec2/vpc:Vpc"],
    private: ["aws:ec2/subnet:Subnet", { vpcId: ref("vpc") }],
    table: ["aws:ec2/routeTable:RouteTable", { vpcId: ref("vpc") }],
    association: [
      "aws:ec2/routeTableAssociation:RouteTableAssociation",
      { subnetId: ref("private"), routeTableId: ref("table") },
    ],
    ...edit,
  });
  const endpoint = (service: string): StackProgram => ({
    [service]: [
      "aws:ec2/vpcEndpoint:VpcEndpoint",
      {
        vpcId: ref("vpc"),
        serviceName: `com.amazonaws.us-east-1.${service}`,
        vpcEndpointType: "Interface",
      },
    ],
  });
  const stranded = `${NEEDS} a way to ssmmessages, got 'private' in 'subnets', whose routes lead to no NAT gateway and whose VPC has no endpoint of it; such an endpoint works`;

  it("tells a private subnet without a way to Session Manager", () => {
    for (const edit of [{}, endpoint("ecr.api"), endpoint("ssm")]) {
      assert.deepEqual(judged(previewed(networked(edit))).messages, [stranded]);
    }
  });

  it("lets be a subnet with an endpoint or a NAT gateway, and tasks with public addresses", () => {
    const route = {
      destinationCidrBlock: "0.0.0.0/0",
      natGatewayId: "nat-1",
      routeTableId: ref("table"),
    };
    for (const resources of [
      networked(endpoint("ssmmessages")),
      networked({ route: ["aws:ec2/route:Route", route] }),
      networked({}, { assignPublicIp: true }),
    ]) {
      assert.deepEqual(judged(previewed(resources)).messages, []);
    }
  });
});
