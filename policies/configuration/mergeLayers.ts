import { matchesGlob } from "../../components/rules/glob.js";
import type { Layer, PolicyConfiguration, RuleConfiguration } from "./layer.js";
import { isMap } from "../resource/secretSignature.js";
import { OWN_KEYS } from "./layerSchema.js";

/**
 * A configuration for one stack: what it says for all, and over it each environment whose name or pattern fits the
 * stack's, in the order in which they are written.
 */
export function layerFor(configuration: PolicyConfiguration, stack: string): Layer {
  const { environments, ...base } = configuration;
  // A list is of Pulumi ESC's environments, which only Pulumi reads.
  if (environments === undefined || Array.isArray(environments)) return base;
  const fitting = Object.entries(environments).filter(([glob]) => matchesGlob(glob, stack));
  return fitting.reduce<Layer>((under, [, over]) => mergeLayers(under, over), base);
}

/**
 * One configuration over another: what the upper one says stands, parameter by parameter; the exemptions of both hold.
 */
export function mergeLayers<L extends Layer>(under: L, over: L): L {
  const merged: Record<string, unknown> = { ...under };
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key];
    if (key === "exempt") merged[key] = [...(under.exempt ?? []), ...(over.exempt ?? [])];
    else if (key === "environments") merged[key] = mergeEnvironments(below, value);
    else merged[key] = OWN_KEYS.includes(key) ? value : mergeRule(below, value);
  }
  return merged as L;
}

function mergeRule(under: unknown, over: unknown): unknown {
  const below = asMap(under);
  const above = asMap(over);
  if (below === undefined || above === undefined) return over ?? under;
  const exempt = [...(below.exempt ?? []), ...(above.exempt ?? [])];
  return { ...below, ...above, ...(exempt.length > 0 && { exempt }) };
}

function asMap(given: unknown): RuleConfiguration | undefined {
  if (typeof given === "string") return { enforcementLevel: given } as RuleConfiguration;
  return isMap(given) ? given : undefined;
}

/** Those of the lower one first, so that the upper one's stand over them. */
function mergeEnvironments(under: unknown, over: unknown): unknown {
  if (!isMap(under) || !isMap(over)) return over;
  const names = [...new Set([...Object.keys(under), ...Object.keys(over)])];
  return Object.fromEntries(
    names.map((name) => [
      name,
      mergeLayers((under[name] ?? {}) as Layer, (over[name] ?? {}) as Layer),
    ]),
  );
}
