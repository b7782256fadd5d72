import { existsSync, writeFileSync } from "node:fs";

import { CliError } from "../cliError.js";
import { isMap } from "../project/findProject.js";
import { readInputFile } from "../project/readInputFile.js";
import type { CheckResult, CheckViolation } from "./checkResult.js";
import { policyId } from "./checkResult.js";

/** A finding that a baseline accepts. */
export interface AcceptedFinding {
  policy: string;
  urn: string;
  message: string;
}

/** Which baseline a result is held against. */
export interface BaselineRequest {
  file: string;
  /** Whether findings that are no more are taken out of the file. */
  prune: boolean;
  /** Stacks and projects that were checked: what the file has of others is left as it is. */
  scopes: readonly string[];
  /** Whether a file that is missing is written. In CI nobody would keep it, and every run would accept all that it finds. */
  mayCreate: boolean;
}

/** How large a baseline may be: one of 100,000 findings is. */
const LARGEST_MIB = 64;

/**
 * Lets be what a baseline accepts. Where there is no file yet, today's findings become it.
 *
 * @throws {CliError} if the file is no baseline, or is missing and may not be written.
 */
export function withBaseline(
  result: CheckResult,
  { file, prune, scopes, mayCreate }: BaselineRequest,
): CheckResult {
  const isNew = !existsSync(file);
  if (isNew && !mayCreate) {
    throw new CliError(
      `'--baseline' must name a file that exists where the variable CI is set, got '${file}', which does not; ` +
        `'slipway check --baseline ${file}' on your machine writes it, to be committed`,
    );
  }
  const known = isNew ? result.violations.map(accepted) : readBaseline(file);
  const keys = new Set(known.map(keyOf));
  const violations = result.violations.map((one) => ({ ...one, accepted: keys.has(keyOf(one)) }));
  const found = new Set(violations.map(keyOf));
  const gone = known.filter((one) => !found.has(keyOf(one)) && scopes.includes(scopeOf(one.urn)));
  const isPruned = prune && gone.length > 0;
  if (isNew || isPruned) write(file, isPruned ? known.filter((one) => !gone.includes(one)) : known);
  return {
    ...result,
    violations,
    baseline: {
      file,
      isNew,
      accepted: violations.filter((one) => one.accepted).length,
      gone: gone.length,
      pruned: isPruned,
    },
  };
}

/**
 * The findings in a baseline.
 *
 * @throws {CliError} if the file is none.
 */
function readBaseline(file: string): AcceptedFinding[] {
  let content: unknown;
  const rule = `'--baseline' must name a file that 'slipway check --baseline' wrote, got '${file}'`;
  try {
    content = JSON.parse(readInputFile(file, LARGEST_MIB));
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/\s*\n\s*/g, " ") : "";
    throw new CliError(`${rule}: ${why}`);
  }
  const findings = isMap(content) ? content.findings : undefined;
  if (!Array.isArray(findings)) throw new CliError(`${rule}: it has no 'findings'`);
  const wrong = findings.findIndex((one) => !isFinding(one));
  if (wrong >= 0) {
    throw new CliError(`${rule}: 'findings[${wrong}]' must have 'policy', 'urn' and 'message'`);
  }
  return findings.filter(isFinding);
}

function isFinding(value: unknown): value is AcceptedFinding {
  return (
    isMap(value) &&
    [value.policy, value.urn, value.message].every((text) => typeof text === "string")
  );
}

/** In an order of its own and with a line for each text, so that a review sees what changes. */
function write(file: string, findings: readonly AcceptedFinding[]): void {
  const once = new Map(findings.map((one) => [keyOf(one), accepted(one)] as const));
  const sorted = [...once].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
  writeFileSync(file, `${JSON.stringify({ version: 1, findings: sorted }, undefined, 2)}\n`);
}

function accepted(found: AcceptedFinding | CheckViolation): AcceptedFinding {
  const { urn, message } = found;
  return { policy: policyId(found), urn, message };
}

/** A level may change without making a finding new. */
function keyOf(found: AcceptedFinding | CheckViolation): string {
  return JSON.stringify([policyId(found), found.urn, found.message]);
}

/** The stack and project of a resource. */
export function scopeOf(urn: string): string {
  return urn.split("::", 2).join("::");
}
