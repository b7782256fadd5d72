import assert from "node:assert/strict";

import {
  fsxPlatformProblem,
  fsxStatements,
  fsxTextProblem,
} from "../../../../../components/taskDefinition/rules/volume/fsxVolume.js";

const PARAMETER = "arn:aws:ssm:us-east-1:123456789012:parameter/fsx";
const SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:fsx-AbCdEf";
const KEY = "arn:aws:kms:us-east-1:123456789012:key/1";
const place = { partition: "aws", region: "us-east-1", account: "123456789012" };
const share = { fileSystemId: "fs-1", rootDirectory: "share", domain: "corp.example.com" };

describe("fsxVolume", () => {
  it("is for Windows", () => {
    const volumes = [
      { name: "data", isFsx: false },
      { name: "share", isFsx: true },
    ];
    assert.equal(fsxPlatformProblem(volumes, true), undefined);
    assert.deepEqual(fsxPlatformProblem(volumes, false), {
      path: "volumes[1].fsxWindowsFileServer",
      reason:
        "'fsxWindowsFileServer' of volume 'share' is for Windows, got Linux; leave it out, or use 'efs'",
    });
  });

  it("finds no fault in ARNs of secrets and parameters, and in whole domains", () => {
    for (const credentialsParameter of [PARAMETER, SECRET]) {
      assert.equal(fsxTextProblem("share", { ...share, credentialsParameter }), undefined);
    }
  });

  for (const credentialsParameter of ["", "/fsx", KEY]) {
    it(`refuses credentials at ${JSON.stringify(credentialsParameter)}`, () => {
      assert.deepEqual(fsxTextProblem("share", { ...share, credentialsParameter }), {
        path: "fsxWindowsFileServer.credentialsParameter",
        reason: `'credentialsParameter' of volume 'share' must be the ARN of a secret or of a parameter, got "${credentialsParameter}"; "arn:aws:ssm:eu-west-1:123456789012:parameter/fsx" works`,
      });
    });
  }

  for (const domain of ["", "corp", "corp.", "a b.com"]) {
    it(`refuses the domain ${JSON.stringify(domain)}`, () => {
      const fsx = { credentialsParameter: PARAMETER, domain };
      assert.deepEqual(fsxTextProblem("share", fsx), {
        path: "fsxWindowsFileServer.domain",
        reason: `'domain' of volume 'share' must be a whole domain name, got "${domain}"; "corp.example.com" works`,
      });
    });
  }

  it("lets exactly the file systems be found, and who may mount them be read", () => {
    const volumes = [
      { ...share, credentialsParameter: PARAMETER },
      { ...share, fileSystemId: "fs-2", credentialsParameter: SECRET, kmsKeyArn: KEY },
      { ...share, credentialsParameter: PARAMETER },
    ];
    const prefix = "arn:aws:fsx:us-east-1:123456789012:file-system";
    assert.deepEqual(fsxStatements(volumes, place), [
      { actions: ["fsx:DescribeFileSystems"], resources: [`${prefix}/fs-1`, `${prefix}/fs-2`] },
      { actions: ["secretsmanager:GetSecretValue"], resources: [SECRET] },
      { actions: ["ssm:GetParameters"], resources: [PARAMETER] },
      { actions: ["kms:Decrypt"], resources: [KEY] },
    ]);
    assert.deepEqual(fsxStatements([], place), []);
  });
});
