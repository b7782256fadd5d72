import { Provider } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";

import { awsSettings } from "../../../components/aws/awsSettings.js";
import { mockPulumi, valueOf } from "../../../generator/testing/index.js";

class Component extends pulumi.ComponentResource {
  constructor(opts?: pulumi.ComponentResourceOptions) {
    super("test:index:Component", "component", {}, opts);
  }
}

const ROLES = [{ roleArn: "arn:aws:iam::210987654321:role/deploy", externalId: "id" }];
const ASSUMED = { assumeRoles: JSON.stringify(ROLES) };

describe("the settings of a component's AWS provider", () => {
  it("are the stack's", async () => {
    await mockPulumi({
      config: { "aws:profile": "team", "aws:assumeRoles": ASSUMED.assumeRoles, "aws:region": "x" },
    });
    assert.deepEqual(await valueOf(awsSettings(new Component())), { profile: "team", ...ASSUMED });
  });

  describe("with an explicit provider", () => {
    beforeEach(() => mockPulumi({ config: { "aws:profile": "stack" } }));

    it("are that one's, and nothing of the stack's", async () => {
      const provider = new Provider("other", {
        accessKey: "key",
        secretKey: "secret",
        assumeRoles: ROLES,
        endpoints: [{ ecs: "http://ecs" }],
        useFipsEndpoint: true,
      });
      assert.deepEqual(await valueOf(awsSettings(new Component({ provider }))), {
        accessKey: "key",
        secretKey: "secret",
        ...ASSUMED,
        endpoints: '[{"ecs":"http://ecs"}]',
        useFipsEndpoint: "true",
      });
    });

    it("are that of its parent", async () => {
      const provider = new Provider("other", { profile: "team" });
      const parent = new Component({ providers: { aws: provider } });
      assert.deepEqual(await valueOf(awsSettings(new Component({ parent }))), { profile: "team" });
    });

    it("are one's of a program in another language", async () => {
      const { urn, id } = new Provider("other", { assumeRoles: ROLES });
      const reference = `${await valueOf(urn)}::${await valueOf(id)}`;
      const provider = new pulumi.DependencyProviderResource(reference);
      assert.deepEqual(await valueOf(awsSettings(new Component({ provider }))), ASSUMED);
    });

    it("are a secret", async () => {
      const provider = new Provider("other", { profile: "team" });
      const settings = awsSettings(new Component({ provider }));
      assert.equal(await pulumi.isSecret(settings), true);
    });
  });
});
