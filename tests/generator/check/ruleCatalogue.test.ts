import assert from "node:assert/strict";

import { describedRules, rulesNamed } from "../../../generator/check/ruleCatalogue.js";
import { CliError } from "../../../generator/cliError.js";
import { printRule, printRules } from "../../../generator/terminal/printRules.js";
import { rules } from "../../../policies/pack.js";

const namesOf = (asked: string) => rulesNamed(asked).map(({ name }) => name);

describe("the catalogue of rules", () => {
  it("has every rule once, by name", () => {
    const names = describedRules().map(({ name }) => name);
    assert.deepEqual(names, rules.map(({ name }) => name).sort());
  });

  it("has the level of each profile", () => {
    const [task] = rulesNamed("fargate-task-size-valid");
    assert.deepEqual(task?.levels, {
      baseline: "mandatory",
      hardened: "mandatory",
      fsbp: "mandatory",
      dev: "mandatory",
    });
    const [pinned] = rulesNamed("image-pinned");
    assert.deepEqual(pinned?.levels, {
      baseline: "advisory",
      hardened: "mandatory",
      fsbp: "disabled",
      dev: "disabled",
    });
  });

  it("has parameters with defaults, and what profiles have instead", () => {
    const [rule] = rulesNamed("ecs-readonly-root");
    assert.equal(rule?.parameters.acceptUnset?.default, true);
    assert.deepEqual(rule.parameters.acceptUnset.profiles, { hardened: false, fsbp: false });
    const [pinned] = rulesNamed("image-pinned");
    assert.deepEqual(pinned?.parameters.requireDigest?.profiles, {});
  });

  it("finds rules by ids of Security Hub, checkov and Control Tower, whatever their case", () => {
    assert.deepEqual(namesOf("ECS.5"), ["ecs-readonly-root"]);
    assert.deepEqual(namesOf("ckv_aws_336"), ["ecs-readonly-root"]);
    assert.ok(namesOf("CT.ECS.PR.6").length > 0);
    assert.ok(namesOf("E3047").includes("fargate-task-size-valid"));
    assert.deepEqual(namesOf("Image-Pinned"), ["image-pinned"]);
  });

  it("finds every rule by every id that it covers", () => {
    for (const { name, sources } of rules) {
      for (const source of sources) assert.ok(namesOf(source).includes(name), source);
    }
  });

  it("names the types that a rule judges: ours, the provider AWS's by each name, and AWS Native's", () => {
    const typesOf = (name: string) => rulesNamed(name)[0]?.types;
    assert.deepEqual(typesOf("ecs-no-privileged"), [
      "aws-native:ecs:TaskDefinition",
      "aws:ecs/taskDefinition:TaskDefinition",
      "slipway:index:TaskDefinition",
    ]);
    assert.deepEqual(typesOf("ecr-policy-not-public"), [
      "aws-native:ecr:RegistryPolicy",
      "aws-native:ecr:Repository",
      "aws:ecr/registryPolicy:RegistryPolicy",
      "aws:ecr/repositoryPolicy:RepositoryPolicy",
    ]);
    for (const type of [
      "aws:alb/listener:Listener",
      "aws-native:elasticloadbalancingv2:Listener",
    ]) {
      assert.ok(typesOf("lb-https-only")?.includes(type), type);
    }
    assert.deepEqual(
      typesOf("sg-no-open-ingress")?.filter((type) => /native/.test(type)),
      [],
    );
  });

  it("names a type for each rule but that of all of a stack", () => {
    const without = describedRules().filter(({ types }) => types === undefined);
    assert.deepEqual(
      without.map(({ name }) => name),
      ["cost-budget"],
    );
  });

  it("refuses what is no rule, with the nearest or a way to find one", () => {
    const failure = (message: RegExp) => (error: unknown) =>
      error instanceof CliError && message.test(error.message);
    assert.throws(() => rulesNamed("image-pined"), failure(/"image-pined"; 'image-pinned' is one/));
    assert.throws(() => rulesNamed("ECS.999"), failure(/got "ECS.999"; 'slipway rules' lists all/));
    assert.throws(() => rulesNamed("zzz"), failure(/got "zzz"; 'slipway rules' lists them/));
  });

  it("is a table for people, and a page for each rule", () => {
    const table = printRules(describedRules()).split("\n");
    assert.match(table[0] ?? "", /^rule +kind +severity +baseline +hardened +fsbp +dev$/);
    assert.match(table.join("\n"), /^image-pinned +reliability +medium +advisory +mandatory/m);
    const [rule] = rulesNamed("ecs-readonly-root");
    const page = rule ? printRule(rule) : "";
    for (const part of [/hardened mandatory/, /default true, hardened false/, /ECS\.5/, /https:/]) {
      assert.match(page, part);
    }
  });
});
