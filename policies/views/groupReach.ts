import type { Reader } from "../resource/reader.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";
import type { ReviewedStack } from "../resource/reviewedStack.js";
import { idsOf } from "../resource/reviewedStack.js";
import type { Opening } from "./groupOpenings.js";
import { ANYONE, EVERY, ITSELF, openingsOf, SOMEBODY } from "./groupOpenings.js";
import type { Direction } from "./groupRules.js";
import { GROUP_TYPES } from "./groupRules.js";

/** Security groups that something is in, or nothing where one of them may be of another stack, or is not known. */
export type OwnGroups = readonly ReviewedResource[] | undefined;

/** A call that security groups let pass, or do not: all that is asked here goes by TCP. */
export interface GroupCall {
  readonly direction: Direction;
  /** Groups of the side that is asked: one that lets it pass is enough. */
  readonly groups: readonly ReviewedResource[];
  /** Nothing for any port. */
  readonly port?: number;
  /** Groups of the other side; nothing where they may be any, or where there is no such side. */
  readonly peers?: OwnGroups;
}

/** The security groups that a list names, where there are some and all are of this stack. */
export function ownGroups(stack: ReviewedStack, from: ReviewedResource, list: Reader): OwnGroups {
  const ids = idsOf(list);
  if (ids.ids === undefined || ids.ids.length === 0) return undefined;
  const { certain } = stack.referred(from, ids, ...GROUP_TYPES);
  return certain.length >= ids.ids.length ? certain : undefined;
}

/**
 * Whether security groups let a call pass by the rules of their stack; nothing where that is not known. What another stack adds
 * to a group of this one is not seen, so that only calls between resources of this stack may be asked for.
 */
export function letsPass(stack: ReviewedStack, call: GroupCall): boolean | undefined {
  const verdicts = call.groups.flatMap((group) => {
    const openings = openingsOf(stack, group, call.direction);
    return forWhom(group, call.peers)
      .flatMap((who) => openings.get(who) ?? [])
      .map((opening) => covers(opening, call.port));
  });
  if (verdicts.includes(true)) return true;
  return verdicts.includes(undefined) ? undefined : false;
}

function forWhom(group: ReviewedResource, peers: OwnGroups): string[] {
  if (!peers) return [EVERY];
  const urns = peers.map(({ urn }) => urn);
  return [ANYONE, SOMEBODY, ...(urns.includes(group.urn) ? [ITSELF] : []), ...urns];
}

function covers({ ports, sure }: Opening, port: number | undefined): boolean | undefined {
  if (!ports) return undefined;
  const [first, last] = ports;
  if (port !== undefined && (port < first || port > last)) return false;
  return sure ? true : undefined;
}
