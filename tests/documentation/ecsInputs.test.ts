import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { packageRoot } from "../../generator/project/packageRoot.js";
import { mockPulumi } from "../../generator/testing/index.js";
import { ecsInputs } from "./ecsInputs.js";
import { makeAll } from "./ecsPrograms.js";

const TYPES: Readonly<Record<string, string>> = {
  Service: "aws:ecs/service:Service",
  TaskDefinition: "aws:ecs/taskDefinition:TaskDefinition",
  CapacityProvider: "aws:ecs/capacityProvider:CapacityProvider",
  Cluster: "aws:ecs/cluster:Cluster",
};

/** What docs/ecs.md says is left out: `Service launchType`, for each resource that it names. */
function leftOut(): string[] {
  const text = readFileSync(join(packageRoot(), "docs", "ecs.md"), "utf8");
  const [, table = ""] = text.split("## What is left out");
  return [...table.matchAll(/^\| (.+?) \| (.+?) \| (.+?) \|$/gm)].flatMap(
    ([, of = "", inputs = ""]) => {
      const resources = of === "all" ? Object.keys(TYPES) : namesIn(of);
      return resources.flatMap((resource) =>
        namesIn(inputs).map((input) => `${resource} ${input}`),
      );
    },
  );
}

function namesIn(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name);
}

/** Paths of all values in inputs, as the provider's types name them. */
function pathsIn(value: unknown, at = ""): string[] {
  if (Array.isArray(value)) return value.flatMap((element) => pathsIn(element, `${at}[]`));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    if (inner === undefined) return [];
    const path = at === "" ? key : `${at}.${key}`;
    return [path, ...pathsIn(inner, path)];
  });
}

describe("docs/ecs.md", () => {
  const inputs = ecsInputs(Object.keys(TYPES));
  const listed = leftOut();
  const isListed = (resource: string, path: string) =>
    listed.some((one) => {
      const said = `${resource} ${path}`;
      return said === one || said.startsWith(`${one}.`) || said.startsWith(`${one}[`);
    });

  it("lists each input of ECS that no component sets, and no other one goes unsaid", async () => {
    const mock = await mockPulumi();
    makeAll();
    await mock.settled();
    const unsaid = Object.entries(inputs).flatMap(([resource, paths]) => {
      const made = mock.resources.filter(({ type }) => type === TYPES[resource]);
      const set = new Set(made.flatMap(({ inputs: given }) => pathsIn(given)));
      const missing = paths.filter((path) => !set.has(path) && !isListed(resource, path));
      return missing.map((path) => `${resource} ${path}`);
    });
    assert.deepEqual(unsaid, [], "what neither a component sets nor docs/ecs.md lists");
  });

  it("lists inputs that there are", () => {
    const unknown = listed.filter((one) => {
      const [resource = "", path = ""] = one.split(" ");
      return inputs[resource]?.includes(path) !== true;
    });
    assert.deepEqual(unknown, []);
  });

  it("reads the provider's own types, at all depths", () => {
    assert.ok(inputs.Service?.includes("loadBalancers[].advancedConfiguration.testListenerRule"));
    assert.ok(
      inputs.TaskDefinition?.includes("volumes[].efsVolumeConfiguration.authorizationConfig.iam"),
    );
    assert.ok(inputs.Cluster?.includes("settings[].name"));
  });
});
