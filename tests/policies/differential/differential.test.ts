import assert from "node:assert/strict";

import { rules } from "../../../policies/pack.js";
import type { StackProgram } from "../stackProgram.js";
import { identified, ref } from "../stackProgram.js";
import type { CheckFamily, FailedCheck } from "./checkov.js";
import { compareWithCheckov } from "./differential.js";
import { LEDGER } from "./ledger.js";
import { terraformPlan, terraformType } from "./terraformPlan.js";

/** Says of the checks of single resources what a checkov says, and nothing of those of graphs. */
const saying =
  (run: (plan: object) => FailedCheck[]) =>
  (plan: object, family: CheckFamily): FailedCheck[] =>
    family === "CKV_AWS" ? run(plan) : [];

const finding = (check: string, address: string): FailedCheck => ({ check, address, title: check });

/** What `npm run differential` does with what checkov says, without checkov. */
describe("the comparison with checkov", () => {
  for (const [token, type] of [
    ["aws:ecs/taskDefinition:TaskDefinition", "aws_ecs_task_definition"],
    ["aws:ec2/securityGroup:SecurityGroup", "aws_security_group"],
    [
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
      "aws_vpc_security_group_ingress_rule",
    ],
    ["aws:lb/loadBalancer:LoadBalancer", "aws_lb"],
    ["aws:alb/listener:Listener", "aws_lb_listener"],
    ["aws:cloudwatch/logGroup:LogGroup", "aws_cloudwatch_log_group"],
  ] as const) {
    it(`names ${token} as Terraform does`, () => {
      assert.equal(terraformType(token), type);
    });
  }

  it("writes blocks in the singular and in lists, and maps as they are", () => {
    const [service] = identified({
      api: [
        "aws:ecs/service:Service",
        {
          loadBalancers: [{ containerPort: 80 }],
          networkConfiguration: { assignPublicIp: true, subnets: ["subnet-1"] },
          tags: { costCenter: "7" },
        },
      ],
    });
    assert.ok(service);
    const plan = terraformPlan([service], ({ name }) => name) as {
      planned_values: { root_module: { resources: { address: string; values: unknown }[] } };
    };
    const [written] = plan.planned_values.root_module.resources;
    assert.equal(written?.address, "aws_ecs_service.api");
    assert.deepEqual(written.values, {
      load_balancer: [{ container_port: 80 }],
      network_configuration: [{ assign_public_ip: true, subnets: ["subnet-1"] }],
      tags: { costCenter: "7" },
    });
  });

  it("says which resource an id in a value is of, also in a block", () => {
    const program = {
      group: ["aws:ec2/securityGroup:SecurityGroup", {}],
      web: [
        "aws:ecs/service:Service",
        { networkConfiguration: { securityGroups: [ref("group"), "sg-of-others"] } },
      ],
    } satisfies StackProgram;
    const stack = identified(program);
    const plan = terraformPlan(
      stack,
      ({ name }) => name,
      (text) => stack.find(({ id }) => id === text),
    ) as { configuration: { root_module: { resources: { expressions: unknown }[] } } };
    assert.deepEqual(plan.configuration.root_module.resources[1]?.expressions, {
      network_configuration: [
        {
          security_groups: {
            references: ["aws_security_group.group.id", "aws_security_group.group"],
          },
        },
      ],
    });
  });

  it("asks checks of graphs of whole stacks, and others of what is another than healthy", () => {
    const asked = new Map<string, number>();
    compareWithCheckov([], (plan, family) => {
      const {
        planned_values: { root_module },
      } = plan as {
        planned_values: { root_module: { resources: unknown[] } };
      };
      asked.set(family, root_module.resources.length);
      return [];
    });
    const [single = 0, whole = 0] = ["CKV_AWS", "CKV2_AWS"].map((family) => asked.get(family));
    assert.ok(single > 0 && whole > 3 * single, `${single} and ${whole}`);
  });

  it("tells what no rule and no entry of the ledger has", () => {
    const { missed, stale } = compareWithCheckov(
      [],
      saying(() => [finding("CKV_AWS_333", "aws_ecs_service.service-0")]),
    );
    assert.deepEqual(
      missed.map(({ check, title, type }) => [check, title, type]),
      [["CKV_AWS_333", "healthy", "aws_ecs_service"]],
    );
    assert.deepEqual(stale, []);
  });

  it("lets be what a rule of ours has as its source and finds", () => {
    const addresses: string[] = [];
    compareWithCheckov(
      [],
      saying((plan) => {
        const text = JSON.stringify(plan);
        addresses.push(...(text.match(/aws_ecs_service\.service-[0-9]+/g) ?? []));
        return [];
      }),
    );
    const all = [...new Set(addresses)].map((address) => finding("CKV_AWS_333", address));
    const { missed, covered } = compareWithCheckov(
      [],
      saying(() => all),
    );
    assert.equal(covered, all.length - missed.length);
    assert.ok(covered >= 1, "a public address is one of the faults");
    assert.ok(!missed.some(({ title }) => title === "public addresses of tasks"));
  });

  it("lets be what the ledger has only where the rule that it names finds it", () => {
    const [entry] = LEDGER.filter(({ check }) => check === "CKV_AWS_103");
    assert.ok(entry);
    const run = saying(() => [finding("CKV_AWS_103", "aws_lb_listener.redirect-0")]);
    const { missed, stale } = compareWithCheckov([entry], run);
    assert.equal(missed.length, 1, "the healthy twin redirects");
    assert.deepEqual(stale, [entry]);
  });

  it("tells entries that nothing was found for", () => {
    assert.deepEqual(compareWithCheckov(LEDGER, () => []).stale, LEDGER);
  });

  it("fails where checkov speaks of what it was not given", () => {
    const run = () => [finding("CKV_AWS_333", "aws_ecs_service.other")];
    assert.throws(() => compareWithCheckov([], run), /'aws_ecs_service.other'/);
  });

  it("has a reason, a case and a page for each entry, and rules that there are", () => {
    const names = new Set(rules.map(({ name }) => name));
    for (const { check, by, minimal, why, source } of LEDGER) {
      assert.match(check, /^CKV2?_AWS_\d+$/);
      assert.ok(by === undefined || names.has(by), `${check}: no rule '${String(by)}'`);
      assert.ok(minimal.length > 0 && why.length > 20, check);
      // AWS's own word, or what checkov's check does.
      assert.match(
        source,
        /^https:\/\/(docs\.(aws\.amazon\.com|amazonaws\.cn)|github\.com\/bridgecrewio\/checkov)\//,
      );
    }
  });
});
