import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";

import { lazyModule } from "../../../../generator/offline/program/lazyModules.js";
import { packageRoot } from "../../../../generator/project/packageRoot.js";

describe("lazyModule", () => {
  it("loads the module when it is first looked into, once", () => {
    let loads = 0;
    const module = lazyModule(() => {
      loads += 1;
      return { a: 1, b: 2 };
    }) as Record<string, unknown>;
    assert.equal(loads, 0);
    assert.deepEqual([module.a, module.b], [1, 2]);
    assert.equal(loads, 1);
  });

  it("is not loaded by the test that compiled code makes of every import", () => {
    const module = lazyModule(() => assert.fail("loaded")) as Record<string, unknown>;
    assert.equal(module.__esModule, true);
  });

  it("is like the module: its keys, its values, and what is written to it", () => {
    const real = { a: 1 } as Record<string, unknown>;
    const module = lazyModule(() => real) as Record<string, unknown>;
    assert.deepEqual(Object.keys(module), ["a"]);
    assert.deepEqual({ ...module }, { a: 1 });
    assert.equal("a" in module, true);
    module.b = 2;
    assert.equal(real.b, 2);
  });

  it("has the module as its default export, unless it has one itself", () => {
    const commonJs = { a: 1 };
    assert.equal((lazyModule(() => commonJs) as { default: unknown }).default, commonJs);
    assert.equal((lazyModule(() => ({ default: 3 })) as { default: unknown }).default, 3);
  });
});

describe("installLazyModules", () => {
  const lazyModules = join(__dirname, "../../../../generator/offline/program/lazyModules.js");

  /** What a script prints that runs in a fresh process behind the hook. */
  function run(script: string): string {
    const install = `require(${JSON.stringify(lazyModules)}).installLazyModules();`;
    const loaded = (name: string) =>
      `const has${name.replace(/\W/g, "")} = () => Object.keys(require.cache).some((f) => f.includes("/node_modules/${name}/"));`;
    const helpers = loaded("typescript") + loaded("@npmcli/arborist") + loaded("@grpc/grpc-js");
    return execFileSync(process.execPath, ["-e", install + helpers + script], {
      cwd: packageRoot(),
      encoding: "utf8",
    }).trim();
  }

  it("keeps Pulumi from loading what it does not use yet", () => {
    const script = `require("@pulumi/pulumi"); console.log(hastypescript(), hasnpmcliarborist(), hasgrpcgrpcjs());`;
    assert.equal(run(script), "false false false");
  });

  it("leaves the use of those parts as it was: functions are serialized, the Automation API is there", () => {
    const script = `
      const pulumi = require("@pulumi/pulumi");
      pulumi.runtime.serializeFunction(() => 42).then(({ text }) => {
        console.log(text.includes("42"), hastypescript(), typeof pulumi.automation.LocalWorkspace.create);
      });`;
    assert.equal(run(script), "true true function");
  });

  it("loads a service of @pulumi/aws when a program uses it, and gives it as it is", () => {
    const script = `
      const has = (name) => Object.keys(require.cache).some((f) => f.includes("/aws/" + name + "/"));
      const aws = require("@pulumi/aws");
      const before = has("sns");
      const { sns } = aws;
      console.log(before, has("sns"), has("ecs"), sns === require("@pulumi/aws/sns"), aws.sns === sns, typeof aws.types.enums);
      console.log(Object.keys(aws).includes("ecs"), aws.Provider === require("@pulumi/aws/provider").Provider);
      aws.ecs = 1;
      console.log(aws.ecs);`;
    assert.equal(run(script), "false true false true true object\ntrue true\n1");
  });

  it("gives a service to an ES module as it is, too", () => {
    const script = `
      import("@pulumi/aws").then((aws) => {
        console.log(aws.sns === require("@pulumi/aws/sns"), aws.default.sqs === require("@pulumi/aws/sqs"));
      });`;
    assert.equal(run(script), "true true");
  });
});
