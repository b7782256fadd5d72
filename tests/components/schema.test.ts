import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import * as components from "../../components/index.js";
import { packageRoot } from "../../generator/project/packageRoot.js";
import type { PackageSchema } from "../../scripts/packageSchema.js";
import { argumentShapes } from "../../scripts/packageSchema.js";
import { IN_FULL } from "../support/inFull.js";
import { schemaDeclarations } from "./schemaDeclarations.js";

/** The classes that programs in other languages get. */
const NAMES = [
  "Cluster",
  "DockerImage",
  "LoadBalancer",
  "Network",
  "NetworkLoadBalancer",
  "ScheduledTask",
  "Service",
  "Task",
  "TaskDefinition",
];

const RENEWS = process.env.UPDATE_SCHEMA === "1";

describe("the Pulumi package", function () {
  this.timeout(120_000);
  const snapshot = join(packageRoot(), "tests/components/schema.json");

  it("has every component class that the library exports", () => {
    const classes = Object.entries(components).filter(
      ([name, value]) => typeof value === "function" && name !== "ArgumentError",
    );
    assert.deepEqual(classes.map(([name]) => name).sort(), NAMES);
  });

  // The analyzer takes half a gigabyte and seconds.
  if (IN_FULL || RENEWS) {
    it("has the schema that is committed (UPDATE_SCHEMA=1 renews it)", () => {
      const schema = deriveSchema();
      if (RENEWS) {
        write("tests/components/schema.json", `${JSON.stringify(schema, null, 2)}\n`);
      }
      assert.deepEqual(schema, JSON.parse(readFileSync(snapshot, "utf8")));
    });
  }

  it("has the schema of what its classes declare today (UPDATE_SCHEMA=1 renews it)", () => {
    const digests = schemaDeclarations(NAMES);
    const path = "tests/components/schemaDeclarations.json";
    if (RENEWS) write(path, `${JSON.stringify(digests, null, 1)}\n`);
    const committed = JSON.parse(readFileSync(join(packageRoot(), path), "utf8")) as object;
    const changed = new Map(Object.entries(committed));
    for (const [name, digest] of Object.entries(digests)) {
      if (changed.get(name) === digest) changed.delete(name);
      else changed.set(name, digest);
    }
    assert.deepEqual([...changed.keys()].sort(), [], "UPDATE_SCHEMA=1 renews the schema");
    const { resources, types } = JSON.parse(readFileSync(snapshot, "utf8")) as PackageSchema;
    const expected = NAMES.map((name) => `slipway:index:${name}`);
    assert.deepEqual(Object.keys(resources).sort(), expected);
    // All that the schema is of is among what is compared.
    const named = Object.keys(types).map((token) => token.slice(token.lastIndexOf(":") + 1));
    assert.deepEqual(
      named.filter((name) => !(name in digests)),
      [],
    );
  });

  it("checks arguments against the shapes of that schema (UPDATE_SCHEMA=1 renews them)", () => {
    const derived = argumentShapes(JSON.parse(readFileSync(snapshot, "utf8")) as PackageSchema);
    const path = "components/argument/argumentShapes.json";
    if (RENEWS) write(path, `${JSON.stringify(derived, null, 1)}\n`);
    assert.deepEqual(derived, JSON.parse(readFileSync(join(packageRoot(), path), "utf8")));
  });

  it("has references without enumerations, which Pulumi YAML takes from no output", () => {
    const { resources, types } = JSON.parse(readFileSync(snapshot, "utf8")) as PackageSchema;
    const refs = Object.values(resources).flatMap(({ properties }) => properties["ref"] ?? []);
    assert.equal(refs.length, 7);
    assert.deepEqual(
      typesBelow(refs, types).filter((name) => types[name]?.enum !== undefined),
      [],
    );
  });
});

function write(path: string, text: string): void {
  writeFileSync(join(packageRoot(), path), text);
}

/** Derives the schema from the interfaces as they are now, in a process that gives its memory back. */
function deriveSchema(): PackageSchema {
  const script = join(packageRoot(), "dist/scripts/printPackageSchema.js");
  const options = { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 } as const;
  return JSON.parse(execFileSync(process.execPath, [script, ...NAMES], options)) as PackageSchema;
}

/** Names of the types that a schema refers to, at any depth. */
function typesBelow(schema: object, types: PackageSchema["types"], seen: string[] = []): string[] {
  const named = [...JSON.stringify(schema).matchAll(/"#\/types\/([^"]+)"/g)];
  for (const [, name = ""] of named) {
    if (seen.includes(name)) continue;
    seen.push(name);
    typesBelow(types[name]?.properties ?? {}, types, seen);
  }
  return seen;
}
