import { nameInUrn, STACK_TYPE } from "../offline/urn.js";
import type { EngineFact, StepFact } from "./engineFact.js";
import { openStack } from "./openStack.js";
import { assertNotCancelled, assertPreviewed, runEnginePreview } from "./previewStack.js";
import type { StackOptions } from "./stackOptions.js";

/** What the engine would do to a resource. */
export interface EngineChange {
  urn: string;
  type: string;
  name: string;
  operation: "create" | "update" | "replace" | "delete" | "import";
  /** Names of the properties that differ from the state's. */
  properties: string[];
  /** Those of them that force a replacement. */
  forcedBy: string[];
}

/** Steps by what they come to: a replacement is told by several. */
const OPERATIONS: Readonly<Record<string, EngineChange["operation"]>> = {
  create: "create",
  update: "update",
  delete: "delete",
  import: "import",
  "import-replacement": "replace",
  replace: "replace",
  "create-replacement": "replace",
  "delete-replaced": "replace",
};

/**
 * What Pulumi's engine would do to a stack as it is deployed. The policies are not asked.
 *
 * @throws {CliError} if there is no CLI, the stack cannot be opened, the program fails or the preview is cancelled.
 */
export async function previewChanges(options: StackOptions): Promise<EngineChange[]> {
  assertNotCancelled(options);
  const run = await runEnginePreview(await openStack(options), options, { policyPacks: [] });
  assertPreviewed(run);
  return engineChanges(run.facts);
}

/** Each resource that changes once, in the engine's order. */
export function engineChanges(facts: readonly EngineFact[]): EngineChange[] {
  const byUrn = new Map<string, EngineChange>();
  for (const fact of facts) {
    const operation = fact.kind === "step" ? operationOf(fact) : undefined;
    if (fact.kind !== "step" || operation === undefined) continue;
    const { urn, type, differing, replacing } = fact;
    const known = byUrn.get(urn);
    byUrn.set(urn, {
      urn,
      type,
      name: nameInUrn(urn),
      operation,
      properties: merged(known?.properties, differing),
      forcedBy: merged(known?.forcedBy, replacing),
    });
  }
  return [...byUrn.values()];
}

function operationOf({
  phase,
  operation,
  type,
  urn,
}: StepFact): EngineChange["operation"] | undefined {
  if (phase !== "started" || type === STACK_TYPE) return undefined;
  // The engine adds them by itself.
  if (type.startsWith("pulumi:providers:") && nameInUrn(urn).startsWith("default"))
    return undefined;
  return Object.hasOwn(OPERATIONS, operation) ? OPERATIONS[operation] : undefined;
}

function merged(one: readonly string[] = [], other: readonly string[]): string[] {
  return [...new Set([...one, ...other])];
}
