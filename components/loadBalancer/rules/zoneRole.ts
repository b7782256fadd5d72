import { ROLE_ARN } from "../../rules/roleArn.js";
import type { Problem } from "../../rules/problem.js";
import { shownValue } from "../../rules/shownValue.js";

/** A role of a zone's account, as far as it is known. */
export interface ZoneRole {
  roleArn?: string | undefined;
  externalId?: string | undefined;
  sessionName?: string | undefined;
}

/**
 * Why STS would not give the role of a zone; nothing when it would.
 *
 * @param at Path of the argument.
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html#API_AssumeRole_RequestParameters
 */
export function zoneRoleProblem(role: ZoneRole, at: string): Problem | undefined {
  const { roleArn, externalId, sessionName } = role;
  if (roleArn !== undefined && !ROLE_ARN.test(roleArn)) {
    const path = `${at}.roleArn`;
    const reason = `'${path}' must be the ARN of a role, got ${shownValue(roleArn)}; "arn:aws:iam::210987654321:role/dns" works`;
    return { path, reason };
  }
  if (externalId !== undefined && !/^[\w+=,.@:/-]{2,1224}$/.test(externalId)) {
    const path = `${at}.externalId`;
    const reason = `'${path}' must be 2 to 1224 letters, digits and characters of "_+=,.@:/-", got ${shownValue(externalId)}; "shop" works`;
    return { path, reason };
  }
  if (sessionName !== undefined && !/^[\w+=,.@-]{2,64}$/.test(sessionName)) {
    const path = `${at}.sessionName`;
    const reason = `'${path}' must be 2 to 64 letters, digits and characters of "_+=,.@-", got ${shownValue(sessionName)}; "shop" works`;
    return { path, reason };
  }
  return undefined;
}

/** Why a role for a zone's records has no use; nothing where it has. */
export function zoneRoleUseProblem(
  args: { zoneId?: unknown; zoneRole?: unknown },
  at: string,
): Problem | undefined {
  if (args.zoneRole === undefined || args.zoneId !== undefined) return undefined;
  const path = `${at}.zoneRole`;
  const reason = `'${path}' makes the records of '${at}.zoneId', got no 'zoneId'; "Z0123456789ABCDEFGHIJ" works, or leave 'zoneRole' out`;
  return { path, reason };
}
