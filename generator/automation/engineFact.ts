import type { EngineEvent } from "@pulumi/pulumi/automation";

import { changedNames } from "../offline/packs/changedNames.js";

/** What the engine does to a resource: `create`, `update`, `delete`, `same`, `create-replacement`… */
export type Operation = string;

/** A step of the engine on one resource: it started, it finished or it failed. */
export interface StepFact {
  kind: "step";
  phase: "started" | "finished" | "failed";
  operation: Operation;
  urn: string;
  type: string;
  /** Whether a provider plugin manages the resource; components and the stack itself are not. */
  custom: boolean;
  parent: string;
  /** By which the provider knows it; empty for components, and for what is not made yet. */
  id: string;
  /** Whether Pulumi refuses to delete it. */
  protect: boolean;
  /** Whether it stays where it is when its resource goes. */
  retainOnDelete: boolean;
  /** URN and id of the provider that does it, as states have it; empty for components. */
  provider: string;
  inputs: Record<string, unknown>;
  outputs: Record<string, unknown>;
  /** Names of the properties that differ from the state's. */
  differing: string[];
  /** Names of those that can only change in a new resource. */
  replacing: string[];
}

/** A violation that a policy pack reported. */
export interface PolicyFact {
  kind: "policy";
  policy: string;
  /** Name of the policy pack. */
  pack: string;
  enforcementLevel: string;
  severity: string;
  urn: string;
  message: string;
}

/** A policy has set inputs of a resource by itself, at the level `remediate`. */
export interface RemediationFact {
  kind: "remediation";
  policy: string;
  /** Name of the policy pack. */
  pack: string;
  urn: string;
  /** Names of the inputs that it has set. */
  properties: string[];
}

/** A policy pack has looked at one resource with this many policies. */
export interface AnalysisFact {
  kind: "analysis";
  evaluated: number;
}

/** A line for people: of the engine, a provider or the program's own output. */
export interface MessageFact {
  kind: "message";
  severity: "info" | "warning" | "error";
  urn: string;
  text: string;
}

/** The end of an operation and its count of changes by operation. */
export interface SummaryFact {
  kind: "summary";
  changes: Record<Operation, number>;
}

/** One event of the engine, as far as Slipway reads it. */
export type EngineFact =
  | StepFact
  | PolicyFact
  | RemediationFact
  | AnalysisFact
  | MessageFact
  | SummaryFact;

/** The engine sends these too, but the SDK's type does not name them. */
interface UntypedEvents {
  policyAnalyzeSummaryEvent?: { passed?: string[]; failed?: string[] };
  policyEvent?: { severity?: string };
  policyRemediationEvent?: {
    resourceUrn?: string;
    policyName: string;
    policyPackName: string;
    before?: Record<string, unknown>;
    after?: Record<string, unknown>;
  };
}

type StepEvent = NonNullable<EngineEvent["resourcePreEvent"]>;

function stepFact(phase: StepFact["phase"], { metadata }: Pick<StepEvent, "metadata">): StepFact {
  const state = metadata.new ?? metadata.old;
  return {
    kind: "step",
    phase,
    operation: metadata.op,
    urn: metadata.urn,
    type: metadata.type,
    custom: state?.custom ?? false,
    parent: state?.parent ?? "",
    id: state?.id ?? "",
    protect: state?.protect ?? false,
    retainOnDelete: state?.retainOnDelete ?? false,
    provider: state?.provider ?? "",
    inputs: state?.inputs ?? {},
    outputs: state?.outputs ?? {},
    differing: metadata.diffs ?? [],
    replacing: metadata.keys ?? [],
  };
}

function messageFact(event: NonNullable<EngineEvent["diagnosticEvent"]>): MessageFact | undefined {
  const severity: string = event.severity;
  if (severity === "debug" || event.ephemeral === true) {
    return undefined;
  }
  const known = severity === "warning" || severity === "error" ? severity : "info";
  return { kind: "message", severity: known, urn: event.urn ?? "", text: event.message.trimEnd() };
}

function policyFact(
  event: NonNullable<EngineEvent["policyEvent"]> & { severity?: string },
): PolicyFact {
  return {
    kind: "policy",
    policy: event.policyName,
    pack: event.policyPackName,
    enforcementLevel: event.enforcementLevel,
    severity: event.severity ?? "",
    urn: event.resourceUrn ?? "",
    message: event.message.trimEnd(),
  };
}

function remediationFact(
  event: NonNullable<UntypedEvents["policyRemediationEvent"]>,
): RemediationFact {
  return {
    kind: "remediation",
    policy: event.policyName,
    pack: event.policyPackName,
    urn: event.resourceUrn ?? "",
    properties: changedNames(event.before ?? {}, event.after ?? {}),
  };
}

/** Reads one event of the engine; `undefined` for those that say nothing to Slipway (debug lines, prelude…). */
export function engineFact(event: EngineEvent & UntypedEvents): EngineFact | undefined {
  if (event.resourcePreEvent) {
    return stepFact("started", event.resourcePreEvent);
  }
  if (event.resOutputsEvent) {
    return stepFact("finished", event.resOutputsEvent);
  }
  if (event.resOpFailedEvent) {
    return stepFact("failed", event.resOpFailedEvent);
  }
  if (event.diagnosticEvent) {
    return messageFact(event.diagnosticEvent);
  }
  if (event.policyEvent) {
    return policyFact(event.policyEvent);
  }
  if (event.policyRemediationEvent) {
    return remediationFact(event.policyRemediationEvent);
  }
  if (event.policyAnalyzeSummaryEvent) {
    const { passed = [], failed = [] } = event.policyAnalyzeSummaryEvent;
    return { kind: "analysis", evaluated: passed.length + failed.length };
  }
  if (event.summaryEvent) {
    return { kind: "summary", changes: { ...event.summaryEvent.resourceChanges } };
  }
  return undefined;
}
