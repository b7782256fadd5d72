import type { EngineEvent } from "@pulumi/pulumi/automation";

import type {
  DeployedListener,
  DeployedService,
} from "../../components/service/rules/deployment/strategyMove.js";
import { isStrategy } from "../../components/service/rules/deployment/deploymentStrategy.js";
import { strategyMove } from "../../components/service/rules/deployment/strategyMove.js";
import { nameInUrn } from "../offline/urn.js";
import type { EngineFact, MessageFact } from "./engineFact.js";
import type { OperationError } from "./failure.js";

const SERVICE = "slipway:index:Service";

/** Starts the message of a move that must not be made. */
const REFUSED = "would leave the service without healthy tasks: ";

/**
 * What a preview says of a deployed service whose deployment strategy changes: what is replaced, or, as an error, why the
 * move must not be made like this. Nothing for every other event.
 */
export function strategyMoveMessage({ resourcePreEvent }: EngineEvent): MessageFact | undefined {
  const { metadata } = resourcePreEvent ?? {};
  if (metadata?.type !== SERVICE || !metadata.old || !metadata.new) return undefined;
  const move = strategyMove(
    deployedServiceOf(metadata.old.inputs),
    deployedServiceOf(metadata.new.inputs),
  );
  if (!move) return undefined;
  const { urn } = metadata;
  const { text, danger } = move;
  const about = `Service "${nameInUrn(urn)}": ${text}`;
  if (danger === undefined) return { kind: "message", severity: "info", urn, text: about };
  return { kind: "message", severity: "error", urn, text: `${about}. This ${REFUSED}${danger}` };
}

/** The moves of a preview that must not be made. */
export function refusedMoves(facts: readonly EngineFact[]): OperationError[] {
  return facts.flatMap((fact) =>
    fact.kind === "message" && fact.severity === "error" && fact.text.includes(REFUSED)
      ? [{ urn: fact.urn, message: fact.text }]
      : [],
  );
}

/** How a service is deployed, of its component's inputs as the engine shows them. */
function deployedServiceOf(inputs: Record<string, unknown>): DeployedService {
  const deployment = (inputs.deployment ?? {}) as Record<string, unknown>;
  const { strategy, targetGroupPair } = deployment;
  const { serviceName } = inputs;
  return {
    strategy: isStrategy(strategy) ? strategy : undefined,
    targetGroupPair: targetGroupPair === true,
    serviceName: typeof serviceName === "string" ? serviceName : undefined,
    hasLoadBalancer: inputs.loadBalancer !== undefined,
    listeners: listenersOf(inputs.networkLoadBalancer),
  };
}

/** Listeners whose port is not known are not there yet. */
function listenersOf(balancer: unknown): DeployedListener[] {
  const { listeners } = (balancer ?? {}) as { listeners?: unknown };
  if (!Array.isArray(listeners)) return [];
  return (listeners as Record<string, unknown>[]).flatMap(({ port, testListener }) =>
    typeof port === "number" ? [{ port, hasTestListener: testListener !== undefined }] : [],
  );
}
