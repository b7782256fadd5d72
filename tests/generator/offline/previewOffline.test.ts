import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { PreviewedResource, PreviewResult } from "../../../generator/offline/previewResult.js";
import { packageRoot } from "../../../generator/project/packageRoot.js";
import { assertPreviewSchema } from "./previewSchema.js";
import {
  fixture,
  preview,
  previewFailing,
  previewJson,
  runSlipway,
  spawnSlipway,
} from "./runSlipway.js";

/** The one resource of a name. */
function named({ resources }: PreviewResult, name: string): PreviewedResource {
  const [match, ...others] = resources.filter((resource) => resource.name === name);
  assert.ok(match && others.length === 0, `one resource is named ${name}`);
  return match;
}

describe("slipway preview --offline: programs", () => {
  it("runs TypeScript in CommonJS and gives the engine's URNs", async () => {
    // As its users have it: all in processes of their own. Other tests have one that stays.
    const words = ["preview", fixture("typescript"), "--offline", "--json", "--stack", "prod"];
    const { code, stdout, stderr } = await spawnSlipway(words);
    assert.equal(code, 0, stderr);
    const result = JSON.parse(stdout) as PreviewResult;

    const stack = "urn:pulumi:prod::shop::pulumi:pulumi:Stack::shop-prod";
    const team = "urn:pulumi:prod::shop::acme:index:Team::blue";
    const shown = result.resources.map(({ urn, type, name, parent }) => [urn, type, name, parent]);
    assert.deepEqual(shown, [
      [stack, "pulumi:pulumi:Stack", "shop-prod", null],
      [team, "acme:index:Team", "blue", stack],
      [
        "urn:pulumi:prod::shop::acme:index:Team$aws:ecs/cluster:Cluster::blue",
        "aws:ecs/cluster:Cluster",
        "blue",
        team,
      ],
    ]);
    assert.deepEqual(result.resources[1]?.inputs, { colour: "blue", size: 3 });
    assert.deepEqual(result.outputs, {
      arn: "arn:aws:ecs:eu-west-1:123456789012:cluster/blue",
      where: { project: "shop", stack: "prod", organization: "organization", isPreview: true },
    });
    assertPreviewSchema(result);
  });

  it("runs TypeScript in ES modules, in the folder that 'main' names", async () => {
    const result = await previewJson("esModule");
    assert.equal(named(result, "orders").inputs.name, "orders-v2");
    assert.deepEqual(result.outputs, { arn: "arn:aws:sns:us-east-1:123456789012:orders-v2" });
  });

  it("runs JavaScript that uses @pulumi/aws alone, and keeps its output off stdout", async () => {
    const { code, stdout, stderr } = await preview("plain", "--json");
    assert.equal(code, 0);
    assert.equal(stderr, "hello from the program\n");
    const result = JSON.parse(stdout) as PreviewResult;
    assertPreviewSchema(result);
    assert.deepEqual(
      result.resources.map(({ type }) => type),
      [
        "pulumi:pulumi:Stack",
        "aws:ecs/cluster:Cluster",
        "aws:iam/role:Role",
        "aws:ecs/taskDefinition:TaskDefinition",
        "aws:ecs/service:Service",
      ],
    );
    assert.match(
      String(result.outputs.serviceArn),
      /^arn:aws:ecs:eu-central-1:123456789012:service\/main-[0-9a-f]{7}\/web-[0-9a-f]{7}$/,
    );
    assert.equal(result.outputs.region, "eu-central-1");
    assert.equal(result.outputs.account, "123456789012");
    assert.equal(result.policies.evaluated > 0, true);
  });

  it("gives the same result twice", async () => {
    const [first, second] = await Promise.all([previewJson("plain"), previewJson("plain")]);
    assert.deepEqual(first, second);
  });

  it("shows secrets as [secret] and unknown values as [unknown]", async () => {
    const { code, stdout, stderr } = await preview("secrets", "--json");
    assert.equal(code, 0, stderr);
    assert.doesNotMatch(stdout, /hunter2|1234567890123456|aaaa/);
    const result = JSON.parse(stdout) as PreviewResult;
    assertPreviewSchema(result);
    for (const name of ["password", "literal", "user"]) {
      assert.equal(named(result, name).inputs.value, "[secret]", name);
    }
    const { value, tags } = named(result, "since").inputs;
    assert.deepEqual(
      { value, tags },
      // The provider says itself that a parameter's value is a secret.
      { value: "[secret]", tags: { known: "yes", since: "[unknown]" } },
    );
    assert.deepEqual(result.outputs, { plain: "shown", port: "[secret]", since: "[unknown]" });
  });

  it("gives the project's and the stack's configuration as the engine does", async () => {
    const result = await previewJson("configuration");
    assert.equal(result.stack, "test");
    assert.deepEqual(result.outputs, {
      folder: "program",
      values: {
        colour: "blue",
        count: 5,
        enabled: true,
        greeting: "hello",
        network: { cidr: "10.0.0.0/16", open: false, zones: 3 },
        other: "from another namespace",
        ratio: 0.25,
        region: "us-west-2",
        sizes: [1, 2],
      },
    });
  });

  it("knows what Slipway's platform exports, and nothing of other outputs", async () => {
    const result = await previewJson("stackReference", "--stack", "prod");
    assertPreviewSchema(result);
    const service = result.resources.find(({ type }) => type === "aws:ecs/service:Service");
    assert.match(
      String(service?.inputs.cluster),
      /^arn:aws:ecs:us-east-1:123456789012:cluster\/platform-/,
    );
    assert.equal(named(result, "alarms").inputs.kmsMasterKeyId, "[unknown]");
    assert.match(
      String(result.outputs.url),
      /^https:\/\/platform-.*\.elb\.amazonaws\.com\/orders\/$/,
    );
    assert.match(String(result.outputs.vpcId), /^vpc-0[0-9a-f]{16}$/);
    assert.equal(result.outputs.unheardOf, "[unknown]");
    assert.deepEqual(result.policies.violations, []);
    assert.deepEqual(result.policies.undetermined, []);
  });

  it("runs this repository's own platform program", async () => {
    const { code, stdout, stderr } = await runSlipway([
      "preview",
      packageRoot(),
      "--offline",
      "--json",
    ]);
    assert.equal(code, 0, stderr);
    const result = JSON.parse(stdout) as PreviewResult;
    assertPreviewSchema(result);
    assert.equal(result.stack, "dev");
    assert.deepEqual(Object.keys(result.outputs), ["cluster", "loadBalancer", "network"]);
  });
});

