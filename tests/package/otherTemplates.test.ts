import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { pack, run } from "./support/packed.js";

/** Installs what requirements.txt says, where there is one, beside the repository's own Python, and gives that. */
function withPackages(repository: string, command: string): string {
  if (!existsSync(join(repository, "requirements.txt"))) return command;
  run(repository, command, "-m", "venv", ".venv");
  const python = join(repository, ".venv/bin/python");
  run(repository, python, "-m", "pip", "install", "--require-hashes", "-r", "requirements.txt");
  return python;
}

describe("a repository of another template, made by the packed package", () => {
  let folder = "";

  before(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "slipway-templates-")));
    const tarball = pack(folder);
    mkdirSync(join(folder, "work"));
    // Generating needs none of the peers.
    run(join(folder, "work"), "npm", "install", "--omit=peer", `../${tarball}`);
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

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

  for (const [language, template, command, ...words] of [
    ["python", "web-service", "python3", "-m", "unittest"],
    ["python", "scheduled-job", "python3", "-m", "unittest"],
    ["python", "worker", "python3", "-m", "unittest"],
    ["go", "web-service", "go", "test", "./..."],
    ["go", "scheduled-job", "go", "test", "./..."],
    ["go", "worker", "go", "test", "./..."],
  ] as const) {
    it(`${template} in ${language}: passes its application's own tests`, function () {
      if (spawnSync(command, [language === "go" ? "version" : "--version"]).error) {
        console.log(`      skipped: there is no ${command} on this machine`);
        this.skip();
      }
      const name = `${template}-${language}`;
      const repository = make(name, "--template", template, "--language", language);
      run(repository, withPackages(repository, command), ...words);
    });
  }

  it("a template of a company's own: passes its own tests", () => {
    const template = "node_modules/slipway/docs/example-template/queue";
    const repository = make("order-events", "--template", template, "--set", "team=payments");
    run(repository, "npm", "install");
    assert.match(run(repository, "npm", "test"), /fail 0$/m);
  });
});
