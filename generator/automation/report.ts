import type { PolicyResult, Violation } from "../../policies/pack.js";
import { EXEMPTIONS_POLICY, readExemptedMessage, rules } from "../../policies/pack.js";
import { inNamesOf } from "../../policies/resource/propertyNames.js";
import { readUndeterminedMessage, UNDETERMINED_POLICY } from "../../policies/undetermined.js";
import { unknownPathIn } from "../offline/packs/packReport.js";
import type { PreviewedResource, PreviewResult } from "../offline/previewResult.js";
import { nameInUrn, STACK_TYPE, typeInUrn } from "../offline/urn.js";
import { decodeProperties, SHOWN } from "../offline/wireValue.js";
import type { EngineFact, Operation, PolicyFact, StepFact } from "./engineFact.js";
import { isChange } from "./progress.js";
import { isMandatory } from "../../policies/rule.js";

/** How many resources an operation created, updated, deleted or left as they were, by operation. */
export type Changes = Record<Operation, number>;

/** What Slipway's own pack is called. */
const OWN_PACK = "slipway";

/** Steps on a resource that the program does not have, or has no more. */
const NOT_IN_PROGRAM = new Set<Operation>([
  "delete",
  "delete-replaced",
  "discard",
  "discard-replaced",
  "read-discard",
  "remove-pending-replace",
]);

/** A preview by the engine, in the form of one without it. */
export function previewReport(stack: string, facts: readonly EngineFact[]): PreviewResult {
  const region = defaultRegion(facts);
  return {
    stack,
    ...(region !== undefined && { region }),
    resources: previewedResources(facts),
    policies: policyResult(facts),
    outputs: stackOutputs(facts),
  };
}

/** The region of the default provider of AWS, or the one that it takes from the environment. */
function defaultRegion(facts: readonly EngineFact[]): string | undefined {
  for (const fact of facts) {
    if (fact.kind !== "step" || fact.type !== "pulumi:providers:aws") continue;
    const { region } = fact.inputs;
    if (nameInUrn(fact.urn).startsWith("default") && typeof region === "string") return region;
  }
  const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;
  return AWS_REGION || AWS_DEFAULT_REGION || undefined;
}

/** What the program registers: no default providers, which the engine adds, and nothing that it deletes. */
function previewedResources(facts: readonly EngineFact[]): PreviewedResource[] {
  const byUrn = new Map<string, PreviewedResource>();
  for (const fact of facts) {
    if (fact.kind === "step" && fact.phase === "started" && isRegistered(fact)) {
      const { urn, type, parent, inputs } = fact;
      byUrn.set(urn, {
        urn,
        type,
        name: nameInUrn(urn),
        parent: parent === "" ? null : parent,
        inputs: decodeProperties(inputs, SHOWN),
      });
    }
  }
  return [...byUrn.values()];
}

function isRegistered({ operation, type, urn }: StepFact): boolean {
  const defaultProvider =
    type.startsWith("pulumi:providers:") && nameInUrn(urn).startsWith("default");
  return !NOT_IN_PROGRAM.has(operation) && !defaultProvider;
}

/**
 * The violations and undetermined checks that the policy packs reported. `evaluated` is what the engine counts: every
 * policy of every pack on every resource, also where it does not apply.
 */
export function policyResult(facts: readonly EngineFact[]): PolicyResult {
  const result: PolicyResult = { violations: [], undetermined: [], exempted: [], evaluated: 0 };
  for (const fact of facts) {
    if (fact.kind === "analysis") {
      result.evaluated += fact.evaluated;
    } else if (fact.kind === "policy") {
      addPolicyFact(result, fact);
    } else if (fact.kind === "remediation" && fact.properties.length > 0) {
      const { policy, urn, properties } = fact;
      const one = { policy, ...packOf(fact), urn, properties };
      result.remediated = [...(result.remediated ?? []), one];
    }
  }
  return result;
}

/** The pack of others that a policy is of. */
function packOf({ pack }: Pick<PolicyFact, "pack">): { pack?: string } {
  return pack === OWN_PACK || !pack ? {} : { pack };
}

function addPolicyFact(result: PolicyResult, fact: PolicyFact): void {
  const { policy, urn, message } = fact;
  const ofPack = packOf(fact);
  const undetermined = undeterminedChecks(fact);
  if (undetermined.length > 0) {
    result.undetermined.push(...undetermined.map((check) => ({ ...check, ...ofPack, urn })));
    // By the level that the engine gives it: a configuration may want every check to be decided.
    if (policy !== UNDETERMINED_POLICY || !isMandatory(fact)) return;
  }
  const exempted = policy === EXEMPTIONS_POLICY ? readExemptedMessage(message) : undefined;
  if (exempted) {
    result.exempted.push({ ...exempted, urn });
    return;
  }
  result.violations.push({
    policy,
    ...ofPack,
    enforcementLevel: isMandatory(fact) ? "mandatory" : "advisory",
    ...(ofPack.pack === undefined && kindOf(policy, urn)),
    severity: severityOf(fact),
    urn,
    // The engine puts the policy's description on a line of its own before the violation's message.
    message: message.slice(message.indexOf("\n") + 1),
  });
}

/** What a pack reported in place of a decision: ours as a policy of its own, others by what the SDK says for them. */
function undeterminedChecks({ policy, message }: PolicyFact): { policy: string; path: string }[] {
  if (policy === UNDETERMINED_POLICY) {
    return readUndeterminedMessage(message);
  }
  const path = unknownPathIn(message);
  return path === undefined ? [] : [{ policy, path }];
}

/** The engine has no field for it: a rule of ours says it itself, in the names that the resource has. */
function kindOf(policy: string, urn: string): Pick<Violation, "kind" | "remedy"> {
  const rule = rules.find(({ name }) => name === policy);
  if (!rule) return {};
  return { kind: rule.kind, remedy: inNamesOf(typeInUrn(urn), rule.remediationSteps) };
}

/** Packs of others need not name a severity. */
function severityOf({ severity }: PolicyFact): Violation["severity"] {
  return severity === "low" || severity === "high" || severity === "critical" ? severity : "medium";
}

/** What the program exports, without its secrets. */
export function stackOutputs(facts: readonly EngineFact[]): Record<string, unknown> {
  let outputs: Record<string, unknown> = {};
  for (const fact of facts) {
    if (fact.kind === "step" && fact.phase === "finished" && fact.type === STACK_TYPE) {
      outputs = fact.outputs;
    }
  }
  return decodeProperties(outputs, SHOWN);
}

/** The engine's own count of changes; one of what it had finished if it was stopped before it counted. */
export function changesOf(facts: readonly EngineFact[]): Changes {
  const changes: Changes = {};
  for (const fact of facts) {
    if (fact.kind === "summary") {
      return fact.changes;
    }
    if (fact.kind === "step" && fact.phase === "finished" && isChange(fact)) {
      changes[fact.operation] = (changes[fact.operation] ?? 0) + 1;
    }
  }
  return changes;
}

/** Whether an operation leaves, or left, every resource as it was. */
export function isUnchanged(changes: Changes): boolean {
  return Object.entries(changes).every(([operation, count]) => operation === "same" || count === 0);
}
