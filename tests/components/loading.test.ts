import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { join, relative, sep } from "node:path";

import { packageRoot } from "../../generator/project/packageRoot.js";

const manifest = createRequire(__filename)(join(packageRoot(), "package.json")) as {
  main: string;
};

describe("loading the components", function () {
  this.timeout(60_000);
  let files: string[];

  before(() => {
    const script = `require(${JSON.stringify(join(packageRoot(), manifest.main))});
      console.log(JSON.stringify(Object.keys(require.cache)));`;
    const output = execFileSync(process.execPath, ["-e", script], { encoding: "utf8" });
    files = JSON.parse(output) as string[];
  });

  /** What is loaded of a package, as paths in it. */
  const loadedOf = (name: string): string[] => {
    const mark = `${sep}node_modules${sep}${name.replace("/", sep)}${sep}`;
    return files
      .filter((file) => file.includes(mark))
      .map((file) => file.slice(file.lastIndexOf(mark) + mark.length));
  };

  it("pain 23: runs compiled JavaScript, of this package and of every other", () => {
    const own = files.map((file) => relative(packageRoot(), file));
    assert.ok(own.includes(join("dist", "components", "index.js")));
    assert.deepEqual(
      files.filter((file) => !/\.(?:js|cjs|json|node)$/.test(file)),
      [],
    );
  });

  it("pain 23: loads the parts of @pulumi/aws that it names, and never the whole", () => {
    const parts = loadedOf("@pulumi/aws");
    assert.ok(parts.includes(join("ecs", "index.js")));
    assert.equal(parts.includes("index.js"), false);
    // The whole has more than 200 modules, and several thousand files.
    const modules = new Set(parts.map((path) => path.split(sep)[0]));
    assert.ok(modules.size < 50, `${modules.size} modules: ${[...modules].join(", ")}`);
  });

  for (const name of ["@pulumi/awsx", "@pulumi/docker", "@pulumi/docker-build", "@pulumi/policy"]) {
    it(`pain 23: leaves ${name} for the program that needs it`, () => {
      assert.deepEqual(loadedOf(name), []);
    });
  }

  it("pain 23: leaves the AWS SDK for the run of a task", () => {
    const sdk = files.filter((file) => /[/\\]@(?:aws-sdk|smithy)[/\\]/.test(file));
    assert.deepEqual(sdk, []);
  });

  it("pain 23: leaves out generator and policies", () => {
    const own = files.map((file) => relative(join(packageRoot(), "dist"), file).split(sep)[0]);
    assert.deepEqual([...new Set(own.filter((folder) => folder !== ".."))], ["components"]);
  });
});
