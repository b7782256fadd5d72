import assert from "node:assert/strict";

import {
  secretSourcesProblem,
  secretStatements,
  secretValueFrom,
} from "../../../../components/taskDefinition/rules/secretSource.js";

const place = { partition: "aws", region: "eu-west-1", account: "123456789012" };

describe("secretSource", () => {
  it("takes one source of each kind", () => {
    for (const source of [{ parameterName: "/a" }, { parameterArn: "arn" }, { secretArn: "arn" }]) {
      assert.equal(secretSourcesProblem({ KEY: source }), undefined);
    }
  });

  it("refuses no source and two sources", () => {
    assert.equal(
      secretSourcesProblem({ KEY: {} })?.reason,
      "secret 'KEY' must have one of 'parameterName', 'parameterArn' and 'secretArn', got none; " +
        `{ parameterName: "/orders/db-url" } works`,
    );
    const two = secretSourcesProblem({ KEY: { parameterName: "/a", secretArn: "arn" } });
    assert.equal(two?.path, "KEY");
    assert.match(two.reason, /got parameterName and secretArn/);
  });

  it("refuses a JSON key of a parameter", () => {
    assert.equal(
      secretSourcesProblem({ KEY: { parameterName: "/a", jsonKey: "k" } })?.reason,
      "'jsonKey' of secret 'KEY' is for 'secretArn' alone, got 'parameterName'; leave 'jsonKey' out",
    );
  });

  it("names where ECS reads the value", () => {
    const parameter = "arn:aws:ssm:eu-west-1:123456789012:parameter/orders/db";
    assert.equal(secretValueFrom({ parameterName: "/orders/db" }, place), parameter);
    assert.equal(secretValueFrom({ parameterName: "orders/db" }, place), parameter);
    assert.equal(secretValueFrom({ parameterArn: "arn:p" }, place), "arn:p");
    assert.equal(secretValueFrom({ secretArn: "arn:s" }, place), "arn:s");
    assert.equal(secretValueFrom({ secretArn: "arn:s", jsonKey: "k" }, place), "arn:s:k::");
  });

  it("grants exactly the secrets that are used, each once", () => {
    const sources = [
      { secretArn: "arn:s", jsonKey: "a" },
      { secretArn: "arn:s", jsonKey: "b", kmsKeyArn: "arn:k" },
      { parameterArn: "arn:p" },
    ];
    assert.deepEqual(secretStatements(sources, place), [
      { actions: ["secretsmanager:GetSecretValue"], resources: ["arn:s"] },
      { actions: ["ssm:GetParameters"], resources: ["arn:p"] },
      { actions: ["kms:Decrypt"], resources: ["arn:k"] },
    ]);
  });

  it("grants nothing where there are no secrets", () => {
    assert.deepEqual(secretStatements([], place), []);
  });
});
