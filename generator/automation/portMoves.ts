import type { EngineEvent } from "@pulumi/pulumi/automation";

import { connectPortMoves } from "../../components/service/rules/peers/connectPortMove.js";
import { nameInUrn } from "../offline/urn.js";
import type { MessageFact } from "./engineFact.js";

const TASK_DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";
const SERVICE = "aws:ecs/service:Service";

/** Containers of a deployed revision, and those that would follow. */
interface Revision {
  before: unknown;
  after: unknown;
}

/**
 * Looks through a preview for ports of Service Connect whose protocol changes: ECS refuses the update of the service, when
 * much of the stack has been updated. A program cannot say so, since it does not know what is deployed.
 */
export class PortMoves {
  private readonly revisions = new Map<unknown, Revision>();
  private readonly told = new Set<string>();

  /** What is to be said of a service at an event; nothing for every other. */
  public messageOf({ resourcePreEvent }: EngineEvent): MessageFact | undefined {
    const { metadata } = resourcePreEvent ?? {};
    if (!metadata?.old || !metadata.new) return undefined;
    const { type, urn, old, new: next } = metadata;
    if (type === TASK_DEFINITION) {
      this.revisions.set((old.outputs as Record<string, unknown> | undefined)?.arn, {
        before: old.inputs.containerDefinitions,
        after: next.inputs.containerDefinitions,
      });
    }
    if (type !== SERVICE || this.told.has(urn)) return undefined;
    const revision = this.revisions.get(old.inputs.taskDefinition);
    if (revision === undefined) return undefined;
    const offered = offeredPorts(next.inputs);
    const kept = offeredPorts(old.inputs).filter((name) => offered.includes(name));
    const moves = connectPortMoves(revision.before, revision.after, kept);
    if (moves.length === 0) return undefined;
    this.told.add(urn);
    const text =
      `Service "${nameInUrn(urn)}": ${moves.join(", ")}, which ECS takes in no update of a service: ` +
      "make a second service of another name with the new task definition, let its clients name it, and remove this one in the next update";
    return { kind: "message", severity: "warning", urn, text };
  }
}

/** Names of the ports that an ECS service offers by Service Connect. */
function offeredPorts({ serviceConnectConfiguration }: Record<string, unknown>): string[] {
  const { services } = (serviceConnectConfiguration ?? {}) as { services?: unknown };
  if (!Array.isArray(services)) return [];
  return (services as { portName?: unknown }[]).flatMap(({ portName }) =>
    typeof portName === "string" ? [portName] : [],
  );
}
