import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { assumedCredentials } from "../../../components/aws/assumedCredentials.js";
import type { AwsSettings } from "../../../components/aws/providerSettings.js";
import { readProviderSettings } from "../../../components/aws/providerSettings.js";
import type { FakeAws } from "../support/fakeAws.js";
import { fakeAws } from "../support/fakeAws.js";
import { stsAnswers } from "../support/fakeSts.js";

const ROLE = "arn:aws:iam::210987654321:role";
const KEY = { accessKey: "stack", secretKey: "secret" };
const roles = (...all: object[]): AwsSettings => ({ assumeRoles: JSON.stringify(all) });

describe("the key of a provider that takes on roles", () => {
  let aws: FakeAws;
  afterEach(() => aws.stop());

  async function source(settings: AwsSettings, expiration?: string) {
    aws = await fakeAws(stsAnswers(expiration));
    return assumedCredentials(readProviderSettings(settings), "eu-west-1");
  }
  const asked = () =>
    aws.calls.map(({ action, accessKey, parameters }) => [
      action,
      accessKey,
      parameters["RoleArn"],
    ]);

  it("is that of the role, taken on with the key of the environment", async () => {
    const { accessKeyId, secretAccessKey, sessionToken } = await (
      await source(roles({ roleArn: `${ROLE}/deploy` }))
    )();
    assert.deepEqual(
      [accessKeyId, secretAccessKey, sessionToken],
      ["key-of-deploy", "secret-of-deploy", "token-of-deploy"],
    );
    assert.deepEqual(asked(), [["AssumeRole", "test", `${ROLE}/deploy`]]);
  });

  it("is taken on role by role, each with the key of the one before", async () => {
    const settings = roles({ roleArn: `${ROLE}/hub` }, { roleArn: `${ROLE}/deploy` });
    const { accessKeyId } = await (await source({ ...KEY, ...settings }))();
    assert.equal(accessKeyId, "key-of-deploy");
    assert.deepEqual(asked(), [
      ["AssumeRole", "stack", `${ROLE}/hub`],
      ["AssumeRole", "key-of-hub", `${ROLE}/deploy`],
    ]);
  });

  it("is asked for with all that the provider asks", async () => {
    const next = await source(
      roles({
        roleArn: `${ROLE}/deploy`,
        duration: "1h",
        externalId: "id",
        policy: "{}",
        policyArns: ["arn:aws:iam::aws:policy/A", "arn:aws:iam::aws:policy/B"],
        sessionName: "ci",
        sourceIdentity: "me",
        tags: { Team: "a" },
        transitiveTagKeys: ["Team"],
      }),
    );
    await next();
    assert.deepEqual(aws.calls[0]?.parameters, {
      Action: "AssumeRole",
      Version: "2011-06-15",
      RoleArn: `${ROLE}/deploy`,
      RoleSessionName: "ci",
      DurationSeconds: "3600",
      ExternalId: "id",
      Policy: "{}",
      "PolicyArns.member.1.arn": "arn:aws:iam::aws:policy/A",
      "PolicyArns.member.2.arn": "arn:aws:iam::aws:policy/B",
      SourceIdentity: "me",
      "Tags.member.1.Key": "Team",
      "Tags.member.1.Value": "a",
      "TransitiveTagKeys.member.1": "Team",
    });
  });

  it("begins with a token, which no key signs", async () => {
    const assumeRoleWithWebIdentity = JSON.stringify({
      roleArn: `${ROLE}/hub`,
      webIdentityToken: "jwt",
      sessionName: "ci",
      duration: "15m",
      policy: "{}",
      policyArns: ["arn:aws:iam::aws:policy/A"],
    });
    const next = await source({
      ...KEY,
      assumeRoleWithWebIdentity,
      ...roles({ roleArn: `${ROLE}/deploy` }),
    });
    assert.equal((await next()).accessKeyId, "key-of-deploy");
    assert.deepEqual(asked(), [
      ["AssumeRoleWithWebIdentity", undefined, `${ROLE}/hub`],
      ["AssumeRole", "key-of-hub", `${ROLE}/deploy`],
    ]);
    assert.deepEqual(aws.calls[0]?.parameters, {
      Action: "AssumeRoleWithWebIdentity",
      Version: "2011-06-15",
      RoleArn: `${ROLE}/hub`,
      RoleSessionName: "ci",
      WebIdentityToken: "jwt",
      DurationSeconds: "900",
      Policy: "{}",
      "PolicyArns.member.1.arn": "arn:aws:iam::aws:policy/A",
    });
  });

  describe("with files", () => {
    let folder: string;
    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), "slipway-role-"));
    });
    afterEach(() => rm(folder, { recursive: true }));

    it("begins with the token in a file", async () => {
      const webIdentityTokenFile = join(folder, "token");
      await writeFile(webIdentityTokenFile, "from-file\n");
      const role = { roleArn: `${ROLE}/hub`, webIdentityTokenFile };
      const next = await source({ assumeRoleWithWebIdentity: JSON.stringify(role) });
      assert.equal((await next()).accessKeyId, "key-of-hub");
      assert.equal(aws.calls[0]?.parameters["WebIdentityToken"], "from-file");
    });

    for (const [what, make, why] of [
      ["does not exist", () => undefined, /, which does not exist; a job whose runner/],
      ["is empty", (file) => writeFile(file, " \n"), /, which is empty; /],
      ["is a folder", (file) => mkdir(file), /, which is a folder, a pipe or a device; /],
      [
        "is a pipe",
        (file) => {
          execFileSync("mkfifo", [file]);
        },
        /, which is a folder, a pipe or a device; /,
      ],
      [
        "is no token",
        (file) => writeFile(file, "x".repeat(20_001)),
        /, which has 20001 bytes, and a token at most 20000; /,
      ],
    ] as [string, (file: string) => unknown, RegExp][]) {
      it(`names a file that ${what}, and what to do`, async () => {
        const webIdentityTokenFile = join(folder, "token");
        await make(webIdentityTokenFile);
        const role = { roleArn: `${ROLE}/hub`, webIdentityTokenFile };
        const next = await source({ assumeRoleWithWebIdentity: JSON.stringify(role) });
        await assert.rejects(next(), (error: Error) => {
          const start = `'webIdentityTokenFile' of 'aws:assumeRoleWithWebIdentity' must be a file with the token of an identity provider, got "${webIdentityTokenFile}"`;
          assert.ok(error.message.startsWith(start), error.message);
          assert.match(error.message, why);
          return true;
        });
        assert.deepEqual(aws.calls, []);
      });
    }

    it("begins with a profile of the stack's own files", async () => {
      const credentials = join(folder, "credentials");
      await writeFile(
        credentials,
        "[team]\naws_access_key_id = teamkey\naws_secret_access_key = s\n",
      );
      const next = await source({
        profile: "team",
        sharedCredentialsFiles: JSON.stringify([credentials]),
        sharedConfigFiles: JSON.stringify([join(folder, "config")]),
        ...roles({ roleArn: `${ROLE}/deploy` }),
      });
      await next();
      assert.deepEqual(asked(), [["AssumeRole", "teamkey", `${ROLE}/deploy`]]);
    });
  });

  it("asks the stack's own STS, in its own region", async () => {
    await source({});
    const other = await fakeAws({});
    const endpoints = JSON.stringify([{ sts: aws.endpoint }]);
    const settings = { endpoints, stsRegion: "us-east-2", ...roles({ roleArn: `${ROLE}/deploy` }) };
    await assumedCredentials(readProviderSettings(settings), "eu-west-1")();
    assert.deepEqual(
      aws.calls.map(({ region }) => region),
      ["us-east-2"],
    );
    await other.stop();
    assert.deepEqual(other.calls, []);
  });

  it("is kept while it is good, for all who ask at once", async () => {
    const next = await source(roles({ roleArn: `${ROLE}/deploy` }));
    await Promise.all([next(), next(), next()]);
    await next();
    assert.equal(asked().length, 1);
  });

  it("is another one when it is about to end", async () => {
    const soon = new Date(Date.now() + 60_000).toISOString();
    const next = await source(roles({ roleArn: `${ROLE}/deploy` }), soon);
    await next();
    await next();
    assert.equal(asked().length, 2);
  });

  it("is asked for again after a refusal, which is told", async () => {
    aws = await fakeAws({});
    const settings = readProviderSettings(roles({ roleArn: `${ROLE}/deploy` }));
    const next = assumedCredentials(settings, "eu-west-1");
    await assert.rejects(next(), { message: "AssumeRole is not allowed" });
    await assert.rejects(next(), { message: "AssumeRole is not allowed" });
    assert.equal(asked().length, 2);
  });
});
