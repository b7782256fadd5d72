import { Ajv2020 } from "ajv/dist/2020.js";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { packageRoot } from "../../generator/project/packageRoot.js";
import type { MockResource } from "../../generator/testing/index.js";
import { reviewResources } from "../../policies/pack.js";
import { apiRequests } from "./apiRequest.js";

interface Constraints {
  operations: Record<string, object>;
  $defs: Record<string, object>;
}

const text = readFileSync(join(packageRoot(), "tests/model/constraints.json"), "utf8");
const { operations, $defs } = JSON.parse(text) as Constraints;
const ajv = new Ajv2020({ strict: false, allErrors: true });

/** What AWS's model of its API says against the requests that resources become. */
export function modelFaults(resources: readonly MockResource[]): string[] {
  return apiRequests(resources).flatMap(({ operation, parameters }) => {
    const schema = { $id: operation, ...operations[operation], $defs };
    const valid = ajv.getSchema(operation) ?? ajv.compile(schema);
    if (valid(parameters) === true) return [];
    const errors = (valid.errors ?? []).map(
      ({ instancePath, message }) => `${instancePath} ${message ?? ""}`,
    );
    return [`${operation}: ${errors.join("; ")}: ${JSON.stringify(parameters)}`];
  });
}

/** The mandatory policies that resources break, but for those that were asked for. */
export function brokenMandatory(
  resources: readonly MockResource[],
  isAskedFor: (policy: string) => boolean,
): string[] {
  const reviewed = resources.map(({ urn, type, name, inputs }) => ({
    urn,
    type,
    name,
    properties: inputs,
  }));
  const { violations } = reviewResources(reviewed);
  return violations
    .filter(({ enforcementLevel }) => enforcementLevel === "mandatory")
    .filter(({ policy }) => !isAskedFor(policy))
    .map(({ policy, message }) => `${policy}: ${message}`);
}
