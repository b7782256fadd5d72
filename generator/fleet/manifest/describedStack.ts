import type { FleetStack } from "./fleetStack.js";

/** A stack as reports have it: all but where its program is and what it waits for, and nothing that no one has said. */
export function describedStack(described: FleetStack): Omit<FleetStack, "directory" | "dependsOn"> {
  const { id, project, stack, environment, tags, account, region } = described;
  return {
    ...{ id, project, stack, tags },
    ...(environment !== undefined && { environment }),
    ...(account !== undefined && { account }),
    ...(region !== undefined && { region }),
  };
}
