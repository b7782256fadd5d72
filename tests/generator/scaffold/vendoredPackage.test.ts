import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { CliError } from "../../../generator/cliError.js";
import { changesJson } from "../../../generator/terminal/printChanges.js";
import { addEnvironment } from "../../../generator/scaffold/addEnvironment.js";
import { changeFolder } from "../../../generator/scaffold/changeFolder.js";
import { OWN_LAYOUT } from "../../../generator/scaffold/layout.js";
import { loadTemplate } from "../../../generator/scaffold/loadTemplate.js";
import type { Manifest } from "../../../generator/scaffold/manifest.js";
import { ownManifest } from "../../../generator/scaffold/ownManifest.js";
import type { PackageSource } from "../../../generator/scaffold/packageSource.js";
import { plan, withTarball } from "../../../generator/scaffold/plan.js";
import { resolvedSource } from "../../../generator/scaffold/resolvedSource.js";
import { upgrade } from "../../../generator/scaffold/upgradeRepository.js";
import {
  integrityOf,
  packedSource,
  vendoredSpec,
  vendoredStep,
} from "../../../generator/scaffold/vendoredPackage.js";
import { TEMPLATES } from "./plannedTemplate.js";
import { scratchFolder } from "./scratchFolder.js";
import { VALID_ANSWERS } from "./validAnswers.js";

/** No text: what reads it as one changes it. */
const TARBALL = Buffer.from([0x1f, 0x8b, 0xff, 0x00, 0xfe]);
const { version } = ownManifest();
const SPEC = vendoredSpec(version);
const SOURCE: PackageSource = {
  spec: SPEC,
  kind: "vendor",
  integrity: integrityOf(TARBALL),
  tarball: TARBALL,
};
const PATH = `vendor/slipway-${version}.tgz`;

function planned(layout = OWN_LAYOUT): ReadonlyMap<string, string | Buffer> {
  const template = loadTemplate(TEMPLATES, "web-service");
  const answers = layout.inPlace ? { ...VALID_ANSWERS, language: "none" as const } : VALID_ANSWERS;
  const texts = plan({ answers, template, own: ownManifest(), source: SOURCE, layout });
  return withTarball(texts, SOURCE, layout);
}

