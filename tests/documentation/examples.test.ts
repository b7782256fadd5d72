import assert from "node:assert/strict";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import ts from "typescript";

import type { PreviewResult } from "../../generator/offline/previewResult.js";
import { packageRoot } from "../../generator/project/packageRoot.js";
import { allExamples, type Example } from "../support/examples.js";
import { warmPreview } from "../support/warmPreview.js";

const previewOffline = warmPreview();

const examples = allExamples();

/** What the examples came to that were previewed alone, by name and stack. */
const previewed = new Map<string, PreviewResult>();

/** An example's preview: that of its folder alone, if there was one. */
async function previewOf(name: string, stack = "dev"): Promise<PreviewResult> {
  const key = `${name} ${stack}`;
  const directory = name === "platform" ? packageRoot() : join(packageRoot(), "examples", name);
  const result = previewed.get(key) ?? (await previewOffline({ directory, stack }));
  previewed.set(key, result);
  return result;
}

describe("examples", function () {
  this.timeout(60_000);

  let copies = "";

  before(() => {
    copies = realpathSync(mkdtempSync(join(tmpdir(), "slipway-examples-")));
  });

  after(() => {
    rmSync(copies, { recursive: true });
  });

  interface ExampleManifest {
    dependencies: Record<string, string>;
    devDependencies?: Record<string, string>;
  }

  const manifestOf = (name: string) =>
    JSON.parse(
      readFileSync(join(packageRoot(), "examples", name, "package.json"), "utf8"),
    ) as ExampleManifest;

  /** The example's folder alone, as the README has users copy it, with exactly the packages that it asks for. */
  function standAlone(name: string): string {
    const directory = join(copies, name);
    cpSync(join(packageRoot(), "examples", name), directory, { recursive: true });
    const { dependencies, devDependencies } = manifestOf(name);
    for (const dependency of Object.keys({ ...dependencies, ...devDependencies })) {
      const target = join(directory, "node_modules", dependency);
      mkdirSync(dirname(target), { recursive: true });
      const installed = join(packageRoot(), "node_modules", dependency);
      symlinkSync(dependency === "slipway" ? packageRoot() : installed, target, "dir");
    }
    return directory;
  }

  const packagesOf = ({ name }: Example) =>
    JSON.stringify(Object.keys(manifestOf(name).dependencies));

  // Programs in other languages run on an engine alone: tests/engine/strict.test.ts previews all.
  const programs = examples
    .filter(({ runtime }) => runtime === "nodejs")
    // Those of the same packages after each other: they share a process.
    .sort((a, b) => packagesOf(a).localeCompare(packagesOf(b)));
  for (const { name, project, stacks } of programs) {
    // The stacks of the root program are previewed below.
    for (const stack of project === "." ? ["dev"] : stacks) {
      it(`${name} stands alone, and previews clean as ${stack}`, async () => {
        const result = await previewOffline({ directory: standAlone(name), stack });
        // The root program has stacks of its own.
        if (project !== ".") previewed.set(`${name} ${stack}`, result);
        const { policies, resources } = result;
        assert.deepEqual([policies.violations, policies.undetermined], [[], []]);
        assert.equal(
          resources.some(({ type }) => type.startsWith("slipway:index:")),
          true,
        );
      });
    }
  }

  it("ask for each package that they import, at the ranges of the library", () => {
    const own = JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8")) as {
      version: string;
    } & Record<"dependencies" | "peerDependencies" | "devDependencies", Record<string, string>>;
    const ranges = {
      ...own.devDependencies,
      ...own.dependencies,
      ...own.peerDependencies,
      slipway: `^${own.version}`,
    };
    for (const { name } of examples) {
      const { dependencies, devDependencies } = manifestOf(name);
      const asked = { ...dependencies, ...devDependencies };
      const expected = Object.keys(asked).map((key) => [key, ranges[key as keyof typeof ranges]]);
      assert.deepEqual(asked, Object.fromEntries(expected), name);
      const texts = typescriptFiles(join("examples", name)).map((path) =>
        readFileSync(join(packageRoot(), path), "utf8"),
      );
      const imported = texts.flatMap((text) =>
        [...text.matchAll(/(?:from |import\()"((?:@[^/"]+\/)?[^./"][^/"]*)/g)].map(
          ([, of = ""]) => of,
        ),
      );
      const missing = imported.filter((of) => !of.startsWith("node:") && !(of in dependencies));
      assert.deepEqual(missing, [], name);
    }
  });

  it("need no file outside of their folder", () => {
    for (const { name } of examples) {
      const files = readdirSync(join(packageRoot(), "examples", name), { encoding: "utf8" });
      assert.ok(files.includes("Pulumi.yaml") && files.includes("package.json"), name);
      for (const path of files.filter((file) => /\.(?:ts|json|yaml)$/.test(file))) {
        const text = readFileSync(join(packageRoot(), "examples", name, path), "utf8");
        assert.doesNotMatch(text, /["' ]\.\.\//, `${name}/${path}`);
      }
    }
  });

  it("are all type-checked by the build", () => {
    const file = join(packageRoot(), "tsconfig.json");
    const { options, fileNames } = ts.parseJsonConfigFileContent(
      ts.readConfigFile(file, (path) => readFileSync(path, "utf8")).config,
      ts.sys,
      packageRoot(),
    );
    assert.deepEqual([options.strict, options.noCheck], [true, undefined]);
    const programs = examples.flatMap(({ name }) => typescriptFiles(join("examples", name)));
    assert.ok(programs.length >= examples.length - 1);
    assert.deepEqual(
      programs.filter((path) => !fileNames.includes(join(packageRoot(), path))),
      [],
    );
  });

  function typescriptFiles(folder: string): string[] {
    return readdirSync(join(packageRoot(), folder), { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".ts"))
      .map((path) => join(folder, path));
  }

  it("are all named in the page of examples, and no others", () => {
    const page = readFileSync(join(packageRoot(), "docs/concepts/examples.md"), "utf8");
    const named = [...page.matchAll(/\bexamples\/(\w+)/g)].map(([, name = ""]) => name);
    const names = examples.map(({ name }) => name);
    assert.deepEqual([...new Set(named)].sort(), [...names].sort());
  });
});

