import assert from "node:assert/strict";
import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "yaml";

import type { PreviewResult } from "../../../generator/offline/previewResult.js";
import { packageRoot } from "../../../generator/project/packageRoot.js";
import type { Answers } from "../../../generator/scaffold/answers.js";
import { physicalName } from "../../../components/rules/physicalName.js";
import type { PolicyConfiguration } from "../../../policies/pack.js";
import { MAKING } from "./makingActions.js";
import { plannedTemplate } from "./plannedTemplate.js";
import { TEMPLATE_CASES, type TemplateCase } from "./templateCases.js";
import { scratchFolder } from "./scratchFolder.js";
import { warmPreview } from "../../support/warmPreview.js";

const previewOffline = warmPreview();

const STACKS = ["dev", "staging", "prod"];

/** A service with the application of the template, and one with a Dockerfile that is there: their infra differs. */
const SERVICES: readonly [string, Partial<Answers>][] = [
  ["web-service", {}],
  ["web-service", { language: "none", path: "/*" }],
  [
    "web-service",
    {
      urlRewrite: "strip-prefix",
      path: "/orders/*",
      host: "orders.example.com",
      zoneId: "Z0123ABC",
    },
  ],
  ["web-service", { language: "none", protocol: "grpc" }],
  ["web-service", { language: "go", protocol: "grpc", path: "/acme.v1.Orders/*" }],
  ["backend-service", {}],
  ["backend-service", { language: "none" }],
  ["worker", {}],
  ["worker", { language: "python" }],
  ["ml-inference", { language: "python" }],
  [
    "ml-inference",
    { language: "none", modelStorage: "s3", gpuCapacity: "instance-group", cpu: 8192, path: "/*" },
  ],
  ["scheduled-job", { schedule: "rate(1 hour)", timeZone: "Europe/Berlin" }],
];

const PLATFORMS: readonly Partial<Answers>[] = [
  { repository: "acme/platform" },
  {
    stateBackend: "s3",
    delivery: "gitlab",
    repository: "acme/infra/platform",
    domain: "api.example.com",
    zoneId: "Z0123456789ABC",
  },
];

/** Files of a repository that say what is made. */
const MAKES = /^(?:infra|bootstrap)\/|^slipway\.policies\.yaml$/;

/** Every template with each of its languages and deliveries, once for those that make the same. */
const DISTINCT_CASES = [
  ...TEMPLATE_CASES.reduce((byMade, { name, template, answers }) => {
    const files = [...plannedTemplate(template, answers)].filter(([path]) => MAKES.test(path));
    const made = JSON.stringify([template, files]);
    const { names = [] } = byMade.get(made) ?? {};
    return byMade.set(made, { names: [...names, name], template, answers });
  }, new Map<string, { names: string[] } & Pick<TemplateCase, "template" | "answers">>()),
].map(([, one]) => one);

/** Longer than what names of target groups have of it, which would end at its second hyphen. */
const LONG_NAME = "customer-notifications-dispatcher";

