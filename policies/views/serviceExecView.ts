import { Reader } from "../resource/reader.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";

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
export function serviceExecView({
  name,
  type,
  properties,
}: ReviewedResource): ServiceExecView | undefined {
  if (type !== "aws:ecs/service:Service") return undefined;
  const exec = Reader.of(properties).get("enableExecuteCommand");
  return { name, label: `service '${name}'`, enablesExec: () => exec.boolean() ?? false };
}