describe("examples/promotion", function () {
  this.timeout(60_000);
  const types = async (stack: string) => {
    const { policies, resources } = await previewOf("promotion", stack);
    assert.deepEqual([policies.violations, policies.undetermined], [[], []]);
    return resources.map(({ type }) => type);
  };

  it("builds and releases in dev alone", async () => {
    const made = ["docker-build:index:Image", "aws:ssm/parameter:Parameter"];
    const inDev = await types("dev");
    const inProd = await types("prod");
    assert.deepEqual(
      made.map((type) => [inDev.includes(type), inProd.includes(type)]),
      [
        [true, false],
        [true, false],
      ],
    );
  });
});

describe("examples/platform", function () {
  this.timeout(60_000);

  for (const [stack, zones, strategy] of [
    ["dev", 2, "Single"],
    ["staging", 2, "Single"],
    ["prod", 3, "OnePerAz"],
  ] as const) {
    it(`previews clean as ${stack}, and exports what services read`, async () => {
      const { policies, outputs, resources } = await previewOf("platform", stack);
      assert.deepEqual([policies.violations, policies.undetermined], [[], []]);
      assert.deepEqual(Object.keys(outputs).sort(), ["cluster", "loadBalancer", "network"]);
      const vpc = resources.find(({ type }) => type === "awsx:ec2:Vpc");
      assert.equal(vpc?.inputs["numberOfAvailabilityZones"], zones);
      assert.deepEqual(vpc.inputs["natGateways"], { strategy });
    });
  }

  it("protects the load balancer everywhere but in dev", async () => {
    const isProtected = [];
    for (const stack of ["dev", "staging", "prod"]) {
      const { resources } = await previewOf("platform", stack);
      const balancer = resources.find(({ type }) => type === "aws:lb/loadBalancer:LoadBalancer");
      isProtected.push(balancer?.inputs["enableDeletionProtection"]);
    }
    assert.deepEqual(isProtected, [false, true, true]);
  });
});

