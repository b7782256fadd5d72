import assert from "node:assert/strict";

import { evaluate } from "../../../policies/review/evaluate.js";
import { fixText, propertyFixes } from "../../../policies/review/propertyFix.js";
import type { ReviewedResource } from "../../../policies/resource/reviewedResource.js";
import type { Rule } from "../../../policies/rule.js";
import { ecsNoPlaintextSecrets } from "../../../policies/rules/ecsNoPlaintextSecrets.js";
import { ecsNoPrivileged } from "../../../policies/rules/ecsNoPrivileged.js";
import { ecsReadonlyRoot } from "../../../policies/rules/ecsReadonlyRoot.js";
import { imagePinned } from "../../../policies/rules/imagePinned.js";
import { launchTemplateHardened } from "../../../policies/rules/launchTemplateHardened.js";
import { taskResourceSums } from "../../../policies/rules/taskResourceSums.js";
import { componentTask, rawTask, resourceOf, secret } from "../rules/ruleCases.js";

function fixesOf(rule: Rule, resource: ReviewedResource) {
  const settings = { [rule.name]: "mandatory" };
  const { violations } = evaluate([rule], [resource], settings, new Date(), { withFixes: true });
  return violations.map(({ fix }) => fix);
}

describe("what to set for a violation", () => {
  it("is a property of a raw resource by its own name, with the value that the rule knows", () => {
    assert.deepEqual(fixesOf(ecsNoPrivileged, rawTask([{ privileged: true }])), [
      [{ property: "containerDefinitions[0].privileged", value: false }],
    ]);
  });

  it("is an argument of a component", () => {
    assert.deepEqual(fixesOf(ecsReadonlyRoot, componentTask([{ readonlyRootFilesystem: false }])), [
      [{ property: "containers[0].readonlyRootFilesystem", value: true }],
    ]);
    assert.deepEqual(fixesOf(imagePinned, componentTask([{}, { name: "b", image: "nginx" }])), [
      [{ property: "containers[1].image" }],
    ]);
  });

  it("is each property that the violation hangs on", () => {
    const task = rawTask([{ cpu: 400 }, { name: "b", cpu: 400 }]);
    assert.deepEqual(fixesOf(taskResourceSums, task), [
      [
        { property: "cpu" },
        { property: "containerDefinitions[0].cpu" },
        { property: "containerDefinitions[1].cpu" },
      ],
    ]);
  });

  it("is not what the check only asks by, nor what leads to another resource", () => {
    const message = "'cpu' must be 1024 on Fargate";
    const fixes = [{ property: "cpu" }];
    assert.deepEqual(propertyFixes({}, { message, paths: ["launchType", "cpu"] }), fixes);
    const joined = { message, paths: ["launchType"], isJoined: true };
    assert.deepEqual(propertyFixes({}, joined), []);
  });

  it("is told apart for each violation of one rule", () => {
    const template = resourceOf("aws:ec2/launchTemplate:LaunchTemplate", {
      metadataOptions: { httpTokens: "optional" },
      blockDeviceMappings: [{ deviceName: "a", ebs: { volumeSize: 1 } }],
    });
    assert.deepEqual(fixesOf(launchTemplateHardened, template), [
      [{ property: "metadataOptions.httpTokens", value: "required" }],
      [{ property: "blockDeviceMappings[0].ebs.encrypted", value: true }],
    ]);
  });

  it("is told of Pulumi secrets", () => {
    const task = componentTask([{ environment: { CODE: secret("open sesame") } }]);
    assert.deepEqual(fixesOf(ecsNoPlaintextSecrets, task), [
      [{ property: "containers[0].environment.CODE" }],
    ]);
  });

  it("is there where a message masks a secret, and for a value that cannot be read", () => {
    assert.deepEqual(fixesOf(imagePinned, componentTask([{ image: secret("registry/app") }])), [
      [{ property: "containers[0].image" }],
    ]);
    assert.deepEqual(fixesOf(imagePinned, rawTask([], { containerDefinitions: "[" })), [
      [{ property: "containerDefinitions" }],
    ]);
  });

  it("is not told unless it is asked for", () => {
    const { violations } = evaluate([ecsNoPrivileged], [rawTask([{ privileged: true }])]);
    assert.equal(violations.length, 1);
    assert.ok(violations.every((violation) => !("fix" in violation)));
  });

  it("reads as a sentence", () => {
    assert.equal(fixText(propertyFixes({}, { message: "", paths: ["a", "b"] })), "set 'a' or 'b'");
    assert.equal(
      fixText(
        propertyFixes(
          { values: { a: true, b: "X" } },
          { message: "", paths: ["x[0].a", "y.b", "c"] },
        ),
      ),
      `set 'x[0].a' to true and 'y.b' to "X"`,
    );
    const many = Array.from({ length: 7 }, (_, i) => `p${i}`);
    assert.equal(
      fixText(propertyFixes({}, { message: "", paths: many })),
      "set 'p0', 'p1', 'p2', 'p3', 'p4' or one of 2 more",
    );
  });
});
