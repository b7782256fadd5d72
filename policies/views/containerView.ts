import type { Reader } from "../reader.js";
import { UnknownLeaf, UnreadableLeaf } from "../reader.js";

/** A name with a value in a container: an environment variable or a label. */
export interface Variable {
  readonly name: string;
  /** @throws {UnknownLeaf} if the value is not known. */
  value(): string | undefined;
  /** Whether the value is a Pulumi secret. @throws {UnknownLeaf} if the value is not known. */
  isSecret(): boolean;
}

/** A list of words that a container runs. */
export interface CommandLine {
  /** `command`, `entryPoint` or `healthCheck.command`. */
  readonly argument: string;
  /** @throws {UnknownLeaf} if a word is not known. */
  readonly words: () => string[];
}

/** A container of a task definition. Each read throws `UnknownLeaf` where its value is not known. */
export interface ContainerView {
  /** How messages name it: `container 'app'`. */
  readonly label: string;
  /** CPU units. */
  cpu(): number | undefined;
  /** Hard limit in MiB. */
  memory(): number | undefined;
  /** Soft limit in MiB. */
  memoryReservation(): number | undefined;
  image(): string | undefined;
  isPrivileged(): boolean;
  /** Linux capabilities beyond those of Docker's default. */
  addedCapabilities(): string[];
  environment(): Variable[];
  dockerLabels(): Variable[];
  readonly commandLines: readonly CommandLine[];
}

/** What the forms of a container's definition say each in their own way. */
interface FormOfContainer {
  readonly memory: () => number | undefined;
  readonly environment: () => Variable[];
}

/** A view of a container's definition. */
export function containerView(container: Reader, form: FormOfContainer): ContainerView {
  return {
    label: labelOf(container),
    cpu: () => container.get("cpu").number(),
    memory: form.memory,
    memoryReservation: () => container.get("memoryReservation").number(),
    image: () => container.get("image").string(),
    isPrivileged: () => container.get("privileged").boolean() ?? false,
    addedCapabilities: () => words(container.get("linuxParameters").get("capabilities").get("add")),
    environment: form.environment,
    dockerLabels: () => variablesOfMap(container.get("dockerLabels")),
    commandLines: [
      { argument: "command", words: () => words(container.get("command")) },
      { argument: "entryPoint", words: () => words(container.get("entryPoint")) },
      {
        argument: "healthCheck.command",
        words: () => words(container.get("healthCheck").get("command")),
      },
    ],
  };
}

/** The variables of a map of names to values. */
export function variablesOfMap(map: Reader): Variable[] {
  const isWhollySecret = map.isSecret();
  return map.keys().map((name) => {
    const leaf = map.get(name);
    return {
      name,
      value: () => leaf.string(),
      isSecret: () => isWhollySecret || leaf.isSecret(),
    };
  });
}

/** The variables of a list of `{ name, value }`. */
export function variablesOfList(list: Reader): Variable[] {
  return (list.list() ?? []).map((entry) => ({
    name: knownText(entry.get("name")) ?? entry.path,
    value: () => entry.get("value").string(),
    isSecret: () => entry.get("value").isSecret(),
  }));
}

/** An unknown name stops no check: the container is then named by its place. */
function labelOf(container: Reader): string {
  return `container '${knownText(container.get("name")) ?? container.path}'`;
}

function knownText(leaf: Reader): string | undefined {
  try {
    return leaf.string();
  } catch (error) {
    if (error instanceof UnknownLeaf || error instanceof UnreadableLeaf) return undefined;
    throw error;
  }
}

function words(list: Reader): string[] {
  return (list.list() ?? []).map((word) => word.string() ?? "");
}
