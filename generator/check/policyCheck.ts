import { relative, resolve, sep } from "node:path";

import type {
  EvaluateOptions,
  PolicyConfiguration,
  PolicyResult,
  ReviewedResource,
  SourceLocation,
} from "../../policies/pack.js";
import {
  EXEMPTIONS_POLICY,
  PolicyConfigurationError,
  reviewResources,
  rules,
} from "../../policies/pack.js";
import { CliError } from "../cliError.js";
import type { MockEntry } from "../offline/mockUse.js";
import { mockWarningStart } from "../offline/mockUse.js";
import type { CheckedSource, CheckResult } from "./checkResult.js";
import { policyId } from "./checkResult.js";

/** What the policies say about one source. */
export interface CheckedPart {
  checked: CheckedSource;
  /** Stack and project, as its URNs begin. */
  scope: string;
  policies: PolicyResult;
  /** Values that were given to its program and that it did not ask for. */
  unusedMocks?: MockEntry[] | undefined;
}

/** What an exemption is told that no violation needs. */
const NOT_NEEDED = " matches no violation: ";

/** Sources, each reviewed by itself, as one result. */
export function mergedResult(parts: readonly CheckedPart[]): CheckResult {
  const result: CheckResult = {
    checked: parts.map(({ checked }) => checked),
    violations: [],
    exempted: [],
    undetermined: [],
    evaluated: 0,
  };
  const remediated: NonNullable<CheckResult["remediated"]> = [];
  const isUnneeded = exemptionsNobodyNeeds(parts);
  for (const { checked, policies } of parts) {
    const { source } = checked;
    for (const violation of policies.violations) {
      const { policy, pack, message } = violation;
      if (policy === EXEMPTIONS_POLICY && message.includes(NOT_NEEDED) && !isUnneeded(message))
        continue;
      const rule = pack === undefined ? rules.find(({ name }) => name === policy) : undefined;
      const { remedy = rule?.remediationSteps, url = rule?.url } = violation;
      result.violations.push({ ...violation, remedy, url, source, accepted: false });
    }
    result.exempted.push(...policies.exempted.map((one) => ({ ...one, source })));
    result.undetermined.push(...policies.undetermined.map((one) => ({ ...one, source })));
    remediated.push(...(policies.remediated ?? []).map((one) => ({ ...one, source })));
    result.evaluated += policies.evaluated;
  }
  const unusedMocks = mocksNobodyUses(parts);
  return {
    ...result,
    ...(unusedMocks.length > 0 && { unusedMocks }),
    ...(remediated.length > 0 && { remediated }),
    violations: onceEach(result.violations),
  };
}

/**
 * Sources without the warnings of values that another source uses.
 *
 * @param tell Is given each that stays, once.
 */
export function withSharedMocks(
  parts: readonly CheckedPart[],
  tell: (warning: string) => void,
): CheckedPart[] {
  const unused = mocksNobodyUses(parts).map(mockWarningStart);
  const told = parts[0]?.checked.warnings?.filter((text) => startsWithOne(text, unused)) ?? [];
  told.forEach(tell);
  return parts.map((part) => {
    const { warnings, ...checked } = part.checked;
    const own = (part.unusedMocks ?? []).map(mockWarningStart);
    const left = (warnings ?? []).filter(
      (text) => !startsWithOne(text, own) || startsWithOne(text, unused),
    );
    return { ...part, checked: { ...checked, ...(left.length > 0 && { warnings: left }) } };
  });
}

function startsWithOne(text: string, starts: readonly string[]): boolean {
  return starts.some((start) => text.startsWith(start));
}

/** A value may be for another stack than the one that does not ask for it. */
function mocksNobodyUses([first, ...others]: readonly CheckedPart[]): MockEntry[] {
  const isUnused = (entry: MockEntry, { unusedMocks = [] }: CheckedPart) =>
    unusedMocks.some(({ section, key }) => section === entry.section && key === entry.key);
  return (first?.unusedMocks ?? []).filter((entry) =>
    others.every((part) => isUnused(entry, part)),
  );
}

/**
 * An exemption may be for another stack than the one that does not need it, and is not for a task definition that stands
 * alone: it is told where every source says it.
 */
function exemptionsNobodyNeeds(parts: readonly CheckedPart[]): (message: string) => boolean {
  const stacks = parts.filter(({ checked }) => checked.stack !== null);
  const said = stacks.map(
    ({ policies }) => new Set(policies.violations.map(({ message }) => message)),
  );
  return (message) => said.length > 0 && said.every((messages) => messages.has(message));
}

/** Several files may hold one resource. */
function onceEach(violations: CheckResult["violations"]): CheckResult["violations"] {
  const seen = new Map(violations.map((one) => [keyOf(one), one] as const));
  return [...seen.values()];
}

function keyOf(violation: CheckResult["violations"][number]) {
  const { enforcementLevel, source, urn, message } = violation;
  return JSON.stringify([policyId(violation), enforcementLevel, source, urn, message]);
}

/**
 * Reviews resources that came from a file.
 *
 * @param directory Folder of the project, whose files of usage and prices a budget is judged by.
 * @throws {CliError} if the configuration is wrong.
 */
export function reviewed(
  resources: readonly ReviewedResource[],
  configuration: PolicyConfiguration | undefined,
  options: EvaluateOptions,
): PolicyResult {
  try {
    return reviewResources(resources, configuration, options);
  } catch (error) {
    throw error instanceof PolicyConfigurationError ? new CliError(error.message) : error;
  }
}

/** What policies say, with the lines of a program told as {@link shownPath} tells paths. */
export function locatedFrom(directory: string, policies: PolicyResult): PolicyResult {
  const shown = <T extends { location?: SourceLocation | undefined }>(one: T): T => {
    if (one.location === undefined) return one;
    return {
      ...one,
      location: { ...one.location, file: shownPath(resolve(directory, one.location.file)) },
    };
  };
  return {
    ...policies,
    violations: policies.violations.map(shown),
    undetermined: policies.undetermined.map(shown),
    exempted: policies.exempted.map(shown),
    ...(policies.remediated && { remediated: policies.remediated.map(shown) }),
  };
}

/** A path for people and reports: from the current folder where it is below that, with slashes. */
export function shownPath(path: string): string {
  const near = relative(process.cwd(), resolve(path));
  const shown = near === "" || near.startsWith("..") ? resolve(path) : near;
  return shown.split(sep).join("/");
}
