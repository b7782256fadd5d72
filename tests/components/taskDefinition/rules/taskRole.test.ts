import assert from "node:assert/strict";

import { permissionsBoundaryProblem } from "../../../../components/rules/permissionsBoundary.js";
import {
  conditionsProblem,
  namedTextProblem,
  policyArnProblem,
} from "../../../../components/taskDefinition/rules/taskRole.js";

describe("taskRole", () => {
  it("takes the operators of IAM's reference", () => {
    for (const test of [
      "StringEquals",
      "StringNotEqualsIgnoreCase",
      "StringLikeIfExists",
      "NumericLessThanEquals",
      "DateGreaterThan",
      "NumericNotEquals",
      "Bool",
      "BinaryEquals",
      "NotIpAddress",
      "ArnNotLike",
      "ForAllValues:StringEquals",
      "ForAnyValue:StringLikeIfExists",
      "Null",
    ]) {
      const conditions = [{ test, variable: "aws:SourceVpc", values: ["a"] }];
      assert.equal(conditionsProblem("statements", [{ conditions }]), undefined, test);
    }
  });

  it("refuses operators that IAM has not", () => {
    for (const test of ["stringEquals", "NullIfExists", "IpEquals", "ForAll:StringEquals", ""]) {
      const conditions = [{ test, variable: "aws:SourceVpc", values: ["a"] }];
      assert.ok(conditionsProblem("statements", [{ conditions }]), test);
    }
  });

  it("takes the same key under two operators", () => {
    const values = ["a"];
    const variable = "aws:PrincipalTag/team";
    const conditions = [
      { test: "StringEquals", variable, values },
      { test: "Null", variable, values: ["false"] },
    ];
    assert.equal(conditionsProblem("statements", [{ conditions }, {}]), undefined);
  });

  for (const partition of ["aws", "aws-cn", "aws-us-gov", "aws-eusc", "aws-iso", "aws-iso-b"]) {
    it(`takes what ${partition} names`, () => {
      const iam = `arn:${partition}:iam::123456789012`;
      for (const taskRoleArn of [`${iam}:role/orders`, `${iam}:role/a/b/orders.v2@x+y=z,_`]) {
        assert.equal(namedTextProblem({ taskRoleArn, executionRoleArn: taskRoleArn }), undefined);
      }
      const managed = `arn:${partition}:iam::aws:policy/service-role/Read`;
      assert.equal(policyArnProblem("list.a", managed), undefined);
      assert.equal(permissionsBoundaryProblem(`${iam}:policy/b`), undefined);
      const logKmsKeyArn = `arn:${partition}:kms:us-east-1:123456789012:key/mrk-1234abcd`;
      assert.equal(namedTextProblem({ logKmsKeyArn }), undefined);
    });
  }

  it("takes families up to 255 characters", () => {
    assert.equal(namedTextProblem({ family: "a".repeat(255) }), undefined);
    assert.equal(namedTextProblem({ family: "a".repeat(256) })?.path, "family");
    assert.equal(namedTextProblem({ family: "" })?.path, "family");
  });
});
