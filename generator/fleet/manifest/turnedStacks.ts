import type { FleetStack } from "./fleetStack.js";

/** The same stacks, each of which waits for those that depend on it: so they are destroyed. */
export function turnedStacks(stacks: readonly FleetStack[]): FleetStack[] {
  return stacks.map((stack) => ({
    ...stack,
    dependsOn: stacks.filter(({ dependsOn }) => dependsOn.includes(stack.id)).map(({ id }) => id),
  }));
}
