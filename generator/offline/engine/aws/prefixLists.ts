import { createHash } from "node:crypto";

import { awsListNames } from "../../../../components/rules/awsPrefixList.js";
import type { PropertyMap } from "../../wireValue.js";

/**
 * A managed prefix list that a program looks up. Who finds the id of a list of AWS by its name finds the name by that id; how many
 * entries a list of somebody else may have, only AWS knows.
 */
export function lookedUpPrefixList(args: PropertyMap, region: string): PropertyMap {
  const { id, name } = args;
  const lookup = typeof name === "string" ? name : JSON.stringify(args);
  if (typeof id !== "string" || id === "") return { id: listId(lookup) };
  const ofAws = awsListNames(region).find((one) => listId(one) === id);
  return ofAws === undefined ? { id } : { id, name: ofAws };
}

function listId(lookup: string): string {
  return `pl-0${createHash("sha256").update(lookup).digest("hex").slice(0, 16)}`;
}