describe("examples/compute", function () {
  this.timeout(60_000);

  it("previews clean, with the defaults of its configuration", async () => {
    const { policies, outputs, resources } = await previewOf("compute");
    assert.deepEqual([policies.violations, policies.undetermined], [[], []]);
    assert.deepEqual(Object.keys(outputs).sort(), [
      "clusterName",
      "migrationTaskArn",
      "scheduleName",
      "serviceName",
    ]);
    const components = resources.filter(({ type }) => type.startsWith("slipway:"));
    assert.deepEqual(components.map(({ type }) => type.split(":")[2]).sort(), [
      "Cluster",
      "Network",
      "ScheduledTask",
      "Service",
      "Task",
      "TaskDefinition",
    ]);
  });
});

describe("examples/ownLoadBalancer", function () {
  this.timeout(60_000);

  it("previews clean, with a load balancer, its domain and an internal service", async () => {
    const { policies, outputs, resources } = await previewOf("ownLoadBalancer");
    assert.deepEqual([policies.violations, policies.undetermined], [[], []]);
    assert.deepEqual(outputs, { url: "https://shop.example.com/" });
    const made = (type: string) => resources.filter((r) => r.type === type).map(({ name }) => name);
    assert.deepEqual(made("slipway:index:LoadBalancer"), ["shop"]);
    assert.deepEqual(made("aws:route53/record:Record").sort(), ["shop", "shop-shop.example.com"]);
    const rules = made("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule").sort();
    assert.deepEqual(rules, ["shop", "stock-from-shop"]);
  });
});

describe("examples of deployments", function () {
  this.timeout(60_000);

  async function resourcesOf(name: string) {
    return (await previewOf(name)).resources;
  }

  it("blueGreen asks ECS for a canary that waits for an approval, and tells test requests apart", async () => {
    const resources = await resourcesOf("blueGreen");
    const service = resources.find(({ type }) => type === "aws:ecs/service:Service");
    assert.deepEqual(service?.inputs["deploymentConfiguration"], {
      strategy: "CANARY",
      bakeTimeInMinutes: "15",
      canaryConfiguration: { canaryPercent: 10, canaryBakeTimeInMinutes: "10" },
      lifecycleHooks: [
        {
          targetType: "PAUSE",
          lifecycleStages: ["POST_TEST_TRAFFIC_SHIFT"],
          timeoutConfiguration: { timeoutInMinutes: "60", action: "ROLLBACK" },
        },
      ],
    });
    const test = resources.find(({ name }) => name === "orders-production-test");
    assert.deepEqual(test?.inputs["conditions"], [
      { pathPattern: { values: ["/orders/*"] } },
      { httpHeader: { httpHeaderName: "x-test", values: ["green"] } },
    ]);
  });

  for (const [name, controller] of [
    ["codeDeploy", "CODE_DEPLOY"],
    ["external", "EXTERNAL"],
  ] as const) {
    it(`${name} leaves deployments to ${controller}`, async () => {
      const resources = await resourcesOf(name);
      const service = resources.find(({ type }) => type === "aws:ecs/service:Service");
      assert.deepEqual(service?.inputs["deploymentController"], { type: controller });
    });
  }
});

describe("examples/worker", function () {
  this.timeout(60_000);

  it("runs from zero tasks to twenty, two by day, without a load balancer", async () => {
    const { resources } = await previewOf("worker");
    const target = resources.find(({ type }) => type === "aws:appautoscaling/target:Target");
    assert.deepEqual([target?.inputs["minCapacity"], target?.inputs["maxCapacity"]], [0, 20]);
    const actions = resources.filter(({ type }) => type.endsWith(":ScheduledAction"));
    assert.deepEqual(
      actions.map(({ name, inputs }) => [name, inputs["scalableTargetAction"]]).sort(),
      [
        ["worker-day", { minCapacity: 2 }],
        ["worker-night", { minCapacity: 0 }],
      ],
    );
    assert.deepEqual(
      resources.filter(({ type }) => type.startsWith("aws:lb/")),
      [],
    );
  });
});

describe("examples/internal", function () {
  this.timeout(60_000);

  it("lets nobody but the catalog reach the prices", async () => {
    const { resources } = await previewOf("internal");
    const rules = resources.filter(({ type }) => type.endsWith(":SecurityGroupIngressRule"));
    assert.deepEqual(
      rules.map(({ name, inputs }) => [name, inputs["fromPort"], inputs["toPort"]]),
      [["catalog-to-prices", 8080, 8080]],
    );
  });
});
