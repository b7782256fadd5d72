import type { PolicyResult, Severity } from "../../../policies/pack.js";
import type { TimeLimit } from "../childRun.js";
import type { ProgramError } from "../childMessage.js";
import type { RecordedResource } from "./programRecord.js";

/** What the process of a policy pack is asked for, as JSON on its standard input. */
export interface PackChildRequest extends TimeLimit {
  /** Folder with `PulumiPolicy.yaml`. */
  folder: string;
  config: Record<string, unknown>;
  resources: readonly RecordedResource[];
}

/** A violation that a pack reports. */
export interface PackViolation {
  policy: string;
  enforcementLevel: "advisory" | "mandatory";
  severity: Severity;
  urn: string;
  message: string;
  remedy?: string;
  url?: string;
}

/** What a policy pack says. */
export interface PackReport extends Pick<PolicyResult, "undetermined" | "evaluated"> {
  /** The pack's name. */
  pack: string;
  violations: PackViolation[];
  /** Resources that its remediations change, with the names of the inputs that they set. */
  remediated: { policy: string; urn: string; properties: string[] }[];
}

/** What the process of a policy pack answers. */
export type PackChildResponse = { report: PackReport } | { error: ProgramError };

/** What `@pulumi/policy` says in place of a policy that read a value which a preview does not know. */
const UNKNOWN_VALUE =
  /^can't run (?:policy|remediation) .* during preview: .*value at \.(\S+) can't be known/;

/** Path of the value that such a text speaks of; nothing for any other. */
export function unknownPathIn(message: string): string | undefined {
  return UNKNOWN_VALUE.exec(message)?.[1];
}
