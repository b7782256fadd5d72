import type { DescribedParameter, DescribedRule } from "../check/ruleCatalogue.js";
import { describedRules } from "../check/ruleCatalogue.js";
import type { Entry } from "./explanation.js";

/** What `slipway explain` tells of the policies' rules and of their parameters. */
export function ruleEntries(): Entry[] {
  return describedRules().flatMap((rule) => [
    ruleEntry(rule),
    ...Object.entries(rule.parameters).map(([key, one]) => parameterEntry(rule.name, key, one)),
  ]);
}

function ruleEntry(rule: DescribedRule): Entry {
  const { name, description, kind, severity, levels, parameters, sources, remedy, url } = rule;
  const details = {
    kind,
    severity,
    levels: Object.entries(levels)
      .map(([profile, level]) => `${profile} ${level}`)
      .join(", "),
    ...(Object.keys(parameters).length > 0 && { parameters: Object.keys(parameters).join(", ") }),
    ...(sources.length > 0 && { covers: sources.join(", ") }),
  };
  return {
    explanation: { kind: "rule", name, description, details, next: remedy, url },
    names: sources,
  };
}

function parameterEntry(rule: string, key: string, parameter: DescribedParameter): Entry {
  const { type, description, default: usual, profiles } = parameter;
  const others = Object.entries(profiles).map(
    ([profile, value]) => `, ${profile} ${JSON.stringify(value)}`,
  );
  const details = { type, default: `${JSON.stringify(usual)}${others.join("")}`, rule };
  const name = `${rule}.${key}`;
  return { explanation: { kind: "parameter", name, description, details }, names: [key] };
}
