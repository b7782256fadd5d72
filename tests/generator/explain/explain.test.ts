import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { Ajv } from "ajv";

import { CAUSE_KINDS } from "../../../components/diagnosis/rules/cause.js";
import { ArgumentError } from "../../../components/argument/argumentError.js";
import { exitCodes } from "../../../generator/explain/commandEntries.js";
import { allEntries, explain } from "../../../generator/explain/explainAsked.js";
import type { Entry } from "../../../generator/explain/explanation.js";
import { readReference } from "../../../generator/explain/reference.js";
import { commandProgram } from "../../../generator/commands/commandProgram.js";
import { packageRoot } from "../../../generator/project/packageRoot.js";
import { printExplanations } from "../../../generator/terminal/printExplanations.js";
import { rules } from "../../../policies/pack.js";
import { componentReference, type ToldSchema } from "../../../scripts/componentReference.js";
import { propertyTags } from "../../../scripts/propertyTags.js";

describe("slipway explain", () => {
  let entries: Entry[] = [];

  before(async () => {
    entries = allEntries(await commandProgram());
  });

  const namesOf = (asked: string) => explain(asked, entries).explanations.map(({ name }) => name);
  const kindsOf = (kind: string) =>
    entries.filter(({ explanation }) => explanation.kind === kind).map((one) => one.explanation);

  it("finds everything again by the name that it gives", () => {
    assert.ok(entries.length > 900, String(entries.length));
    for (const { explanation } of entries) {
      const { name, kind, description } = explanation;
      const found = explain(name, entries).explanations;
      assert.ok(found.includes(explanation), `${kind} ${name}`);
      assert.notEqual(description, "", name);
    }
  });

  it("prints what its published schema says", () => {
    const file = join(packageRoot(), "generator/explain/explain.schema.json");
    const validate = new Ajv({ allErrors: true }).compile(
      JSON.parse(readFileSync(file, "utf8")) as object,
    );
    const all = entries.map(({ explanation }) => explanation);
    assert.deepEqual(validate(all) ? [] : validate.errors, []);
    assert.ok(!validate([]), "nothing found is an error, not a document");
    assert.ok(!validate([{ ...all[0], kind: "guess" }]), "no other kind");
  });

  it("has all rules, causes and components", () => {
    assert.deepEqual(
      kindsOf("rule")
        .map(({ name }) => name)
        .sort(),
      rules.map(({ name }) => name).sort(),
    );
    assert.deepEqual(
      kindsOf("diagnosis").map(({ name }) => name),
      [...CAUSE_KINDS],
    );
    assert.equal(kindsOf("component").length, 9);
    for (const { name, next } of kindsOf("diagnosis")) assert.ok(next, name);
  });

  it("has each argument and output that the schema has, with the default of its doc comment", () => {
    const file = join(packageRoot(), "tests/components/schema.json");
    const schema = JSON.parse(readFileSync(file, "utf8")) as ToldSchema;
    const reference = readReference();
    assert.deepEqual(
      reference,
      JSON.parse(JSON.stringify(componentReference(schema, propertyTags(packageRoot())))),
    );
    const paths = reference.properties.flatMap((one) => one.paths);
    for (const [token, { inputProperties, properties }] of Object.entries(schema.resources)) {
      for (const key of Object.keys({ ...inputProperties, ...properties })) {
        assert.ok(paths.includes(`${token.split(":")[2]}.${key}`), key);
      }
    }
    const optional = reference.properties.filter(
      (one) => one.kind === "argument" && !one.isRequired,
    );
    const untold = optional.filter((one) => one.default === undefined).map((one) => one.paths[0]);
    // One of them has to be given: nothing holds in their place.
    assert.deepEqual(untold, [
      "DockerImage.promoteFrom.uri",
      "DockerImage.promoteFrom.parameterName",
      "TaskDefinition.containers[].secrets.<name>.parameterName",
      "TaskDefinition.containers[].secrets.<name>.parameterArn",
      "TaskDefinition.containers[].secrets.<name>.secretArn",
    ]);
  });

  const NAMED: [asked: string, names: string[]][] = [
    ["image-pinned", ["image-pinned"]],
    ["ecs.5", ["ecs-readonly-root"]],
    ["CKV_AWS_336", ["ecs-readonly-root"]],
    ["requireDigest", ["image-pinned.requireDigest"]],
    ["Service.deployment.strategy", ["Service.deployment.strategy"]],
    ["deployment.strategy", ["Service.deployment.strategy"]],
    [
      "containers[0].secrets.DB_URL.secretArn",
      ["TaskDefinition.containers[].secrets.<name>.secretArn"],
    ],
    ["TaskDefinition.containers.image", ["TaskDefinition.containers[].image"]],
    ["blueGreen", ["Service.deployment.strategy"]],
    ["up", ["slipway up"]],
    ["slipway rules show", ["slipway rules show"]],
    ["up --stack", ["slipway up --stack"]],
    ["slipway preview --offline", ["slipway preview --offline"]],
    ["exit 4", ["exit 4"]],
    ["Exit code 130", ["exit 130"]],
    ["143", ["exit 143"]],
    ["imagenotfound", ["imageNotFound"]],
    ["Cluster", ["Cluster"]],
    ["Cluster.ref", ["Cluster.ref"]],
  ];
  for (const [asked, names] of NAMED) {
    it(`explains '${asked}'`, () => {
      assert.deepEqual(namesOf(asked), names);
    });
  }

  const MESSAGES: [title: string, message: string, names: string[]][] = [
    [
      "an argument that a component refuses, in a list",
      `TaskDefinition "orders": 'containers[0].portMappings[1].containerPort' must be 1 to 65535, got 0`,
      ["TaskDefinition.containers[].portMappings[].containerPort"],
    ],
    [
      "the same as Pulumi prints it",
      new ArgumentError(
        "Service",
        "orders",
        "scaling.maxCapacity",
        "'scaling.maxCapacity' must be 2 or more, got 1",
      ).message,
      ["Service.scaling.maxCapacity"],
    ],
    [
      "a part of one, by the first name in quotes",
      "must be 512, 1024 or 2048 MiB when 'TaskDefinition.runtimeCpu' or 'containers[1].cpu' is 256, got 4096",
      ["TaskDefinition.containers[].cpu"],
    ],
    [
      "a violation of a rule, by its name",
      'violation  image-pinned  orders: container "orders" has the tag latest',
      ["image-pinned"],
    ],
    [
      "one by an id of another catalogue",
      "Check: CKV_AWS_336: FAILED for resource",
      ["ecs-readonly-root"],
    ],
    [
      "a stopped task's reason",
      "CannotPullContainerError: pull image manifest has been retried: manifest unknown",
      ["imageNotFound"],
    ],
    [
      "a service's event",
      "(service orders) was unable to place a task because no container instance met all of its requirements.",
      ["noCapacity"],
    ],
    ["what the doctor says", "the service went back to the revision before", ["silentRollback"]],
    [
      "what ECS says of its circuit breaker",
      "ECS deployment circuit breaker: tasks failed to start.",
      ["circuitBreaker"],
    ],
    ["a stack that is held", "error: the stack is currently locked by 1 lock(s)", ["exit 4"]],
    [
      "an unknown option",
      "slipway: unknown option '--stak'; see 'slipway up --help'",
      ["slipway up"],
    ],
    [
      "a flag that is wrong",
      "'--timeout-seconds' must be a number; see 'slipway diff --help'",
      ["slipway diff --timeout-seconds"],
    ],
  ];
  for (const [title, message, names] of MESSAGES) {
    it(`explains ${title}`, () => {
      assert.deepEqual(namesOf(message), names);
    });
  }

  it("says what to do about an ordinary failure of Pulumi or the system", () => {
    for (const [message, advice] of [
      ["error: PULUMI_ACCESS_TOKEN must be set for login", /pulumi login/],
      ["error: incorrect passphrase", /PULUMI_CONFIG_PASSPHRASE/],
      ["write /x: no space left on device", /make room/],
      ["error: no stack named 'dev' found", /'slipway up --create' makes one/],
      ["api error AccessDeniedException: User: arn:aws:iam::1:user/a", /get-caller-identity/],
      ["ThrottlingException: Rate exceeded", /run it again/],
      ["api error LimitExceededException: the limit of 5 VPCs", /Service Quotas/],
      ["InvalidParameterException: Invalid 'cpu' setting for task", /change the argument/],
    ] as const) {
      const [found] = explain(message, entries).explanations;
      assert.equal(found?.kind, "failure");
      assert.match(found.next ?? "", advice);
    }
  });

  it("names what is near to what it does not know, and nothing for what is near to nothing", () => {
    assert.equal(explain("helthCheckPath", entries).nearest[0], "healthCheckPath");
    assert.equal(explain("image-pined", entries).nearest[0], "image-pinned");
    assert.equal(explain("blueGren", entries).nearest[0], "bluegreen");
    for (const asked of ["zqxw", "", "  ", "...", "\u001b[0m"]) {
      assert.deepEqual(explain(asked, entries), { explanations: [], nearest: [] }, asked);
    }
  });

  it("reads the exit codes of every command, those of signals too", async () => {
    const program = await commandProgram();
    // These alone do nothing.
    const groups = ["prices", "fleet"];
    const commands = program.commands.flatMap((command) =>
      groups.includes(command.name()) ? command.commands : [command],
    );
    assert.ok(commands.length >= 20);
    for (const command of commands) {
      const codes = exitCodes(command);
      assert.ok(codes.has("0") && codes.has("1"), command.name());
      for (const meaning of codes.values()) assert.doesNotMatch(meaning, /\n|\.$|\d /);
    }
    const upgrade = program.commands.find((command) => command.name() === "upgrade");
    assert.ok(upgrade);
    assert.deepEqual(Object.fromEntries(exitCodes(upgrade)), {
      0: "upgraded or nothing to do",
      1: "no generated repository",
      2: "with --check: a newer template has changes",
      3: "conflicts to resolve",
      130: "cancelled",
      143: "cancelled by SIGTERM",
    });
  });

  it("prints a few hits in full, and many as a list of names to ask for", () => {
    const full = printExplanations(explain("exit 4", entries).explanations);
    assert.match(full, /^exit 4 {2}exit code\n {2}another update of the stack is running\n/);
    const many = explain("--stack", entries).explanations;
    const lines = printExplanations(many).split("\n");
    assert.ok(many.length > 3);
    assert.equal(lines.length, many.length + 2);
    for (const line of lines) assert.ok(line.length <= 120, line);
    assert.match(lines[0] ?? "", /^\d+ things may be meant$/);
  });
});
