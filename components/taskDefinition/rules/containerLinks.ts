import { isEcsName } from "../../rules/legalName.js";
import type { Problem } from "../../rules/problem.js";
import { leadsTo, namesBut } from "./otherContainers.js";

/** What the rules read of a container that links to others. */
export interface LinkingContainer {
  name: string;
  /** Names of containers, each with an alias after a colon where it has one. */
  links?: readonly string[] | undefined;
}

const LINKS_TO = {
  entriesOf: ({ links }: LinkingContainer) => links,
  nameIn: linked,
};

/**
 * The first container that another links to in vain, or in a circle, with the path below the container.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html#ECS-Type-ContainerDefinition-links
 */
export function linksProblem(
  container: LinkingContainer,
  all: readonly LinkingContainer[],
): Problem | undefined {
  const { name, links = [] } = container;
  for (const [i, link] of links.entries()) {
    const path = `links[${i}]`;
    if (!isLink(link)) {
      const reason = `'links' of container '${name}' must be names of containers, each with an alias after a colon or without, got ${JSON.stringify(link)}; "db:database" works`;
      return { path, reason };
    }
    const others = all.filter((other) => other.name !== name);
    const target = others.find((other) => other.name === linked(link));
    if (!target) {
      const reason = `'links' of container '${name}' must name another container of the task, got "${link}"; the others are ${namesBut(name, all)}`;
      return { path, reason };
    }
    if (leadsTo(target, name, all, LINKS_TO)) {
      const reason = `'links' must not form a circle, got '${name}' and '${target.name}' linked to each other; leave one out`;
      return { path, reason };
    }
  }
  return undefined;
}

function isLink(text: string): boolean {
  const [name = "", ...aliases] = text.split(":");
  return aliases.length < 2 && [name, ...aliases].every(isEcsName);
}

function linked(link: string): string {
  return link.replace(/:.*$/, "");
}
