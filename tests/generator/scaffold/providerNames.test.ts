import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { packageRoot } from "../../../generator/project/packageRoot.js";
import { isProviderName } from "../../../generator/scaffold/providerNames.js";

/** Pulumi's packages that are no providers, and have no configuration. */
const NO_PROVIDERS = ["policy"];

/** Names of the packages of Pulumi's that a manifest or a lock names anywhere. */
function packagesIn(text: string): string[] {
  return [...text.matchAll(/"(?:node_modules\/)?@pulumi\/([a-z0-9-]+)"/g)].map(
    ([, name = ""]) => name,
  );
}

/** All files of a name below a folder. */
function filesCalled(name: RegExp, folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => name.test(path) && !path.includes("node_modules"))
    .map((path) => join(folder, path));
}

describe("names of providers", () => {
  const root = packageRoot();
  const sources = [
    join(root, "package.json"),
    ...filesCalled(/lock\.json$|package\.json(?:\.hbs)?$/, join(root, "templates")),
    ...filesCalled(/package\.json$/, join(root, "examples")),
  ];

  it("hold every provider that this package, its templates and its examples use", () => {
    const used = new Set(sources.flatMap((file) => packagesIn(readFileSync(file, "utf8"))));
    for (const name of ["aws", "docker-build", "pulumi"]) assert.equal(used.has(name), true, name);
    const missing = [...used].filter(
      (name) => !NO_PROVIDERS.includes(name) && !isProviderName(name),
    );
    assert.deepEqual(missing, []);
  });

  it("hold every provider that is installed here", () => {
    const installed = readdirSync(join(root, "node_modules/@pulumi"));
    const missing = installed.filter(
      (name) => !NO_PROVIDERS.includes(name) && !isProviderName(name),
    );
    assert.deepEqual(missing, []);
  });

  for (const name of [
    "aws",
    "awsx",
    "docker",
    "docker-build",
    "pulumi",
    "random",
    "tls",
    "slack",
    "upcloud",
  ]) {
    it(`hold '${name}'`, () => {
      assert.equal(isProviderName(name), true);
    });
  }

  for (const name of ["orders", "awsome", "random-numbers", "docker-compose", ""]) {
    it(`do not hold '${name}'`, () => {
      assert.equal(isProviderName(name), false);
    });
  }
});
