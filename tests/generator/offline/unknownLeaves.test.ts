import assert from "node:assert/strict";

import type { PreviewResult } from "../../../generator/offline/previewResult.js";
import { previewOffline } from "../../../generator/offline/previewOffline.js";
import { fixture } from "./runSlipway.js";

describe("unknown leaves of an offline preview", () => {
  let result: PreviewResult;
  before(async () => {
    result = await previewOffline({ directory: fixture("unknownLeaves"), stack: "dev" });
  });

  const violationsOf = (name: string) =>
    result.policies.violations
      .filter(({ urn }) => urn.endsWith(`TaskDefinition::${name}`))
      .map(({ policy }) => policy);
  const openOf = (name: string, policy: string) => {
    const open = result.policies.undetermined.filter(
      (check) => check.policy === policy && check.urn.endsWith(`TaskDefinition::${name}`),
    );
    return [...new Set(open.map(({ path }) => path))];
  };

  for (const name of ["stringified", "applied", "interpolated"]) {
    it(`hides nothing else of what is ${name}`, () => {
      const found = violationsOf(name);
      assert.ok(found.includes("ecs-no-privileged"), found.join(", "));
      assert.ok(found.includes("image-pinned"), found.join(", "));
    });
  }

  it("leaves open what needs the unknown leaf, by its path", () => {
    const secrets = "ecs-no-plaintext-secrets";
    assert.deepEqual(openOf("stringified", secrets), [
      "containerDefinitions[0].environment[0].value",
    ]);
    assert.deepEqual(openOf("interpolated", "task-memory-valid"), [
      "containerDefinitions[0].memory",
    ]);
    assert.deepEqual(openOf("interpolated", secrets), [
      "containerDefinitions[0].environment[0].value",
    ]);
  });

  it("leaves open all of what the program decides by the unknown value", () => {
    assert.deepEqual(
      violationsOf("decided").filter((policy) => policy === "image-pinned"),
      [],
    );
    assert.deepEqual(openOf("decided", "image-pinned"), ["containerDefinitions"]);
  });

  it("shows the unknown leaf as such", () => {
    const task = result.resources.find(({ name }) => name === "interpolated");
    assert.match(String(task?.inputs.containerDefinitions), /"value":"jdbc:\[unknown\]"/);
  });
});
