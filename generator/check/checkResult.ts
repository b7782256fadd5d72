import type {
  ExemptedViolation,
  PropertyFix,
  Remediated,
  SourceLocation,
  UndeterminedOf,
  Violation,
} from "../../policies/pack.js";
import type { MockEntry } from "../offline/mockUse.js";
import { isMandatory } from "../../policies/rule.js";
import { nameInUrn, stackInUrn } from "../offline/urn.js";

/** What was checked: a stack of a program, an exported state or a task definition. */
export interface CheckedSource {
  /** The file, or the project's `Pulumi.yaml`; from the current folder where it is below that. */
  source: string;
  /** The stack; `null` for a task definition. */
  stack: string | null;
  /** Number of its resources. */
  resources: number;
  /** What its program and the preview of it warn of, as on standard error, where they do. */
  warnings?: string[];
}

/** A violation of a policy, with where it was found. */
export interface CheckViolation extends Violation {
  source: string;
  /** Whether the baseline accepts it: it is told, and fails nothing. */
  accepted: boolean;
}

/** What became of a baseline. */
export interface BaselineOutcome {
  file: string;
  /** Whether there was none before, so that it is made of what was found now. */
  isNew: boolean;
  /** Violations that it accepts. */
  accepted: number;
  /** Its findings that are no more, which `--prune` takes out. */
  gone: number;
  /** Whether they were taken out. */
  pruned: boolean;
}

/** What `slipway check --json` prints, and `check.schema.json` describes; every report is made of it: a public contract. */
export interface CheckResult {
  checked: CheckedSource[];
  violations: CheckViolation[];
  /** Violations that exemptions let be. */
  exempted: (ExemptedViolation & { source: string })[];
  /** Checks that a value which is not known leaves open. */
  undetermined: (UndeterminedOf & { source: string })[];
  /** Resources that policies set right by themselves, where there are any. */
  remediated?: (Remediated & { source: string })[];
  /** Number of checks that were decided. */
  evaluated: number;
  /** Values that were given in place of made-up ones, and that match nothing in any stack, where there are any. */
  unusedMocks?: MockEntry[];
  baseline?: BaselineOutcome;
}

/** Whether a violation fails the check. */
export function isFailing(violation: CheckViolation): boolean {
  return isMandatory(violation) && !violation.accepted;
}

/** A policy among those of all packs: `cost-guard/no-large-tasks`, or its name alone for one of Slipway's. */
export function policyId({ policy, pack }: { policy: string; pack?: string | undefined }): string {
  return pack === undefined ? policy : `${pack}/${policy}`;
}

/** Names resources by their URNs, with their stacks where several were checked: the line of the program is the same in each. */
export function resourceNames({ checked }: Pick<CheckResult, "checked">): (urn: string) => string {
  const stacks = new Set(checked.map(({ stack }) => stack));
  return stacks.size < 2 ? nameInUrn : (urn) => `${nameInUrn(urn)} (${stackInUrn(urn)})`;
}

/** Where something was found. */
export interface Place {
  source: string;
  urn: string;
  /** The line of the program; its path is from the current folder where it is below that, as `source` is. */
  location?: SourceLocation | undefined;
  /** What to set of the resource, where that was asked for. */
  fix?: PropertyFix[] | undefined;
}

/** One file and line, with all the resources that something is said of there. */
export interface PlaceInFile {
  file: string;
  /** Nothing where the file is known alone. */
  line: number | undefined;
  column: number | undefined;
  urns: string[];
}

/** Places by file and line: what a report shows once. */
export function placesInFiles(places: readonly Place[]): PlaceInFile[] {
  const known = new Map<string, PlaceInFile>();
  for (const { source, urn, location } of places) {
    const { file = source, line, column } = location ?? {};
    const key = JSON.stringify([file, line, column]);
    const same = known.get(key);
    if (same) same.urns.push(urn);
    else known.set(key, { file, line, column, urns: [urn] });
  }
  return [...known.values()];
}

/** A place as editors and terminals link it: `index.ts:12:3`, or the file alone. */
export function placeText({ source, location }: Pick<Place, "source" | "location">): string {
  return location === undefined ? source : locationText(location);
}

/** `index.ts:12:3`. */
export function locationText({ file, line, column }: SourceLocation): string {
  return `${file}:${line}:${column}`;
}

/** One message of a rule, with all the places that it is true of. */
export interface GroupedMessage {
  message: string;
  accepted: boolean;
  places: Place[];
}

/** What one policy has against what was checked. */
export interface RuleFindings
  extends Pick<
    CheckViolation,
    "policy" | "enforcementLevel" | "kind" | "severity" | "remedy" | "url"
  > {
  messages: GroupedMessage[];
}

/** Violations by policy and level, what fails first, and in each of them every message once. */
export function groupedFindings(violations: readonly CheckViolation[]): RuleFindings[] {
  const byRule = new Map<string, RuleFindings>();
  const byMessage = new Map<string, GroupedMessage>();
  for (const violation of violations) {
    const { message, accepted, source, urn, location, fix, enforcementLevel } = violation;
    const policy = policyId(violation);
    const place = { source, urn, ...(location && { location }), ...(fix && { fix }) };
    const ruleKey = JSON.stringify([policy, enforcementLevel]);
    const rule = byRule.get(ruleKey) ?? { ...headOf(violation), messages: [] };
    byRule.set(ruleKey, rule);
    const messageKey = JSON.stringify([policy, enforcementLevel, message, accepted]);
    const known = byMessage.get(messageKey);
    if (known) known.places.push(place);
    else {
      const grouped = { message, accepted, places: [place] };
      byMessage.set(messageKey, grouped);
      rule.messages.push(grouped);
    }
  }
  const all = [...byRule.values()];
  return [...all.filter(isMandatory), ...all.filter((rule) => !isMandatory(rule))];
}

function headOf(violation: CheckViolation): Omit<RuleFindings, "messages"> {
  const { enforcementLevel, kind, severity, remedy, url } = violation;
  return { policy: policyId(violation), enforcementLevel, kind, severity, remedy, url };
}
