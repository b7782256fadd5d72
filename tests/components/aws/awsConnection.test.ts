import assert from "node:assert/strict";

import type { AwsSettings } from "../../../components/aws/providerSettings.js";
import {
  clientSettings,
  connectionFor,
  connectionTo,
} from "../../../components/aws/awsConnection.js";

const ARN = "arn:aws:ecs:eu-west-1:123456789012:service/platform/orders";

describe("the connection to AWS of a program", () => {
  it("has the region of what it is about, and leaves the rest to the SDK", () => {
    const connection = connectionFor(ARN, {});
    assert.deepEqual(clientSettings(connection, "ecs"), { region: "eu-west-1", maxAttempts: 6 });
  });

  it("has the stack's profile", () => {
    const connection = connectionFor(ARN, { profile: "team" });
    assert.equal(clientSettings(connection, "logs").profile, "team");
  });

  it("has the stack's key and addresses, each service its own", () => {
    const settings: AwsSettings = {
      accessKey: "key",
      secretKey: "secret",
      token: "token",
      endpoints: JSON.stringify([{ ecs: "http://ecs" }, { cloudwatchlogs: "http://logs" }]),
    };
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

  it("has the kinds of addresses that the stack asks for, where there is none of its own", () => {
    const connection = connectionTo("us-east-1", {
      useFipsEndpoint: "true",
      useDualstackEndpoint: "true",
      endpoints: '[{"ecs":"http://ecs"}]',
    });
    const { useFipsEndpoint, useDualstackEndpoint } = clientSettings(connection, "logs");
    assert.deepEqual([useFipsEndpoint, useDualstackEndpoint], [true, true]);
    assert.deepEqual(clientSettings(connection, "ecs"), {
      region: "us-east-1",
      maxAttempts: 6,
      endpoint: "http://ecs",
    });
  });

  it("has one source of keys for all clients where a role is taken on", () => {
    const connection = connectionFor(ARN, { assumeRoles: '[{"roleArn":"arn"}]' });
    const { credentials } = clientSettings(connection, "ecs");
    assert.equal(typeof credentials, "function");
    assert.equal(clientSettings(connection, "logs").credentials, credentials);
  });
});
