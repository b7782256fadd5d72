import type { Rule } from "./rule.js";
import { rules } from "./rules/index.js";
import { STACK_VIEWS, VIEWS } from "./views/views.js";

/** What a policy may leave out. */
type Optional =
  | "kind"
  | "severity"
  | "enforcementLevel"
  | "remediationSteps"
  | "url"
  | "sources"
  | "parameters";

/** A policy as its author writes it, with at least one method that judges: `task`, `service`, `resource` and so on. */
export type PolicyDefinition<P extends object = object> = Omit<Rule<P>, Optional> &
  Partial<Pick<Rule<P>, Optional>>;

/** Names that a configuration means something else by. */
const RESERVED = ["all", "exempt", "environments", "extends", "profile", "$schema"];

/**
 * A policy of one's own, in the form of Slipway's: it judges views of components and of plain resources alike, check by
 * check, so that a value which is not known yet leaves open one check and no other. Levels, parameters, environments and
 * exemptions are configured as those of Slipway's own.
 *
 * ```ts
 * export const smallTasks = definePolicy<{ mostMib: number }>({
 *   name: "acme-small-tasks",
 *   description: "Tasks are small.",
 *   parameters: { mostMib: { type: "integer", minimum: 512, description: "Most MiB.", default: 4096 } },
 *   task(task, { parameters, check }) {
 *     check(() => ((task.memory ?? 0) > parameters.mostMib ? `${task.label} is large` : undefined));
 *   },
 * });
 * ```
 *
 * A pack of them runs by `slipway check --policy-pack` and on the engine: `new PolicyPack("acme", { policies:
 * pulumiPolicies([smallTasks]) })`.
 *
 * @throws {TypeError} if the name is none that a configuration can have, or is taken by a policy of Slipway's, or if
 * nothing judges.
 */
export function definePolicy<P extends object = object>(definition: PolicyDefinition<P>): Rule<P> {
  const { name } = definition;
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
    throw new TypeError(
      `'name' of a policy must be lower case with hyphens, got ${JSON.stringify(name)}; "acme-small-tasks" works`,
    );
  }
  if (RESERVED.includes(name) || rules.some((rule) => rule.name === name)) {
    throw new TypeError(
      `'name' of a policy must be its own, got "${name}", which ${RESERVED.includes(name) ? "a configuration means something else by" : "is a policy of Slipway's"}; "acme-${name}" works`,
    );
  }
  const kinds = [...Object.keys(VIEWS), ...Object.keys(STACK_VIEWS)];
  if (!kinds.some((kind) => kind in definition)) {
    throw new TypeError(
      `policy '${name}' must judge something, by a method such as 'task' or 'resource'; there are ${kinds.join(", ")}`,
    );
  }
  // Only a policy without parameters of its own may leave them out, which no type can say.
  const parameters = (definition.parameters ?? {}) as Rule<P>["parameters"];
  return {
    kind: "practice",
    severity: "medium",
    enforcementLevel: "advisory",
    remediationSteps: "As the message says.",
    url: "",
    sources: [],
    ...definition,
    parameters,
  };
}
