import { readConfiguration } from "./configuration.js";
import type { Exemption } from "./exemption.js";
import { EXEMPTIONS_POLICY } from "./exemptionTrace.js";
import type { PolicyConfiguration } from "./layer.js";
import type { Rule } from "../rule.js";
import { UNDETERMINED_POLICY } from "../undetermined.js";

/** What a configuration says for one stack, as the engine takes it: it knows neither profiles nor environments. */
export function engineConfigurationOf(
  rules: readonly Rule[],
  configuration: PolicyConfiguration,
  stack: string,
): Record<string, object> {
  const { settings, undetermined, exemptions } = readConfiguration(rules, configuration, stack);
  const each = [...settings].map(
    ([name, { enforcementLevel, parameters, exempt }]) =>
      [name, { enforcementLevel, ...parameters, exempt: exempt.map(alone) }] as const,
  );
  return {
    ...Object.fromEntries<object>(each),
    [UNDETERMINED_POLICY]: { enforcementLevel: undetermined },
    [EXEMPTIONS_POLICY]: { enforcementLevel: exemptions },
  };
}

/** An exemption without the list of policies that it is shared by. */
function alone({ name, urn, reason, expires }: Exemption): Exemption {
  return {
    ...(name !== undefined && { name }),
    ...(urn !== undefined && { urn }),
    ...(reason !== undefined && { reason }),
    ...(expires !== undefined && { expires }),
  };
}
