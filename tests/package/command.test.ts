import assert from "node:assert/strict";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { packageRoot } from "../../generator/project/packageRoot.js";
import { pack, run } from "./support/packed.js";

interface Manifest {
  version: string;
  dependencies: Record<string, string>;
}

describe("the packed package", () => {
  const { version } = JSON.parse(
    readFileSync(join(packageRoot(), "package.json"), "utf8"),
  ) as Manifest;
  let folder = "";
  let tarball = "";

  before(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "slipway-command-")));
    tarball = join(folder, pack(folder));
    run(folder, "tar", "xzf", tarball);
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("runs by npx in a folder that has nothing", () => {
    const empty = join(folder, "by npx");
    mkdirSync(empty);
    const npx = (...words: string[]) =>
      run(empty, "npx", "--yes", "--package", `file:${tarball}`, "--", "slipway", ...words);
    assert.equal(npx("--version"), `${version}\n`);
    npx("new", "orders", "--yes", "--package", `file:${tarball}`);
    assert.ok(existsSync(join(empty, "orders/infra/index.ts")));
  });

  describe("installed globally", () => {
    let prefix = "";
    let slipway = "";

    before(() => {
      prefix = join(folder, "global");
      mkdirSync(prefix);
      run(folder, "npm", "install", "--global", "--prefix", prefix, "--omit=peer", tarball);
      slipway = join(prefix, "bin/slipway");
    });

    it("runs from any folder, and scaffolds a repository that depends on the tarball", () => {
      const work = join(folder, "work of somebody");
      mkdirSync(work);
      assert.equal(run(work, slipway, "--version"), `${version}\n`);
      run(work, slipway, "new", "orders", "--yes", "--package", `file:${tarball}`);
      const manifest = readFileSync(join(work, "orders/package.json"), "utf8");
      assert.match(manifest, /"slipway": "file:.*\.tgz"/);
    });

    it("completes its commands in bash", () => {
      const program = `
        eval "$("$1" completion bash)"
        COMP_WORDS=(slipway do) COMP_CWORD=1
        _slipway
        echo "\${COMPREPLY[@]}"`;
      assert.equal(run(folder, "bash", "--norc", "-c", program, "bash", slipway), "doctor\n");
    });
  });

  it("has all that its README links to", () => {
    const readme = readFileSync(join(folder, "package/README.md"), "utf8");
    const links = [...readme.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, link = ""]) => link);
    assert.ok(links.length >= 15);
    const own =
      /^https:\/\/(?:raw\.githubusercontent|github)\.com\/slipway-ecs\/slipway\/(?:blob\/)?main\/(.*)$/;
    const missing = links.filter((link) => {
      const [, path] = own.exec(link) ?? [];
      return path === undefined || !existsSync(join(folder, "package", path));
    });
    assert.deepEqual(missing, []);
  });

  for (const [example, needs] of [
    ["promotion", "@pulumi/docker-build"],
    ["privateNetwork", "@pulumi/awsx"],
  ] as const) {
    it(`has examples/${example}, which installs what it needs and previews`, () => {
      const copy = join(folder, example);
      cpSync(join(folder, "package/examples", example), copy, { recursive: true });
      const file = join(copy, "package.json");
      const manifest = JSON.parse(readFileSync(file, "utf8")) as Manifest;
      // Until a version is in the registry, it comes from the tarball.
      manifest.dependencies["slipway"] = `file:${tarball}`;
      writeFileSync(file, JSON.stringify(manifest));
      run(copy, "npm", "install", "--ignore-scripts");
      assert.ok(existsSync(join(copy, "node_modules", needs)));
      assert.equal(run(copy, "npx", "tsc", "-p", ".", "--noCheck", "false"), "");
      const said = run(copy, "npx", "slipway", "preview", "--offline", "--stack", "dev", "--json");
      const { policies } = JSON.parse(said) as { policies: { violations: unknown[] } };
      assert.deepEqual(policies.violations, []);
    });
  }
});
