import { previewRefresh, type RefreshPreview } from "../../automation/previewRefresh.js";
import { endOfError } from "../run/endOfError.js";
import { blindEnd, type DriftEnd, type DriftRunner } from "./driftRunner.js";
import { sortDrift } from "./sortDrift.js";

/** The look at one stack, in this process. */
export const lookAtStack: DriftRunner = async (task, watch) => {
  const { stack, directory } = task.stack;
  const { environmentVariables } = task;
  try {
    const preview = await previewRefresh({
      ...{ directory, stack, signal: watch.signal, killSignal: watch.killSignal },
      ...(environmentVariables && { environmentVariables }),
    });
    return endOf(preview);
  } catch (error) {
    const { status, message } = endOfError(error);
    return blindEnd(status, message);
  }
};

function endOf({ status, resources, errors }: RefreshPreview): DriftEnd {
  if (status === "previewed") {
    const read = resources.filter(({ isRead }) => isRead).length;
    return { status: "looked", resources: read, differences: sortDrift(resources), errors };
  }
  const isOther = status === "blocked" || status === "declined";
  return { status: isOther ? "failed" : status, resources: 0, differences: [], errors };
}
