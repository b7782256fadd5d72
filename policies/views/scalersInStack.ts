import { Reader } from "../resource/reader.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";
import type { ReviewedStack } from "../resource/reviewedStack.js";
import { whenKnown } from "../resource/reviewedStack.js";

/** The type of ECS services. */
export const SERVICE = "aws:ecs/service:Service";
const SCALED = "aws:appautoscaling/target:Target";

/** Autoscalers of a service's count. A scalable target names a service by `service/<cluster>/<name>`. */
export function scalersOf(service: ReviewedResource, stack: ReviewedStack): ReviewedResource[] {
  const inputs = Reader.of(service.properties);
  const { byService, byName } = stack.once("scaled services", () => indexOfScalers(stack));
  const name = whenKnown(() => inputs.get("name").string()) ?? nameOfId(service.id);
  const named = name === undefined ? undefined : byName.get(name);
  return [...(byService.get(service.urn) ?? []), ...(named ?? [])];
}

function indexOfScalers(stack: ReviewedStack) {
  const byService = new Map<string, ReviewedResource[]>();
  const byName = new Map<string, ReviewedResource[]>();
  const add = (to: Map<string, ReviewedResource[]>, key: string, one: ReviewedResource) =>
    to.set(key, [...(to.get(key) ?? []), one]);
  for (const target of stack.ofTypes(SCALED)) {
    const id = Reader.of(target.properties).get("resourceId");
    const name = /^service\/[^/]+\/([^/]+)$/.exec(whenKnown(() => id.string()) ?? "")?.[1];
    if (name !== undefined) add(byName, name, target);
    else {
      for (const { urn } of stack.dependencies(target, "resourceId", SERVICE)) {
        add(byService, urn, target);
      }
    }
  }
  return { byService, byName };
}

function nameOfId(id: string | undefined): string | undefined {
  return id?.split("/").at(-1);
}
