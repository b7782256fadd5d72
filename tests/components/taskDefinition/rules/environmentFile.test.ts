import assert from "node:assert/strict";

import {
  environmentFilesProblem,
  environmentFileStatements,
} from "../../../../components/taskDefinition/rules/environmentFile.js";

const file = (i: number) => `arn:aws:s3:::settings/orders/${i}.env`;

describe("environmentFile", () => {
  it("takes up to ten files, of any partition", () => {
    const ten = Array.from({ length: 10 }, (_, i) => file(i));
    assert.equal(environmentFilesProblem({ name: "app", environmentFiles: ten }), undefined);
    assert.equal(
      environmentFilesProblem({
        name: "app",
        environmentFiles: ["arn:aws-cn:s3:::settings/o.env"],
      }),
      undefined,
    );
  });

  it("refuses eleven files", () => {
    const eleven = Array.from({ length: 11 }, (_, i) => file(i));
    assert.deepEqual(environmentFilesProblem({ name: "app", environmentFiles: eleven }), {
      path: "environmentFiles",
      reason:
        "'environmentFiles' of container 'app' must hold at most 10 files, got 11; leave some out",
    });
  });

  for (const arn of [
    "settings/orders.env",
    "arn:aws:s3:::settings",
    "arn:aws:s3:::settings/orders.txt",
    "arn:aws:s3:::settings/.env",
    "s3://settings/orders.env",
  ]) {
    it(`refuses ${arn}`, () => {
      assert.deepEqual(environmentFilesProblem({ name: "app", environmentFiles: [file(0), arn] }), {
        path: "environmentFiles[1]",
        reason: `'environmentFiles' of container 'app' must be ARNs of S3 objects that end in .env, got "${arn}"; "arn:aws:s3:::settings/orders.env" works`,
      });
    });
  }

  it("allows reading exactly these files, and where their buckets are", () => {
    assert.deepEqual(environmentFileStatements([file(2), file(1), file(2)]), [
      { actions: ["s3:GetObject"], resources: [file(1), file(2)] },
      { actions: ["s3:GetBucketLocation"], resources: ["arn:aws:s3:::settings"] },
    ]);
    assert.deepEqual(environmentFileStatements([]), []);
  });
});
