import { describeComponent } from "./describeComponent.js";
import type { PreviewedResource } from "./previewResult.js";
import { STACK_TYPE } from "./urn.js";

/** A line of a tree of resources. */
export interface TreeLine {
  /** Branches of the tree, such as `│  ├─ `. */
  branches: string;
  /** Such as `aws:ecs:Service`. */
  type: string;
  name: string;
  /** What a component of ours is about; empty for other resources. */
  description: string;
}

/** The resources of a stack as a tree, each below its parent. The stack itself is not shown. */
export function resourceTree(resources: readonly PreviewedResource[]): TreeLine[] {
  const below = new Map<string | null, PreviewedResource[]>();
  const stack = resources.find(({ type }) => type === STACK_TYPE)?.urn ?? null;
  for (const resource of resources) {
    if (resource.type === STACK_TYPE) continue;
    const parent = resource.parent ?? stack;
    below.set(parent, [...(below.get(parent) ?? []), resource]);
  }
  return branch(below, stack, "");
}

function branch(
  below: ReadonlyMap<string | null, readonly PreviewedResource[]>,
  parent: string | null,
  indent: string,
): TreeLine[] {
  const siblings = below.get(parent) ?? [];
  return siblings.flatMap((resource, i) => {
    const isLast = i === siblings.length - 1;
    const line = {
      branches: `${indent}${isLast ? "└─ " : "├─ "}`,
      type: shortType(resource.type),
      name: resource.name,
      description: describeComponent(resource, below.get(resource.urn) ?? []),
    };
    return [line, ...branch(below, resource.urn, `${indent}${isLast ? "   " : "│  "}`)];
  });
}

/** A type token without the part that only the SDK needs: `aws:ecs/service:Service` is `aws:ecs:Service`. */
export function shortType(type: string): string {
  const [provider = "", module = "", name = ""] = type.split(":");
  const folder = module.split("/")[0] ?? "";
  return folder === "index" || folder === provider
    ? `${provider}:${name}`
    : `${provider}:${folder}:${name}`;
}
