import { SIGNATURE_KEY } from "../../policies/resource/secretSignature.js";
import type { EngineFact } from "./engineFact.js";

/**
 * A resource whose creation has failed, as the engine asked for it. The state does not have it, and has no pending
 * operation of it either: the engine takes what a provider calls failed for not made. It may be there: a call that followed
 * the creation was refused, or the reply was lost and the repeated call found that the object exists.
 */
export interface FailedCreation {
  urn: string;
  type: string;
  parent: string;
  /** URN and id of its provider, as states have it. */
  provider: string;
  /** What was asked for, with the name that the engine made up and without secrets. */
  inputs: Record<string, unknown>;
}

/** The creation of which a fact tells that it has failed; nothing for any other fact. */
export function failedCreation(fact: EngineFact | undefined): FailedCreation | undefined {
  if (fact?.kind !== "step" || fact.phase !== "failed" || !fact.custom) return undefined;
  if (!fact.operation.startsWith("create") || fact.provider === "") return undefined;
  const { urn, type, parent, provider, inputs } = fact;
  return { urn, type, parent, provider, inputs: withoutSecrets(inputs) };
}

/** The properties that have no secret in them. */
export function withoutSecrets(properties: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => !hasSecret(value)));
}

/** Whether a secret is in a value of a state or an event, masked or encrypted. */
export function hasSecret(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return value === "[secret]";
  return SIGNATURE_KEY in value || Object.values(value).some(hasSecret);
}
