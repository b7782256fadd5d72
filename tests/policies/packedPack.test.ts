import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { packageRoot } from "../../generator/project/packageRoot.js";
import { previewOffline } from "../../generator/offline/previewOffline.js";

/** The folder as `pulumi policy publish` packs it, unpacked outside of this repository with its own packages alone. */
describe("the policy pack, packed", function () {
  this.timeout(120_000);
  let folder = "";
  let pack = "";

  before(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "slipway-packed-")));
    // A copy of the folder is packed, as packing makes files in it that other tests would meet.
    const source = join(folder, "policies");
    const isPacked = (path: string) => !/[.]ts$|[\\/]dist$/.test(path);
    cpSync(join(packageRoot(), "policies"), source, { recursive: true, filter: isPacked });
    symlinkSync(join(packageRoot(), "dist"), join(folder, "dist"), "dir");
    execFileSync("npm", ["pack", "--silent", "--pack-destination", folder], { cwd: source });
    const { version } = manifest(source);
    execFileSync("tar", ["xzf", `slipway-policies-${version}.tgz`], { cwd: folder });
    pack = join(folder, "package");
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  const manifest = (directory: string) =>
    JSON.parse(readFileSync(join(directory, "package.json"), "utf8")) as {
      version: string;
      dependencies: Record<string, string>;
    };

  const loaded = () => {
    try {
      execFileSync(process.execPath, ["-e", `require(${JSON.stringify(pack)})`], {
        cwd: pack,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "pipe"],
      });
      return "";
    } catch (error) {
      return (error as { stderr: string }).stderr;
    }
  };

  it("has nothing but the code that it runs", () => {
    for (const file of ["PulumiPolicy.yaml", "index.cjs", "dist/policies/rules/index.js"]) {
      assert.ok(existsSync(join(pack, file)), file);
    }
    assert.ok(!existsSync(join(pack, "dist/components/index.js")));
    assert.ok(!existsSync(join(pack, "dist/generator")));
  });

  it("names the package @pulumi/policy where it is missing", () => {
    assert.match(
      loaded(),
      /^Slipway's policy pack needs the package @pulumi\/policy, which is not installed: npm install @pulumi\/policy\]?$/m,
    );
  });

  it("judges with only its own dependencies", async () => {
    for (const name of Object.keys(manifest(pack).dependencies)) {
      const link = join(pack, "node_modules", name);
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(join(packageRoot(), "node_modules", name), link, "dir");
    }
    const { policies } = await previewOffline({
      directory: join(packageRoot(), "tests/generator/offline/fixtures/violation"),
      stack: "dev",
      silent: true,
      policyPacks: [{ folder: pack }],
    });
    const [own, ofPack] = [undefined, "slipway"].map((name) =>
      policies.violations
        .filter((one) => one.pack === name)
        .map((one) => `${one.policy} ${one.message}`),
    );
    assert.ok(own?.some((text) => text.startsWith("ecs-no-privileged ")));
    assert.deepEqual(ofPack, own);
  });
});
