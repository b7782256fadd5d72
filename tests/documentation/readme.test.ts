import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

import { packageRoot } from "../../generator/project/packageRoot.js";
import { previewOffline } from "../../generator/testing/index.js";
import { rules } from "../../policies/pack.js";
import { PICTURE_FILE, terminalPicture } from "../../scripts/terminalPicture.js";
import { folderOfPrograms, readmePrograms, textOf } from "../support/readmePrograms.js";

const readme = textOf("README.md");
const library = textOf("docs/concepts/programs.md");

/** Where the README's links lead to, which has to be right on the package's page as well. */
const REPOSITORY =
  /^https:\/\/(?:github\.com\/slipway-ecs\/slipway\/blob\/main|raw\.githubusercontent\.com\/slipway-ecs\/slipway\/main)\/([^#]+)(?:#(.+))?$/;

describe("README.md", function () {
  this.timeout(120_000);
  let folder: string;

  before(() => {
    folder = folderOfPrograms(readmePrograms);
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  function write(path: string, text: string) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text);
  }

  /** Makes a folder a Pulumi project with the stacks dev and prod. */
  function project(path: string) {
    write(`${path}/Pulumi.yaml`, "name: orders\nruntime: nodejs\nmain: index.ts\n");
    for (const stack of ["dev", "prod"]) write(`${path}/Pulumi.${stack}.yaml`, "config: {}\n");
  }

  it("has one program, and two with its page of the library", () => {
    assert.equal(readmePrograms.length, 3);
    assert.equal(readme.match(/^```ts$/gm)?.length, 1);
  });

  it("is short, and has the two commands of this repository and the lines for npm", () => {
    assert.ok(readme.split("\n").length < 100);
    for (const line of [
      "npm create slipway@latest orders",
      "npm ci && npm start",
      "npm ci && npm test",
      "npm install slipway @pulumi/pulumi @pulumi/aws",
    ]) {
      assert.ok(readme.includes(line), line);
    }
  });

  it("has absolute links alone, to files and titles that there are and to files of the package", () => {
    const { files } = JSON.parse(textOf("package.json")) as { files: string[] };
    const links = [...readme.matchAll(/\]\(([^)\s]+)\)/g)].map(([, to = ""]) => to);
    assert.ok(links.length >= 15, String(links.length));
    for (const link of links) {
      const [, path = "", anchor] = REPOSITORY.exec(link) ?? [];
      assert.ok(path !== "" && existsSync(join(packageRoot(), path)), link);
      const isPublished = ["README.md", "LICENSE", ...files].some((one) => {
        return path === one || path.startsWith(`${one}/`);
      });
      assert.ok(isPublished, link);
      if (anchor === undefined) continue;
      const titles = textOf(path).match(/^#+ .*/gm) ?? [];
      const anchors = titles.map((title) =>
        title.replace(/^#+ /, "").toLowerCase().replaceAll(" ", "-"),
      );
      assert.ok(anchors.includes(anchor), link);
    }
  });

  it("shows what the command prints today (npm run docs)", () => {
    assert.equal(readFileSync(PICTURE_FILE, "utf8"), terminalPicture());
    assert.ok(readme.includes("/docs/preview.svg)"));
  });

  it("has a service that previews clean, with nothing undetermined", async () => {
    write("Dockerfile", "FROM scratch\n");
    project("program0");
    const { policies, outputs } = await previewOffline({
      directory: join(folder, "program0"),
      stack: "prod",
    });
    assert.deepEqual([policies.violations, policies.undetermined], [[], []]);
    assert.match(String(outputs["url"]), /^http.*\/orders\/$/);
  });

  it("embeds an update, which a violation stops", () => {
    project("program1/orders");
    const leaking = (readmePrograms[0] ?? "").replace(
      "image: image.uri,",
      `$& environment: { DB_PASSWORD: "correct-horse" },`,
    );
    write("program1/orders/index.ts", leaking);
    write("program1/Dockerfile", "FROM scratch\n");
    const { stderr } = runProgram(1);
    assert.match(stderr, /ecs-no-plaintext-secrets/);
  });

  it("tests a program, and fails on a violation", () => {
    write("program2/Dockerfile", "FROM scratch\n");
    project("program2/infra");
    write("program2/infra/index.ts", readmePrograms[0] ?? "");
    assert.equal(runProgram(2).status, 0);
    write(
      "program2/infra/index.ts",
      (readmePrograms[0] ?? "").replace(
        "image: image.uri,",
        `$& capabilities: { add: ["SYS_PTRACE"] },`,
      ),
    );
    const { status, stderr } = runProgram(2);
    assert.equal(status, 1);
    assert.match(stderr, /ecs-capabilities-limited|SYS_PTRACE/);
  });

  /** Runs a program as an ECMAScript module, in its own folder. */
  function runProgram(i: number) {
    const { outputText } = ts.transpileModule(readmePrograms[i] ?? "", {
      compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
    });
    write(`program${i}/run.mjs`, outputText);
    return spawnSync(process.execPath, ["run.mjs"], {
      cwd: join(folder, `program${i}`),
      encoding: "utf8",
    });
  }

  it("has a page that lists every rule with its kind and level", () => {
    const rows = [
      ...textOf("docs/concepts/rules.md").matchAll(
        /^\| `([a-z-]+)` \| (\w+) \| (mandatory|advisory|disabled) \|/gm,
      ),
    ];
    assert.deepEqual(
      rows.map(([, ...cells]) => cells.join(" ")).sort(),
      rules.map(({ name, kind, enforcementLevel }) => `${name} ${kind} ${enforcementLevel}`).sort(),
    );
  });

  it("names only scripts that there are", () => {
    const { scripts } = JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8")) as {
      scripts: Record<string, string>;
    };
    const named = [...`${readme}\n${library}`.matchAll(/npm (?:run )?(start|test|bench)\b/g)].map(
      ([, name]) => name,
    );
    assert.ok(named.length >= 3);
    assert.deepEqual(
      named.filter((name) => name === undefined || !(name in scripts)),
      [],
    );
  });
});
