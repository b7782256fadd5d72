import { Reader, UnknownLeaf } from "../resource/reader.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";
import type { ReviewedStack } from "../resource/reviewedStack.js";
import { whenKnown } from "../resource/reviewedStack.js";
import { definitionsOf } from "./definitionInStack.js";
import { SERVICE } from "./scalersInStack.js";
import { viewOf } from "./viewOf.js";

/** An ECS service with the task definition of its stack that it runs. */
export interface ExecInStackView {
  /** How messages name it: `service 'orders'`. */
  readonly label: string;
  /** Whether commands may be run in its containers. @throws {UnknownLeaf} if that is not known. */
  enablesExec(): boolean;
  /** Whether its task definition is of this stack, or may be: those of other stacks are not seen. */
  readonly hasOwnDefinition: boolean;
  /**
   * Name of the container that its traffic goes to, or else of its first essential one, where its root file system is
   * read-only and it has no writable mounts on all of these paths; nothing where that is not so. Nobody runs commands in
   * the containers beside it.
   *
   * @throws {UnknownLeaf} if that is not known.
   */
  containerWithout(paths: readonly string[]): string | undefined;
}

const PROPERTY = "taskDefinition";

/** A view of the ECS service that a resource is; nothing for any other resource. */
export const execInStackView = viewOf(
  SERVICE,
  (inputs, resource, stack: ReviewedStack): ExecInStackView => {
    const definitions = definitionsOf(resource, inputs.get(PROPERTY), stack);
    return {
      label: `service '${resource.name}'`,
      enablesExec: () => inputs.get("enableExecuteCommand").boolean() ?? false,
      hasOwnDefinition: definitions.length > 0,
      containerWithout: (paths) => {
        const named = whenKnown(() => balanced(inputs)) ?? [];
        const found = definitions.map((definition) => firstWithout(definition, paths, named));
        const [first] = found;
        // Which of several it runs is not known: they must all say the same.
        const isSame = found.every((one) => typeof one === typeof first);
        if (first === "unknown" || found.includes("unknown") || !isSame) {
          throw new UnknownLeaf(PROPERTY);
        }
        return typeof first === "object" ? first.name : undefined;
      },
    };
  },
);

/** The first container that fails; `"unknown"` where that is not known, and no other fails for sure. */
function firstWithout(
  { properties }: ReviewedResource,
  paths: readonly string[],
  named: readonly string[],
): { name: string } | "unknown" | undefined {
  const definitions = Reader.of(properties).get("containerDefinitions");
  const containers = whenKnown(() => definitions.json().list() ?? []);
  if (!containers) return "unknown";
  const judged = mainOf(containers, named).map((container) => ({
    name: whenKnown(() => container.get("name").string()) ?? container.path,
    isWithout: whenKnown(() => isWithout(container, containers, paths)),
  }));
  const found = judged.find(({ isWithout: is }) => is === true);
  if (found) return { name: found.name };
  return judged.some(({ isWithout: is }) => is === undefined) ? "unknown" : undefined;
}

/** Names of the containers that load balancers send traffic to. */
function balanced(service: Reader): string[] {
  return (service.get("loadBalancers").list() ?? []).flatMap(
    (balancer) => balancer.get("containerName").string() ?? [],
  );
}

/** The containers that a task is there for; all of them where that is not known. */
function mainOf(containers: readonly Reader[], named: readonly string[]): readonly Reader[] {
  const isMain = (container: Reader) =>
    named.length > 0
      ? named.includes(container.get("name").string() ?? "")
      : container.get("essential").boolean() !== false &&
        !container.get("firelensConfiguration").exists();
  const main = whenKnown(() => containers.filter(isMain));
  if (main === undefined) return containers;
  return named.length > 0 ? main : main.slice(0, 1);
}

function isWithout(container: Reader, all: readonly Reader[], paths: readonly string[]): boolean {
  if (container.get("readonlyRootFilesystem").boolean() !== true) return false;
  const writable = writablePaths(container, all);
  return !paths.every((path) => writable.some((folder) => isWithin(path, folder)));
}

/** Folders that a container can write to: its own mounts, its memory's, and those of containers that it takes over. */
function writablePaths(container: Reader, all: readonly Reader[]): string[] {
  const sources = writable(container.get("volumesFrom")).map((source) =>
    source.get("sourceContainer").string(),
  );
  const others = all.filter((other) => sources.includes(other.get("name").string()));
  const mounts = [container, ...others].flatMap((one) => writable(one.get("mountPoints")));
  const inMemory = container.get("linuxParameters").get("tmpfs").list() ?? [];
  return [...mounts, ...inMemory].map((mount) => mount.get("containerPath").string() ?? "");
}

function writable(list: Reader): Reader[] {
  return (list.list() ?? []).filter((entry) => entry.get("readOnly").boolean() !== true);
}

function isWithin(path: string, folder: string): boolean {
  let end = folder.length;
  while (folder[end - 1] === "/") end -= 1;
  const base = folder.slice(0, end);
  return folder !== "" && (path === base || path.startsWith(`${base}/`));
}
