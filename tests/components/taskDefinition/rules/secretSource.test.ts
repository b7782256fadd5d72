import assert from "node:assert/strict";

import {
  secretSourceProblem,
  secretStatements,
  secretValueFrom,
} from "../../../../components/taskDefinition/rules/secretSource.js";

const place = { partition: "aws", region: "eu-west-1", account: "123456789012" };

describe("secretSource", () => {
  it("takes one source of each kind", () => {
    for (const source of [{ parameterName: "/a" }, { parameterArn: "arn" }, { secretArn: "arn" }]) {
      assert.equal(secretSourceProblem("KEY", source), undefined);
    }
  });

  it("refuses no source and two sources", () => {
    assert.equal(
      secretSourceProblem("KEY", {}),
      "secret 'KEY' must have one of 'parameterName', 'parameterArn' and 'secretArn', got none; " +
        `{ parameterName: "/orders/db-url" } works`,
    );
    const two = secretSourceProblem("KEY", { parameterName: "/a", secretArn: "arn" });
    assert.match(two ?? "", /got parameterName and secretArn/);
  });

  it("refuses a JSON key of a parameter", () => {
    assert.equal(
      secretSourceProblem("KEY", { parameterName: "/a", jsonKey: "k" }),
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
