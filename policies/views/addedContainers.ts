import type { ContainerOutline } from "../../components/taskDefinition/rules/containerGraph.js";
import { LOG_ROUTER } from "../../components/taskDefinition/rules/logRouter.js";
import { COLLECTOR } from "../../components/taskDefinition/rules/openTelemetry.js";
import type { Reader } from "../resource/reader.js";

/**
 * The containers that a component's arguments add to the program's own, which may wait for them and take their volumes: the
 * router, essential unless its argument says otherwise, and the collector, which never is.
 *
 * @throws {UnknownLeaf} if it is not known which there are; each read of one throws where its value is not.
 */
export function addedContainers(args: Reader): ContainerOutline[] {
  const [logRouter, openTelemetry] = [args.get("logRouter"), args.get("openTelemetry")];
  // Each is read by who asks for it, so that the rest is judged where one is not known.
  const router = {
    get name() {
      return logRouter.get("name").string() ?? LOG_ROUTER;
    },
    get essential() {
      return logRouter.get("essential").boolean() ?? true;
    },
    get healthCheck() {
      return logRouter.get("healthCheck").exists() ? {} : undefined;
    },
  };
  return [
    ...(logRouter.exists() ? [router] : []),
    ...(openTelemetry.exists() ? [{ name: COLLECTOR, essential: false }] : []),
  ];
}