describe("a package that the repository brings along", () => {
  const folder = scratchFolder();
  const write = () => {
    const changes = [...planned()].map(([path, after]) => ({ path, after }));
    return changeFolder(folder.path, changes);
  };

  it("is packed of what npm has installed, whose scripts do not run", async () => {
    const manifest = { name: "slipway", version: "1.2.3", scripts: { prepack: "exit 1" } };
    folder.write("node_modules/slipway/package.json", JSON.stringify(manifest));
    folder.write("node_modules/slipway/index.js", "1;\n");
    const {
      spec,
      kind,
      integrity,
      tarball = Buffer.of(),
    } = await packedSource(join(folder.path, "node_modules/slipway"));
    assert.deepEqual([spec, kind], ["file:vendor/slipway-1.2.3.tgz", "vendor"]);
    assert.equal(integrity, integrityOf(tarball));
    assert.deepEqual([...tarball.subarray(0, 2)], [0x1f, 0x8b]);
  });

  it("is refused where npm cannot pack it", async () => {
    folder.write("node_modules/slipway/package.json", '{"name":"slipway"}');
    await assert.rejects(packedSource(join(folder.path, "node_modules/slipway")), (error) => {
      assert.ok(error instanceof CliError);
      assert.match(error.message, /^'--package' vendor needs 'npm pack' of .+, which failed: .+;/);
      return true;
    });
  });

  for (const layout of [OWN_LAYOUT, { ...OWN_LAYOUT, inPlace: true }]) {
    const home = layout.inPlace ? "infra/" : "";
    it(`is locked by its hash in ${home || "."}, and noted`, () => {
      const files = planned(layout);
      const json = (path: string) => JSON.parse(String(files.get(path))) as Record<string, object>;
      assert.deepEqual(files.get(`${home}${PATH}`), TARBALL);
      assert.equal(
        (json(`${home}package.json`).devDependencies as { slipway: string }).slipway,
        SPEC,
      );
      const { packages } = json(`${home}package-lock.json`) as { packages: Record<string, object> };
      const { resolved, integrity } = packages["node_modules/slipway"] as Record<string, string>;
      assert.deepEqual([resolved, integrity], [SPEC, SOURCE.integrity]);
      assert.deepEqual(json(".slipway.json").vendored, {
        path: `${home}${PATH}`,
        integrity: SOURCE.integrity,
      });
      assert.doesNotMatch(String(files.get(`${home}README.md`)), /on one machine only/);
    });
  }

  it("stays as it is in an upgrade of the same version, and when a stack is added", async () => {
    await write();
    assert.deepEqual((await upgrade({ directory: folder.path })).files, []);
    assert.deepEqual((await upgrade({ directory: folder.path })).changes, []);
    const added = await addEnvironment({ directory: folder.path, stack: "qa" });
    assert.ok(!added.files.includes(PATH) && !added.files.includes("package.json"));
    assert.deepEqual((await upgrade({ directory: folder.path })).changes, []);
  });

  it("goes with an upgrade to a version of a registry, unless it is another's", async () => {
    await write();
    const lookUp = () => Promise.resolve({ version: "9.9.9" });
    const request = { directory: folder.path, package: "9.9.9", lookUp, dryRun: true };
    const outcome = async () =>
      (await upgrade(request)).files.find(({ path }) => path === PATH)?.outcome;
    assert.equal(await outcome(), "remove");
    writeFileSync(join(folder.path, PATH), "another");
    assert.equal(await outcome(), "keep");
  });

  const recorded = { path: "vendor/slipway-0.0.1.tgz", integrity: integrityOf(Buffer.from("old")) };
  const cases: readonly [string, Manifest["vendored"], Record<string, string>, string[]][] = [
    ["a repository without one", undefined, {}, [`add ${PATH}`]],
    [
      "an older one",
      recorded,
      { [recorded.path]: "old" },
      [`remove ${recorded.path}`, `add ${PATH}`],
    ],
    ["an older one that is gone", recorded, {}, [`add ${PATH}`]],
    [
      "an older one that somebody has made",
      recorded,
      { [recorded.path]: "mine" },
      [`keep ${recorded.path}`, `add ${PATH}`],
    ],
    [
      "another of the same version",
      { ...recorded, path: PATH },
      { [PATH]: "old" },
      [`update ${PATH}`],
    ],
  ];
  for (const [what, before, files, outcomes] of cases) {
    it(`is renewed in place of ${what}`, async () => {
      for (const [path, text] of Object.entries(files)) folder.write(path, text);
      const step = vendoredStep(folder.path, before, SOURCE, OWN_LAYOUT);
      assert.deepEqual(
        step.files.map(({ path, outcome }) => `${outcome} ${path}`),
        outcomes,
      );
      await changeFolder(folder.path, step.changes);
      assert.deepEqual(vendoredStep(folder.path, before, SOURCE, OWN_LAYOUT).changes, []);
      const printed = changesJson(step.changes).map(({ path, change }) => `${change} ${path}`);
      assert.equal(printed.length, step.changes.length);
    });
  }

  it("is asked for in the registry where it is a version, and its hash is taken of the one that runs", async () => {
    const asked: string[] = [];
    const lookUp = (spec: string) => {
      asked.push(spec);
      return Promise.resolve({ version: spec.replace("^", ""), integrity: "sha512-x" });
    };
    const integrities = [];
    for (const spec of [version, `^${version}`, "9.9.9"]) {
      integrities.push((await resolvedSource(folder.path, spec, lookUp)).integrity);
    }
    assert.deepEqual(integrities, ["sha512-x", undefined, undefined]);
    assert.deepEqual(asked, [version, `^${version}`, "9.9.9"]);
    await resolvedSource(folder.path, undefined, lookUp);
    assert.equal(asked.length, 3);
  });
});
