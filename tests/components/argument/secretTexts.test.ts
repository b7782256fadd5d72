import assert from "node:assert/strict";

import * as pulumi from "@pulumi/pulumi";

import { Checks } from "../../../components/argument/checks.js";
import { secretTextsOf } from "../../../components/argument/secretTexts.js";
import { mockPulumi, valueOf } from "../../../generator/testing/index.js";

describe("a component's errors about secrets", () => {
  beforeEach(async () => {
    await mockPulumi();
  });

  /** What is said of values that are all shown in the message. */
  async function said(values: object): Promise<string> {
    const checks = new Checks("Thing", "one");
    const output = checks.check(values, (known) => ({
      path: "a",
      reason: `'a' must be right, got ${JSON.stringify(known)}`,
    }));
    const error = await valueOf(output).then(
      () => assert.fail("nothing was refused"),
      (reason: unknown) => reason as Error,
    );
    assert.equal(error.stack?.includes("hunter2") ?? false, false);
    return error.message;
  }

  it("mask the secret and show the rest", async () => {
    assert.equal(
      await said({ a: pulumi.secret("hunter2"), b: pulumi.output("shown"), c: "plain" }),
      `Thing "one": 'a' must be right, got {"a":"[secret]","b":"shown","c":"plain"}`,
    );
  });

  it("mask what is derived from a secret, at any depth, and numbers", async () => {
    const derived = pulumi.secret("hunter2").apply((text) => ({ url: `https://x/${text}` }));
    assert.equal(
      await said({ list: [{ a: derived }], port: pulumi.secret(54321) }),
      `Thing "one": 'a' must be right, got {"list":[{"a":{"url":"[secret]"}}],"port":[secret]}`,
    );
  });

  it("mask a secret that a promise gives", async () => {
    const promised = Promise.resolve(pulumi.secret("hunter2"));
    assert.match(await said({ a: promised }), /got \{"a":"\[secret\]"\}$/);
  });

  it("leave the argument's own name, of which the secret has words", async () => {
    const checks = new Checks("Thing", "one");
    for (const secret of ["arn:aws:elasticloadbalancing:x", "my-loadBalancer-key"]) {
      const output = checks.check({ a: pulumi.secret(secret) }, () => ({
        path: "loadBalancer.key",
        reason: `'loadBalancer.key' must be right, got "${secret.slice(4)}"`,
      }));
      await assert.rejects(valueOf(output), {
        message: `Thing "one": 'loadBalancer.key' must be right, got "[secret]"`,
      });
    }
  });

  it("are found in nothing that is no secret", async () => {
    const resource = new pulumi.ComponentResource("acme:index:Team", "blue");
    const values = { a: pulumi.output("x"), b: Promise.resolve("y"), resource, c: null };
    assert.deepEqual(await secretTextsOf(values), []);
  });
});
