import { CONTAINER_OUTLINES } from "../../components/taskDefinition/rules/containerOutlines.js";
import type { FargateContainer } from "../../components/taskDefinition/rules/fargateSupport.js";
import type { Reader } from "../resource/reader.js";
import { whenReadable } from "../resource/reader.js";
import { UNKNOWN_PART } from "../text/unknownPart.js";
import type { OutlineView } from "./containerOutline.js";
import { ContainerOutlineView, FargateContainerView } from "./containerOutline.js";
import { lazy } from "./lazy.js";
import type { NetworkView } from "./networkView.js";
import { ContainerNetworkView } from "./networkView.js";

/** A name with a value in a container: an environment variable or a label. */
export interface Variable {
  readonly name: string;
  /** @throws {UnknownLeaf} if the value is not known. */
  value(): string | undefined;
  /** What is known of a value that is not known as a whole, as `Reader.knownParts` has it. */
  knownParts(): string | undefined;
  /** Whether the value is a Pulumi secret. @throws {UnknownLeaf} if that is not known. */
  isSecret(): boolean;
  /** Whether no message may show any of the value. @throws {UnknownLeaf} if that is not known. */
  isHidden(): boolean;
}

/** A list of words that a container runs. */
export interface CommandLine {
  /** `command`, `entryPoint` or `healthCheck.command`. */
  readonly argument: string;
  /** @throws {UnknownLeaf} if a word is not known. */
  words(): string[];
  /** The words with what is known of each, as `Reader.knownParts` has it. @throws {UnknownLeaf} if their number is not known. */
  knownWords(): string[];
  /** Whether a word that is known is a Pulumi secret. @throws {UnknownLeaf} if their number is not known. */
  isSecret(): boolean;
  /** Whether no message may show any of the words. @throws {UnknownLeaf} if that is not known. */
  isHidden(): boolean;
}

/** Numbers of a container's health check, as far as they are given. */
interface HealthNumbers {
  readonly interval: number | undefined;
  readonly timeout: number | undefined;
  readonly retries: number | undefined;
  readonly startPeriod: number | undefined;
}

/** Where a container's log goes; of a component of ours also what that fills in. */
export interface LogView {
  /** @throws {UnknownLeaf} if it is not known. */
  driver(): string | undefined;
  /** An option of the driver, such as `mode`. @throws {UnknownLeaf} if it is not known. */
  option(name: string): string | undefined;
}

/** A container of a task definition. Each read throws `UnknownLeaf` where its value is not known. */
export interface ContainerView {
  /** How messages name it: `container 'app'`. */
  readonly label: string;
  /** Its name, or its place where that is not known. */
  readonly name: string;
  /** CPU units. */
  cpu(): number | undefined;
  /** Hard limit in MiB. */
  memory(): number | undefined;
  /** Soft limit in MiB. */
  memoryReservation(): number | undefined;
  image(): string | undefined;
  /** Whether it has an image, known or not. */
  readonly hasImage: () => boolean;
  /** Whether no message may show the image's name. */
  isImageHidden(): boolean;
  /** Whether its image is pulled with credentials of another registry, known or not. */
  hasRepositoryCredentials(): boolean;
  isPrivileged(): boolean;
  /** Whether a process of Docker's is its first, which passes signals on. */
  hasInitProcess(): boolean;
  /** Whether nothing can be written to its root file system; nothing where it does not say. */
  isRootReadonly(): boolean | undefined;
  /** Whether it takes the logs of the others. */
  isLogRouter(): boolean;
  /** User, and group after a colon, that it runs as; nothing where its image decides. */
  user(): string | undefined;
  /** Linux capabilities beyond those of Docker's default. */
  addedCapabilities(): string[];
  readonly environment: () => Variable[];
  readonly dockerLabels: () => Variable[];
  /** Options of its log's driver, or of the log router that its log goes to. */
  readonly logOptions: () => Variable[];
  /** Options of the log router that it is. */
  readonly routerOptions: () => Variable[];
  readonly commandLines: readonly CommandLine[];
  /** Numbers of its health check: seconds, and failures in a row. */
  readonly healthCheck: () => HealthNumbers | undefined;
  readonly log: LogView;
  /** What the rules of names, ports, start order and mounts read. */
  readonly outline: OutlineView;
  /** What Fargate may not offer. */
  readonly fargate: FargateContainer;
  /** What the network mode or the operating system may not offer. */
  readonly network: NetworkView;
}

/** What the forms of a container's definition say each in their own way. */
interface FormOfContainer {
  readonly memory: () => number | undefined;
  readonly environment: () => Variable[];
  /** Names of the variables whose values are secrets. */
  readonly secrets: () => string[];
  /** As the API has them. */
  readonly credentialSpecs: () => string[] | undefined;
  /** Options of its log where it has no log of its own. */
  readonly sharedLogOptions?: () => Variable[];
  /** What is written for an option of awslogs that is not given. */
  readonly awslogsOptions?: () => Readonly<Record<string, string>>;
}

