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

/** A text, empty where there is none. */
const text = (key: string) => (leaf: Reader) => leaf.get(key).string() ?? "";

const Dependency = lazy({ containerName: text("containerName"), condition: text("condition") });
const PortOutlineView = lazy(CONTAINER_OUTLINES.ports.portMappings[0]);
const MountPoint = lazy({
  sourceVolume: text("sourceVolume"),
  containerPath: text("containerPath"),
});
const Source = lazy({ sourceContainer: text("sourceContainer") });

/** A view of each element of a list. */
const each =
  <T>(key: string, View: new (leaf: Reader) => T) =>
  (leaf: Reader) =>
    leaf
      .get(key)
      .list()
      ?.map((element) => new View(element));

const OutlineSettings = lazy({
  name: text("name"),
  essential: "boolean",
  healthCheck: (container) => (container.get("healthCheck").exists() ? {} : undefined),
  dependsOn: each("dependsOn", Dependency),
  portMappings: each("portMappings", PortOutlineView),
  links: "texts",
  mountPoints: each("mountPoints", MountPoint),
  volumesFrom: each("volumesFrom", Source),
});

/** A lazy outline of a container's definition. */
export class ContainerOutlineView extends OutlineSettings implements OutlineView {
  constructor(
    container: Reader,
    private readonly names: VariableNames,
  ) {
    super(container);
  }

  get environment() {
    return this.names.environment();
  }

  get secrets() {
    return this.names.secrets();
  }
}

const FargateSettings = lazy({
  privileged: "boolean",
  links: "texts",
  startTimeout: "number",
  stopTimeout: "number",
  logDriver: (container) => container.get("logConfiguration").get("logDriver").string(),
  resourceRequirements: (container) => {
    if (container.get("gpuCount").exists()) return ["GPU"];
    const requirements = container.get("resourceRequirements").list() ?? [];
    return requirements.map(text("type"));
  },
  instanceParameters: (container) =>
    INSTANCE_PARAMETERS.filter((key) => isGiven(container.get(key), key)),
  linuxParameters: (container) => {
    const parameters = container.get("linuxParameters").entries();
    return parameters.filter(([, value]) => value.exists()).map(([key]) => key);
  },
});

/** A lazy outline of what Fargate may not offer; both forms have it in the same places, but for a GPU. */
export class FargateContainerView extends FargateSettings implements FargateContainer {
  constructor(
    container: Reader,
    public readonly name: string,
    private readonly added: () => string[],
  ) {
    super(container);
  }

  get addedCapabilities() {
    return this.added();
  }
}

function isGiven(leaf: Reader, key: (typeof INSTANCE_PARAMETERS)[number]): boolean {
  return key === "disableNetworking" ? leaf.boolean() === true : (leaf.list() ?? []).length > 0;
}
