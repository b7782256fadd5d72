import { CONTAINER_OUTLINES } from "../../components/taskDefinition/rules/containerOutlines.js";
import type { LinkingContainer } from "../../components/taskDefinition/rules/containerLinks.js";
import type { ContainerOutline } from "../../components/taskDefinition/rules/containerGraph.js";
import type { FargateContainer } from "../../components/taskDefinition/rules/fargateSupport.js";
import { INSTANCE_PARAMETERS } from "../../components/taskDefinition/rules/fargateSupport.js";
import type { ListeningContainer } from "../../components/taskDefinition/rules/portMappings.js";
import type { MountOutline } from "../../components/taskDefinition/rules/volume/volumeRules.js";
import type { Reader } from "../resource/reader.js";
import { lazy, LeafView } from "./lazy.js";

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
export class ContainerOutlineView extends LeafView implements OutlineView {
  constructor(
    container: Reader,
    private readonly names: VariableNames,
  ) {
    super(container);
  }

  get name(): string {
    return this.leaf.get("name").string() ?? "";
  }

  get essential() {
    return this.leaf.get("essential").boolean();
  }

  get healthCheck() {
    return this.leaf.get("healthCheck").exists() ? {} : undefined;
  }

  get dependsOn() {
    return this.leaf.get("dependsOn").list()?.map(dependency);
  }

  get environment() {
    return this.names.environment();
  }

  get secrets() {
    return this.names.secrets();
  }

  get portMappings() {
    return this.leaf
      .get("portMappings")
      .list()
      ?.map((leaf) => new PortOutlineView(leaf));
  }

  get links() {
    return this.leaf.get("links").texts();
  }

  get mountPoints() {
    return this.leaf.get("mountPoints").list()?.map(mountPoint);
  }

  get volumesFrom() {
    return this.leaf.get("volumesFrom").list()?.map(source);
  }
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

const PortOutlineView = lazy(CONTAINER_OUTLINES.ports.portMappings[0]);

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

const FargateSettings = lazy({
  privileged: "boolean",
  links: "texts",
  startTimeout: "number",
  stopTimeout: "number",
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

  get logDriver() {
    return this.leaf.get("logConfiguration").get("logDriver").string();
  }

  get addedCapabilities() {
    return this.added();
  }

  get resourceRequirements() {
    if (this.leaf.get("gpuCount").exists()) return ["GPU"];
    const requirements = this.leaf.get("resourceRequirements").list() ?? [];
    return requirements.map((requirement) => requirement.get("type").string() ?? "");
  }

  get instanceParameters() {
    return INSTANCE_PARAMETERS.filter((key) => isGiven(this.leaf.get(key), key));
  }

  get linuxParameters() {
    const parameters = this.leaf.get("linuxParameters").entries();
    return parameters.filter(([, value]) => value.exists()).map(([key]) => key);
  }
}

function isGiven(leaf: Reader, key: (typeof INSTANCE_PARAMETERS)[number]): boolean {
  return key === "disableNetworking" ? leaf.boolean() === true : (leaf.list() ?? []).length > 0;
}
