import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
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

  describe("of every other template", () => {
    const make = (name: string, ...flags: string[]): string => {
      run(join(folder, "work"), "npx", "slipway", "new", name, "--yes", ...flags);
      return join(folder, "work", name);
    };

    for (const [name, ...flags] of [
      ["mail", "--template", "worker", "--delivery", "gitlab"],
      ["base", "--template", "platform", "--state-backend", "s3", "--repository", "acme/base"],
    ] as const) {
      it(`${name}: installs from a lock that npm would write itself, and passes its own tests`, () => {
        const repository = make(name, ...flags);
        run(repository, "npm", "ci");
        const lock = readFileSync(join(repository, "package-lock.json"), "utf8");
        run(repository, "npm", "install", "--package-lock-only");
        assert.equal(readFileSync(join(repository, "package-lock.json"), "utf8"), lock);
        assert.match(run(repository, "npm", "test"), /fail 0$/m);
      });
    }

    for (const [name, ...flags] of [
      ["nightly", "--template", "scheduled-job"],
      ["prices", "--template", "backend-service"],
    ] as const) {
      it(`${name}: passes its own tests with the packages of the lock that it shares`, () => {
        const repository = make(name, ...flags);
        symlinkSync("../orders/node_modules", join(repository, "node_modules"));
        assert.match(run(repository, "npm", "test"), /fail 0$/m);
      });
    }

    for (const [language, template, command, ...words] of [
      ["python", "web-service", "python3", "-m", "unittest"],
      ["python", "scheduled-job", "python3", "-m", "unittest"],
      ["go", "web-service", "go", "test", "./..."],
      ["go", "scheduled-job", "go", "test", "./..."],
    ] as const) {
      it(`${template} in ${language}: passes its application's own tests`, function () {
        if (spawnSync(command, [language === "go" ? "version" : "--version"]).error) {
          console.log(`      skipped: there is no ${command} on this machine`);
          this.skip();
        }
        const name = `${template}-${language}`;
        const repository = make(name, "--template", template, "--language", language);
        run(repository, command, ...words);
      });
    }
  });
});
