import { CONTAINER_OUTLINES } from "../../components/taskDefinition/rules/containerOutlines.js";
import type { LinkingContainer } from "../../components/taskDefinition/rules/containerLinks.js";
import type { ContainerOutline } from "../../components/taskDefinition/rules/containerGraph.js";
import type { FargateContainer } from "../../components/taskDefinition/rules/fargateSupport.js";
import { INSTANCE_PARAMETERS } from "../../components/taskDefinition/rules/fargateSupport.js";
import type { ListeningContainer } from "../../components/taskDefinition/rules/portMappings.js";
import type { MountOutline } from "../../components/taskDefinition/rules/volume/volumeRules.js";
import type { Reader } from "../resource/reader.js";
import { lazy } from "./lazy.js";

/**
 * A container as the components' own rules read it. Each leaf is read when a rule asks for it, and throws `UnknownLeaf`
 * where it is not known, so that the rest can be judged.
 */
export type OutlineView = ContainerOutline & MountOutline & ListeningContainer & LinkingContainer;

/** Names of variables, which the forms of a container's definition say each in their own way. */
interface VariableNames {
  readonly environment: () => string[];
  readonly secrets: () => string[];
}

/** A lazy outline of a container's definition. */
export function containerOutline(container: Reader, names: VariableNames): OutlineView {
  return {
    get name() {
      return container.get("name").string() ?? "";
    },
    get essential() {
      return container.get("essential").boolean();
    },
    get healthCheck() {
      return container.get("healthCheck").exists() ? {} : undefined;
    },
    get dependsOn() {
      return container.get("dependsOn").list()?.map(dependency);
    },
    get environment() {
      return names.environment();
    },
    get secrets() {
      return names.secrets();
    },
    get portMappings() {
      return container
        .get("portMappings")
        .list()
        ?.map((leaf) => portOutline(leaf, {}));
    },
    get links() {
      return container.get("links").texts();
    },
    get mountPoints() {
      return container.get("mountPoints").list()?.map(mountPoint);
    },
    get volumesFrom() {
      return container.get("volumesFrom").list()?.map(source);
    },
  };
}

function dependency(leaf: Reader) {
  return {
    get containerName() {
      return leaf.get("containerName").string() ?? "";
    },
    get condition() {
      return leaf.get("condition").string() ?? "";
    },
  };
}

const portOutline = lazy(CONTAINER_OUTLINES.ports.portMappings[0]);

function mountPoint(leaf: Reader) {
  return {
    get sourceVolume() {
      return leaf.get("sourceVolume").string() ?? "";
    },
    get containerPath() {
      return leaf.get("containerPath").string() ?? "";
    },
  };
}

function source(leaf: Reader) {
  return {
    get sourceContainer() {
      return leaf.get("sourceContainer").string() ?? "";
    },
  };
}

const fargateSettings = lazy({
  privileged: "boolean",
  links: "texts",
  startTimeout: "number",
  stopTimeout: "number",
});

/** A lazy outline of what Fargate may not offer; both forms have it in the same places, but for a GPU. */
export function fargateContainer(
  container: Reader,
  label: string,
  addedCapabilities: () => string[],
): FargateContainer {
  const own = {
    name: label,
    get logDriver() {
      return container.get("logConfiguration").get("logDriver").string();
    },
    get addedCapabilities() {
      return addedCapabilities();
    },
    get resourceRequirements() {
      if (container.get("gpuCount").exists()) return ["GPU"];
      const requirements = container.get("resourceRequirements").list() ?? [];
      return requirements.map((requirement) => requirement.get("type").string() ?? "");
    },
    get instanceParameters() {
      return INSTANCE_PARAMETERS.filter((key) => isGiven(container.get(key), key));
    },
    get linuxParameters() {
      const parameters = container.get("linuxParameters").entries();
      return parameters.filter(([, value]) => value.exists()).map(([key]) => key);
    },
  };
  return fargateSettings(container, own);
}

function isGiven(leaf: Reader, key: (typeof INSTANCE_PARAMETERS)[number]): boolean {
  return key === "disableNetworking" ? leaf.boolean() === true : (leaf.list() ?? []).length > 0;
}
