import assert from "node:assert/strict";

import type { PreviewResult } from "../../../generator/offline/previewResult.js";
import { rules } from "../../../policies/pack.js";
import { assertPreviewSchema } from "./previewSchema.js";
import { fixture, preview } from "./runSlipway.js";
import { warmPreview } from "../../support/warmPreview.js";

const previewOffline = warmPreview();

async function previewed(stack: string): Promise<PreviewResult> {
  const result = await previewOffline({ directory: fixture("remote"), stack });
  assertPreviewSchema(result);
  return result;
}

/** What the policies found: the policy, with the types and the name that it is said of. */
function found({ policies }: PreviewResult): string[] {
  return policies.violations.map(
    ({ policy, urn }) => `${policy} ${urn.split("::").slice(2).join("::")}`,
  );
}

const SERVICE = "awsx:ecs:FargateService";
const TASK = `${SERVICE}$awsx:ecs:FargateTaskDefinition$aws:ecs/taskDefinition:TaskDefinition::web`;

describe("slipway preview --offline: components whose children a plugin makes", () => {
  it("judges the arguments of awsx's services: a container, its image, its environment, public addresses", async () => {
    const result = await previewed("service");
    const all = found(result);
    assert.equal(result.remoteComponents, 1);
    for (const policy of ["ecs-no-privileged", "image-pinned", "ecs-no-plaintext-secrets"]) {
      assert.equal(all.includes(`${policy} ${TASK}`), true, `${policy}: ${all.join("\n")}`);
    }
    assert.equal(all.includes(`ecs-no-public-ip ${SERVICE}$aws:ecs/service:Service::web`), true);
    assert.doesNotMatch(JSON.stringify(result), /hunter2/);
  });

  it("judges several containers, and sizes", async () => {
    const all = found(await previewed("containers"));
    assert.equal(all.includes(`ecs-no-privileged ${TASK}`), true);
    assert.equal(all.includes(`task-resource-sums ${TASK}`), true, all.join("\n"));
    assert.equal(all.includes(`ecs-no-public-ip ${SERVICE}$aws:ecs/service:Service::web`), true);
  });

  it("has nothing against one that is right", async () => {
    const { policies } = await previewed("clean");
    const mandatory = policies.violations.filter((one) => one.enforcementLevel === "mandatory");
    assert.deepEqual(mandatory, []);
    assert.equal(policies.evaluated > 20, true);
  });

  it("judges awsx's task definitions, load balancers and repositories", async () => {
    assert.match(found(await previewed("task")).join("\n"), /ecs-no-privileged .*::job/);
    assert.match(found(await previewed("balancer")).join("\n"), /lb-wiring-valid .*::web/);
    assert.match(found(await previewed("repository")).join("\n"), /ecr-immutable-tags .*::web/);
  });

  for (const [stack, names] of [
    ["eks", ["main"]],
    ["own", ["one", "two"]],
  ] as const) {
    it(`leaves open what it does not see: ${stack}`, async () => {
      const result = await previewed(stack);
      assert.equal(result.remoteComponents, names.length);
      const open = result.policies.undetermined.filter(({ path }) => path === "*");
      assert.equal(open.length > 10 * names.length, true, String(open.length));
      assert.equal(open.length <= rules.length * names.length, true);
      for (const name of names) {
        assert.equal(
          open.some(({ policy, urn }) => policy === "ecs-no-privileged" && urn.endsWith(name)),
          true,
        );
      }
      assert.deepEqual(result.policies.violations, []);
    });
  }

  it("says nothing of a component of the program", async () => {
    const result = await previewed("local");
    assert.equal(result.remoteComponents, undefined);
    assert.deepEqual(result.policies.undetermined, []);
  });

  it("says so in the tree, and in a line of the policies", async () => {
    const { stdout } = await preview("remote", "--stack", "eks");
    assert.match(
      stdout,
      /^└─ eks:Cluster main +a plugin makes what is in it, which is not seen offline$/m,
    );
    assert.match(stdout, /^ {2}undetermined {2}\d+ rules {2}main: a plugin makes what is in it/m);
  });
});
