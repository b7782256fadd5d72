import assert from "node:assert/strict";
import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";

import type { CheckResult } from "../../../../generator/check/checkResult.js";
import type { PreviewResult } from "../../../../generator/offline/previewResult.js";
import { packageRoot } from "../../../../generator/project/packageRoot.js";
import { PolicyHost } from "../../../policies/policyHost.js";
import { Folders } from "../folders.js";
import { assertPreviewSchema } from "../previewSchema.js";
import { fixture, previewJson, runSlipway } from "../runSlipway.js";
import { warmPreview } from "../../../support/warmPreview.js";

const previewOffline = warmPreview();

const PACK = fixture("companyPack");
const PROGRAM = fixture("packedProgram");

const ofPack = ({ policies }: PreviewResult) =>
  policies.violations
    .filter(({ pack }) => pack === "company")
    .map(({ policy, urn, message }) => `${policy} ${urn.split("::").at(-1) ?? ""}: ${message}`)
    .sort();

describe("a policy pack of others, offline", function () {
  this.timeout(60_000);
  const folders = new Folders();
  after(() => {
    folders.delete();
  });

  let ofProgram: Promise<PreviewResult> | undefined;
  /** The program's preview under the pack, without a configuration. */
  const judged = () =>
    (ofProgram ??= previewOffline({
      directory: PROGRAM,
      stack: "dev",
      silent: true,
      policyPacks: [{ folder: PACK }],
    }));

  /** A pack of one policy, written here. */
  function packOf(code: string, files: Record<string, string> = {}): string {
    const folder = folders.make({
      "PulumiPolicy.yaml": "runtime:\n  name: nodejs\n",
      "package.json": '{"version":"1.0.0"}',
      "index.ts": code,
      ...files,
    });
    symlinkSync(join(packageRoot(), "node_modules"), join(folder, "node_modules"));
    return folder;
  }

  it("judges resources and stack by all its policies, its configuration and the user's", async () => {
    const result = await judged();
    assertPreviewSchema(result);
    assert.deepEqual(ofPack(result), [
      // By the value that the preview makes up.
      "bucket-named a-bucket-with-a-very-long-name: is temporary",
      "names-and-parents a-bucket-with-a-very-long-name: the name 'a-bucket-with-a-very-long-name' is long",
      "names-and-parents kept: is protected, below packed-dev",
      "queue-kept short: keeps messages for less than 7200 s",
      "secret-seen password: has the value '[secret]'",
      "topic-subscribed lonely: nobody is subscribed",
    ]);
    const [short] = result.policies.violations.filter(({ policy }) => policy === "queue-kept");
    assert.deepEqual(short && { ...short, urn: "" }, {
      policy: "queue-kept",
      pack: "company",
      enforcementLevel: "mandatory",
      severity: "high",
      urn: "",
      message: "keeps messages for less than 7200 s",
      remedy: "Set 'messageRetentionSeconds'.",
      url: "https://example.com/queues",
      location: { file: "index.ts", line: 4, column: 1 },
    });
    const config = { "queue-kept": { leastSeconds: 60 }, all: "advisory" };
    const configured = await previewOffline({
      directory: PROGRAM,
      stack: "dev",
      silent: true,
      policyPacks: [{ folder: PACK, config }],
    });
    const found = configured.policies.violations.filter(({ pack }) => pack === "company");
    assert.ok(!found.some(({ policy }) => policy === "queue-kept"));
    assert.ok(
      found.some(({ policy }) => policy === "queue-encrypted"),
      "remediates no more",
    );
    assert.ok(found.every(({ enforcementLevel }) => enforcementLevel === "advisory"));
  });

  it("remediates before it judges, and says what", async () => {
    const { policies } = await judged();
    assert.deepEqual(
      policies.remediated?.map(({ policy, pack, properties, location }) => [
        policy,
        pack,
        properties,
        location?.line,
      ]),
      [["queue-encrypted", "company", ["sqsManagedSseEnabled"], 4]],
    );
    assert.ok(!policies.violations.some(({ policy }) => policy === "queue-encrypted"));
  });

  it("says what an unknown value leaves open", async () => {
    const pack = packOf(
      `import * as policy from "@pulumi/policy";
       new policy.PolicyPack("open", { policies: [{
         name: "reads-url", description: "d", enforcementLevel: "mandatory",
         validateResource: (args: policy.ResourceValidationArgs, report: policy.ReportViolation) => {
           if (args.type === "slipway:test:Open" && args.props.url === "x") report("m");
         } }] });`,
    );
    const program = folders.make({
      "Pulumi.yaml": "name: open\nruntime: nodejs\n",
      "package.json": "{}",
      "index.ts": `import * as pulumi from "@pulumi/pulumi";
        class Open extends pulumi.ComponentResource {
          constructor(url: pulumi.Input<string>) { super("slipway:test:Open", "open", { url }); }
        }
        new Open(new pulumi.StackReference("a/b/c").getOutput("url").apply(() => pulumi.unknown as string));`,
    });
    symlinkSync(join(packageRoot(), "node_modules"), join(program, "node_modules"));
    const { policies } = await previewOffline({
      directory: program,
      stack: "dev",
      silent: true,
      policyPacks: [{ folder: pack }],
    });
    assert.deepEqual(
      policies.undetermined.filter((one) => one.pack === "open").map(({ path }) => path),
      ["url"],
    );
  });

  it("says the same as Pulumi's own host", async () => {
    const seen = await previewJson("packedProgram", "--stack", "dev");
    const host = await PolicyHost.start(relative(packageRoot(), PACK));
    try {
      await host.configure({ "queue-kept": { leastSeconds: 7200 } });
      const resources = seen.resources.map(({ urn, type, name, inputs }) => ({
        ...{ urn, type, name, properties: inputs },
        dependencies:
          name === "told" && "topic" in inputs
            ? {
                topic: seen.resources
                  .filter((one) => one.type.endsWith(":Topic") && one.name === "told")
                  .map((one) => one.urn),
              }
            : {},
      }));
      const said = await Promise.all(resources.map((one) => host.analyze(one)));
      const inStack = await host.analyzeStack(resources);
      const texts = [...said.flat(), ...inStack]
        .filter(({ policy }) => ["queue-kept", "topic-subscribed"].includes(policy))
        .map(({ policy, message }) => `${policy}: ${message}`);
      const offline = await judged();
      const ours = ofPack(offline)
        .filter((text) => /^(queue-kept|topic-subscribed) /.test(text))
        .map((text) => text.replace(/ [^:]+:/, ":"));
      assert.deepEqual(ours, texts.sort());
    } finally {
      await host.stop();
    }
  });

  it("fails check, preview and its reports as Slipway's own policies do", async () => {
    const flags = ["--stack", "dev", "--policy-pack", PACK];
    const checked = await runSlipway(["check", PROGRAM, ...flags, "--json"]);
    assert.equal(checked.code, 2, checked.stderr);
    const result = JSON.parse(checked.stdout) as CheckResult;
    const found = result.violations.find(({ policy }) => policy === "topic-subscribed");
    assert.equal(found?.pack, "company");
    assert.match(found.location?.file ?? "", /packedProgram\/index\.ts$/);
    assert.equal(result.remediated?.length, 1);
    const text = await runSlipway(["preview", PROGRAM, "--offline", ...flags]);
    assert.equal(text.code, 2);
    assert.match(text.stdout, /violation {2}company\/queue-kept \(high\) {2}short: keeps/);
    assert.match(
      text.stdout,
      /remediated {2}company\/queue-encrypted {2}short: sets 'sqsManagedSseEnabled'/,
    );
    assert.doesNotMatch(text.stdout + checked.stdout, /correct-horse/);
    const sarif = await runSlipway(["check", PROGRAM, ...flags, "--format", "sarif"]);
    assert.match(sarif.stdout, /"ruleId": "company\/queue-kept"/);
  });

  it("takes several packs, each with its own configuration", async () => {
    const second = packOf(
      `import { PolicyPack } from "@pulumi/policy";
       new PolicyPack("second", { policies: [{ name: "never", description: "Never.", enforcementLevel: "advisory",
         configSchema: { properties: { word: { type: "string" } }, required: ["word"] },
         validateStack: (args, report) => report(args.getConfig<{ word: string }>().word) }] });`,
    );
    const folder = folders.make({
      "a.json": "{}",
      "b.json": '{"never":{"word":"said"}}',
      "wrong.json": '{"never":{"word":3}}',
      "other.json": '{"nobody":"mandatory"}',
    });
    // A configuration that is wrong is the first's: the others' processes are not started then.
    const packs = ["--policy-pack", second, "--policy-pack", PACK];
    const run = (...configs: string[]) =>
      runSlipway([
        ...["preview", PROGRAM, "--offline", "--json", "--stack", "dev", ...packs],
        ...configs.flatMap((name) => ["--policy-pack-config", join(folder, name)]),
      ]);
    const { stdout } = await run("b.json", "a.json");
    const { policies } = JSON.parse(stdout) as PreviewResult;
    const said = policies.violations.filter(({ pack }) => pack === "second");
    assert.deepEqual(
      said.map(({ message, urn }) => [message, urn.split("::").at(-1)]),
      [["said", "packed-dev"]],
    );
    for (const [configs, problem] of [
      [["a.json"], /'--policy-pack-config' must stand once for each '--policy-pack', got 1 for 2/],
      [["a.json", "a.json"], /'second': the configuration of 'never' is wrong: .*'word'/],
      [["wrong.json", "a.json"], /'second': .* 'word' must be string, got 3/],
      [["other.json", "a.json"], /'second' has no policy 'nobody'; it has 'never', 'all'/],
    ] as const) {
      const { code, stderr } = await run(...configs);
      assert.equal(code, 1, String(configs));
      assert.match(stderr, problem);
    }
  });

  it("says in a line what is wrong with a folder", async () => {
    const bare = folders.make({ "PulumiPolicy.yaml": "runtime: nodejs\n", "index.js": "" });
    const cases: [string, RegExp][] = [
      [folders.make({}), /'--policy-pack' must name a folder with a PulumiPolicy\.yaml/],
      [
        folders.make({ "PulumiPolicy.yaml": "runtime: python\n" }),
        /'runtime' must be nodejs .* got python/,
      ],
      [folders.make({ "PulumiPolicy.yaml": "runtime: [" }), /must be YAML with a 'runtime'/],
      [
        bare,
        /needs the package @pulumi\/policy, which is not installed there: npm install --prefix/,
      ],
      [packOf("export {};"), /must make a 'PolicyPack' of @pulumi\/policy .* makes none/],
      [packOf("throw new Error('boom');"), /the policy pack in .* failed: boom/],
      [packOf("process.exit(7);"), /ended its process before it answered \(exit code 7\)/],
      [
        packOf(
          `import { PolicyPack } from "@pulumi/policy";
           new PolicyPack("bad", { policies: [{ name: "throws", description: "d", enforcementLevel: "mandatory",
             validateResource: () => { throw new Error("boom"); } }] });`,
        ),
        /Error validating resource with policy 'throws' from policy pack 'bad.*\n.*boom/,
      ],
    ];
    for (const [folder, problem] of cases) {
      const { code, stderr } = await runSlipway([
        ...["check", PROGRAM, "--stack", "dev", "--policy-pack", folder],
      ]);
      assert.equal(code, 1, stderr);
      assert.match(stderr, problem);
    }
  });

  it("asks for a package.json of the pack's own, and runs no program that one above names", async () => {
    const program = folders.make({
      "Pulumi.yaml": "name: around\nruntime: nodejs\n",
      "package.json": '{"main":"program.js"}',
      "program.js": "throw new Error('the program runs as a pack');",
      "policies/PulumiPolicy.yaml": "runtime: nodejs\n",
      "policies/index.ts": "",
    });
    symlinkSync(join(packageRoot(), "node_modules"), join(program, "node_modules"));
    const { code, stderr } = await runSlipway([
      ...["check", PROGRAM, "--stack", "dev", "--policy-pack", join(program, "policies")],
    ]);
    assert.equal(code, 1);
    assert.match(
      stderr,
      /policies must have a package\.json, from which .* reads its version, and has none; .* works/,
    );
  });

  it("listens on no port", async () => {
    const marker = join(folders.make({}), "listening");
    const pack = packOf(
      `import * as net from "node:net"; import { writeFileSync } from "node:fs"; import { PolicyPack } from "@pulumi/policy";
       const listen = net.Server.prototype.listen;
       net.Server.prototype.listen = function (...args: never[]) { writeFileSync(${JSON.stringify(marker)}, "yes"); return listen.apply(this, args); } as typeof listen;
       new PolicyPack("quiet", { policies: [] });`,
    );
    writeFileSync(marker, "no");
    const { code, stderr } = await runSlipway([
      "check",
      PROGRAM,
      "--stack",
      "dev",
      "--policy-pack",
      pack,
    ]);
    assert.equal(code, 0, stderr);
    assert.equal(readFileSync(marker, "utf8"), "no");
  });
});
