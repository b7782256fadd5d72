import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { stackOutputsOf } from "../../generator/offline/engine/stackReference.js";
import { packageRoot } from "../../generator/project/packageRoot.js";
import type { Example } from "../support/examples.js";
import { allExamples } from "../support/examples.js";
import type { Emulator } from "./support/emulator.js";
import { startEmulator } from "./support/emulator.js";
import { engineSuite } from "./support/engine.js";
import { run } from "./support/process.js";
import type { Workspace, WorkspaceOptions } from "./support/workspace.js";
import { makeWorkspace } from "./support/workspace.js";

/** An input that `@pulumi/aws` has and the Terraform provider of the engine tests does not know yet. */
interface NewerInput {
  type: string;
  input: string;
}

const LIST = join(packageRoot(), "tests", "engine", "inputsNewerThanProvider.json");
const listed = JSON.parse(readFileSync(LIST, "utf8")) as NewerInput[];

function sorted(inputs: readonly NewerInput[]): string[] {
  return [...new Set(inputs.map(({ type, input }) => `${type} ${input}`))].sort();
}

/**
 * Examples with an input that `@pulumi/aws` has as a list and the engine's stand-in for its plugin as one object:
 * `clientAlias` of Service Connect, `aliases` and routing policies of a Route 53 record. The provider would never see these resources, so the
 * copies of these programs, and not the examples, begin with what makes an object of exactly these lists.
 */
const WITH_SINGLE_OBJECTS = ["fromAppRunner", "internal", "ownLoadBalancer"];
const SINGLE_OBJECTS = join(packageRoot(), "dist/tests/engine/support/singleObjects.js");

const examples = allExamples();

engineSuite("all resources of the examples, judged by the AWS provider", () => {
  let emulator: Emulator;
  let platform: Workspace;
  const found = new Map<string, NewerInput[]>();

  before(async () => {
    emulator = await startEmulator();
    platform = await makeWorkspace({ emulator, program: ".", only: ["Pulumi.yaml"] });
    await pretendThatItIsUp(platform);
  });

  after(async () => {
    await platform.remove();
    await emulator.stop();
  });

  /** Gives the platform's stack the outputs that services read, without making anything. */
  async function pretendThatItIsUp(workspace: Workspace) {
    const { directory, stack } = workspace;
    const type = "pulumi:pulumi:Stack";
    const urn = `urn:pulumi:${stack}::platform::${type}::platform-${stack}`;
    const outputs = stackOutputsOf(`organization/platform/${stack}`, "eu-west-1");
    const manifest = { time: new Date(0).toISOString(), magic: "", version: "" };
    const resources = [{ urn, type, custom: false, outputs }];
    const file = join(directory, "state.json");
    await writeFile(file, JSON.stringify({ version: 3, deployment: { manifest, resources } }));
    await workspace.pulumiSucceeds("stack", "import", "--file", file);
  }

  /** Makes a workspace for as long as `use` takes; its stack is then no more, so that projects may share a name. */
  async function within<T>(
    options: Omit<WorkspaceOptions, "emulator">,
    use: (workspace: Workspace) => Promise<T>,
  ): Promise<T> {
    // The root program has no platform to refer to: it is one.
    const isRoot = options.program === "." && options.project === undefined;
    const backend = isRoot ? {} : { backend: platform.backend };
    const environment = { AWS_PLUGIN_STRICT: "1" };
    const workspace = await makeWorkspace({ emulator, environment, ...backend, ...options });
    try {
      const file = join(workspace.project, "Pulumi.yaml");
      const text = await readFile(file, "utf8");
      // The copy is elsewhere than the components.
      await writeFile(
        file,
        text.replace("./node_modules/slipway/components", join(packageRoot(), "components")),
      );
      return await use(workspace);
    } finally {
      await workspace.pulumiSucceeds("stack", "rm", "--yes");
      await workspace.remove();
    }
  }

  function preview({ project, stack, environment }: Workspace, more: object, ...words: string[]) {
    return run("pulumi", ["preview", "--stack", stack, "--non-interactive", ...words], {
      directory: project,
      // `npm test` type-checks the examples.
      environment: { ...environment, PULUMI_NODEJS_TRANSPILE_ONLY: "true", ...more },
    });
  }

  /**
   * Inputs that the provider does not know: none where it takes the program under `AWS_PLUGIN_STRICT=1`. Where it does
   * not, the first refusal ends the program, so that a second preview has to name them all.
   */
  async function newerInputs(workspace: Workspace): Promise<NewerInput[]> {
    const strict = await preview(workspace, {});
    if (strict.code === 0) return [];
    // A provider of its own, whose warnings the engine shows.
    const lenient = { AWS_PLUGIN_STRICT: "", PULUMI_DEBUG_PROVIDERS: "" };
    const { code, stdout, stderr } = await preview(workspace, lenient, "--debug");
    assert.equal(code, 0, stdout + stderr);
    const warnings = [...stdout.matchAll(/warning: (\S+): this provider does not know (.+)$/gm)];
    assert.notDeepEqual(warnings, [], strict.stdout + strict.stderr);
    return warnings.flatMap(([, type = "", inputs = ""]) =>
      inputs.split(", ").map((input) => ({ type, input })),
    );
  }

  function optionsOf({ name, project }: Example): Omit<WorkspaceOptions, "emulator"> {
    const only = ["Pulumi.yaml", "Pulumi.dev.yaml", join("examples", name), "tsconfig.json"];
    if (project === ".") return { program: project, only };
    return { program: ".", only: ["tsconfig.json", project], project };
  }

  it("notices every input that the provider does not know", async () => {
    const inputs = await within({ program: "tests/engine/fixtures/newerInputs" }, newerInputs);
    assert.deepEqual(sorted(inputs), [
      "aws:cloudwatch/logGroup:LogGroup deletionProtectionEnabled",
      "aws:ecs/service:Service deploymentConfiguration",
    ]);
  });

  async function withSingleObjects({ project }: Workspace) {
    const file = join(project, "index.ts");
    const text = await readFile(file, "utf8");
    await writeFile(file, `import ${JSON.stringify(SINGLE_OBJECTS)};\n${text}`);
  }

  for (const example of examples) {
    it(`takes examples/${example.name}, but for listed inputs`, async () => {
      const inputs = await within(optionsOf(example), async (workspace) => {
        if (WITH_SINGLE_OBJECTS.includes(example.name)) await withSingleObjects(workspace);
        return newerInputs(workspace);
      });
      found.set(example.name, inputs);
      const known = sorted(listed);
      assert.deepEqual(
        sorted(inputs).filter((input) => !known.includes(input)),
        [],
      );
    });
  }

  it("lists no input that no example has", () => {
    assert.equal(found.size, examples.length, "not all examples were previewed");
    assert.deepEqual(sorted([...found.values()].flat()), sorted(listed));
  });
});
