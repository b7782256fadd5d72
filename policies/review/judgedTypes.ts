import { NATIVE_FORMS } from "../resource/nativeForms.js";
import type { Rule } from "../rule.js";
import { STACK_VIEWS, VIEWS } from "../views/views.js";

/** The types of each kind of view; nothing for a kind that is made of any resource. */
const TYPES_OF_VIEWS = Object.entries({ ...VIEWS, ...STACK_VIEWS }).map(
  ([name, view]) => [name, "types" in view ? view.types : undefined] as const,
);

/** The types of the provider AWS that each type of AWS Native is judged as. */
const NATIVE_TYPES = Object.entries(NATIVE_FORMS).map(
  ([native, { type, parts = [] }]) => [native, [type, ...parts.map((part) => part.type)]] as const,
);

/**
 * The types of resources that a rule judges: our components', those of the provider AWS under each of their names, and those of
 * AWS Native that are judged as these. Nothing for a rule that judges resources of any type.
 */
export function judgedTypes(rule: Rule): string[] | undefined {
  const own = TYPES_OF_VIEWS.flatMap(([name, types]) => (name in rule ? [types] : []));
  const types = new Set<string>();
  for (const some of own) {
    if (some === undefined) return undefined;
    for (const type of some) types.add(type);
  }
  const native = NATIVE_TYPES.flatMap(([type, judgedAs]) =>
    judgedAs.some((one) => types.has(one)) ? [type] : [],
  );
  return [...types, ...native].sort();
}