describe("slipway preview --offline: when a program is at its end", () => {
  const names = async (stack: string): Promise<string[]> => {
    const { resources } = await previewJson("late", "--stack", stack);
    return resources.slice(1).map(({ name }) => name);
  };

  it("waits for work that nobody awaits", async () => {
    assert.deepEqual(await names("floating"), ["first", "second"]);
  });

  it("takes in what is registered when Node is about to exit", async () => {
    assert.deepEqual(await names("beforeExit"), ["first", "second"]);
  });
});

describe("slipway preview --offline: errors", () => {
  /** Line of the fixture that holds a text, as stacks count. */
  const lineOf = (text: string): number => {
    const lines = readFileSync(join(fixture("failing"), "index.ts"), "utf8").split("\n");
    return lines.findIndex((line) => line.includes(text)) + 1;
  };

  const failure = async (stack: string, ...args: string[]): Promise<string> => {
    const { code, stdout, stderr } = await previewFailing("failing", "--stack", stack, ...args);
    assert.equal(stdout, "");
    assert.equal(code, 1);
    return stderr;
  };

  it("prints a RunError of the program as one line", async () => {
    assert.equal(
      await failure("runError"),
      "slipway: config 'colour' must be red or blue, got green\n",
    );
  });

  it("prints a wrong argument of a component as one line", async () => {
    assert.match(
      await failure("argument"),
      /^slipway: TaskDefinition "orders": 'memory' must be 512, 1024 or 2048 MiB when 'cpu' is 256, got 4096\.[^\n]*\n +at [^\n]*index\.ts/,
    );
  });

  it("prints a secret in plain text, which is found a little later, as one line without the secret", async () => {
    assert.equal(
      (await failure("plainSecret")).split(/(?<=\n)/)[0],
      `slipway: TaskDefinition "orders": 'environment' of container 'orders' must hold no secret, which all who may describe the task definition would read, got one in 'DB_PASSWORD'; keep it in SSM or Secrets Manager and name it in 'secrets'\n`,
    );
  });

  for (const [how, message, line, offset] of [
    ["unknownArgument", "there is no argument 'containers[0].memmory'", "unknownArgument:", 1],
    ["secondArgument", "there is no argument 'imge'", "// the second", 0],
    ["lateArgument", `'memory' must be a number, got "3000"; 3000 works`, "lateArgument:", 1],
    ["argumentInApply", "'containers' must be a list, got an empty map", "// in apply", 0],
    ["sameComponents", "Duplicate resource URN", "// same again", 0],
  ] as const) {
    it(`points to the program's own line of an argument that is refused: ${how}`, async () => {
      const [first = "", ...frames] = (await failure(how)).trimEnd().split("\n");
      assert.ok(first.includes(message), first);
      assert.match(frames[0] ?? "", new RegExp(`index\\.ts:${lineOf(line) + offset}:`));
      assert.doesNotMatch(frames.join("\n"), /node_modules|node:|dist/);
    });
  }

  it("points to the line of TypeScript that threw", async () => {
    const lines = (await failure("throws")).split("\n");
    assert.equal(lines[0], "slipway: the program failed: the sky fell");
    assert.match(
      lines[1] ?? "",
      new RegExp(`^ +at fail \\(index\\.ts:${lineOf("throw new Error(reason)")}:`),
    );
    assert.doesNotMatch(lines.join("\n"), /node_modules|node:|dist/);
  });

  it("points to the line of an error in apply", async () => {
    const lines = (await failure("output")).split("\n");
    assert.equal(lines[0], "slipway: the program failed: inside of apply");
    assert.match(lines.join("\n"), new RegExp(`index\\.ts:${lineOf("inside of apply")}:`));
  });

  it("reports a rejected promise", async () => {
    assert.match(await failure("rejects"), /^slipway: the program failed: nobody listens\n +at /);
  });

  it("reports an error that comes after the program's end", async () => {
    assert.match(await failure("late"), /^slipway: the program failed: too late\n +at /);
  });

  it("reports process.exit, even with code 0", async () => {
    assert.match(
      await failure("exits"),
      /^slipway: the program ended its process before the preview was complete[^\n]*\n$/,
    );
  });

  it("reports a promise that nothing settles", async () => {
    assert.match(await failure("never"), /^slipway: the program never ends: [^\n]*\n$/);
  });

  it("stops a program that does not end", async () => {
    assert.match(
      await failure("spins", "--timeout-seconds", "1"),
      /^(?:spinning\n)?slipway: the program has not ended after 1 s; [^\n]*\n$/,
    );
  });

  it("reports two resources with one URN, at the second", async () => {
    const stderr = await failure("duplicate");
    assert.match(
      stderr,
      /Duplicate resource URN 'urn:pulumi:duplicate::failing::aws:sns\/topic:Topic::same'/,
    );
    assert.match(stderr, new RegExp(`index\\.ts:${lineOf("duplicate:")}:`));
  });

  it("fails when the program logs an error and goes on", async () => {
    assert.match(await failure("logs"), /the region is full\n(.*\n)*slipway: the program logged/);
  });

  it("names a module that is not installed", async () => {
    assert.match(
      await failure("missingModule"),
      /^slipway: the program failed: Cannot find module 'not-installed'/,
    );
  });

  it("names the stacks that exist", async () => {
    const { code, stderr } = await preview("typescript", "--stack", "staging");
    assert.equal(code, 1);
    assert.match(stderr, /^slipway: '--stack' must be one of dev, prod, got staging[^\n]*\n$/);
    assert.match(
      await failure("nosuch"),
      /^slipway: '--stack' must be one of argument, .*, got nosuch[^\n]*\n$/,
    );
  });

  it("asks for a stack where none is obvious", async () => {
    const { code, stderr } = await preview("failing");
    assert.equal(code, 1);
    assert.match(stderr, /^slipway: '--stack' must say which of argument, [^\n]*\n$/);
  });

  it("refuses other languages, and folders without a project", async () => {
    const python = await preview("python");
    assert.equal(python.code, 1);
    assert.match(python.stderr, /^slipway: .*'runtime' must be nodejs [^\n]*got python[^\n]*\n$/);
    const nothing = await preview("nothing");
    assert.equal(nothing.code, 1);
    assert.match(nothing.stderr, /^slipway: [^\n]*nothing[^\n]*\n$/);
  });

  it("ends with 130 at Ctrl-C", async () => {
    const { code, stdout, stderr } = await spawnSlipway(
      ["preview", fixture("failing"), "--offline", "--stack", "spins"],
      "spinning",
    );
    assert.deepEqual(
      { code, stdout, stderr },
      { code: 130, stdout: "", stderr: "spinning\nslipway: the preview was cancelled\n" },
    );
  });

  it("refuses a timeout that is no number of seconds", async () => {
    assert.equal(
      await failure("throws", "--timeout-seconds", "soon"),
      `slipway: '--timeout-seconds' must be a number of seconds above 0 and at most 2147483, got "soon"; 120 works\n`,
    );
  });
});

