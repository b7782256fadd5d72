import type { PolicyResult } from "../../../policies/pack.js";
import { violatesMandatoryPolicy } from "../../automation/failure.js";
import { previewReport } from "../../automation/report.js";
import { CliError } from "../../cliError.js";
import type { EnginePreviewer } from "../preview/enginePreview.js";
import { changeCounts } from "../preview/previewOnEngine.js";
import { endOfError } from "../run/endOfError.js";
import { judgeOffline } from "./judgeOffline.js";
import type { RemoteFleet } from "./remoteFleet.js";
import { RemoteOperations } from "./remoteOperation.js";

/** Has each stack previewed by Pulumi Deployments. */
export function remotePreviewer(fleet: RemoteFleet): EnginePreviewer {
  return async (task, watch) => {
    const { stack } = task;
    const asked = fleet.requests.get(stack.id);
    if (asked === undefined) return { failure: "it is none of the fleet's stacks" };
    try {
      const judged =
        fleet.settings.policies === "organization"
          ? undefined
          : await judgeOffline(stack, task, watch.signal);
      const ended = await new RemoteOperations(fleet, stack, asked, watch).run("preview");
      if (ended === undefined) return { failure: "cancelled before it began" };
      const { facts, end, errors } = ended;
      const isStopped = facts.some(violatesMandatoryPolicy);
      if (end !== "succeeded" && !isStopped) {
        throw new CliError(errors.map(({ message }) => message).join("\n"));
      }
      const preview = previewReport(stack.stack, facts);
      const policies = judged ? merged(judged, preview.policies) : preview.policies;
      return { preview: { ...preview, policies }, changes: changeCounts(facts) };
    } catch (error) {
      return { failure: endOfError(error).message };
    }
  };
}

/** What Slipway's policies say here, and those of the organization there. */
function merged(here: PolicyResult, there: PolicyResult): PolicyResult {
  return {
    ...here,
    violations: [...here.violations, ...there.violations.filter(({ pack }) => pack !== undefined)],
    undetermined: [
      ...here.undetermined,
      ...there.undetermined.filter(({ pack }) => pack !== undefined),
    ],
    evaluated: here.evaluated + there.evaluated,
  };
}
