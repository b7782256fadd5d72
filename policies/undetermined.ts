/** Name of the policy that reports which checks could not be decided. */
export const UNDETERMINED_POLICY = "slipway-undetermined";

/** A check of a policy that could not be decided, as a value is not known before the update. */
export interface UndeterminedCheck {
  policy: string;
  /** Path of the unknown value below the resource's properties. */
  path: string;
}

/** The message about a resource's undetermined checks. */
export function undeterminedMessage(checks: readonly UndeterminedCheck[]): string {
  const each = checks.map(({ policy, path }) => `${policy} (${path})`).join(", ");
  const verb = checks.length === 1 ? "check is" : "checks are";
  return `${checks.length} ${verb} undetermined until the update: ${each}`;
}

/** The checks that such a message speaks of, also where a policy's description stands before it. */
export function readUndeterminedMessage(message: string): UndeterminedCheck[] {
  const [, list = ""] = message.split(" undetermined until the update: ");
  return [...list.matchAll(/([a-z0-9-]+) \((.*?)\)(?=, [a-z0-9-]+ \(|$)/g)].map(
    ([, policy = "", path = ""]) => ({
      policy,
      path,
    }),
  );
}