describe("slipway preview --offline: policies", () => {
  it("ends with 2 when a mandatory policy is violated, and says what to do", async () => {
    const { code, stdout, stderr } = await preview("violation", "--stack", "dev");
    assert.equal(code, 2);
    assert.match(
      stdout,
      /^Policies {2}\d+ rules, \d+ checks: 1 violation, 0 advice, 0 undetermined$/m,
    );
    assert.match(
      stdout,
      /^ {2}violation {2}ecs-no-privileged \(security, high\) {2}loose: .*'loose'.*\n {4}\S/m,
    );
    assert.equal(stderr, "slipway: 1 violation of a mandatory policy\n");
  });

  it("has the violation in the JSON", async () => {
    const { code, stdout } = await preview("violation", "--stack", "dev", "--json");
    assert.equal(code, 2);
    const result = JSON.parse(stdout) as PreviewResult;
    assertPreviewSchema(result);
    const [violation] = result.policies.violations;
    assert.deepEqual(result.policies.violations, [
      {
        policy: "ecs-no-privileged",
        enforcementLevel: "mandatory",
        kind: "security",
        severity: "high",
        urn: "urn:pulumi:dev::loose::aws:ecs/taskDefinition:TaskDefinition::loose",
        message: violation?.message,
        remedy: violation?.remedy,
        location: { file: "index.ts", line: 3, column: 1 },
      },
    ]);
    assert.match(violation?.message ?? "", /^container 'loose' is privileged/);
    assert.match(violation?.remedy ?? "", /^Leave 'privileged' out/);
  });

  it("heeds --policy-config", async () => {
    const file = join(fixture("violation"), "policies.json");
    const { code, stdout, stderr } = await preview(
      "violation",
      "--stack",
      "dev",
      "--policy-config",
      file,
    );
    assert.equal(code, 0, stderr);
    assert.match(stdout, /: 0 violations, 1 advice, 0 undetermined$/m);
    assert.match(stdout, /^ {2}advice {2}ecs-no-privileged/m);
  });

  it("finds slipway.policies.yaml by itself, and lists what is exempt", async () => {
    const { code, stdout, stderr } = await preview("configured", "--stack", "dev");
    assert.equal(code, 0, stderr);
    assert.match(stdout, /: 0 violations, 2 advice, 0 undetermined, 1 exempt$/m);
    assert.match(
      stdout,
      /^ {2}exempt {2}ecs-no-privileged {2}loose: .*\(until 2036-12-31: a monitor of/m,
    );
    assert.match(stdout, /^ {2}advice {2}slipway-exemptions .*'edge' .* matches no violation/m);
    assert.match(stdout, /^ {2}advice {2}slipway-exemptions .*'loose' .* more than two years/m);
    const json = await preview("configured", "--stack", "prod", "--json");
    assert.equal(json.code, 0, json.stderr);
    const result = JSON.parse(json.stdout) as PreviewResult;
    assertPreviewSchema(result);
    assert.deepEqual(result.policies.violations, []);
    assert.deepEqual(
      result.policies.exempted.map(({ policy, reason, expires }) => [policy, reason, expires]),
      [["ecs-no-privileged", "a monitor of the host", "2036-12-31"]],
    );
  });

  it("takes --policy-config in its place", async () => {
    const file = join(fixture("violation"), "policies.json");
    const flags = ["--stack", "dev", "--policy-config", file];
    const { code, stdout, stderr } = await preview("configured", ...flags);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /: 0 violations, 1 advice, 0 undetermined$/m);
  });

  it("refuses a configuration that names no policy", async () => {
    const file = join(fixture("violation"), "wrong.json");
    const { code, stdout, stderr } = await preview(
      "violation",
      "--stack",
      "dev",
      "--policy-config",
      file,
    );
    assert.equal(code, 1);
    assert.equal(stdout, "");
    assert.match(stderr, /^slipway: [^\n]*there is no policy 'ecs-no-privilege'[^\n]*\n$/);
  });
});
