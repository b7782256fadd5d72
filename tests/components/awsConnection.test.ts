import assert from "node:assert/strict";

import { awsSettings, clientSettings, connectionFor } from "../../components/awsConnection.js";
import { mockPulumi, valueOf } from "../../generator/testing/index.js";

const ARN = "arn:aws:ecs:eu-west-1:123456789012:service/platform/orders";

describe("the connection to AWS of a program", () => {
  async function settingsOf(config: Record<string, string>) {
    await mockPulumi({ config });
    return valueOf(awsSettings());
  }

  it("has the region of what it is about, and leaves the rest to the SDK", async () => {
    const connection = connectionFor(ARN, await settingsOf({}));
    assert.deepEqual(clientSettings(connection, "ecs"), { region: "eu-west-1", maxAttempts: 6 });
  });

  it("has the stack's profile", async () => {
    const connection = connectionFor(ARN, await settingsOf({ "aws:profile": "team" }));
    assert.equal(clientSettings(connection, "logs").profile, "team");
  });

  it("has the stack's key and addresses, each service its own", async () => {
    const settings = await settingsOf({
      "aws:accessKey": "key",
      "aws:secretKey": "secret",
      "aws:token": "token",
      "aws:endpoints": JSON.stringify([{ ecs: "http://ecs" }, { cloudwatchlogs: "http://logs" }]),
    });
    const connection = connectionFor(ARN, settings);
    const { credentials } = clientSettings(connection, "ecs");
    assert.deepEqual(credentials, {
      accessKeyId: "key",
      secretAccessKey: "secret",
      sessionToken: "token",
    });
    const endpoints = (["ecs", "logs", "elbv2"] as const).map(
      (service) => clientSettings(connection, service).endpoint,
    );
    assert.deepEqual(endpoints, ["http://ecs", "http://logs", undefined]);
  });

  it("does not ask another account than the provider's, which assumes a role", async () => {
    const settings = await settingsOf({ "aws:assumeRoles": '[{"roleArn":"arn"}]' });
    assert.throws(() => connectionFor(ARN, settings), {
      message: "the stack's AWS provider assumes a role, which only the provider can do",
    });
  });
});
