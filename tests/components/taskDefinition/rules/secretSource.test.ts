import assert from "node:assert/strict";

import {
  plainRouterSecretProblem,
  plainSecretProblem,
  secretSourcesProblem,
  secretStatements,
  secretTextProblem,
  sourceStatements,
  secretValueFrom,
} from "../../../../components/taskDefinition/rules/secretSource.js";
import {
  parseParameterArn,
  parseParameterName,
} from "../../../../components/taskDefinition/rules/secretReference.js";

const place = { partition: "aws", region: "eu-west-1", account: "123456789012" };

const SECRET = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders/db-AbCdEf";

/** What is granted for a source, as actions and resources. */
function granted(source: Parameters<typeof secretStatements>[0][number]) {
  return secretStatements([source], place).map(({ actions, resources }) => [actions[0], resources]);
}

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

  it("reads a secret's ARN as ECS's documents write it, with and without 'jsonKey'", () => {
    const cases: [string, string | undefined, string][] = [
      [SECRET, undefined, SECRET],
      [SECRET, "k", `${SECRET}:k::`],
      [`${SECRET}:username::`, undefined, `${SECRET}:username::`],
      [`${SECRET}:username::`, "username", `${SECRET}:username::`],
      [`${SECRET}::AWSPREVIOUS:`, undefined, `${SECRET}::AWSPREVIOUS:`],
      [`${SECRET}::AWSPREVIOUS:`, "k", `${SECRET}:k:AWSPREVIOUS:`],
      [`${SECRET}:::9d4cb84b`, "k", `${SECRET}:k::9d4cb84b`],
      [`${SECRET}:::`, "k", `${SECRET}:k::`],
    ];
    for (const [secretArn, jsonKey, valueFrom] of cases) {
      const source = { secretArn, jsonKey };
      assert.equal(secretTextProblem("KEY", source), undefined, secretArn);
      assert.equal(secretValueFrom(source, place), valueFrom);
      assert.deepEqual(granted(source), [["secretsmanager:GetSecretValue", [SECRET]]], secretArn);
    }
  });

  it("grants a secret without its random suffix with any", () => {
    const names: [string, string[]][] = [
      ["orders/db", ["orders/db-??????"]],
      ["db:username::", ["db-??????"]],
      ["rds!cluster-1a", ["rds!cluster-1a-??????"]],
      // Either may be a suffix, or a word of the name.
      ["orders-secret", ["orders-secret", "orders-secret-??????"]],
      ["orders-202611", ["orders-202611", "orders-202611-??????"]],
      ["orders-a1b2c3", ["orders-a1b2c3"]],
    ];
    const prefix = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:";
    for (const [name, resources] of names) {
      const secretArn = `${prefix}${name}`;
      const expected = resources.map((resource) => `${prefix}${resource}`);
      assert.equal(secretTextProblem("KEY", { secretArn }), undefined);
      assert.deepEqual(granted({ secretArn }), [["secretsmanager:GetSecretValue", expected]]);
      assert.deepEqual(sourceStatements([secretArn], [])[0]?.resources, expected);
    }
  });

  it("grants the credentials of a registry by their name", () => {
    assert.deepEqual(granted({ secretArn: "hub" }), [
      [
        "secretsmanager:GetSecretValue",
        ["arn:aws:secretsmanager:eu-west-1:123456789012:secret:hub-??????"],
      ],
    ]);
  });

  it("selects a parameter's version and grants the parameter", () => {
    const arn = "arn:aws:ssm:eu-west-1:123456789012:parameter/orders/db";
    for (const version of ["", ":3", ":stable", ":v1.2_a-b"]) {
      for (const source of [
        { parameterArn: `${arn}${version}` },
        { parameterName: `/orders/db${version}` },
        { parameterName: `orders/db${version}` },
      ]) {
        assert.equal(secretTextProblem("KEY", source), undefined, JSON.stringify(source));
        assert.equal(secretValueFrom(source, place), `${arn}${version}`);
        assert.deepEqual(granted(source), [["ssm:GetParameters", [arn]]]);
      }
    }
    assert.deepEqual(sourceStatements([`${arn}:3`], [])[0]?.resources, [arn]);
  });

  it("tells a parameter from its version", () => {
    const arn = "arn:aws:ssm:eu-west-1:123456789012:parameter/orders/db";
    assert.deepEqual(parseParameterArn(arn), { arn });
    assert.deepEqual(parseParameterArn(`${arn}:stable`), { arn, version: "stable" });
    assert.deepEqual(parseParameterName("/orders/db:3"), { arn: "/orders/db", version: "3" });
    assert.equal(parseParameterName("/orders/db:"), undefined);
  });

  it("refuses what is no ARN, and says where it belongs", () => {
    const parameter = "arn:aws:ssm:eu-west-1:123456789012:parameter/orders/db";
    const cases: [Parameters<typeof secretTextProblem>[1], string, RegExp][] = [
      [
        { secretArn: "orders/db" },
        "secretArn",
        /must be the ARN of a secret.*got "orders\/db"; "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders\/db-AbCdEf:username::" works/,
      ],
      [{ secretArn: parameter }, "secretArn", /goes into 'parameterArn'/],
      [{ secretArn: `${SECRET}:username` }, "secretArn", /must be the ARN/],
      [{ secretArn: `${SECRET}:username:` }, "secretArn", /must be the ARN/],
      [{ secretArn: SECRET.replace("db", "*") }, "secretArn", /must be the ARN/],
      [{ parameterArn: "/orders/db" }, "parameterArn", /a name goes into 'parameterName'/],
      [{ parameterArn: SECRET }, "parameterArn", /goes into 'secretArn'/],
      [
        { parameterArn: `${parameter}:3:4` },
        "parameterArn",
        /must be the ARN of a parameter.*; "arn:aws:ssm:eu-west-1:123456789012:parameter\/orders\/db-url" works/,
      ],
      [{ parameterName: parameter }, "parameterName", /an ARN goes into 'parameterArn'/],
      [{ parameterName: "/orders/db:" }, "parameterName", /"\/orders\/db-url" works/],
      [{ secretArn: SECRET, jsonKey: "a::" }, "jsonKey", /must have no ":"/],
      [{ secretArn: `${SECRET}:a::`, jsonKey: "b" }, "jsonKey", /got "b" and "a"; leave one out/],
    ];
    for (const [source, path, reason] of cases) {
      const problem = secretTextProblem("KEY", source);
      assert.equal(problem?.path, path, JSON.stringify(source));
      assert.match(problem.reason, reason);
    }
  });

  it("grants nothing where there are no secrets", () => {
    assert.deepEqual(secretStatements([], place), []);
  });

  const plain: [argument: string, variable: string | undefined, where: string, list: string][] = [
    ["environment", "KEY", " in 'KEY'", "secrets"],
    ["command", undefined, "", "secrets"],
    ["options", "apikey", " in 'apikey'", "secretOptions"],
    ["logConfiguration.options", "apikey", " in 'apikey'", "logConfiguration.secretOptions"],
    // Neither is the options of a log, which alone have secret ones beside them.
    ["firelensConfiguration.options", "apikey", " in 'apikey'", "secrets"],
    ["optionsFile", undefined, "", "secrets"],
  ];
  for (const [argument, variable, where, list] of plain) {
    const rule =
      "must hold no secret, which all who may describe the task definition would read, got one";
    const place = variable === undefined ? argument : `${argument}.${variable}`;

    it(`says where a secret in '${place}' belongs`, () => {
      assert.deepEqual(plainRouterSecretProblem(argument, variable), {
        path: `logRouter.${place}`,
        reason: `'logRouter.${argument}' ${rule}${where}; keep it in SSM or Secrets Manager and name it in 'logRouter.${list}'`,
      });
      assert.deepEqual(plainSecretProblem({ i: 1, container: "app", argument, variable }), {
        path: `containers[1].${place}`,
        reason: `'${argument}' of container 'app' ${rule}${where}; keep it in SSM or Secrets Manager and name it in '${list}'`,
      });
    });
  }
});
