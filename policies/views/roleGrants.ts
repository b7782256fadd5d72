import { matchesGlob } from "../../components/rules/glob.js";
import type { AllowingStatement } from "../resource/allowingStatements.js";
import { allowingStatements } from "../resource/allowingStatements.js";
import { Reader, UnknownLeaf } from "../resource/reader.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";
import type { ReviewedStack } from "../resource/reviewedStack.js";
import { idOf, whenKnown } from "../resource/reviewedStack.js";

const POLICY = "aws:iam/policy:Policy";
const INLINE = "aws:iam/rolePolicy:RolePolicy";
const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
/** What attaches policies to several roles at once, which nothing here follows. */
const MANY = "aws:iam/policyAttachment:PolicyAttachment";

/** Policies of AWS by whose names they may allow what tasks do in Session Manager; the others of AWS do not. */
const BROAD = /SSM|Admin|PowerUser/;

/**
 * What a role of the stack may do, by all policies that the stack gives it: a function of an action's name.
 *
 * @throws {UnknownLeaf} if that is not known, as of a policy of another stack.
 */
export function allowedActions(
  role: ReviewedResource,
  stack: ReviewedStack,
): (action: string) => boolean {
  const statements = statementsOf(role, stack);
  return (action) => statements.some((statement) => allows(statement, action));
}

/** IAM compares actions without regard to case. */
function allows(statement: AllowingStatement, action: string): boolean {
  if (statement.hasNotAction()) return true;
  const wanted = action.toLowerCase();
  return statement.actions().some((glob) => matchesGlob(glob.toLowerCase(), wanted));
}

function statementsOf(role: ReviewedResource, stack: ReviewedStack): AllowingStatement[] {
  const inputs = Reader.of(role.properties);
  const inline = (inputs.get("inlinePolicies").list() ?? []).map((one) => one.get("policy"));
  const own = sure(stack, INLINE, role).map(({ properties }) =>
    Reader.of(properties).get("policy"),
  );
  const attachments = sure(stack, ATTACHMENT, role);
  if (stack.ofTypes(MANY).length > 0) throw new UnknownLeaf("policyArn");
  const managed = inputs.get("managedPolicyArns").list() ?? [];
  return [
    ...[...inline, ...own].flatMap(allowingStatements),
    ...attachments.flatMap((one) =>
      attached(one, stack, Reader.of(one.properties).get("policyArn")),
    ),
    ...managed.flatMap((arn) => attached(role, stack, arn)),
  ];
}

/** What refers to a role by its property `role`. @throws {UnknownLeaf} if something only may. */
function sure(stack: ReviewedStack, type: string, role: ReviewedResource): ReviewedResource[] {
  const found = stack.referring(type, "role", role);
  if (found.some((one) => !one.sure)) throw new UnknownLeaf("role");
  return found.map(({ value }) => value);
}

function attached(from: ReviewedResource, stack: ReviewedStack, arn: Reader): AllowingStatement[] {
  const known = whenKnown(() => arn.string() ?? "");
  if (known?.includes(":iam::aws:policy/")) {
    if (BROAD.test(known)) throw new UnknownLeaf(arn.path);
    return [];
  }
  const { certain } = stack.referred(from, idOf(arn), POLICY);
  const [policy] = certain;
  // A policy of another stack may allow anything.
  if (!policy || certain.length > 1) throw new UnknownLeaf(arn.path);
  return allowingStatements(Reader.of(policy.properties).get("policy"));
}
