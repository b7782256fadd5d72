import type { EngineFact } from "../../automation/engineFact.js";
import { engineChanges, type EngineChange } from "../../automation/previewChanges.js";
import { previewFacts } from "../../automation/previewStack.js";
import { previewReport } from "../../automation/report.js";
import { endOfError } from "../run/endOfError.js";
import type { EnginePreviewer } from "./enginePreview.js";
import type { EngineChanges } from "./fleetReport.js";

/** The engine's preview of one stack under the policies, in this process. */
export const previewOnEngine: EnginePreviewer = async ({ stack, ...how }, watch) => {
  const { directory, stack: name } = stack;
  const { signal, killSignal } = watch;
  try {
    const facts = await previewFacts({ ...how, directory, stack: name, signal, killSignal });
    return { preview: previewReport(name, facts), changes: changeCounts(facts) };
  } catch (error) {
    return { failure: endOfError(error).message };
  }
};

/** How many resources change. What is imported comes into the stack, as what is created does. */
export function changeCounts(facts: readonly EngineFact[]): EngineChanges {
  const changes = engineChanges(facts);
  const count = (...some: EngineChange["operation"][]): number =>
    changes.filter(({ operation }) => some.includes(operation)).length;
  return {
    creates: count("create", "import"),
    updates: count("update"),
    replaces: count("replace"),
    deletes: count("delete"),
  };
}
