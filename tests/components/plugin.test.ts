import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { packageRoot } from "../../generator/project/packageRoot.js";

const PULUMI = join(packageRoot(), "node_modules/@pulumi");

describe("the entry point of the Pulumi package", function () {
  this.timeout(60_000);
  let folder = "";

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "slipway-plugin-")));
    mkdirSync(join(folder, "components"));
    for (const file of ["components/plugin.cjs", "components/publishedSchema.cjs"]) {
      cpSync(join(packageRoot(), file), join(folder, file));
    }
    write("dist/components/index.js", 'exports.from = "the library";');
    write("components/dist/index.js", 'exports.from = "its own folder";');
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function write(path: string, text: string) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text);
  }

  /** Gives a folder the packages of this checkout. */
  function install(path: string) {
    mkdirSync(join(folder, path, "node_modules"), { recursive: true });
    symlinkSync(PULUMI, join(folder, path, "node_modules/@pulumi"), "dir");
  }

  function run(program: string) {
    const { stdout, stderr } = spawnSync(process.execPath, ["-e", program], {
      cwd: join(folder, "components"),
      encoding: "utf8",
    });
    return stdout + stderr;
  }

  it("is the library's code beside a library that is installed or built", () => {
    install(".");
    assert.equal(run('console.log(require("./plugin.cjs").from)'), "the library\n");
  });

  it("is the folder's own code with dependencies of its own", () => {
    install(".");
    install("components");
    assert.equal(run('console.log(require("./plugin.cjs").from)'), "its own folder\n");
  });

  it("says what to do where nothing is compiled", () => {
    install(".");
    install("components");
    rmSync(join(folder, "components/dist"), { recursive: true });
    assert.match(
      run('require("./plugin.cjs")'),
      /Error: slipway's components are not compiled: run 'npm install' in .*components\n/,
    );
  });

  it("has a schema whose types all have their input form in Go", () => {
    install(".");
    const program = `
      require("./plugin.cjs");
      const { generateSchema } = require("@pulumi/pulumi/provider/experimental/schema");
      console.log(JSON.stringify(generateSchema("slipway", "1.0.0", "", {}, {}, []).language.go));`;
    assert.deepEqual(JSON.parse(run(program)), {
      generateExtraInputTypes: true,
      respectSchemaVersion: true,
    });
  });

  it("has a schema whose references come from any output, and go to arguments as such or written out", () => {
    install(".");
    const components = `{
      Cluster: {
        inputs: { size: { type: "number" } },
        outputs: { ref: { $ref: "#/types/slipway:index:ClusterRef" }, name: { type: "string" } },
      },
      Service: {
        inputs: {
          cluster: { $ref: "#/types/slipway:index:ClusterRef", optional: true, description: "Where." },
          links: { type: "array", items: { $ref: "#/types/slipway:index:LinkArgs" } },
          others: { type: "array", items: { $ref: "#/types/slipway:index:ClusterRef", plain: true } },
        },
        outputs: {},
      },
    }`;
    const types = `{
      ClusterRef: { name: "ClusterRef", type: "object", properties: { parent: { $ref: "#/types/slipway:index:ClusterRef" } } },
      LinkArgs: { name: "LinkArgs", type: "object", properties: { to: { $ref: "#/types/slipway:index:ClusterRef" } } },
    }`;
    const program = `
      require("./plugin.cjs");
      const { generateSchema } = require("@pulumi/pulumi/provider/experimental/schema");
      console.log(JSON.stringify(generateSchema("slipway", "1.0.0", "", ${components}, ${types}, [])));`;
    const schema = JSON.parse(run(program)) as {
      resources: Record<string, { inputProperties: object; properties: object }>;
      types: Record<string, { properties: object }>;
    };
    const any = { $ref: "pulumi.json#/Any" };
    const written = { $ref: "#/types/slipway:index:ClusterRef" };
    const either = { oneOf: [{ type: "object", ...written }, any] };
    assert.deepEqual(schema.resources["slipway:index:Cluster"]?.properties, {
      ref: any,
      name: { type: "string" },
    });
    assert.deepEqual(schema.resources["slipway:index:Service"]?.inputProperties, {
      cluster: { optional: true, description: "Where.", ...either },
      links: { type: "array", items: { $ref: "#/types/slipway:index:LinkArgs" } },
      others: { type: "array", items: { plain: true, ...either } },
    });
    assert.deepEqual(schema.types["slipway:index:LinkArgs"]?.properties, { to: either });
    assert.deepEqual(schema.types["slipway:index:ClusterRef"]?.properties, { parent: written });
  });
});
