import { describeComponent } from "./describeComponent.js";
import type { PreviewedResource } from "../offline/previewResult.js";
import { STACK_TYPE } from "../offline/urn.js";
import { escapedText } from "./escapedText.js";
import { shortType } from "./shortType.js";

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

/** Said of a component whose children an offline preview does not see. */
const REMOTE = "a plugin makes what is in it, which is not seen offline";

/** Stands for the stack, above everything. */
const ROOT = "";

/** The resources of a stack as a tree, each below its parent. The stack itself is not shown. */
export function resourceTree(resources: readonly PreviewedResource[]): TreeLine[] {
  const shown = resources.filter(({ type }) => type !== STACK_TYPE);
  const urns = new Set(shown.map(({ urn }) => urn));
  const below = new Map<string, PreviewedResource[]>();
  for (const resource of shown) {
    // A parent that the program only looked up is none of the stack's resources.
    const parent = resource.parent !== null && urns.has(resource.parent) ? resource.parent : ROOT;
    below.set(parent, [...(below.get(parent) ?? []), resource]);
  }
  return branch(below, ROOT, "");
}

function branch(
  below: ReadonlyMap<string, readonly PreviewedResource[]>,
  parent: string,
  indent: string,
): TreeLine[] {
  const siblings = below.get(parent) ?? [];
  return siblings.flatMap((resource, i) => {
    const isLast = i === siblings.length - 1;
    const line = {
      branches: `${indent}${isLast ? "└─ " : "├─ "}`,
      type: escapedText(shortType(resource.type)),
      name: escapedText(resource.name),
      description: resource.remote
        ? REMOTE
        : escapedText(describeComponent(resource, below.get(resource.urn) ?? [])),
    };
    return [line, ...branch(below, resource.urn, `${indent}${isLast ? "   " : "│  "}`)];
  });
}
