import type { Recording } from "./engine/recording.js";
import type { PreviewedResource } from "./previewResult.js";

/** Resources with the ids and ARNs that they were answered with, by which others name them. */
export function withResourceIds(
  resources: readonly PreviewedResource[],
  recording: Recording,
): PreviewedResource[] {
  return resources.map((resource) => {
    const answer = recording.find(resource.urn)?.answer;
    const arn = answer?.state.arn;
    return {
      ...resource,
      // A component has none.
      ...(answer && answer.id !== "" && { id: answer.id }),
      ...(typeof arn === "string" && { arn }),
    };
  });
}

/** Resources as a preview prints them. */
export function withoutResourceIds(resources: readonly PreviewedResource[]): PreviewedResource[] {
  return resources.map((resource) => {
    const printed = { ...resource };
    delete printed.id;
    delete printed.arn;
    return printed;
  });
}
