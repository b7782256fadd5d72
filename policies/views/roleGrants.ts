import { matchesGlob } from "../../components/rules/glob.js";
import type { AllowingStatement } from "../resource/allowingStatements.js";
import { allowingStatements } from "../resource/allowingStatements.js";
import { Reader, UnknownLeaf } from "../resource/reader.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";
import { ignoresChangesOf } from "../resource/reviewedResource.js";
import type { ReviewedStack } from "../resource/reviewedStack.js";
import { idOf, whenKnown } from "../resource/reviewedStack.js";

export const ROLE = "aws:iam/role:Role";
const POLICY = "aws:iam/policy:Policy";
const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const OWN_POLICY = "aws:iam/rolePolicy:RolePolicy";
/** Attach policies in ways that are not looked into. */
const SHARED_ATTACHMENTS = [
  "aws:iam/policyAttachment:PolicyAttachment",
  "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
] as const;

/** What AWS's own policy for execution roles allows, on everything. */
const EXECUTION_ACTIONS = [
  "ecr:GetAuthorizationToken",
  "ecr:BatchCheckLayerAvailability",
  "ecr:GetDownloadUrlForLayer",
  "ecr:BatchGetImage",
  "logs:CreateLogStream",
  "logs:PutLogEvents",
];

/** AWS's own policies by their ARNs, with whether they allow an action, as far as that is known. The first counts. */
const OF_AWS: readonly [arn: RegExp, allows: (action: string) => boolean | undefined][] = [
  [
    /:policy\/service-role\/AmazonECSTaskExecutionRolePolicy$/,
    (action) => EXECUTION_ACTIONS.includes(action),
  ],
  [
    // Policies of all other names do not allow the channels of Session Manager.
    /:iam::aws:policy\/(?!.*(SSM|Admin|PowerUser))/,
    (action) => (action.startsWith("ssmmessages:") ? false : undefined),
  ],
];

/**
 * Whether a role of a stack may do something by the policies that its stack gives it.
 *
 * @param target ARN of what it is done to; nothing where that is no matter.
 * @throws {UnknownLeaf} if that is not known, as where it has policies of AWS that are not known here.
 */
export function isAllowed(
  role: ReviewedResource,
  stack: ReviewedStack,
  action: string,
  target?: string,
): boolean {
  const isShared =
    stack.ofTypes(...SHARED_ATTACHMENTS).length > 0 ||
    ["inlinePolicies", "managedPolicyArns"].some((property) => ignoresChangesOf(role, property));
  const judged = isShared
    ? [undefined]
    : [...attachedTo(role, stack), ...ownPolicies(role, stack)].map((source) =>
        whenKnown(() => source(action, target)),
      );
  if (judged.includes(true)) return true;
  if (judged.includes(undefined)) throw new UnknownLeaf("role");
  return false;
}

/** Whether a policy allows an action. @throws {UnknownLeaf} if that is not known. */
type Source = (action: string, target: string | undefined) => boolean;

const OPEN: Source = () => {
  throw new UnknownLeaf("role");
};

function attachedTo(role: ReviewedResource, stack: ReviewedStack): Source[] {
  const inputs = Reader.of(role.properties);
  const attachments = stack.referring(ATTACHMENT, "role", role);
  const byResource = attachments.map(({ value, sure }) =>
    sure ? managed(value, Reader.of(value.properties).get("policyArn"), stack) : OPEN,
  );
  const arns = whenKnown(() => inputs.get("managedPolicyArns").list() ?? []);
  return [...byResource, ...(arns?.map((leaf) => managed(role, leaf, stack)) ?? [OPEN])];
}

function managed(from: ReviewedResource, leaf: Reader, stack: ReviewedStack): Source {
  return (action, target) => {
    const { certain, isOpen, perhaps } = stack.referred(from, idOf(leaf), POLICY);
    const [own] = certain;
    if (own && certain.length === 1) {
      return allows(Reader.of(own.properties).get("policy"), action, target);
    }
    if (isOpen || perhaps.length > 0) throw new UnknownLeaf(leaf.path);
    const arn = leaf.string() ?? "";
    const allowed = OF_AWS.find(([form]) => form.test(arn))?.[1](action);
    if (allowed === undefined) throw new UnknownLeaf(leaf.path);
    return allowed;
  };
}

function ownPolicies(role: ReviewedResource, stack: ReviewedStack): Source[] {
  const inline = whenKnown(() => Reader.of(role.properties).get("inlinePolicies").list() ?? []);
  const policies = stack.referring(OWN_POLICY, "role", role);
  const by = (leaf: Reader): Source => {
    return (action, target) => leaf.isGiven() && allows(leaf, action, target);
  };
  return [
    ...(inline?.map((entry) => by(entry.get("policy"))) ?? [OPEN]),
    ...policies.map(({ value, sure }) =>
      sure ? by(Reader.of(value.properties).get("policy")) : OPEN,
    ),
  ];
}

function allows(policy: Reader, action: string, target: string | undefined): boolean {
  return allowingStatements(policy).some(
    (statement) => includesAction(statement, action) && includesTarget(statement, target),
  );
}

/** All actions but some may be the one. */
function includesAction(statement: AllowingStatement, action: string): boolean {
  if (statement.hasNotAction()) return true;
  const wanted = action.toLowerCase();
  return statement.actions().some((glob) => matchesGlob(glob.toLowerCase(), wanted));
}

/** What is named otherwise than by an ARN, such as a parameter by its name, may be any. */
function includesTarget(statement: AllowingStatement, target: string | undefined): boolean {
  if (target?.startsWith("arn:") !== true || statement.hasNotResource()) return true;
  return statement.resources().some((glob) => matchesGlob(glob, target));
}
