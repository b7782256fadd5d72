import type { EngineFact } from "./engineFact.js";
import { isChange } from "./progress.js";

/** A change to one resource that a preview says. */
export interface PlannedOperation {
  urn: string;
  type: string;
  /** In the engine's words: `create`, `update`, `delete`, `create-replacement`, `delete-replaced`… */
  operation: string;
}

/** The changes of a preview, one by one: what only the state knows, such as components, is none. */
export function plannedOperations(facts: readonly EngineFact[]): PlannedOperation[] {
  return facts.flatMap((fact) =>
    fact.kind === "step" && fact.phase === "started" && isChange(fact)
      ? [{ urn: fact.urn, type: fact.type, operation: fact.operation }]
      : [],
  );
}
