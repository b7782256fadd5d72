import type { ConfigurationPath } from "./configurationError.js";
import { isMap } from "../resource/secretSignature.js";
import { PolicyConfigurationError, shown } from "./configurationError.js";
import type { EnforcementLevel, Profile } from "../rule.js";

/** The levels, as a configuration names them. */
export const LEVELS: readonly EnforcementLevel[] = ["advisory", "mandatory", "disabled"];

/** The profiles, as a configuration names them. */
export const PROFILES: readonly Profile[] = ["baseline", "hardened", "fsbp", "dev"];

/**
 * The level that a configuration gives to a policy, by itself or as `enforcementLevel`; nothing where it gives none.
 *
 * @throws {PolicyConfigurationError} if it is no level.
 */
export function levelOf(
  policy: string,
  given: unknown,
  at: ConfigurationPath,
): EnforcementLevel | undefined {
  const level = isMap(given) ? given.enforcementLevel : given;
  if (level === undefined || isLevel(level)) return level;
  throw new PolicyConfigurationError(
    `'enforcementLevel' of '${policy}' must be "advisory", "mandatory" or "disabled", got ${shown(level)}; "mandatory" works`,
    isMap(given) ? [...at, "enforcementLevel"] : at,
  );
}

/**
 * The level of what has a level and nothing else, such as `all`.
 *
 * @throws {PolicyConfigurationError} if it is no level, or has other keys.
 */
export function levelAlone(
  policy: string,
  given: unknown,
  at: ConfigurationPath,
): EnforcementLevel | undefined {
  const level = levelOf(policy, given, at);
  const other = isMap(given)
    ? Object.keys(given).find((key) => key !== "enforcementLevel")
    : undefined;
  if (other === undefined) return level;
  throw new PolicyConfigurationError(`'${policy}' has no '${other}'; it has 'enforcementLevel'`, [
    ...at,
    other,
  ]);
}

function isLevel(level: unknown): level is EnforcementLevel {
  return LEVELS.some((known) => known === level);
}
