import assert from "node:assert/strict";

import {
  credentialSpecsProblem,
  securityOptionsProblem,
} from "../../../../components/taskDefinition/rules/securityOptions.js";

const LINUX = { isFargate: false, isWindows: false };
const WINDOWS = { isFargate: false, isWindows: true };
const FARGATE = { isFargate: true, isWindows: false };
const OBJECT = "arn:aws:s3:::settings/gmsa.json";
const PARAMETER = "arn:aws:ssm:us-east-1:123456789012:parameter/gmsa";

const options = (platform: typeof LINUX, ...dockerSecurityOptions: string[]) =>
  securityOptionsProblem({ name: "app", dockerSecurityOptions }, platform);
const specs = (platform: typeof LINUX, ...credentialSpecs: string[]) =>
  credentialSpecsProblem({ name: "app", credentialSpecs }, platform);

describe("securityOptions", () => {
  it("finds no fault in Docker's options", () => {
    const all = [
      "no-new-privileges",
      "apparmor:web",
      "label:type:web_t",
      `credentialspec:${OBJECT}`,
    ];
    assert.equal(options(LINUX, ...all), undefined);
    assert.equal(options(WINDOWS, `credentialspec:${OBJECT}`), undefined);
    assert.equal(securityOptionsProblem({ name: "app" }, LINUX), undefined);
  });

  for (const option of ["seccomp:unconfined", "apparmor:", "no-new-privileges:true", ""]) {
    it(`refuses the option ${JSON.stringify(option)}`, () => {
      assert.deepEqual(options(LINUX, "no-new-privileges", option), {
        path: "dockerSecurityOptions[1]",
        reason: `'dockerSecurityOptions' of container 'app' may hold no-new-privileges, apparmor:…, label:… and credentialspec:…, got "${option}"; "no-new-privileges" works`,
      });
    });
  }

  it("refuses labels for Windows", () => {
    assert.deepEqual(options(WINDOWS, "label:type:web_t"), {
      path: "dockerSecurityOptions[0]",
      reason: `'dockerSecurityOptions' of container 'app' may hold credentialspec:… alone for Windows, got "label:type:web_t"; leave it out`,
    });
  });

  it("finds no fault in a credential spec of instances, or of Fargate with a secret", () => {
    for (const platform of [LINUX, WINDOWS]) {
      for (const place of [OBJECT, PARAMETER, "file://gmsa.json"]) {
        assert.equal(specs(platform, `credentialspec:${place}`), undefined);
        assert.equal(specs(platform, `credentialspecdomainless:${place}`), undefined);
      }
    }
    assert.equal(specs(FARGATE, `credentialspecdomainless:${OBJECT}`), undefined);
    assert.equal(specs(FARGATE), undefined);
    assert.equal(credentialSpecsProblem({ name: "app" }, FARGATE), undefined);
  });

  const faults: [string, typeof LINUX, string[], string][] = [
    [
      "two credential specs",
      LINUX,
      [`credentialspec:${OBJECT}`, `credentialspec:${PARAMETER}`],
      "may hold one file, got 2; leave one out",
    ],
    [
      "one for Windows on Fargate",
      { isFargate: true, isWindows: true },
      [`credentialspecdomainless:${OBJECT}`],
      "is not for Windows on Fargate; leave it out, or run the task on instances",
    ],
    ...["gmsa.json", "credentialspec:gmsa.json", "credentialspec:arn:aws:s3:::settings"].map(
      (text): [string, typeof LINUX, string[], string] => [
        `one at ${text}`,
        LINUX,
        [text],
        `must be in an object of S3, a parameter of SSM or a file:// of the instance, got "${text}"; "arn:aws:s3:::settings/gmsa.json" works`,
      ],
    ),
    [
      "one for a domain on Fargate",
      FARGATE,
      [`credentialspec:${OBJECT}`],
      `must be domainless on Fargate, got "credentialspec:${OBJECT}"; name the account's secret in 'secretArn'`,
    ],
    [
      "one in SSM on Fargate",
      FARGATE,
      [`credentialspecdomainless:${PARAMETER}`],
      `must be in an object of S3 on Fargate, got "${PARAMETER}"; "arn:aws:s3:::settings/gmsa.json" works`,
    ],
  ];
  for (const [title, platform, given, rule] of faults) {
    it(`refuses ${title}`, () => {
      assert.deepEqual(specs(platform, ...given), {
        path: "credentialSpecs",
        reason: `'credentialSpecs' of container 'app' ${rule}`,
      });
    });
  }
});
