import { join, resolve } from "node:path";

import type { PolicyResult } from "../../../policies/pack.js";
import { CliError } from "../../cliError.js";
import { answerOfChild } from "../childRun.js";
import type { PreviewResult } from "../previewResult.js";
import { SecretValues } from "../secretValues.js";
import type { PackChildRequest, PackChildResponse, PackReport } from "./packReport.js";
import type { PolicyPackRequest } from "./policyPackRequest.js";
import type { ProgramRecord } from "./programRecord.js";

/** How packs run. */
export interface PacksOptions {
  timeoutSeconds?: number | undefined;
  /** When the time of the whole preview is over, in milliseconds since 1970. */
  deadline: number;
  silent?: boolean | undefined;
  onOutput?: ((line: string) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * A preview with what policy packs of others say to it. Each pack runs in a process of its own, as it is and without a
 * sandbox.
 *
 * @throws {CliError} if a folder holds no pack, its configuration is wrong, or one of its policies fails.
 */
export async function withPacks(
  preview: PreviewResult,
  { resources, secrets }: ProgramRecord,
  packs: readonly PolicyPackRequest[],
  options: PacksOptions,
): Promise<PreviewResult> {
  const known = new SecretValues();
  known.note(secrets);
  let { policies } = preview;
  // One after the other, as the machine's cores are for the packs' own work.
  for (const { folder, config = {} } of packs) {
    const { deadline, timeoutSeconds = 0 } = options;
    const request = { folder: resolve(folder), config, resources, deadline, timeoutSeconds };
    const report = await reportOf(request, options, known);
    policies = merged(policies, located(report, preview, known));
  }
  return { ...preview, policies };
}

async function reportOf(
  request: PackChildRequest,
  options: PacksOptions,
  secrets: SecretValues,
): Promise<PackReport> {
  const { folder } = request;
  const response = await answerOfChild<PackChildResponse>(
    join(__dirname, "packChild.js"),
    request,
    {
      ...options,
      cwd: process.cwd(),
      endedItself: (how) =>
        `the policy pack in ${folder} ended its process before it answered (${how})`,
      timedOut: (seconds) =>
        `the policy pack in ${folder} has not ended after ${seconds} s; '--timeout-seconds' gives it more time`,
    },
  );
  if ("report" in response) return response.report;
  const { message, stack } = response.error;
  const lines = [message, stack].filter((line) => line !== undefined).join("\n");
  throw new CliError(secrets.mask(lines));
}

/** What a pack says, in the form of a policy result: with the program's lines, and without secrets. */
function located(
  { pack, violations, undetermined, remediated, evaluated }: PackReport,
  { resources }: PreviewResult,
  secrets: SecretValues,
): PolicyResult {
  const places = new Map(resources.map(({ urn, location }) => [urn, location]));
  const at = (urn: string) => {
    const location = places.get(urn);
    return location && { location };
  };
  return {
    violations: violations.map(({ message, ...one }) => ({
      ...one,
      pack,
      message: secrets.mask(message),
      ...at(one.urn),
    })),
    undetermined: undetermined.map((one) => ({ ...one, pack, ...at(one.urn) })),
    exempted: [],
    remediated: remediated.map((one) => ({ ...one, pack, ...at(one.urn) })),
    evaluated,
  };
}

function merged(one: PolicyResult, other: PolicyResult): PolicyResult {
  const remediated = [...(one.remediated ?? []), ...(other.remediated ?? [])];
  return {
    violations: [...one.violations, ...other.violations],
    undetermined: [...one.undetermined, ...other.undetermined],
    exempted: [...one.exempted, ...other.exempted],
    ...(remediated.length > 0 && { remediated }),
    evaluated: one.evaluated + other.evaluated,
  };
}
