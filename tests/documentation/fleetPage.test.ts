import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { list, readFleet } from "../../generator/fleet/index.js";
import { remoteRequest } from "../../generator/fleet/remote/deploymentRequest.js";
import { packageRoot } from "../../generator/project/packageRoot.js";
import { FleetFolder } from "../generator/fleet/fleetFolder.js";

function fleetOf(page: string): string {
  const markdown = readFileSync(join(packageRoot(), page), "utf8");
  const [, text] = /^```yaml\n([\s\S]*?)^```$/m.exec(markdown) ?? [];
  return text ?? assert.fail(`${page} has no fleet`);
}

describe("docs/fleet.md", () => {
  it("has a fleet that can be listed", async () => {
    const folder = new FleetFolder()
      .project("platform", ["staging", "prod"])
      .project("services/orders/infra", ["staging", "prod"])
      .project("services/payments", ["prod"])
      .write({ "fleet.yaml": fleetOf("docs/fleet.md") });
    try {
      const { waves } = await list({ file: folder.file });
      assert.deepEqual(
        waves.map((wave) => wave.map(({ id }) => id)),
        [
          ["platform:staging"],
          ["services/orders:staging"],
          ["platform:prod"],
          ["services/orders:prod"],
          ["services/payments:prod"],
        ],
      );
      const payments = waves.flat().at(-1);
      assert.deepEqual(payments?.tags, { company: "acme", team: "shop" });
      assert.deepEqual(
        [payments.environment, payments.region, payments.account],
        ["prod", "eu-west-1", "123456789012"],
      );
    } finally {
      folder.delete();
    }
  });
});

describe("docs/fleetRemote.md", () => {
  it("has a fleet whose stacks can be handed on", async () => {
    const folder = new FleetFolder()
      .project("services/orders/infra", ["prod"])
      .write({ "fleet.yaml": fleetOf("docs/fleetRemote.md") });
    try {
      const { stacks, remote } = await readFleet(folder.file);
      const [stack] = stacks;
      assert.ok(stack && remote);
      const source = { url: "", commit: "", folder: "services/orders/infra" };
      const { request } = remoteRequest(remote, stack, source, { NPM_TOKEN: "npm_1" });
      assert.deepEqual(request.operationContext.environmentVariables, {
        AWS_REGION: "eu-west-1",
        NPM_TOKEN: { secret: "npm_1" },
      });
      assert.equal(
        request.operationContext.oidc?.aws.roleArn,
        "arn:aws:iam::123456789012:role/pulumi-deployments",
      );
    } finally {
      folder.delete();
    }
  });
});
