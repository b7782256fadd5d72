import { UNKNOWN } from "../../../policies/resource/reader.js";
import { iamNoWildcards } from "../../../policies/rules/iamNoWildcards.js";
import { componentTask, describeRule, rawService, resourceOf } from "./ruleCases.js";

const policy = (statement: object, type = "aws:iam/rolePolicy:RolePolicy") =>
  resourceOf(type, { policy: JSON.stringify({ Statement: [{ Effect: "Allow", ...statement }] }) });
const EVERYTHING = { Action: "*", Resource: "*" };
const attachment = (policyArn: unknown) =>
  resourceOf("aws:iam/rolePolicyAttachment:RolePolicyAttachment", { role: "orders", policyArn });
const ADMIN = "arn:aws:iam::aws:policy/AdministratorAccess";
const all = (label: string) =>
  `${label} 'orders' allows all actions ("*") on all resources: name the actions that are needed`;

describeRule(iamNoWildcards, {
  passes: [
    {
      title: "named actions that end or begin like all of them, where a service's are too much",
      resource: policy({ Action: ["s3:Get*", "s3:*Object", "s3:*Tags*"], Resource: "*" }),
      configuration: { allowServiceWildcards: false },
    },
    {
      title: "all but some, of a bucket",
      resource: policy({ NotAction: "s3:Delete*", Resource: "arn:aws:s3:::a" }),
    },
    {
      title: "all actions of a bucket",
      resource: policy({ ...EVERYTHING, Resource: "arn:aws:s3:::a" }),
    },

    {
      title: "named actions",
      resource: policy({ Action: ["s3:GetObject"], Resource: "arn:aws:s3:::a/*" }),
    },
    {
      title: "an action that has no resource",
      resource: policy({ Action: "ecr:GetAuthorizationToken", Resource: "*" }),
    },
    {
      title: "all actions of a service",
      resource: policy({ Action: "s3:*", Resource: "arn:aws:s3:::a" }),
    },
    {
      title: "a statement that forbids everything",
      resource: resourceOf("aws:iam/policy:Policy", {
        policy: { Statement: { ...EVERYTHING, Effect: "Deny" } },
      }),
    },
    {
      title: "a policy that is attached",
      resource: attachment("arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"),
    },
    { title: "a new policy that is attached", resource: attachment(UNKNOWN) },
    {
      title: "a component's grants",
      resource: componentTask([{}], {
        taskRoleStatements: [{ actions: ["s3:GetObject"], resources: ["*"] }],
      }),
    },
  ],
  fails: [
    {
      title: "everything, by all services",
      resource: policy({ Action: "*:*", Resource: "*" }),
      messages: [all("role policy")],
    },
    {
      title: "everything but a bucket",
      resource: policy({ Action: "*", NotResource: "arn:aws:s3:::a" }),
      messages: [all("role policy")],
    },
    {
      title: "all actions of a bucket where those of a service are too much",
      resource: policy({ ...EVERYTHING, Resource: "arn:aws:s3:::a" }),
      messages: [
        "role policy 'orders' allows all actions of a service (\"*\"): name the actions that are needed",
      ],
      configuration: { allowServiceWildcards: false },
    },

    { title: "everything", resource: policy(EVERYTHING), messages: [all("role policy")] },
    {
      title: "everything of a policy by itself",
      resource: policy({ Action: ["s3:GetObject", "*"], Resource: ["*"] }, "aws:iam/policy:Policy"),
      messages: [all("policy")],
    },
    {
      title: "everything of a role's own policy",
      resource: resourceOf("aws:iam/role:Role", {
        inlinePolicies: [
          { policy: JSON.stringify({ Statement: { Effect: "Allow", ...EVERYTHING } }) },
        ],
      }),
      messages: [all("role")],
    },
    {
      title: "everything of a component's grants",
      resource: componentTask([{}], { taskRoleStatements: [{ actions: ["*"], resources: ["*"] }] }),
      messages: [all("task definition")],
    },
    {
      title: "all but some",
      resource: policy({ NotAction: "iam:*", Resource: "*" }),
      messages: [
        "role policy 'orders' allows all actions but some ('NotAction'): name the actions that are needed",
      ],
    },
    {
      title: "an administrator",
      resource: attachment(ADMIN),
      messages: [
        `role policy attachment 'orders' makes its holder an administrator: attach a policy of the actions that are needed, got "${ADMIN}"`,
      ],
    },
    {
      title: "all actions of a service where that is too much",
      resource: policy({ Action: "s3:*", Resource: "arn:aws:s3:::a" }),
      messages: [
        "role policy 'orders' allows all actions of a service (\"s3:*\"): name the actions that are needed",
      ],
      configuration: { allowServiceWildcards: false },
    },
  ],
  unknown: [
    {
      title: "an unknown policy",
      resource: resourceOf("aws:iam/policy:Policy", { policy: UNKNOWN }),
      paths: ["policy"],
    },
    {
      title: "an unknown resource",
      resource: resourceOf("aws:iam/policy:Policy", {
        policy: { Statement: [{ Effect: "Allow", Action: "*", Resource: UNKNOWN }] },
      }),
      paths: ["policy.Statement[0].Resource"],
    },
  ],
  ignores: [{ title: "a service", resource: rawService() }],
});
