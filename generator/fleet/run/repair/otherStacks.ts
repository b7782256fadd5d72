import { CommandFailure } from "../../../automation/commandFailure.js";
import type { FailedCreation } from "../../../automation/failedCreation.js";
import type { OtherStacks } from "./lookUp.js";
import { type ExportedDeployment, knownObjects, pendingCreates } from "./pendingCreates.js";
import type { NamedStack } from "./stackCommand.js";

/** What the states of other stacks have, with the creations that have failed in any. */
export function otherStacks(
  deployments: readonly ExportedDeployment[],
  failed: readonly FailedCreation[],
): OtherStacks {
  const regions = new Map(
    deployments.flatMap(({ resources = [] }) =>
      resources.map(({ urn, id, inputs }) => [`${urn}::${id ?? ""}`, inputs?.["region"]]),
    ),
  );
  return {
    known: new Set(deployments.flatMap((each) => [...knownObjects(each)])),
    begun: [...deployments.flatMap(pendingCreates), ...failed].map((creation) => {
      const { type, inputs = {}, provider = "" } = creation;
      const region = regions.get(provider);
      return { type, inputs, region: typeof region === "string" ? region : undefined };
    }),
  };
}

/**
 * Reads the states of all other stacks of a stack's project, in the backend that it is in.
 *
 * @param stateOf Gives the state of the stack with a name.
 * @returns Nothing where one of them cannot be read.
 */
export async function readOthers(
  { name, workspace }: NamedStack,
  stateOf: (name: string) => Promise<ExportedDeployment | null>,
): Promise<ExportedDeployment[] | undefined> {
  const found: ExportedDeployment[] = [];
  try {
    for (const other of await workspace.listStacks()) {
      if (isSameStack(other.name, name)) continue;
      const deployment = await stateOf(other.name);
      if (deployment) found.push(deployment);
    }
    return found;
  } catch (error) {
    if (error instanceof CommandFailure) return undefined;
    throw error;
  }
}

/** Whether two names are of one stack of a project; either may leave out the organization. */
export function isSameStack(some: string, other: string): boolean {
  const [parts, otherParts] = [some.split("/"), other.split("/")];
  const isNamed = parts.length > 1 && otherParts.length > 1;
  return parts.at(-1) === otherParts.at(-1) && (!isNamed || parts[0] === otherParts[0]);
}
