import assert from "node:assert/strict";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

import { CliError } from "../../../generator/cliError.js";
import { packageSource } from "../../../generator/scaffold/packageSource.js";
import { scratchFolder } from "./scratchFolder.js";

describe("packageSource", () => {
  const folder = scratchFolder();
  const target = () => join(folder.path, "work/orders");

  function installed(entry: object | undefined): string {
    folder.write("home/node_modules/slipway/package.json", '{"name":"slipway","version":"1.2.3"}');
    const lock = { packages: entry === undefined ? {} : { "node_modules/slipway": entry } };
    folder.write("home/node_modules/.package-lock.json", JSON.stringify(lock));
    return join(folder.path, "home/node_modules/slipway");
  }

  it("depends on the checkout that it runs from", () => {
    const root = join(folder.path, "checkout");
    mkdirSync(root);
    assert.deepEqual(packageSource(root, target()), {
      spec: "file:../../checkout",
      kind: "checkout",
    });
  });

  it("depends on the checkout that node_modules links to", () => {
    mkdirSync(join(folder.path, "checkout"));
    mkdirSync(join(folder.path, "home/node_modules"), { recursive: true });
    symlinkSync("../../checkout", join(folder.path, "home/node_modules/slipway"));
    const source = packageSource(join(folder.path, "home/node_modules/slipway"), target());
    assert.deepEqual(source, { spec: "file:../../checkout", kind: "checkout" });
  });

  it("depends on the checkout that was copied into node_modules", () => {
    mkdirSync(join(folder.path, "checkout"));
    const source = packageSource(installed({ resolved: "file:../checkout" }), target());
    assert.deepEqual(source, { spec: "file:../../checkout", kind: "checkout" });
  });

  it("depends on the tarball that it was installed from, with its hash", () => {
    const root = installed({ resolved: "file:../tars/slipway-1.2.3.tgz", integrity: "sha512-x" });
    assert.deepEqual(packageSource(root, target()), {
      spec: "file:../../tars/slipway-1.2.3.tgz",
      kind: "tarball",
      integrity: "sha512-x",
    });
  });

  it("depends on its exact version when it came from a registry", () => {
    const registry = { spec: "1.2.3", kind: "registry" };
    assert.deepEqual(packageSource(installed({ version: "1.2.3" }), target()), registry);
    const resolved = "https://registry.example.com/slipway/-/slipway-1.2.3.tgz";
    assert.deepEqual(packageSource(installed({ resolved }), target()), registry);
    const integrity = "sha512-x";
    assert.deepEqual(packageSource(installed({ resolved, integrity }), target()), {
      ...registry,
      integrity,
    });
    assert.deepEqual(packageSource(installed(undefined), target()), registry);
  });

  it("depends on its exact version where npm has noted nothing", () => {
    folder.write("lib/node_modules/slipway/package.json", '{"name":"slipway","version":"1.2.3"}');
    const root = join(folder.path, "lib/node_modules/slipway");
    assert.deepEqual(packageSource(root, target()), { spec: "1.2.3", kind: "registry" });
  });

  for (const spec of [
    "file:../slipway",
    "file:../slipway-1.2.3.tgz",
    "1.2.3",
    "^1.2.3",
    "~0.1.0-rc.1",
  ]) {
    it(`depends on ${spec} when told so`, () => {
      folder.write("work/slipway/package.json", '{"name":"slipway"}');
      writeFileSync(join(folder.path, "work/slipway-1.2.3.tgz"), gzipSync("a tarball"));
      assert.deepEqual(packageSource(folder.path, target(), spec), { spec, kind: "given" });
    });
  }

  for (const [spec, what] of [
    ["file:../none", "not there"],
    ["file:../none.tgz", "not there"],
    ["file:../empty", "a folder without package.json"],
    ["file:../other", "a folder of another package"],
    ["file:../broken", "a folder of another package"],
    ["file:../text.tgz", "no tarball"],
    ["file:../nothing.tgz", "no tarball"],
  ] as const) {
    it(`refuses ${spec}, which is ${what}`, () => {
      mkdirSync(join(folder.path, "work/empty"), { recursive: true });
      folder.write("work/other/package.json", '{"name":"other"}');
      folder.write("work/broken/package.json", "{");
      folder.write("work/text.tgz", "no gzip");
      folder.write("work/nothing.tgz", "");
      const path = join(folder.path, "work", spec.slice("file:../".length));
      const message = `'--package' must lead to a folder or a tarball of slipway, seen from the folder of package.json, got "${spec}", and ${JSON.stringify(path)} is ${what}; vendor works`;
      assert.throws(() => packageSource(folder.path, target(), spec), new CliError(message));
    });
  }

  for (const spec of [
    "",
    "latest",
    "*",
    "git+ssh://x",
    "http://x/y.tgz",
    "file:",
    'file:a"b',
    "file:$(id)",
    "1.2",
  ]) {
    it(`refuses to depend on ${JSON.stringify(spec)}`, () => {
      const message = `'--package' must be vendor, file:<path> or a version, got ${JSON.stringify(spec)}; vendor works`;
      assert.throws(() => packageSource(folder.path, target(), spec), new CliError(message));
    });
  }
});
