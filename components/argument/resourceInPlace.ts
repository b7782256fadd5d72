import type * as pulumi from "@pulumi/pulumi";

import type { Shape } from "./argumentShape.js";
import { typeShape } from "./argumentShape.js";
import type { Expected } from "./rules/argumentProblem.js";
import { wrongProblem } from "./rules/argumentProblem.js";
import type { Problem } from "../rules/problem.js";
import { shownValue } from "../rules/shownValue.js";

/** Outputs that stand for a resource where a text is wanted, the most telling first. */
const TELLING_OUTPUTS = ["uri", "imageUri", "arn", "id"];

/** What is wrong with a resource in the place of one of its outputs, with the output that belongs there. */
export function resourceProblem(
  path: string,
  shape: Shape,
  [resource, expected]: readonly [pulumi.Resource, Expected],
): Problem {
  const fields: Fields = Object.fromEntries(Object.entries(resource));
  const type = textOf(fields["__pulumiType"]);
  const kind = type.slice(type.lastIndexOf(":") + 1);
  const name = textOf(fields["__name"]);
  const got = `the ${kind} ${shownValue(name)} itself`;
  return wrongProblem(path, expected, [got, inItsPlace(path, shape, [kind, name, fields])]);
}

type Fields = Record<string, unknown>;

/** What to write for the resource, such as `its '.ref'`. */
function inItsPlace(
  path: string,
  { type, ref }: Shape,
  [kind, , fields]: readonly [kind: string, name: string, fields: Fields],
): string | undefined {
  if (type === "string") {
    const argument = path.replace(/\[\d+\]$/, "").replace(/^.*\./, "");
    const output = outputFor(argument, Object.keys(fields));
    return output === undefined ? undefined : `its '.${output}'`;
  }
  const shape = ref === undefined ? undefined : typeShape(ref);
  if (!shape || !("properties" in shape)) return undefined;
  const [component = "", output = ""] = (shape.givenBy ?? "").split(".");
  if (component === kind) return `its '.${output}'`;
  for (const [key, property] of Object.entries(shape.properties)) {
    const inner = property.ref === undefined ? undefined : typeShape(property.ref);
    if (!inner || !("properties" in inner) || inner.givenBy === undefined) continue;
    const [giver = "", given = ""] = inner.givenBy.split(".");
    if (giver === kind) return `a map with its '.${given}' as '${key}'`;
  }
  return undefined;
}

/** The output whose name ends the argument's, as `arn` ends `kmsKeyArn` and `id` `securityGroupIds`. */
function outputFor(argument: string, outputs: readonly string[]): string | undefined {
  const wanted = argument.replace(/s$/, "").toLowerCase();
  const named = outputs
    .filter((output) => !output.startsWith("_") && wanted.endsWith(output.toLowerCase()))
    .sort((a, b) => b.length - a.length);
  return named[0] ?? TELLING_OUTPUTS.find((output) => outputs.includes(output));
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