describe("previews of what templates make", function () {
  this.timeout(120_000);
  const folder = scratchFolder();

  function write(template: string, answers: Partial<Answers>): string {
    const root = join(folder.path, "orders");
    for (const [path, text] of plannedTemplate(template, answers)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    if (answers.language === "none")
      folder.write("orders/app/Dockerfile", "FROM scratch\nUSER 65532\n");
    symlinkSync(join(packageRoot(), "node_modules"), join(root, "node_modules"));
    return root;
  }

  /** A preview under the strictest profile, whatever the project says for the stack. */
  async function hardened(directory: string, stack: string): Promise<PreviewResult> {
    const text = readFileSync(join(directory, "slipway.policies.yaml"), "utf8");
    const { environments, $schema, ...own } = parse(text) as Record<string, unknown>;
    assert.ok($schema !== undefined && (environments !== undefined || own.profile === "hardened"));
    const policyConfiguration = { ...own, profile: "hardened" } as PolicyConfiguration;
    return previewOffline({ directory, stack, policyConfiguration, silent: true });
  }

  function assertClean({ policies }: PreviewResult): void {
    const mandatory = policies.violations.filter(
      ({ enforcementLevel }) => enforcementLevel === "mandatory",
    );
    assert.deepEqual(mandatory, []);
    assert.deepEqual(policies.undetermined, []);
    assert.ok(policies.evaluated > 0);
  }

  for (const [template, answers] of SERVICES) {
    it(`${template} ${JSON.stringify(answers)} follows every policy in all stacks`, async () => {
      const root = write(template, answers);
      for (const stack of STACKS) assertClean(await hardened(join(root, "infra"), stack));
    });
  }

  for (const { names, template, answers } of DISTINCT_CASES) {
    it(`${names.join(", ")} keep every policy in prod, with nothing undetermined`, async () => {
      const root = write(template, answers);
      assertClean(await hardened(join(root, "infra"), "prod"));
      if (template === "platform") assertClean(await hardened(join(root, "bootstrap"), "account"));
    });
  }

  it("are made of what the deploy role of a service may make", async () => {
    const platform = plannedTemplate("platform");
    const ofServices = platform.get("bootstrap/grants.ts") ?? "";
    const ofInstances = platform.get("bootstrap/instanceGrants.ts") ?? "";
    const inGroup = { gpuCapacity: "instance-group", modelStorage: "s3" } as const;
    for (const [template, answers] of [
      ["web-service", {}],
      ["worker", {}],
      ["scheduled-job", {}],
      ["ml-inference", { language: "python" }],
      ["ml-inference", { language: "python", ...inGroup }],
    ] as const) {
      const grants = template === "ml-inference" ? ofServices + ofInstances : ofServices;
      const { resources } = await hardened(join(write(template, answers), "infra"), "dev");
      for (const { type, name } of resources.filter((each) => each.type.startsWith("aws:"))) {
        const making = MAKING[type] ?? assert.fail(`no action is known that makes ${type} ${name}`);
        // Roles are not among the grants: they are made within the boundary alone.
        if (!/^iam:.*Role/.test(making)) assert.ok(grants.includes(`"${making}"`), making);
      }
      rmSync(join(folder.path, "orders"), { recursive: true });
    }
  });

  it("give a service on instances what it needs of AWS, and its roles a boundary of their own", async () => {
    const root = write("platform", { repository: "acme/platform" });
    const repositories = join(root, "bootstrap/repositories.ts");
    const line =
      '  { service: "models", path: "acme/models", deploys: "instances", zoneId: "Z0123ABC" },';
    const long = `  { service: "${LONG_NAME}", path: "acme/long", deploys: "service" },`;
    const text = readFileSync(repositories, "utf8");
    writeFileSync(repositories, text.replace(/^\];$/m, `${line}\n${long}\n];`));
    const account = await hardened(join(root, "bootstrap"), "account");
    assertClean(account);
    assertExactSubjects(account);
    const policyOf = (role: string) => {
      const found = account.resources.find(
        ({ type, name }) => type === "aws:iam/rolePolicy:RolePolicy" && name === role,
      );
      return String(found?.inputs.policy).replaceAll(/\s/g, "");
    };
    const boundaryOf = (role: string) =>
      /"iam:PermissionsBoundary":\[?"([^"]+)/.exec(policyOf(role))?.[1];
    assert.match(policyOf("models-deploy"), /"ecs:CreateCapacityProvider"/);
    assert.match(policyOf("models-deploy"), /route53:::hostedzone\/Z0123ABC"/);
    assert.doesNotMatch(policyOf("orders-deploy"), /hostedzone\/Z0123ABC/);
    assert.match(policyOf("models-deploy"), /role\/ecsInstanceRole-models-\*/);
    assert.ok(boundaryOf("models-deploy")?.includes("instance-boundary"));
    assert.ok(boundaryOf("orders-deploy")?.includes("task-boundary"));
    const targetGroup = physicalName("targetGroup", [LONG_NAME]).replace(/-[0-9a-f]+$/, "-*");
    assert.ok(policyOf(`${LONG_NAME}-deploy`).includes(`:targetgroup/${targetGroup}"`));
    // All inline policies of a role together have at most 10,240 characters.
    for (const role of ["models-deploy", "orders-deploy"]) {
      assert.ok(policyOf(role).length < 10_240, `${role}: ${policyOf(role).length}`);
    }
  });

  for (const answers of PLATFORMS) {
    it(`platform ${JSON.stringify(answers)} follows every policy in all stacks`, async () => {
      const root = write("platform", answers);
      const boundary = "arn:aws:iam::123456789012:policy/task-boundary";
      appendFileSync(
        join(root, "infra/Pulumi.dev.yaml"),
        `  orders:permissionsBoundaryArn: ${boundary}\n`,
      );
      for (const stack of STACKS) {
        const preview = await hardened(join(root, "infra"), stack);
        assertClean(preview);
        assert.deepEqual(Object.keys(preview.outputs).sort(), [
          "cluster",
          "loadBalancer",
          "network",
        ]);
        assert.equal(isOpenOverHttp(preview), false);
        const roles = preview.resources.filter(({ type }) => type === "aws:iam/role:Role");
        assert.ok(roles.length > 0);
        for (const { inputs } of roles) {
          assert.equal(inputs.permissionsBoundary, stack === "dev" ? boundary : undefined);
        }
      }
      const account = await hardened(join(root, "bootstrap"), "account");
      assertClean(account);
      assertExactSubjects(account);
    });
  }
});

/** Whether somebody on the internet is served over HTTP. */
function isOpenOverHttp({ resources }: PreviewResult): boolean {
  const ofType = (type: string) => resources.filter((resource) => resource.type === type);
  const isPublic = ofType("aws:lb/loadBalancer:LoadBalancer").some(
    ({ inputs }) => inputs.internal === false,
  );
  const isHttps = ofType("aws:lb/listener:Listener").some(
    ({ inputs }) => inputs.protocol === "HTTPS",
  );
  return isPublic && !isHttps;
}

/** No role is for a pattern of subjects, and each that makes roles makes them within the boundary. */
function assertExactSubjects({ resources }: PreviewResult): void {
  const roles = resources.filter(({ type }) => type === "aws:iam/role:Role");
  assert.ok(roles.length > 0);
  for (const { inputs } of roles) {
    assert.match(String(inputs.assumeRolePolicy), /"StringEquals"/);
    assert.doesNotMatch(String(inputs.assumeRolePolicy), /StringLike|[*?]/);
  }
  const policies = resources.filter(({ type }) => type === "aws:iam/rolePolicy:RolePolicy");
  const making = policies.filter(({ inputs }) => String(inputs.policy).includes("iam:CreateRole"));
  assert.ok(making.length > 0);
  for (const { inputs } of making) assert.match(String(inputs.policy), /iam:PermissionsBoundary/);
}
