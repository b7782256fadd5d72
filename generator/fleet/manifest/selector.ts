import type { Selector } from "./fleetFile.js";
import type { FleetStack } from "./fleetStack.js";

/** Whether a selector of the fleet's file chooses a stack. */
export function matchesSelector(stack: FleetStack, selector: Selector): boolean {
  if (typeof selector === "string") return matchesPattern(selector, stack.id);
  const { environment, tags = {} } = selector;
  return (
    (environment === undefined || environment === stack.environment) &&
    Object.entries(tags).every(([key, value]) => stack.tags[key] === value)
  );
}

/** Whether a text is as a pattern has it, in which `*` stands for any text. */
export function matchesPattern(pattern: string, text: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "s").test(text);
}
