import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readFleet, type RemoteSettings } from "../../../../generator/fleet/index.js";
import { cloudAccount } from "../../../../generator/fleet/remote/cloudAccount.js";
import { remoteRequest } from "../../../../generator/fleet/remote/deploymentRequest.js";
import { remoteSources } from "../../../../generator/fleet/remote/remoteSource.js";
import { shownText } from "../../../../generator/fleet/remote/shownText.js";
import { fleetStack } from "../run/fakeStacks.js";
import { FLEET, remoteFolder } from "./remoteRun.js";

const SOURCE = { url: "https://git.example.com/a.git", commit: "c".repeat(40), folder: "a" };
const STACK = { ...fleetStack("a:dev"), account: "123456789012", region: "eu-west-1" };
const requestOf = (settings: Partial<RemoteSettings>, environment: NodeJS.ProcessEnv = {}) =>
  remoteRequest({ organization: "acme", ...settings }, STACK, SOURCE, environment);

describe("what Pulumi Deployments is asked for", () => {
  it("has all that the settings say, for the stack", () => {
    const { request, secrets } = requestOf(
      {
        git: { github: "acme/shop", token: { secretFrom: "GIT_TOKEN" } },
        environmentVariables: { AWS_REGION: "{region}", NPM_TOKEN: { secretFrom: "NPM" } },
        oidc: {
          aws: {
            roleArn: "arn:aws:iam::{account}:role/p",
            duration: "1h",
            policyArns: ["arn:aws:iam::aws:policy/p"],
          },
        },
        preRunCommands: ["npm ci"],
        ...{ inheritSettings: false, executorImage: "acme/pulumi:3", agentPool: "pool" },
        skipInstallDependencies: true,
      },
      { GIT_TOKEN: "ghp_1", NPM: "npm_2" },
    );
    assert.deepEqual(secrets.toSorted(), ["ghp_1", "npm_2"]);
    assert.deepEqual(request, {
      inheritSettings: false,
      sourceContext: {
        git: {
          ...{ repoUrl: "", branch: "", commit: SOURCE.commit, repoDir: "a" },
          gitAuth: { accessToken: { secret: "ghp_1" } },
        },
      },
      gitHub: { repository: "acme/shop" },
      operationContext: {
        preRunCommands: ["npm ci"],
        environmentVariables: { AWS_REGION: "eu-west-1", NPM_TOKEN: { secret: "npm_2" } },
        oidc: {
          aws: {
            ...{ roleArn: "arn:aws:iam::123456789012:role/p", sessionName: "slipway-fleet" },
            ...{ duration: "1h", policyArns: ["arn:aws:iam::aws:policy/p"] },
          },
        },
        options: { skipInstallDependencies: true },
      },
      executorContext: { executorImage: { reference: "acme/pulumi:3" } },
      agentPoolID: "pool",
    });
  });

  it("is another one with another setting or commit, and not with another secret", () => {
    const settings = { environmentVariables: { A: { secretFrom: "S" } } };
    const hash = (secret: string) => requestOf(settings, { S: secret }).inputHash;
    assert.equal(hash("one"), hash("two"));
    assert.notEqual(hash("one"), requestOf({ preRunCommands: ["x"] }).inputHash);
    const other = { ...SOURCE, commit: "d".repeat(40) };
    assert.notEqual(
      requestOf({}).inputHash,
      remoteRequest({ organization: "acme" }, STACK, other, {}).inputHash,
    );
  });

  it("refuses a secret that is not set, and a placeholder that stands for nothing", () => {
    const token = { git: { token: { secretFrom: "GIT_TOKEN" } } };
    assert.throws(
      () => requestOf(token),
      /'remote.git.token.secretFrom' .* got GIT_TOKEN, which is not/,
    );
    assert.throws(() => requestOf(token, { GIT_TOKEN: "" }), /'export GIT_TOKEN=…'/);
    const settings = { environmentVariables: { STAGE: "{environment}" } };
    assert.throws(
      () => requestOf(settings),
      /'remote.environmentVariables.STAGE' has \{environment\}, and a:dev has no 'environment'/,
    );
  });

  it("shows no secret of a log", () => {
    assert.equal(shownText("a \u001B[1mabcd\u001B[0m ab\n", ["ab", "abcd"]), "a [secret] [secret]");
  });
});

