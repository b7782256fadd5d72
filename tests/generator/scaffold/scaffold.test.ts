import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";

import { CliError } from "../../../generator/cliError.js";
import { packageRoot } from "../../../generator/project/packageRoot.js";
import type { Prompt } from "../../../generator/scaffold/ask.js";
import { scaffold } from "../../../generator/scaffold/scaffold.js";
import type { ScaffoldRequest } from "../../../generator/scaffold/scaffoldRequest.js";
import { scratchFolder } from "./scratchFolder.js";

const FACTS =
  'FROM scratch\nCOPY server /server\nEXPOSE 3000\nUSER 65532\nHEALTHCHECK CMD ["/server","http://localhost:3000/ready"]\n';

describe("scaffold", () => {
  const folder = scratchFolder();
  const run = (request: Partial<ScaffoldRequest> = {}) =>
    scaffold({ cwd: folder.path, directory: "orders", flags: {}, yes: true, ...request });
  const read = (path: string) => readFileSync(join(folder.path, path), "utf8");

  it("writes what it says that it has written", async () => {
    const { files } = await run();
    assert.deepEqual(folder.files(), files.map((path) => `orders/${path}`).sort());
    assert.ok(files.includes("package-lock.json") && files.includes(".slipway.json"));
  });

  it("says what comes next, and what slipway in it is", async () => {
    const { name, directory, template, package: source, warnings, next } = await run();
    const spec = `file:${relative(join(folder.path, "orders"), packageRoot())}`;
    assert.deepEqual(
      { name, directory, template, source, warnings, next },
      {
        name: "orders",
        directory: "orders",
        template: "web-service",
        source: { spec, kind: "checkout" },
        warnings: [],
        next: ["cd orders && npm ci && npm test", "npm run preview", "npm run up -- --stack dev"],
      },
    );
    assert.ok(read("orders/package.json").includes(JSON.stringify(spec)));
  });

  it("takes the directory from --name", async () => {
    const { directory, name } = await run({ directory: undefined, flags: { name: "pay" } });
    assert.deepEqual([directory, name], ["pay", "pay"]);
  });

  it("may give the folder another name than the service", async () => {
    const { directory, name } = await run({
      directory: "orders-repository",
      flags: { name: "orders" },
    });
    assert.deepEqual([directory, name], ["orders-repository", "orders"]);
    assert.match(read("orders-repository/infra/Pulumi.yaml"), /^name: orders$/m);
  });

  it("depends on what --package says", async () => {
    const { package: source, next } = await run({ package: "1.2.3" });
    assert.equal(next[0], "cd orders && npm install && npm test");
    assert.deepEqual(source, { spec: "1.2.3", kind: "given" });
    assert.match(read("orders/package.json"), /"slipway": "1.2.3"/);
  });

  it("copies a Dockerfile with the files beside it, and reads its port and health check", async () => {
    folder.write("Dockerfile", FACTS);
    folder.write("server", "program");
    const { files, warnings } = await run({ dockerfile: "./Dockerfile", flags: { path: "/*" } });
    assert.deepEqual(
      files.filter((path) => path.startsWith("app/")),
      ["app/Dockerfile", "app/server"],
    );
    assert.equal(
      files.some((path) => path.startsWith("src/")),
      false,
    );
    assert.deepEqual(warnings, []);
    assert.equal(read("orders/app/Dockerfile"), FACTS);
    const program = read("orders/infra/index.ts");
    assert.match(read("orders/infra/image.ts"), /context: "..\/app"/);
    assert.match(program, /containerPort: 3000/);
    assert.match(program, /healthCheckPath: "\/ready"/);
  });

  it("says that requests keep their path, which a program from elsewhere may not know", async () => {
    folder.write("app/Dockerfile", FACTS);
    const { warnings } = await run({ dockerfile: "app/Dockerfile" });
    assert.deepEqual(warnings, [
      "requests come with their whole path (/orders/*); give --path if the application answers on others, or --url-rewrite strip-prefix if it answers at /",
    ]);
  });

  it("says that a Dockerfile is there which it does not use", async () => {
    folder.write("Dockerfile", FACTS);
    const { warnings } = await run();
    assert.deepEqual(warnings, [
      "the Dockerfile in this folder is not used; --dockerfile ./Dockerfile uses it",
    ]);
  });

  it("asks for the name, and names the folder after it", async () => {
    const ask = ({ message, initial }: Prompt) =>
      Promise.resolve(message === "What is it called?" ? "pay" : initial);
    const { directory } = await run({ directory: undefined, yes: false, ask });
    assert.equal(directory, "pay");
  });

  it("asks first what it is, and then what that asks for", async () => {
    const asked: string[] = [];
    const ask = ({ message, initial, problem }: Prompt) => {
      asked.push(message);
      if (!message.startsWith("What is it:")) return Promise.resolve(initial);
      assert.match(problem("lambda") ?? "", /^must be one of backend-service, /);
      return Promise.resolve("platform");
    };
    const { template, files } = await run({ yes: false, ask });
    assert.equal(template, "platform");
    assert.match(asked[0] ?? "", /^What is it: backend-service, ml-inference, platform, /);
    assert.ok(asked.every((message) => !message.startsWith("Which port")));
    assert.ok(files.includes("bootstrap/repositories.ts"));
  });

  it("takes the Dockerfile for the application, in no language of ours", async () => {
    folder.write("Dockerfile", FACTS);
    const request = { dockerfile: "Dockerfile", flags: { language: "go" } };
    await assert.rejects(run(request), /'--language' must be none with '--dockerfile'/);
    assert.deepEqual(folder.files(), ["Dockerfile"]);
  });

  for (const [answer, port] of [
    ["yes", 3000],
    ["no", 8080],
  ] as const) {
    it(`asks whether to use the Dockerfile that is there: ${answer}`, async () => {
      folder.write("Dockerfile", FACTS);
      const problems: (string | undefined)[] = [];
      const ask = ({ message, initial, problem }: Prompt) => {
        if (!message.startsWith("Use the Dockerfile")) return Promise.resolve(initial);
        problems.push(problem("perhaps"), problem(answer));
        return Promise.resolve(answer);
      };
      await run({ yes: false, ask });
      assert.deepEqual(problems, ["must be yes or no", undefined]);
      assert.match(read("orders/infra/index.ts"), new RegExp(`containerPort: ${port}`));
    });
  }

  it("asks nothing with --yes", async () => {
    const { name } = await run({ ask: () => assert.fail("asked") });
    assert.equal(name, "orders");
  });

  it("writes files that their owner alone may change, and none that may be executed", async () => {
    const { files } = await run();
    for (const path of files)
      assert.equal(statSync(join(folder.path, "orders", path)).mode & 0o133, 0, path);
  });

  const refused: [string, Partial<ScaffoldRequest>, RegExp][] = [
    [
      "no directory",
      { directory: undefined },
      /^'directory' is missing: name the folder to generate; "orders" works$/,
    ],
    ["no terminal", { yes: false }, /^no terminal to ask on, and --port, /],
    [
      "an unknown template",
      { flags: { template: "nope" } },
      /^'--template' must be a template that exists \(backend-service, [a-z, -]+\), got "nope"; backend-service works$/,
    ],
    [
      "a Dockerfile that does not exist",
      { dockerfile: "nope" },
      /^'--dockerfile' must be a Dockerfile, got "nope", which does not exist/,
    ],
    [
      "a Dockerfile for a platform",
      { flags: { template: "platform" }, dockerfile: "Dockerfile" },
      /^'--dockerfile' must be left out: a platform has no application, got "Dockerfile"$/,
    ],
    [
      "a language for a platform",
      { flags: { template: "platform", language: "go" } },
      /^'--language' must be left out: the template asks for /,
    ],
    [
      "no language without a Dockerfile",
      { flags: { language: "none" } },
      /^'--language' must be typescript.* without '--dockerfile', got "none"; typescript works$/,
    ],
    [
      "a folder elsewhere",
      { directory: "../evil" },
      /^'directory' must be a folder in the current one/,
    ],
    ["a wrong answer", { flags: { port: "0" } }, /^'--port' must be/],
    ["a wrong package", { package: "latest" }, /^'--package' must be/],
    [
      "Ctrl-C at a prompt",
      {
        yes: false,
        ask: () => Promise.reject(new CliError("cancelled; nothing was written", 130)),
      },
      /^cancelled; nothing was written$/,
    ],
    [
      "Ctrl-C while it writes",
      {
        proceed: () => {
          throw new CliError("interrupted; nothing was written", 130);
        },
      },
      /^interrupted/,
    ],
  ];
  for (const [what, request, message] of refused) {
    it(`writes nothing after ${what}`, async () => {
      await assert.rejects(
        run(request),
        (error) => error instanceof CliError && message.test(error.message),
      );
      assert.deepEqual(folder.files(), []);
    });
  }
});
