import { legalNames } from "../../components/rules/nearestName.js";
import { checkExempted, pathOf, validatorOf, WORKING_EXEMPTION } from "./checkRuleConfiguration.js";
import type { ConfigurationPath } from "./configurationError.js";
import { PolicyConfigurationError, shown } from "./configurationError.js";
import type { Exemption, SharedExemption } from "./exemption.js";
import { SHARED_EXEMPTION_SCHEMA } from "./layerSchema.js";
import type { Rule } from "../rule.js";

/**
 * Exemptions by the name of each policy that they are of.
 *
 * @param at Where they stand.
 * @throws {PolicyConfigurationError} if one is no exemption, or of a policy that there is not.
 */
export function readSharedExemptions(
  rules: readonly Rule[],
  given: unknown,
  at: ConfigurationPath,
): Map<string, Exemption[]> {
  const byRule = new Map<string, Exemption[]>();
  // What most configurations are without loads no validator.
  if (Array.isArray(given) && given.length === 0) return byRule;
  for (const [i, exemption] of checked(given, at).entries()) {
    checkExempted(`'exempt[${i}]'`, exemption, [...at, i]);
    const named = exemption.policies.flatMap((id, j) =>
      rulesOf(rules, id, [...at, i, "policies", j]),
    );
    for (const { name } of new Set(named)) {
      byRule.set(name, [...(byRule.get(name) ?? []), exemption]);
    }
  }
  return byRule;
}

function rulesOf(rules: readonly Rule[], id: string, at: ConfigurationPath): readonly Rule[] {
  if (id === "*") return rules;
  const same = (other: string) => other.toLowerCase() === id.toLowerCase();
  const found = rules.filter(({ name, sources }) => same(name) || sources.some(same));
  if (found.length > 0) return found;
  const names = rules.flatMap(({ name, sources }) => [name, ...sources]);
  throw new PolicyConfigurationError(`there is no policy '${id}'; ${legalNames(id, names)}`, at);
}

function checked(given: unknown, at: ConfigurationPath): SharedExemption[] {
  const isValid = validatorOf<SharedExemption[]>({ type: "array", items: SHARED_EXEMPTION_SCHEMA });
  if (isValid(given)) return given;
  const [error] = isValid.errors ?? [];
  const { path, shownPath } = pathOf(error);
  const which = `'exempt${shownPath === "" ? "" : shownPath.replace(/^(\d+)/, "[$1]")}'`;
  if (error?.keyword === "additionalProperties") {
    const wrong = String(error.params.additionalProperty);
    const names = Object.keys(SHARED_EXEMPTION_SCHEMA.properties).map((name) => `'${name}'`);
    throw new PolicyConfigurationError(`${which} has no '${wrong}'; it has ${names.join(", ")}`, [
      ...at,
      ...path,
      wrong,
    ]);
  }
  const example = [{ policies: ["ECS.2"], ...WORKING_EXEMPTION }];
  throw new PolicyConfigurationError(
    `${which} ${error?.message ?? "is wrong"}, got ${shown(error?.data)}; ${shown(example)} works`,
    [...at, ...path],
  );
}
