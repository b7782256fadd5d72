import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  appendFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { pack, run } from "./support/packed.js";

/** What the contract of `slipway preview --json` says of policies. */
interface Preview {
  stack: string;
  resources: { type: string; name: string; inputs: Record<string, unknown> }[];
  policies: {
    violations: { enforcementLevel: string }[];
    undetermined: unknown[];
    evaluated: number;
  };
}

/** Copies of a package anywhere below a folder. */
function copiesOf(name: string, folder: string): string[] {
  const modules = readdirSync(join(folder, "node_modules"), { recursive: true }) as string[];
  return modules.filter((path) => path === name || path.endsWith(`node_modules/${name}`));
}

describe("a repository made by the packed package", () => {
  let folder = "";

  before(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "slipway-package-")));
    const tarball = pack(folder);
    mkdirSync(join(folder, "work"));
    // Generating needs none of the peers.
    run(join(folder, "work"), "npm", "install", "--omit=peer", `../${tarball}`);
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  describe("with the template's application", () => {
    let repository = "";

    before(() => {
      repository = join(folder, "work", "orders");
      const said = run(join(folder, "work"), "npx", "slipway", "new", "orders", "--yes");
      assert.match(said, /slipway in it is the tarball .*, file:\.\.\/\.\.\/slipway-.*\.tgz/);
      run(repository, "npm", "ci");
    });

    it("has slipway from the tarball, and one copy of @pulumi/pulumi", () => {
      assert.ok(lstatSync(join(repository, "node_modules/slipway")).isDirectory());
      assert.deepEqual(copiesOf("@pulumi/pulumi", repository), ["@pulumi/pulumi"]);
    });

    it("has a lock that npm would write itself", () => {
      const lock = readFileSync(join(repository, "package-lock.json"), "utf8");
      run(repository, "npm", "install", "--package-lock-only");
      assert.equal(readFileSync(join(repository, "package-lock.json"), "utf8"), lock);
    });

    it("has no error of types, and passes its own tests", () => {
      assert.equal(run(repository, "npx", "tsc", "--noEmit"), "");
      const report = run(repository, "npm", "test");
      assert.match(report, /pass [1-9]\d*$/m);
      assert.match(report, /fail 0$/m);
    });

    for (const stack of ["dev", "staging", "prod"]) {
      it(`previews ${stack} clean`, () => {
        const said = run(
          repository,
          "npx",
          "slipway",
          "preview",
          "--offline",
          "--stack",
          stack,
          "--json",
        );
        const { policies, resources, ...rest } = JSON.parse(said) as Preview;
        assert.equal(rest.stack, stack);
        const mandatory = policies.violations.filter(
          ({ enforcementLevel }) => enforcementLevel === "mandatory",
        );
        assert.deepEqual(mandatory, []);
        assert.deepEqual(policies.undetermined, []);
        assert.ok(policies.evaluated > 0);
        const services = resources.filter(({ type }) => type === "aws:ecs/service:Service");
        assert.deepEqual(
          services.map(({ name }) => name),
          ["orders"],
        );
      });
    }

    it("builds in the image's stage, without slipway and without types", () => {
      const stage = join(folder, "stage");
      mkdirSync(stage);
      for (const path of ["package.json", "package-lock.json", ".npmrc", "tsconfig.json", "src"]) {
        run(repository, "cp", "-r", path, stage);
      }
      run(stage, "npm", "ci", "--omit=dev");
      assert.ok(!existsSync(join(stage, "node_modules", "slipway")));
      const tsc = join(repository, "node_modules/.bin/tsc");
      run(stage, tsc, "-p", ".", "--noCheck", "--types", "null");
      assert.deepEqual(readdirSync(join(stage, "dist/src")).sort(), ["app.js", "server.js"]);
    });
  });

  it("brings slipway along with --package vendor, so that it installs elsewhere, and keeps it", () => {
    const slipway = (...words: string[]) => run(join(folder, "work"), "npx", "slipway", ...words);
    const said = slipway("new", "bills", "--yes", "--package", "vendor");
    assert.match(said, /^slipway in it is its tarball file:vendor\/slipway-.*\.tgz, which is com/m);
    const elsewhere = join(folder, "elsewhere", "deep", "bills");
    mkdirSync(join(folder, "elsewhere/deep"), { recursive: true });
    renameSync(join(folder, "work/bills"), elsewhere);
    const texts = readFileSync(join(elsewhere, "package-lock.json"), "utf8");
    assert.doesNotMatch(texts + readFileSync(join(elsewhere, "package.json"), "utf8"), /\.\.\//);
    run(elsewhere, "npm", "ci");
    assert.match(run(elsewhere, "npx", "slipway", "--version"), /^\d/);
    // The CLI that the repository brings is itself installed of a tarball, and packs what is there.
    const upgrade = (...words: string[]) => run(elsewhere, "npx", "slipway", "upgrade", ...words);
    assert.match(upgrade("--check"), /nothing to change/);
    rmSync(join(elsewhere, "vendor"), { recursive: true });
    assert.match(upgrade(), /^add\s+vendor\/slipway-/m);
    run(elsewhere, "npm", "install");
    assert.match(run(elsewhere, "npm", "test"), /fail 0$/m);
  });

  describe("with a Dockerfile that exists", () => {
    let repository = "";

    before(() => {
      const app = join(folder, "work", "shop-app");
      mkdirSync(app);
      writeFileSync(
        join(app, "Dockerfile"),
        'FROM scratch\nCOPY shop /shop\nUSER 65532\nEXPOSE 9000\nCMD ["/shop"]\n',
      );
      writeFileSync(join(app, "shop"), "#!/bin/sh\n", { mode: 0o755 });
      repository = join(folder, "work", "shop");
      run(
        join(folder, "work"),
        "npx",
        "slipway",
        "new",
        "shop",
        "--yes",
        "--dockerfile",
        "shop-app/Dockerfile",
      );
      run(repository, "npm", "ci");
    });

    it("has the Dockerfile and what it builds from, and passes its own tests", () => {
      assert.deepEqual(readdirSync(join(repository, "app")).sort(), ["Dockerfile", "shop"]);
      assert.equal(lstatSync(join(repository, "app/shop")).mode & 0o777, 0o755);
      const report = run(repository, "npm", "test");
      assert.match(report, /pass [1-9]\d*$/m);
      assert.match(report, /fail 0$/m);
    });

    it("previews with the port that it exposes", () => {
      const said = run(
        repository,
        "npx",
        "slipway",
        "preview",
        "--offline",
        "--stack",
        "dev",
        "--json",
      );
      const { resources } = JSON.parse(said) as Preview;
      const group = resources.find(({ type }) => type === "aws:lb/targetGroup:TargetGroup");
      assert.equal(group?.inputs.port, 9000);
    });
  });

  describe("with services added to it", () => {
    const test = () => spawnSync("npm", ["test"], { cwd: repository(), encoding: "utf8" });
    const repository = () => join(folder, "work", "orders");

    before(() => {
      mkdirSync(join(repository(), "mails"));
      writeFileSync(
        join(repository(), "mails/Dockerfile"),
        "FROM node:24\nUSER 4000\nCOPY main.js ./\n",
      );
      const add = (...words: string[]) => run(repository(), "npx", "slipway", "add", ...words);
      add("worker", "mails", "--dockerfile", "mails/Dockerfile", "--yes");
      add("scheduled-job", "night-run", "--dockerfile", "mails/Dockerfile", "--yes");
      add("worker", "bills", "--language", "typescript", "--yes");
    });

    it("passes its own type check and tests", () => {
      const { status, stdout } = test();
      assert.equal(status, 0, stdout);
      assert.match(stdout, /scales in prod/);
    });

    it("passes those of an application that was added, from a lock that npm would write", () => {
      const program = join(repository(), "bills");
      run(program, "npm", "ci");
      const lock = readFileSync(join(program, "package-lock.json"), "utf8");
      run(program, "npm", "install", "--package-lock-only");
      assert.equal(readFileSync(join(program, "package-lock.json"), "utf8"), lock);
      assert.match(run(program, "npm", "test"), /fail 0$/m);
    });

    it("fails them where a stack breaks what they hold", () => {
      const path = join(repository(), "infra/Pulumi.yaml");
      const project = readFileSync(path, "utf8");
      writeFileSync(path, project.replace(/(mailsMaxCapacity:[^]*?default: )10/, "$11"));
      appendFileSync(
        join(repository(), "infra/Pulumi.prod.yaml"),
        "  orders:mailsMinCapacity: 1\n",
      );
      const { status, stdout } = test();
      assert.equal(status, 1, stdout);
      // Node writes TAP where there is no terminal, and its own form since version 23.
      assert.match(stdout, /(?:not ok \d+ -|✖) scales in prod/);
    });
  });
});
