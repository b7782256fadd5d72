import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { CheckResult } from "../../../generator/check/checkResult.js";
import { assertCheckSchema } from "./checkSchema.js";
import { fixture, previewJson, runSlipway } from "../offline/runSlipway.js";

const TASK = "aws:ecs/taskDefinition:TaskDefinition";

function template(cpu: number, memory: number): string {
  return JSON.stringify({
    family: "web",
    requiresCompatibilities: ["FARGATE"],
    networkMode: "awsvpc",
    cpu: String(cpu),
    memory: String(memory),
    containerDefinitions: [{ name: "app", image: "nginx:1.27", essential: true }],
  });
}

function state(stack: string, image: string): string {
  const containerDefinitions = JSON.stringify([{ name: "app", image, memory: 128 }]);
  const resource = {
    urn: `urn:pulumi:${stack}::shop::${TASK}::web`,
    type: TASK,
    inputs: { family: "web", containerDefinitions },
  };
  return JSON.stringify({ version: 3, deployment: { resources: [resource] } });
}

describe("slipway check", function () {
  this.timeout(60_000);
  let folder = "";
  const { CI } = process.env;
  const at = (name: string) => join(folder, name);

  before(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "slipway-check-")));
    mkdirSync(at("states/deep"), { recursive: true });
    writeFileSync(at("good.json"), template(256, 512));
    writeFileSync(at("bad.json"), template(256, 700));
    writeFileSync(at("states/dev.json"), state("dev", "nginx:latest"));
    writeFileSync(at("states/deep/prod.json"), state("prod", "nginx:latest"));
    writeFileSync(at("states/none.txt"), "");
    writeFileSync(
      at("slipway.policies.yaml"),
      "environments:\n  prod:\n    image-pinned: mandatory\n",
    );
  });

  // These tests may themselves run in CI.
  beforeEach(() => {
    delete process.env.CI;
  });

  after(() => {
    if (CI !== undefined) process.env.CI = CI;
    rmSync(folder, { recursive: true });
  });

  const check = (...words: string[]) => runSlipway(["check", folder, ...words]);
  async function checkJson(...words: string[]): Promise<CheckResult & { code: number | null }> {
    const { code, stdout } = await check("--json", ...words);
    assertCheckSchema(JSON.parse(stdout));
    return { ...(JSON.parse(stdout) as CheckResult), code };
  }
  const mandatory = ({ violations }: CheckResult) =>
    violations
      .filter(({ enforcementLevel }) => enforcementLevel === "mandatory")
      .map(({ policy, urn }) => `${policy} ${urn}`);

  it("fails by a task definition that cannot work, and by no other", async () => {
    const bad = await checkJson("--template", at("bad.json"));
    assert.equal(bad.code, 2);
    assert.deepEqual(
      mandatory(bad).map((one) => one.split(" ")[0]),
      ["fargate-task-size-valid"],
    );
    const good = await check("--template", at("good.json"));
    assert.equal(good.code, 0, good.stderr);
    assert.match(good.stdout, /Policies {2}1 resource of 1 source, .*: 0 violations/);
  });

  it("judges each state by the levels of its own stack, found by pattern", async () => {
    const result = await checkJson("--state", join(folder, "states/**/*.json"));
    assert.deepEqual(result.checked.map(({ stack }) => stack).sort(), ["dev", "prod"]);
    assert.deepEqual(mandatory(result), [`image-pinned urn:pulumi:prod::shop::${TASK}::web`]);
    assert.equal(result.code, 2);
  });

  it("judges a task definition by the levels of a stack that is named", async () => {
    writeFileSync(at("latest.json"), template(256, 512).replace("1.27", "latest"));
    assert.equal((await checkJson("--template", at("latest.json"))).code, 0);
    assert.equal((await checkJson("--template", at("latest.json"), "--stack", "prod")).code, 2);
  });

  it("says the same of a program as its preview offline", async () => {
    const { code, stdout } = await runSlipway(["check", fixture("plain"), "--json"]);
    const result = JSON.parse(stdout) as CheckResult;
    const preview = await previewJson("plain");
    assert.equal(code, 0);
    assert.equal(result.evaluated, preview.policies.evaluated);
    assert.deepEqual(
      result.violations.map(({ policy, urn, message }) => ({ policy, urn, message })),
      preview.policies.violations.map(({ policy, urn, message }) => ({ policy, urn, message })),
    );
    assert.equal(result.checked[0]?.resources, preview.resources.length);
  });

  it("fails by a program with a violation", async () => {
    const { code, stderr } = await runSlipway(["check", fixture("violation")]);
    assert.equal(code, 2);
    assert.match(stderr, /^slipway: \d+ violations? of a mandatory policy$/m);
  });

  it("checks every stack that the project has a file of", async () => {
    const words = ["check", fixture("configured"), "--all-stacks", "--json"];
    const { stdout, stderr } = await runSlipway(words);
    const { checked } = JSON.parse(stdout) as CheckResult;
    assert.ok(checked.length > 0, stderr);
    assert.equal(new Set(checked.map(({ stack }) => stack)).size, checked.length);
  });

  it("prints what its schema describes, also where it fails", async () => {
    const wrong = await check("--json", "--template", at("states/none.txt"));
    assert.equal(wrong.code, 1);
    assertCheckSchema(JSON.parse(wrong.stdout));
    const { code, stdout } = await runSlipway(["check", fixture("violation"), "--json"]);
    assert.equal(code, 2);
    assertCheckSchema(JSON.parse(stdout));
    const result = JSON.parse(stdout) as CheckResult;
    for (const broken of [{}, { ...result, more: 1 }, { ...result, evaluated: "7" }]) {
      assert.throws(() => {
        assertCheckSchema(broken);
      });
    }
  });

  it("writes no baseline in CI, and elsewhere says that it did", async () => {
    const words = ["check", folder, "--template", at("bad.json"), "--baseline", at("none.json")];
    for (const ci of ["true", "1"]) {
      process.env.CI = ci;
      const refused = await runSlipway(words);
      assert.equal(refused.code, 1);
      assert.match(
        refused.stderr,
        /'--baseline' must name a file that exists where the variable CI/,
      );
      assert.ok(!existsSync(at("none.json")));
    }
    process.env.CI = "false";
    const written = await runSlipway([...words, "--json"]);
    assert.equal(written.code, 0);
    assert.match(
      written.stderr,
      /^note: wrote .*none\.json, which accepts \d+ findings? of today$/m,
    );
    assertCheckSchema(JSON.parse(written.stdout));
    process.env.CI = "true";
    assert.equal((await runSlipway(words)).code, 0);
  });

  it("accepts what the baseline names, in every report", async () => {
    const words = ["--template", at("bad.json"), "--baseline", at("accepted.json")];
    assert.equal((await check(...words)).code, 0);
    for (const format of ["text", "json", "sarif", "junit", "markdown", "github"]) {
      const { code, stdout } = await check(...words, "--format", format);
      assert.equal(code, 0, format);
      assert.match(stdout, /accepted|::notice /, format);
    }
    writeFileSync(at("bad.json"), template(512, 700));
    assert.equal((await check(...words)).code, 2);
    writeFileSync(at("bad.json"), template(256, 700));
  });

  for (const [words, message] of [
    [["--template", "missing.json"], /'--template' must name a file, got 'missing\.json'/],
    [["--state", "no/*.json"], /'--state' must name files, got 'no\/\*\.json', which no file/],
    [["--prune"], /'--prune' must go with '--baseline'/],
    [["--all-stacks", "--stack", "dev"], /--all-stacks.* cannot be used with .*--stack/],
    [["--state", "a.json", "--stack", "dev"], /'--stack' must go without '--state'/],
    [["--template", "a.json", "--mock", "m.json"], /'--mock' and '--timeout-seconds' must go/],
    [["--template", "a.json", "--policy-pack", fixture("companyPack")], /'--policy-pack' must go/],
    [
      ["--fix-hint", "--format", "sarif"],
      /'--fix-hint' must go with .* text, json, markdown, got sarif/,
    ],
    [["--format", "xml"], /Allowed choices are text, json, sarif, junit, markdown, github/],
  ] as const) {
    it(`refuses ${words.join(" ")}`, async () => {
      const { code, stdout, stderr } = await check(...words);
      assert.deepEqual([code, stdout], [1, ""]);
      assert.match(stderr, message);
    });
  }

  it("says what to set with --fix-hint", async () => {
    const { violations } = await checkJson("--fix-hint", "--state", at("states/dev.json"));
    const [pinned] = violations.filter(({ policy }) => policy === "image-pinned");
    assert.deepEqual(pinned?.fix, [{ property: "containerDefinitions[0].image" }]);
  });

  it("is one document of JSON where it comes to no result", async () => {
    const { code, stdout } = await check("--json", "--template", at("states/none.txt"));
    assert.equal(code, 1);
    const { error } = JSON.parse(stdout) as { error: { message: string } };
    assert.match(error.message, /none\.txt must be JSON/);
  });
});
