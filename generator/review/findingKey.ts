import type { PreviewResult } from "../offline/previewResult.js";

/** The same policy says the same of the same resource, in whatever stack. */
export function findingKey(
  finding: Pick<
    PreviewResult["policies"]["violations"][number],
    "policy" | "pack" | "urn" | "message"
  >,
): string {
  const { policy, pack, urn, message } = finding;
  return JSON.stringify([pack, policy, urn.split("::").slice(2), message]);
}
