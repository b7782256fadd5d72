import assert from "node:assert/strict";

import type { AwsSettings } from "../../../components/aws/providerSettings.js";
import { readProviderSettings, settingsFrom } from "../../../components/aws/providerSettings.js";

const ROLE = "arn:aws:iam::210987654321:role/deploy";

describe("the settings of an AWS provider", () => {
  it("are texts, and JSON of what is more", () => {
    const given: Record<string, unknown> = {
      profile: "team",
      token: "",
      secretKey: null,
      useFipsEndpoint: true,
      assumeRoles: [{ roleArn: ROLE }],
      region: "eu-west-1",
    };
    assert.deepEqual(
      settingsFrom((key) => given[key]),
      {
        profile: "team",
        useFipsEndpoint: "true",
        assumeRoles: `[{"roleArn":"${ROLE}"}]`,
      },
    );
  });

  it("name nothing when there are none", () => {
    assert.deepEqual(readProviderSettings({}), {
      endpoints: {},
      useFipsEndpoint: false,
      useDualstackEndpoint: false,
      roles: [],
    });
  });

  it("may be an explicit provider's, which was made without", () => {
    const settings = { assumeRoles: "null", assumeRoleWithWebIdentity: "null", endpoints: "null" };
    assert.deepEqual(readProviderSettings(settings), readProviderSettings({}));
  });

  it("are read whole", () => {
    const policyArns = ["arn:aws:iam::aws:policy/ReadOnlyAccess"];
    const settings: AwsSettings = {
      profile: "team",
      accessKey: "key",
      secretKey: "secret",
      token: "token",
      stsRegion: "us-east-1",
      sharedConfigFiles: '["/config"]',
      sharedCredentialsFiles: '["/credentials"]',
      useFipsEndpoint: "true",
      useDualstackEndpoint: "true",
      endpoints: '[{"ecs":"http://ecs"},{"sts":"http://sts"}]',
      assumeRoleWithWebIdentity: JSON.stringify({
        roleArn: ROLE,
        duration: "1h",
        policy: "{}",
        policyArns,
        sessionName: "ci",
        webIdentityTokenFile: "/token",
      }),
      assumeRoles: JSON.stringify([
        {
          roleArn: ROLE,
          duration: "15m",
          externalId: "id",
          policy: "{}",
          policyArns,
          sessionName: "ci",
          sourceIdentity: "me",
          tags: { Team: "a" },
          transitiveTagKeys: ["Team"],
        },
        { roleArn: `${ROLE}-2`, sessionName: "", policyArns: [] },
      ]),
    };
    const shared = { roleArn: ROLE, policy: "{}", policyArns, sessionName: "ci" };
    assert.deepEqual(readProviderSettings(settings), {
      profile: "team",
      key: { accessKeyId: "key", secretAccessKey: "secret", sessionToken: "token" },
      stsRegion: "us-east-1",
      configFile: "/config",
      credentialsFile: "/credentials",
      endpoints: { ecs: "http://ecs", sts: "http://sts" },
      useFipsEndpoint: true,
      useDualstackEndpoint: true,
      webIdentity: { ...shared, durationSeconds: 3600, webIdentityTokenFile: "/token" },
      roles: [
        {
          ...shared,
          durationSeconds: 900,
          externalId: "id",
          sourceIdentity: "me",
          tags: { Team: "a" },
          transitiveTagKeys: ["Team"],
        },
        { roleArn: `${ROLE}-2` },
      ],
    });
  });

  const wrong: [string, AwsSettings, string][] = [
    [
      "a broken list",
      { assumeRoles: '["secret' },
      "'aws:assumeRoles' is not what the AWS provider takes",
    ],
    ["no list", { assumeRoles: "{}" }, "'aws:assumeRoles' is not what the AWS provider takes"],
    [
      "a list of texts",
      { endpoints: '["a"]' },
      "'aws:endpoints' is not what the AWS provider takes",
    ],
    ["no role", { assumeRoles: "[{}]" }, "'aws:assumeRoles[0]' needs 'roleArn'"],
    [
      "no duration",
      { assumeRoles: `[{"roleArn":"${ROLE}"},{"roleArn":"${ROLE}","duration":"1 hour"}]` },
      "'aws:assumeRoles[1].duration' must be a duration such as \"1h\"",
    ],
    [
      "no token",
      { assumeRoleWithWebIdentity: `{"roleArn":"${ROLE}"}` },
      "'aws:assumeRoleWithWebIdentity' needs 'webIdentityToken' or 'webIdentityTokenFile'",
    ],
    [
      "no role for a token",
      { assumeRoleWithWebIdentity: '{"webIdentityToken":"t"}' },
      "'aws:assumeRoleWithWebIdentity' needs 'roleArn'",
    ],
    [
      "a token alone",
      { assumeRoleWithWebIdentity: '"secret"' },
      "'aws:assumeRoleWithWebIdentity' is not what the AWS provider takes",
    ],
    [
      "two files",
      { sharedConfigFiles: '["/a","/b"]' },
      "'aws:sharedConfigFiles' has 2 files, and one is followed",
    ],
    [
      "no list of files",
      { sharedCredentialsFiles: "{}" },
      "'aws:sharedCredentialsFiles' is not what the AWS provider takes",
    ],
  ];
  for (const [what, settings, message] of wrong) {
    it(`are refused with ${what}, without a value in the text`, () => {
      assert.throws(() => readProviderSettings(settings), { message });
    });
  }
});
