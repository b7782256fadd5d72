import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import {
  appendFile,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { DescribeTaskDefinitionCommand } from "@aws-sdk/client-ecs";
import { parse } from "yaml";

import { packageRoot } from "../../generator/project/packageRoot.js";
import { documentedSchema } from "../../scripts/docPages/documentedSchema.js";
import type { ExampleProgram } from "../../scripts/programs/exampleProgram.js";
import { EXAMPLES, exampleNames } from "../../scripts/programs/exampleFolders.js";
import { exampleProgram } from "../../scripts/programs/exampleProgram.js";
import { PROGRAM_LANGUAGES } from "../../scripts/programs/programLanguages.js";
import { awsClients } from "./support/awsClients.js";
import type { Emulator } from "./support/emulator.js";
import { startEmulator } from "./support/emulator.js";
import { engineSuite, works } from "./support/engine.js";
import type { LanguageCheck } from "./support/languageChecks.js";
import { LANGUAGE_CHECKS, succeeds } from "./support/languageChecks.js";
import type { ReadyProgram } from "./support/languagePrograms.js";
import {
  compileHosts,
  hasHosts,
  LANGUAGE_PROGRAMS,
  missingForHosts,
} from "./support/languagePrograms.js";
import { makeWorkspace } from "./support/workspace.js";

const GENERATOR = join(packageRoot(), "tests/engine/generateSdks");

/** What a clone does not have. */
const NOT_CLONED = ["node_modules", "dist", "coverage", ".git"];

engineSuite("the components as a Pulumi package", () => {
  let emulator: Emulator;
  let folder = "";

  before(async () => {
    emulator = await startEmulator();
    folder = await realpath(await mkdtemp(join(tmpdir(), "slipway-components-")));
  });

  after(async () => {
    await emulator.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function clone(): Promise<string> {
    const target = join(folder, "clone");
    await cp(packageRoot(), target, {
      recursive: true,
      filter: (path) => !NOT_CLONED.includes(basename(path)),
    });
    return target;
  }

  /** The package as the registry has it, unpacked in a folder without any other package. */
  async function published(): Promise<string> {
    await succeeds(packageRoot(), process.execPath, "components/prepare.cjs");
    await succeeds(packageRoot(), "npm", "pack", "--ignore-scripts", "--pack-destination", folder);
    const tarball = (await readdir(folder)).find((name) => name.endsWith(".tgz")) ?? "";
    await succeeds(folder, "tar", "xzf", tarball);
    return join(folder, "package");
  }

  for (const [name, source] of [
    ["a clone", clone],
    ["the published package", published],
  ] as const) {
    it(`is added to a fresh program in YAML from ${name}, and comes up`, async () => {
      const components = join(await source(), "components");
      const program = join(folder, `program of ${name}`);
      await mkdir(program);
      const file = join(program, "Pulumi.yaml");
      await writeFile(file, "name: hello\nruntime: yaml\n");
      await succeeds(program, "pulumi", "package", "add", components);
      const { packages } = parse(await readFile(file, "utf8")) as { packages: object };
      assert.deepEqual(packages, { slipway: components });
      const example = await readFile(join(EXAMPLES, "taskDefinition/yaml/Pulumi.yaml"), "utf8");
      await appendFile(file, example.slice(example.indexOf("\nresources:")));
      await comesUp({ folder: program, environment: {} });
    });
  }

  /** Brings the program of the task definition's page up, and takes away again what it made. */
  async function comesUp({ folder: program, environment }: ReadyProgram): Promise<void> {
    const workspace = await makeWorkspace({ emulator, program, inPlace: true, environment });
    try {
      await workspace.pulumiSucceeds("up", "--yes", "--skip-preview");
      const { taskDefinition: ref } = (await workspace.outputs()) as {
        taskDefinition: { arn: string };
      };
      const { ecs } = awsClients(emulator);
      const described = () =>
        ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: ref.arn }));
      const { taskDefinition } = await described();
      const [container] = taskDefinition?.containerDefinitions ?? [];
      assert.deepEqual(container?.environment, [{ name: "LOG_LEVEL", value: "info" }]);
      assert.match(container.secrets?.[0]?.valueFrom ?? "", /:parameter\/orders\/database-url$/);
      await workspace.pulumiSucceeds("destroy", "--yes", "--skip-preview");
    } finally {
      await workspace.remove();
    }
  }

  describe("in an SDK", () => {
    const programs = pagePrograms();

    before(async function () {
      if (!works("go", "version")) {
        console.log("SDKs are not generated: there is no 'go' on the PATH");
        this.skip();
      }
      const root = existsSync(join(folder, "package"))
        ? join(folder, "package")
        : await published();
      // An older language host looks for plugins below the folder that it is started in.
      const empty = join(folder, "empty");
      await mkdir(empty);
      const components = join(root, "components");
      const schema = await succeeds(empty, "pulumi", "package", "get-schema", components);
      const file = join(folder, "schema.json");
      // npm's own lines come first.
      await writeFile(file, schema.slice(schema.indexOf("{")));
      await succeeds(GENERATOR, "go", "run", ".", file, join(folder, "sdks"));
    });

    describe("of a language whose host there is", () => {
      let hosts = "";

      before(async function () {
        if (hasHosts()) return;
        const missing = missingForHosts();
        if (missing !== undefined) {
          console.log(`programs in Python and Go are not brought up: ${missing}`);
          this.skip();
        }
        hosts = join(folder, "hosts");
        await compileHosts(hosts);
      });

      for (const { title, fence, write } of PROGRAM_LANGUAGES) {
        const ready = LANGUAGE_PROGRAMS[title];
        if (!ready) continue;
        it(`is what a program in ${title} comes up with`, async function () {
          const lacks = checkOf(title).missing();
          if (lacks !== undefined) {
            console.log(`the program in ${title} is not brought up: ${lacks}`);
            this.skip();
          }
          const program = programs.get("taskDefinition");
          if (!program) throw new Error("the task definition's page has no program");
          const [sdk, text] = [join(folder, "sdks", fence), write(program)];
          const components = join(folder, "package/components");
          await comesUp(await ready({ sdk, components, hosts, text }));
        });
      }
    });

    for (const { title, fence, write } of PROGRAM_LANGUAGES) {
      const { missing, check } = checkOf(title);

      it(`is what programs of the pages are type-checked against in ${title}, and a misspelt argument`, async function () {
        const lacks = missing();
        if (lacks !== undefined) {
          console.log(`the SDK and the programs for ${title} are not checked: ${lacks}`);
          this.skip();
        }
        const sdk = join(folder, "sdks", fence);
        const texts = new Map([...programs].map(([name, program]) => [name, write(program)]));
        const right = await check(sdk, texts);
        assert.ok(right.passed, right.output);
        const text = texts.get("service") ?? "";
        const misspelt = text.replace(/(min_?capa)c(ity)/i, "$1s$2");
        assert.notEqual(misspelt, text);
        const wrong = await check(sdk, new Map([["misspelt", misspelt]]));
        assert.ok(!wrong.passed, `${title} takes an argument that there is not`);
        assert.match(wrong.output, FOUND[title] ?? /never/);
      });
    }
  });
});

/** What the checks say of an argument that there is not. */
const FOUND: Record<string, RegExp> = {
  Python: /No overload variant of "Service"/,
  Go: /unknown field MinCapasity/,
  "C#": /MinCapasity/,
  Java: /symbol: +method minCapasity/,
};

function checkOf(title: string): LanguageCheck {
  const check = LANGUAGE_CHECKS[title];
  if (!check) throw new Error(`nothing checks ${title}`);
  return check;
}

/** The programs that the pages of components and of strategies show, by the names of their folders. */
function pagePrograms(): Map<string, ExampleProgram> {
  const schema = documentedSchema();
  return new Map(
    exampleNames().map((name) => {
      const text = readFileSync(join(EXAMPLES, name, "yaml/Pulumi.yaml"), "utf8");
      return [basename(name), exampleProgram(text, schema)];
    }),
  );
}
