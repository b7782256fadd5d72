import assert from "node:assert/strict";
import { renameSync, rmSync, symlinkSync, unlinkSync, mkdirSync } from "node:fs";
import { join } from "node:path";

import type { StackSelection } from "../../../generator/fleet/index.js";
import { readFleet, selectStacks } from "../../../generator/fleet/index.js";
import { FleetFolder } from "./fleetFolder.js";

const FLEET = `name: shop
defaults: { environment: "{stack}" }
stacks:
  - { path: platform, tags: { team: base } }
  - { path: "services/*", tags: { team: shop, tier: web } }
`;

describe("selectStacks", () => {
  let folder: FleetFolder;

  before(() => {
    folder = new FleetFolder()
      .project("platform", ["prod", "staging"])
      .project("services/mails", ["prod", "staging"])
      .project("services/orders/infra", ["prod"])
      .write({ "fleet.yaml": FLEET, "package-lock.json": "{}", "packages/shared/index.js": "" })
      .write({ "packages/shared/package.json": "{}" })
      .write({ "services/mails/package.json": '{ "dependencies": { "@acme/shared": "*" } }' });
    // As npm links the packages of a workspace.
    unlinkSync(join(folder.root, "node_modules"));
    mkdirSync(join(folder.root, "node_modules/@acme"), { recursive: true });
    symlinkSync("../../packages/shared", join(folder.root, "node_modules/@acme/shared"), "dir");
    folder.commit();
  });

  after(() => {
    folder.delete();
  });

  afterEach(() => {
    folder.git("reset", "-q", "--hard", "main");
    folder.git("clean", "-qfd");
  });

  const chosen = async (selection: StackSelection): Promise<string[]> =>
    (await selectStacks(await readFleet(folder.file), selection)).map(({ id }) => id);

  it("chooses by tags, environments and names, all of which hold", async () => {
    assert.equal((await chosen({})).length, 5);
    assert.deepEqual(await chosen({ tags: { team: "base" } }), [
      "platform:prod",
      "platform:staging",
    ]);
    assert.deepEqual(
      await chosen({ environments: ["staging"], tags: { tier: "web", team: "shop" } }),
      ["services/mails:staging"],
    );
    assert.deepEqual(await chosen({ stacks: ["services/*:*"], environments: ["prod"] }), [
      "services/mails:prod",
      "services/orders:prod",
    ]);
    assert.deepEqual(await chosen({ stacks: ["stag*"] }), [
      "platform:staging",
      "services/mails:staging",
    ]);
  });

  it("refuses words that no stack has, and tells those that there are", async () => {
    await assert.rejects(
      chosen({ tags: { team: "shpo" } }),
      /'--tag' must be one .* got team=shpo; it has team=base, team=shop$/,
    );
    await assert.rejects(
      chosen({ tags: { owner: "me" } }),
      /got owner=me; it has team=base, team=shop, tier=web$/,
    );
    await assert.rejects(
      chosen({ environments: ["prd"] }),
      /'--env' must be one .* got prd; it has prod, staging$/,
    );
    await assert.rejects(
      chosen({ stacks: ["platform:qa"] }),
      /'--stack' .* got platform:qa; it has platform:prod, /,
    );
  });

  describe("by what has changed", () => {
    const changed = (): Promise<string[]> => chosen({ changedSince: "main" });
    const all = [
      "platform:prod",
      "platform:staging",
      "services/mails:prod",
      "services/mails:staging",
      "services/orders:prod",
    ];

    it("chooses nothing where nothing has", async () => {
      assert.deepEqual(await changed(), []);
      folder.write({ "docs/x.md": "x", "services/README.md": "x" });
      assert.deepEqual(await changed(), []);
    });

    it("counts a project's files, what is beside infra, and new ones", async () => {
      folder.write({ "platform/index.js": "1" });
      assert.deepEqual(await changed(), ["platform:prod", "platform:staging"]);
      folder.write({ "services/orders/src/app.js": "new" });
      assert.deepEqual(await changed(), [
        "platform:prod",
        "platform:staging",
        "services/orders:prod",
      ]);
    });

    it("counts a stack's own file for that stack alone", async () => {
      folder.write({ "platform/Pulumi.staging.yaml": "config: {}\n" });
      assert.deepEqual(await changed(), ["platform:staging"]);
    });

    it("counts what is deleted, and both places of what is renamed", async () => {
      rmSync(join(folder.root, "platform/index.js"));
      folder.write({ "platform/index.js": "" });
      assert.deepEqual(await changed(), []);
      renameSync(
        join(folder.root, "platform/index.js"),
        join(folder.root, "services/orders/index.js"),
      );
      assert.deepEqual(await changed(), [
        "platform:prod",
        "platform:staging",
        "services/orders:prod",
      ]);
    });

    it("counts lock files and settings above, and packages of the repository that are used", async () => {
      folder.write({ "packages/shared/index.js": "1" });
      assert.deepEqual(await changed(), ["services/mails:prod", "services/mails:staging"]);
      folder.write({ "services/slipway.policies.yaml": "{}" });
      assert.deepEqual(await changed(), all.slice(2));
      folder.write({ "package-lock.json": "{ }" });
      assert.deepEqual(await changed(), all);
    });

    it("counts from where the branch began, committed or not", async () => {
      folder.git("checkout", "-qb", "feature");
      folder.project("platform", [], "of the branch").commit();
      folder.git("checkout", "-q", "main");
      folder.write({ "services/orders/x.js": "of main" }).commit();
      folder.git("checkout", "-q", "feature");
      assert.deepEqual(await changed(), ["platform:prod", "platform:staging"]);
      folder.git("checkout", "-q", "main");
      folder.git("reset", "-q", "--hard", "HEAD~1");
      folder.git("branch", "-qD", "feature");
    });

    it("counts stacks of other repositories by the fleet's file, as it says their ref", async () => {
      const origin = new FleetFolder().project("app", ["prod"]).commit();
      const entry = `  - { path: bought, git: { url: "file://${origin.root}", ref: main, subdirectory: app } }\n`;
      try {
        folder.write({ "fleet.yaml": FLEET + entry });
        assert.deepEqual(await changed(), ["bought:prod"]);
        folder.write({ "platform/index.js": "1", "fleet.yaml": FLEET });
        assert.deepEqual(await changed(), ["platform:prod", "platform:staging"]);
      } finally {
        origin.delete();
      }
    });

    it("refuses a ref that there is none of, and a fleet that is not in git", async () => {
      await assert.rejects(
        chosen({ changedSince: "nowhere" }),
        /'--changed-since' must be a ref of git .* got nowhere/,
      );
      await assert.rejects(chosen({ changedSince: "--output=x" }), /got --output=x/);
      const other = new FleetFolder()
        .project("platform", ["prod"])
        .write({ "fleet.yaml": "name: x\nstacks: [{ path: platform }]\n" });
      try {
        await assert.rejects(
          selectStacks(await readFleet(other.file), { changedSince: "main" }),
          /needs .*fleet\.yaml to be in a repository of git/,
        );
      } finally {
        other.delete();
      }
    });
  });
});
