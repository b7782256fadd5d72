import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { packageRoot } from "../../generator/project/packageRoot.js";
import { CDK_NAMES } from "../../scripts/comparison/comparisons.js";
import { declaredNames } from "../../scripts/comparison/declaredNames.js";

const root = packageRoot();

interface ToolNames {
  /** Whose names they are, with version or commit. */
  source: string;
  names: string[];
}

/** What is written down of sources that no package of ours has. */
const written = JSON.parse(
  readFileSync(join(root, "tests/documentation/fixtures/toolArguments.json"), "utf8"),
) as Record<string, ToolNames>;

/** Declarations of an installed package. */
function declared(...files: string[]): string[] {
  const texts = files.map((file) => readFileSync(join(root, "node_modules", file), "utf8"));
  return texts.flatMap(declaredNames);
}

/** What App Runner's API has, as the provider declares it: the names begin with small letters there. */
function appRunnerNames(): string[] {
  const types = readFileSync(join(root, "node_modules/@pulumi/aws/types/input.d.ts"), "utf8");
  const [, own = ""] = /\nexport declare namespace apprunner \{\n([^]*?)\n\}\n/.exec(types) ?? [];
  const files = readdirSync(join(root, "node_modules/@pulumi/aws/apprunner"));
  const paths = files.filter((name) => name.endsWith(".d.ts"));
  return [
    ...declaredNames(own),
    ...declared(...paths.map((name) => `@pulumi/aws/apprunner/${name}`)),
  ];
}

/** Words of a table's first column that are no arguments: how people say what they do. */
const WORDS: Record<string, RegExp> = {
  "copilot.md": /^(?:copilot|svc|task|run|taskdef_overrides)\b/,
  "app-runner.md": /^never$/,
  "cdk-ecs-patterns.md": /^Ec2$/,
  "terraform-ecs-module.md": /^containerInsights$/,
  // Values of an argument, names of AWS's own configurations, and commands.
  "codedeploy-to-native.md": /^(?:STOP_|CONTINUE_|CodeDeployDefault\.|aws )/,
};

/** The names in the first column of a page's tables, each with those before it in its cell. */
function firstColumn(page: string): string[][] {
  const rows = page.split("\n").filter((line) => /^\| /.test(line) && !/^\| ---/.test(line));
  return rows.map((row) =>
    [...(row.split(" | ")[0] ?? "").matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name),
  );
}

/** The paths that a name may stand for: itself, or beside the one before it in its cell. */
function pathsOf(name: string, before: string | undefined): string[] {
  const parents = (before ?? "").split(".").slice(0, -1);
  return [name, ...parents.map((_, i) => [...parents.slice(0, i + 1), name].join("."))];
}

describe("the arguments of other tools in docs/from", () => {
  const lastSegment = (path: string) => path.replace(/^.*\./, "");
  const small = (name: string) => name.replace(/^[A-Z]/, (letter) => letter.toLowerCase());

  /** What each page's tool has, and how a path of the page is looked up in it. */
  const tools: Record<string, { known: () => ToolNames; keyOf: (path: string) => string }> = {
    "copilot.md": { known: () => written["copilot.md"] ?? assert.fail(), keyOf: (path) => path },
    "terraform-ecs-module.md": {
      known: () => written["terraform-ecs-module.md"] ?? assert.fail(),
      keyOf: (path) => path,
    },
    "cdk-ecs-patterns.md": {
      known: () => JSON.parse(readFileSync(CDK_NAMES, "utf8")) as ToolNames,
      keyOf: lastSegment,
    },
    "app-runner.md": {
      known: () => ({ source: "@pulumi/aws", names: appRunnerNames() }),
      keyOf: (path) => small(lastSegment(path)),
    },
    "codedeploy-to-native.md": {
      known: () => ({
        source: "@aws-sdk/client-codedeploy",
        names: [
          ...(written["codedeploy-to-native.md"]?.names ?? []),
          ...declared("@aws-sdk/client-codedeploy/dist-types/models/models_0.d.ts"),
        ],
      }),
      keyOf: lastSegment,
    },
  };

  for (const [file, { known, keyOf }] of Object.entries(tools)) {
    it(`${file} has under the names that they have there`, () => {
      const { names, source } = known();
      const page = readFileSync(join(root, "docs/from", file), "utf8");
      const cells = firstColumn(page.replace(/<!-- resources of both -->[^]*?<!-- end -->/, ""));
      const strange = cells.flatMap((cell) =>
        cell.filter((name, i) => {
          if (WORDS[file]?.test(name)) return false;
          const paths = pathsOf(
            name,
            cell.slice(0, i).findLast((one) => one.includes(".")),
          );
          return !paths.some((path) => names.includes(keyOf(path)));
        }),
      );
      const count = cells.flat().length;
      assert.ok(count > 15, `${count} names alone`);
      assert.deepEqual(strange, [], source);
    });
  }

  it("terraform-ecs-module.md has all of the module of a service", () => {
    const page = readFileSync(join(root, "docs/from/terraform-ecs-module.md"), "utf8");
    const { names } = tools["terraform-ecs-module.md"]?.known() ?? assert.fail();
    // What one row says of all: whether something is made, and what it is called.
    const common =
      /^(?:create|create_.*|disable_.*|.*_(?:name|use_name_prefix|path|description|tags|max_session_duration))$/;
    const missing = names.filter((name) => !common.test(name) && !page.includes(`\`${name}`));
    assert.deepEqual(missing, []);
  });
});
