import { viewOf } from "./viewOf.js";

/** An ECS service, as to whether commands may be run in its containers. */
export interface ServiceExecView {
  /** Logical name. */
  readonly name: string;
  /** How messages name it: `service 'orders'`. */
  readonly label: string;
  /** @throws {UnknownLeaf} if that is not known. */
  enablesExec(): boolean;
}

/** A view of the ECS service that a resource is; nothing for any other resource. */
export const serviceExecView = viewOf(
  "aws:ecs/service:Service",
  (inputs, { name }): ServiceExecView => {
    const exec = inputs.get("enableExecuteCommand");
    return { name, label: `service '${name}'`, enablesExec: () => exec.boolean() ?? false };
  },
);