/** A view of a container's definition. */
export function containerView(container: Reader, form: FormOfContainer): ContainerView {
  const addedCapabilities = () => [
    ...words(container.get("linuxParameters").get("capabilities").get("add")),
    // The component's argument.
    ...words(container.get("capabilities").get("add")),
  ];
  const environment = () => form.environment().map(({ name }) => name);
  return {
    label: labelOf(container),
    name: nameOf(container),
    cpu: () => container.get("cpu").number(),
    memory: form.memory,
    memoryReservation: () => container.get("memoryReservation").number(),
    image: () => container.get("image").string(),
    hasImage: () => container.get("image").isGiven(),
    isImageHidden: () => container.get("image").isHidden(),
    hasRepositoryCredentials: () => container.get("repositoryCredentials").isGiven(),
    isPrivileged: () => container.get("privileged").boolean() ?? false,
    hasInitProcess: () =>
      container.get("linuxParameters").get("initProcessEnabled").boolean() ??
      // The component's argument.
      container.get("initProcessEnabled").boolean() ??
      false,
    isRootReadonly: () => container.get("readonlyRootFilesystem").boolean(),
    isLogRouter: () => container.get("firelensConfiguration").exists(),
    user: () => container.get("user").string(),
    addedCapabilities,
    environment: form.environment,
    dockerLabels: () => variablesOfMap(container.get("dockerLabels")),
    logOptions: () =>
      container.get("logConfiguration").exists()
        ? variablesOfMap(container.get("logConfiguration").get("options"))
        : (form.sharedLogOptions?.() ?? []),
    routerOptions: () => variablesOfMap(container.get("firelensConfiguration").get("options")),
    commandLines: [
      commandLine("command", container.get("command")),
      commandLine("entryPoint", container.get("entryPoint")),
      commandLine("healthCheck.command", container.get("healthCheck").get("command")),
    ],
    healthCheck: () => healthNumbers(container.get("healthCheck")),
    log: {
      driver: () => container.get("logConfiguration").get("logDriver").string(),
      option: (name) =>
        container.get("logConfiguration").get("options").get(name).string() ??
        form.awslogsOptions?.()[name],
    },
    outline: new ContainerOutlineView(container, { environment, secrets: form.secrets }),
    fargate: new FargateContainerView(container, nameOf(container), addedCapabilities),
    network: new ContainerNetworkView(container, nameOf(container), form.credentialSpecs),
  };
}

const HealthSettings = lazy(CONTAINER_OUTLINES.settings.healthCheck);

function healthNumbers(check: Reader): HealthNumbers | undefined {
  if (!check.exists()) return undefined;
  return new HealthSettings(check);
}

/** A list of words, as of a command. */
export function commandLine(argument: string, list: Reader): CommandLine {
  return {
    argument,
    words: () => words(list),
    knownWords: () =>
      (list.list() ?? []).map(
        (word) => word.knownParts() ?? whenReadable(() => word.string() ?? "") ?? UNKNOWN_PART,
      ),
    // Of a word that is not known `words` tells.
    isSecret: () =>
      list.isSecret() ||
      (list.list() ?? []).some((word) => whenReadable(() => word.isSecret()) ?? false),
    isHidden: () => list.isHidden(),
  };
}

/** The variables of a map of names to values. */
export function variablesOfMap(map: Reader): Variable[] {
  const isWhollySecret = map.isSecret();
  return map.entries().map(([name, leaf]) => new VariableOfLeaf(name, leaf, isWhollySecret));
}

/** The variables of a list of `{ name, value }`. */
export function variablesOfList(list: Reader): Variable[] {
  return (list.list() ?? []).map((entry) => {
    const name = whenReadable(() => entry.get("name").string()) ?? entry.path;
    return new VariableOfLeaf(name, entry.get("value"));
  });
}

/** A class, as a stack has thousands of variables, and most are asked for their value alone. */
class VariableOfLeaf implements Variable {
  constructor(
    readonly name: string,
    private readonly leaf: Reader,
    private readonly isWhollySecret = false,
  ) {}

  value(): string | undefined {
    return this.leaf.string();
  }

  knownParts(): string | undefined {
    return this.leaf.knownParts();
  }

  isSecret(): boolean {
    return this.isWhollySecret || this.leaf.isSecret();
  }

  isHidden(): boolean {
    return this.leaf.isHidden();
  }
}

/** An unknown name stops no check: the container is then named by its place. */
function labelOf(container: Reader): string {
  return `container '${nameOf(container)}'`;
}

function nameOf(container: Reader): string {
  return whenReadable(() => container.get("name").string()) ?? container.path;
}

function words(list: Reader): string[] {
  return list.texts() ?? [];
}