describe("the account of Pulumi Cloud", () => {
  let home: string;

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "slipway-cloud-"));
  });

  afterEach(() => {
    rmSync(home, { recursive: true });
  });

  const login = (content: object): void => {
    writeFileSync(join(home, "credentials.json"), JSON.stringify(content));
  };

  it("is that of the environment, or else of the CLI's login", () => {
    assert.deepEqual(cloudAccount({ PULUMI_HOME: home, PULUMI_ACCESS_TOKEN: "t" }), {
      ...{ url: "https://api.pulumi.com", token: "t" },
    });
    const own = "https://pulumi.example.com/api/";
    login({ current: own, accounts: { [own]: { accessToken: "one" } } });
    assert.deepEqual(cloudAccount({ PULUMI_HOME: home }), {
      ...{ url: "https://pulumi.example.com/api", token: "one" },
    });
    login({ current: own, accessTokens: { "https://api.pulumi.com": "two" } });
    assert.deepEqual(
      cloudAccount({ PULUMI_CREDENTIALS_PATH: home, PULUMI_BACKEND_URL: "https://api.pulumi.com" }),
      { url: "https://api.pulumi.com", token: "two" },
    );
  });

  it("is refused where there is none, or the backend runs no deployments", () => {
    assert.throws(
      () => cloudAccount({ PULUMI_HOME: home }),
      /access token for https:\/\/api.pulumi.com, got none/,
    );
    for (const backend of ["file:///tmp/state", "s3://bucket", "nonsense"]) {
      assert.throws(
        () =>
          cloudAccount({
            PULUMI_HOME: home,
            PULUMI_BACKEND_URL: backend,
            PULUMI_ACCESS_TOKEN: "t",
          }),
        /which runs no deployments/,
      );
    }
    writeFileSync(join(home, "credentials.json"), "{");
    assert.throws(() => cloudAccount({ PULUMI_HOME: home }), /must be JSON/);
  });
});

describe("the source of a remote program", function () {
  this.timeout(20_000);

  it("is the commit of a ref, or what is checked out and has no changes", async () => {
    const folder = remoteFolder();
    try {
      const commit = folder.git("rev-parse", "HEAD");
      const fleet = await readFleet(folder.file);
      const of = async (settings: object) =>
        (await remoteSources(fleet, fleet.stacks, settings)).get("orders:dev");
      const url = `file://${folder.root}`;
      assert.deepEqual(await of({ url }), { url, commit, folder: "orders/infra" });
      await assert.rejects(of({}), /'remote.git' must say 'url' or 'github'/);
      for (const origin of [
        "git@github.com:acme/shop.git",
        "ssh://git@github.com/acme/shop.git",
        "https://me:pw@github.com/acme/shop.git",
      ]) {
        folder.git("config", "remote.origin.url", origin);
        assert.equal((await of({}))?.url, "https://github.com/acme/shop.git");
      }
      folder.git("tag", "-a", "v1", "-m", "v1");
      folder.write({ "orders/infra/index.js": "1;" });
      await assert.rejects(of({ url }), /takes what is committed, and .*orders\/infra has changes/);
      folder.commit();
      for (const ref of ["v1", commit]) assert.equal((await of({ url, ref }))?.commit, commit);
      assert.equal((await of({ url, ref: "main" }))?.commit, folder.git("rev-parse", "HEAD"));
      await assert.rejects(
        of({ url, ref: "mian" }),
        /'remote.git.ref' must be .* got mian, which it has not/,
      );
    } finally {
      folder.delete();
    }
  });
});

describe("'remote' of fleet.yaml", () => {
  it("is refused where it is wrong, with its place", async () => {
    const cases: Record<string, RegExp> = {
      "{}": /'organization'/,
      "{ organization: a/b }": /remote.organization/,
      "{ organization: acme, git: { url: a, github: a/b } }": /remote.git/,
      "{ organization: acme, environmentVariables: { A: 1 } }": /remote.environmentVariables/,
      "{ organization: acme, environmentVariables: { A: { secret: x } } }": /environmentVariables/,
      "{ organization: acme, oidc: { aws: { roleArn: admin } } }": /roleArn/,
      "{ organization: acme, oidc: { aws: { roleArn: 'arn:aws:iam::123456789012:role/p', duration: 1 day } } }":
        /duration/,
      "{ organization: acme, policies: none }": /policies/,
      "{ organisation: acme }": /organi[sz]ation/,
    };
    const folder = remoteFolder();
    try {
      for (const [remote, says] of Object.entries(cases)) {
        folder.write({
          "fleet.yaml": `${FLEET.replace(/^remote:[\s\S]*/m, "")}remote: ${remote}\n`,
        });
        await assert.rejects(readFleet(folder.file), (error: Error) => {
          assert.match(error.message, says);
          assert.match(error.message, /fleet\.yaml:\d+:\d+/);
          return true;
        });
      }
    } finally {
      folder.delete();
    }
  });
});
