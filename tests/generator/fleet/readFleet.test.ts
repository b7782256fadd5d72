import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { CliError } from "../../../generator/cliError.js";
import { list, readFleet } from "../../../generator/fleet/index.js";
import { FleetFolder } from "./fleetFolder.js";

describe("readFleet", () => {
  let folder: FleetFolder;

  beforeEach(() => {
    folder = new FleetFolder()
      .project("platform", ["staging", "prod"])
      .project("services/orders/infra", ["staging", "prod"])
      .project("services/mails", ["prod", "prod-eu"]);
  });

  afterEach(() => {
    folder.delete();
  });

  const ids = async (text: string): Promise<string[]> => {
    const { stacks } = await readFleet(folder.write({ "fleet.yaml": text }).file);
    return stacks.map(({ id }) => id);
  };

  const refused = async (text: string): Promise<string> => {
    folder.write({ "fleet.yaml": text });
    try {
      await readFleet(folder.file);
    } catch (error) {
      assert.ok(error instanceof CliError, String(error));
      return error.message.replace(/^.*fleet\.yaml/, "fleet.yaml");
    }
    return assert.fail("the fleet is read");
  };

  it("finds projects by folder and by glob, also in infra, once each", async () => {
    assert.deepEqual(
      await ids('name: shop\nstacks:\n  - path: platform\n  - path: "services/**"\n'),
      [
        "platform:prod",
        "platform:staging",
        "services/mails:prod",
        "services/mails:prod-eu",
        "services/orders:prod",
        "services/orders:staging",
      ],
    );
  });

  it("chooses stacks by name and by pattern", async () => {
    const of = (stacks: string): Promise<string[]> =>
      ids(`name: shop\nstacks:\n  - path: services/*\n    stacks: ${stacks}\n`);
    assert.deepEqual(await of('["prod-*"]'), ["services/mails:prod-eu"]);
    assert.deepEqual(await of("[staging]"), ["services/orders:staging"]);
    assert.deepEqual(await of('["*"]'), await of('["prod", "prod-eu", "staging"]'));
  });

  it("fills in defaults, placeholders and what later entries say", async () => {
    const text = `name: shop
defaults:
  environment: "{stack}"
  tags: { company: acme, tier: web }
  region: eu-west-1
  dependsOn: ["platform:{stack}"]
stacks:
  - { path: platform, account: "111111111111" }
  - { path: "services/*", stacks: [prod, staging], tags: { tier: app } }
  - { path: services/mails, stacks: [prod], region: us-east-1, environment: live }
`;
    const { stacks, rollout } = await readFleet(folder.write({ "fleet.yaml": text }).file);
    const shown = stacks.map(({ directory, ...rest }) => {
      assert.ok(existsSync(join(directory, "Pulumi.yaml")));
      return rest;
    });
    const tags = { company: "acme", tier: "web" };
    const account = "111111111111";
    const region = "eu-west-1";
    const app = { ...tags, tier: "app" };
    assert.deepEqual(shown, [
      ...["prod", "staging"].map((stack) => ({
        ...{
          id: `platform:${stack}`,
          project: "platform",
          stack,
          tags,
          environment: stack,
          account,
          region,
        },
        dependsOn: [],
      })),
      {
        ...{ id: "services/mails:prod", project: "services-mails", stack: "prod", tags: app },
        ...{ environment: "live" },
        ...{ region: "us-east-1", dependsOn: ["platform:prod"] },
      },
      ...["prod", "staging"].map((stack) => ({
        ...{ id: `services/orders:${stack}`, project: "services-orders-infra", stack, tags: app },
        ...{ environment: stack, region },
        dependsOn: [`platform:${stack}`],
      })),
    ]);
    assert.deepEqual(rollout, {
      ...{ canary: [], waveSizes: [1, 5, "25%"], maxFailures: 0, maxReplaces: 0, maxDeletes: 0 },
      timeoutMinutes: 60,
    });
  });

  it("resolves canaries by id, pattern, environment and tags", async () => {
    const canaries = async (canary: string): Promise<readonly string[]> => {
      const text = `name: shop\nstacks:\n  - { path: platform, environment: "{stack}", tags: { tier: base } }\n  - path: services/mails\nrollout: { canary: ${canary} }\n`;
      return (await readFleet(folder.write({ "fleet.yaml": text }).file)).rollout.canary;
    };
    assert.deepEqual(await canaries('["services/mails:prod-eu"]'), ["services/mails:prod-eu"]);
    assert.deepEqual(await canaries('["services/*:prod*", "services/mails:prod"]'), [
      "services/mails:prod",
      "services/mails:prod-eu",
    ]);
    assert.deepEqual(await canaries("[{ environment: staging }]"), ["platform:staging"]);
    assert.deepEqual(await canaries("[{ tags: { tier: base } }]"), [
      "platform:prod",
      "platform:staging",
    ]);
  });

  it("tells line and column of what is wrong", async () => {
    const cases: Record<string, string> = {
      "name: shop\nstacks: [": "fleet.yaml:2:10: it is not YAML: Flow sequence",
      "name: shop\nstacks: []\n":
        "fleet.yaml:2:1: 'stacks' must NOT have fewer than 1 items, got []",
      "name: shop\nstacks:\n  - path: platform\n    regoin: x\n":
        "fleet.yaml:4:5: 'stacks.0' must not have 'regoin'; 'region' is one",
      "name: shop\nstacks:\n  - path: platform\n    account: 123456789012\n":
        "fleet.yaml:4:5: 'stacks.0.account' must be string, got 123456789012; \"123456789012\" works",
      "name: shop\nstacks:\n  - path: platfrom\n":
        "fleet.yaml:3:5: 'stacks.0.path' must be a folder with a Pulumi project, itself or in 'infra', got \"platfrom\", which is not a folder; the one beside it, platform, works",
      "name: shop\nstacks:\n  - path: platform\n  - path: services\n":
        "fleet.yaml:4:5: 'stacks.1.path' must be a folder with a Pulumi project, itself or in 'infra', got \"services\", which has no Pulumi.yaml; 'slipway new' makes one that has",
      "stacks: [{ path: platform }]\n":
        "fleet.yaml:1:1: it must have required property 'name', got { stacks: [ { path: 'platform' } ] }; name: \"shop\" works",
      "name: shop\nstacks:\n  - path: nothing/*\n":
        "fleet.yaml:3:5: 'path' must name folders with a Pulumi project, got \"nothing/*\"",
      "name: shop\nstacks:\n  - path: platform\n    stacks: [qa]\n":
        "fleet.yaml:4:5: 'stacks' must name stacks that a project has a Pulumi.<stack>.yaml of, got \"qa\"; there is one of prod, staging, and without 'stacks' all of them are meant",
      'name: shop\nstacks:\n  - path: platform\n    dependsOn: ["platfrom:prod"]\n':
        "fleet.yaml:4:5: 'dependsOn' of 'platform:prod' must name stacks of the fleet, got \"platfrom:prod\"; \"platform:staging\" works",
      'name: shop\nstacks:\n  - path: platform\n  - path: services/*\n    stacks: [prod]\n    dependsOn: ["platform:{environment}"]\n':
        "fleet.yaml:6:5: 'dependsOn' of 'services/mails:prod' must name stacks of the fleet, got \"platform:{environment}\"",
      'name: shop\nstacks:\n  - path: platform\n    dependsOn: ["services/mails:prod"]\n  - path: services/mails\n    dependsOn: ["platform:prod"]\n':
        "fleet.yaml:4:5: 'dependsOn' must not form a circle, got platform:prod → services/mails:prod → platform:prod",
      'name: shop\nstacks:\n  - path: platform\nrollout:\n  canary: ["x:y"]\n':
        "fleet.yaml:5:12: 'canary' must choose stacks of the fleet, got \"x:y\"",
      "name: shop\nstacks:\n  - path: platform\nrollout:\n  waveSizes: [0]\n":
        "fleet.yaml:5:15: 'rollout.waveSizes.0' must be >= 1, got 0; 5 works",
      "name: shop\nstacks:\n  - path: platform\nrollout:\n  waveSizes: [101%]\n":
        "fleet.yaml:5:15: 'rollout.waveSizes.0' must match pattern",
    };
    for (const [text, expected] of Object.entries(cases)) {
      const message = await refused(text);
      assert.ok(message.startsWith(expected), `${text}\n${message}\n${expected}`);
    }
  });

  it("says which file it cannot read", async () => {
    await assert.rejects(
      readFleet(join(folder.root, "none.yaml")),
      /'--file' must name a fleet.yaml/,
    );
  });

  it("says what a project lacks at the line of its entry", async () => {
    folder.write({ "services/mails/Pulumi.yaml": "name: a b\nruntime: nodejs\n" });
    const message = await refused(
      "name: shop\nstacks:\n  - path: platform\n  - path: services/mails\n",
    );
    assert.match(message, /^fleet\.yaml:4:5: .*Pulumi\.yaml: 'name' must be/);
  });

  it("keeps an id to one project", async () => {
    folder.write({
      "copy/platform/Pulumi.yaml": "name: copy\nruntime: nodejs\n",
      "copy/platform/Pulumi.prod.yaml": "",
    });
    const origin = new FleetFolder().project("stack", ["prod"]).commit();
    try {
      const git = `{ url: "file://${origin.root}", ref: main, subdirectory: stack }`;
      const message = await refused(
        `name: shop\nstacks:\n  - path: platform\n  - { path: platform, git: ${git} }\n`,
      );
      assert.match(
        message,
        /^fleet\.yaml:4:5: each id must be of one project, and 'platform:prod' is of /,
      );
    } finally {
      origin.delete();
    }
  });

  describe("repositories of git", () => {
    let origin: FleetFolder;

    beforeEach(() => {
      origin = new FleetFolder().project("infra/app", ["prod"], "first").commit();
      origin.git("tag", "v1");
      origin.project("infra/app", ["prod", "staging"], "second").commit();
    });

    afterEach(() => {
      origin.delete();
    });

    const listed = (ref: string, path = ""): Promise<string[]> =>
      ids(
        `name: shop\nstacks:\n  - { ${path}git: { url: "file://${origin.root}", ref: ${ref}, subdirectory: infra/app } }\n`,
      );

    it("checks out a branch, a tag and a commit into the cache, which git leaves alone", async () => {
      const name = origin.root.slice(origin.root.lastIndexOf("/") + 1);
      assert.deepEqual(await listed("v1"), [`${name}/infra/app:prod`]);
      assert.deepEqual(await listed("main", "path: bought, "), ["bought:prod", "bought:staging"]);
      assert.deepEqual(await listed(origin.git("rev-parse", "v1"), "path: bought, "), [
        "bought:prod",
      ]);
      assert.equal(readFileSync(join(folder.root, ".slipway/fleet/.gitignore"), "utf8"), "*\n");
    });

    it("follows a branch, and keeps a commit without asking again", async () => {
      const commit = origin.git("rev-parse", "v1");
      await listed(commit, "path: bought, ");
      await listed("main", "path: bought, ");
      origin.project("infra/app", ["qa"]).commit();
      assert.deepEqual(await listed("main", "path: bought, "), [
        "bought:prod",
        "bought:qa",
        "bought:staging",
      ]);
      origin.delete();
      assert.deepEqual(await listed(commit, "path: bought, "), ["bought:prod"]);
    });

    it("says which repository or ref cannot be had, without its password", async () => {
      const message = await refused(
        `name: shop\nstacks:\n  - git: { url: "file://${origin.root}", ref: none }\n`,
      );
      assert.match(
        message,
        /^fleet\.yaml:3:5: 'git' must be a repository and a ref that can be fetched, got file:\/\/.* at none: fatal: couldn't find remote ref none/,
      );
      const secret = await refused(
        'name: shop\nstacks:\n  - git: { url: "https://user:hunter2@127.0.0.1:1/x.git", ref: main }\n',
      );
      assert.doesNotMatch(secret, /hunter2/);
    });
  });

  it("lists waves with the canary and what it depends on first", async () => {
    const text = `name: shop
stacks:
  - path: platform
  - { path: services/mails, dependsOn: ["platform:prod"] }
  - { path: services/orders, stacks: [staging] }
rollout: { canary: ["services/mails:prod-eu"], waveSizes: [1, 2] }
`;
    const { name, waves } = await list({ file: folder.write({ "fleet.yaml": text }).file });
    assert.equal(name, "shop");
    assert.deepEqual(
      waves.map((wave) => wave.map(({ id }) => id)),
      [
        ["platform:prod"],
        ["services/mails:prod-eu"],
        ["platform:staging"],
        ["services/mails:prod", "services/orders:staging"],
      ],
    );
  });
});
