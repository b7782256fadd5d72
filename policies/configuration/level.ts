import { listedByOr } from "../../components/rules/listInWords.js";
import type { ConfigurationPath } from "./configurationError.js";
import { isMap } from "../resource/secretSignature.js";
import { PolicyConfigurationError, shown } from "./configurationError.js";
import type { EnforcementLevel, Profile } from "../rule.js";

/** The levels that every policy has, as a configuration names them. */
export const LEVELS: readonly EnforcementLevel[] = ["advisory", "mandatory", "disabled"];

/** Those of a policy that sets right by itself what it can. */
export const LEVELS_WITH_REMEDIATE: readonly EnforcementLevel[] = [...LEVELS, "remediate"];

/** The profiles, as a configuration names them. */
export const PROFILES: readonly Profile[] = ["baseline", "hardened", "fsbp", "dev"];

/**
 * The level that a configuration gives to a policy, by itself or as `enforcementLevel`; nothing where it gives none.
 *
 * @param remediates Whether the policy sets right by itself what it can.
 * @throws {PolicyConfigurationError} if it is no level, or none of the policy.
 */
export function levelOf(
  policy: string,
  given: unknown,
  at: ConfigurationPath,
  remediates = false,
): EnforcementLevel | undefined {
  const level = isMap(given) ? given.enforcementLevel : given;
  const levels = remediates ? LEVELS_WITH_REMEDIATE : LEVELS;
  const known = levels.find((one) => one === level);
  if (level === undefined || known !== undefined) return known;
  const names = levels.map((one) => `"${one}"`);
  const why = level === "remediate" ? ", as it sets nothing by itself" : "";
  throw new PolicyConfigurationError(
    `'enforcementLevel' of '${policy}' must be ${listedByOr(names)}, got ${shown(level)}${why}; "mandatory" works`,
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
