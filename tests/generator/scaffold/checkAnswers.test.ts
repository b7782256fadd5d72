import assert from "node:assert/strict";

import { CliError } from "../../../generator/cliError.js";
import type { Answers } from "../../../generator/scaffold/answers.js";
import { answerProblem, checkAnswers } from "../../../generator/scaffold/checkAnswers.js";
import { plannedTemplate } from "./plannedTemplate.js";
import { ASKED, VALID_ANSWERS } from "./validAnswers.js";

/** The message with which answers are refused; fails when they are taken. */
function refusal(change: Record<string, unknown>): string {
  try {
    checkAnswers({ ...VALID_ANSWERS, ...change }, ASKED);
  } catch (error) {
    assert.ok(error instanceof CliError);
    assert.equal(error.exitCode, 1);
    assert.doesNotMatch(error.message, /[\r\n]/);
    return error.message;
  }
  assert.fail(`taken: ${JSON.stringify(change)}`);
}

describe("checkAnswers", () => {
  it("gives back answers that are right", () => {
    assert.deepEqual(checkAnswers({ ...VALID_ANSWERS }, ASKED), VALID_ANSWERS);
  });

  it("takes the optional answers", () => {
    const answers = { ...VALID_ANSWERS, accountId: "123456789012", repository: "acme/orders" };
    assert.deepEqual(checkAnswers(answers, ASKED), answers);
  });

  const taken: [string, Record<string, unknown>][] = [
    ["a name of two letters", { name: "ab" }],
    ["a name of 39 characters", { name: `a${"b".repeat(38)}` }],
    ["port 1", { port: 1 }],
    ["port 65535", { port: 65535 }],
    ["a description with quotes and other scripts", { description: `Anna's "best" – 注文` }],
    ["a region of China", { region: "cn-north-1" }],
    ["a region of GovCloud", { region: "us-gov-west-1" }],
    ["every path", { path: "/*" }],
    ["the largest size", { cpu: 32768, memory: 249856 }],
  ];
  for (const [what, change] of taken) {
    it(`takes ${what}`, () => {
      assert.deepEqual(checkAnswers({ ...VALID_ANSWERS, ...change }, ASKED), {
        ...VALID_ANSWERS,
        ...change,
      });
    });
  }

  const NAME =
    "'--name' must be 2 to 39 lower-case letters, digits and single hyphens, starting with a letter";
  const PORT = "'--port' must be a whole number from 1 to 65535";
  const messages: [Record<string, unknown>, string][] = [
    [{ name: "Orders" }, `${NAME}, got "Orders"; orders works`],
    [{ name: "a" }, `${NAME}, got "a"; orders works`],
    [{ name: "a--b" }, `${NAME}, got "a--b"; orders works`],
    [{ name: "a-" }, `${NAME}, got "a-"; orders works`],
    [{ name: undefined }, `${NAME}, got nothing; orders works`],
    [
      { name: "con" },
      `'--name' must be free for a service, got "con", which is a device on Windows; con-service works`,
    ],
    [
      { name: "fs" },
      `'--name' must be free for a service, got "fs", which is a module of Node.js; fs-service works`,
    ],
    [
      { name: "pulumi" },
      `'--name' must be free for a service, got "pulumi", which is a package that the repository uses or that npm keeps; pulumi-service works`,
    ],
    [{ port: 0 }, `${PORT}, got 0; 8080 works`],
    [{ port: 65536 }, `${PORT}, got 65536; 8080 works`],
    [{ port: 80.5 }, `${PORT}, got 80.5; 8080 works`],
    [{ port: "80 " }, `${PORT}, got "80 "; 8080 works`],
    [{ architecture: "x86" }, `'--architecture' must be arm64 or amd64, got "x86"; arm64 works`],
    [{ accountId: "1234" }, `'--account-id' must be 12 digits, got "1234"; 123456789012 works`],
    [{ region: "Frankfurt" }, `'--region' must be an AWS Region, got "Frankfurt"; us-east-1 works`],
    [
      { cpu: 256, memory: 4096 },
      "'memory' must be 512, 1024 or 2048 MiB when 'cpu' is 256, got 4096. With 4096 MiB the smallest 'cpu' is 512. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html",
    ],
    [{ colour: "red" }, `"colour" is no answer; the answers are ${ASKED.join(", ")}`],
  ];
  for (const [change, message] of messages) {
    it(`says what is wrong with ${JSON.stringify(change)}`, () => {
      assert.equal(refusal(change), message);
    });
  }

  const refused: [string, Record<string, unknown>][] = [
    ["a health check path without slash", { healthCheckPath: "healthz" }],
    ["a health check path with a query", { healthCheckPath: "/health?x=1" }],
    ["a route with a space", { path: "/a b" }],
    ["a route of 129 characters", { path: `/${"a".repeat(128)}` }],
    ["an organization that is a path", { organization: "a/b" }],
    ["a platform project that is a path", { platformProject: "../platform" }],
    ["a repository without owner", { repository: "orders" }],
    ["a repository called ..", { repository: "acme/.." }],
    ["an empty description", { description: "" }],
    ["a description of two lines", { description: "a\nb" }],
    ["a description that turns the text around it", { description: "a\u202eb" }],
    ["a description with markup", { description: "<!-- x" }],
    ["an AWS key as description", { description: "AKIAIOSFODNN7EXAMPLE" }],
    ["a private key as description", { description: "-----BEGIN RSA PRIVATE KEY-----" }],
    ["a GitHub token as description", { description: `ghp_${"a".repeat(36)}` }],
    ["a URL with a password as description", { description: "postgres://a:b@host/db" }],
    [
      "an own property called __proto__",
      JSON.parse('{"__proto__":{"x":1}}') as Record<string, unknown>,
    ],
  ];
  for (const [what, change] of refused) {
    it(`refuses ${what}`, () => {
      const raw = Object.defineProperties(
        { ...VALID_ANSWERS },
        Object.getOwnPropertyDescriptors(change),
      );
      assert.throws(() => checkAnswers(raw, ASKED), CliError);
    });
  }

  it("does not repeat a secret in the message", () => {
    assert.doesNotMatch(refusal({ description: "AKIAIOSFODNN7EXAMPLE" }), /AKIA/);
  });

  it("cuts a long value in the message", () => {
    assert.match(refusal({ name: "a".repeat(5000) }), /got "a{80}\.\.\."/);
  });

  it("shows a character that cannot be told from another by its number", () => {
    assert.match(refusal({ name: "р\u0430y" }), /got "\\u0440\\u0430y"/);
  });
});

describe("requests of a web service", () => {
  const asked = [...ASKED, "host", "zoneId"] as const;
  const check = (change: Partial<Answers>) => () =>
    checkAnswers({ ...VALID_ANSWERS, ...change }, asked);

  const fitting: readonly Partial<Answers>[] = [
    { urlRewrite: "strip-prefix" },
    { urlRewrite: "strip-prefix", path: "/a.b/v1/*" },
    { host: "orders.example.com", path: "/*" },
    { host: "example.com", zoneId: "Z0123ABC" },
    { protocol: "grpc", language: "none", path: "/orders.v1.Orders/*" },
    { protocol: "grpc", language: "none", path: "/any-thing/*" },
    { protocol: "grpc", path: "/orders.v1.Orders/*" },
    { protocol: "grpc", path: "/orders.v1.*" },
    { protocol: "grpc", path: "/*" },
  ];
  for (const change of fitting) it(`may be ${JSON.stringify(change)}`, check(change));

  const refused: readonly [Partial<Answers>, RegExp][] = [
    [
      { urlRewrite: "strip-prefix", path: "/*" },
      /^'--url-rewrite .*got "\/\*"; \/orders\/\* works$/,
    ],
    [{ urlRewrite: "strip-prefix", path: "/a*" }, /^'--url-rewrite .*got "\/a\*"/],
    [{ urlRewrite: "strip-prefix", path: "/*/a/*" }, /^'--url-rewrite .*got "\/\*\/a\/\*"/],
    [{ zoneId: "Z0123ABC" }, /^'--host' must be given with '--zone-id', got none/],
    [{ host: "Orders" }, /^'--host' must be a host name/],
    [
      { protocol: "grpc", path: "/orders/v1/*" },
      /^'--path' must be those of a package or of a service of gRPC, .*, got "\/orders\/v1\/\*"; \/orders\.\* works$/,
    ],
    [
      { protocol: "grpc", path: "/a.B/*", urlRewrite: "strip-prefix" },
      /^'--url-rewrite' must be none with '--protocol' grpc, .*got "strip-prefix"; none works$/,
    ],
  ];
  for (const [change, message] of refused) {
    it(`may not be ${JSON.stringify(change)}`, () => {
      assert.throws(
        check(change),
        (error) => error instanceof CliError && message.test(error.message),
      );
    });
  }

  const infra = (change: Partial<Answers>, file = "index.ts") =>
    plannedTemplate("web-service", change).get(`infra/${file}`) ?? "";

  it("lose the service's own part for an app that answers at /, to the letter", () => {
    const text = infra({ urlRewrite: "strip-prefix", path: "/a.b+c/v1/*" });
    const [, regex = "", replace = ""] =
      /urlRewrite: \{ regex: (".*"), replace: (".*") \}/.exec(text) ?? [];
    const rewrite = (url: string) =>
      url.replace(new RegExp(JSON.parse(regex) as string), JSON.parse(replace) as string);
    assert.equal(rewrite("/a.b+c/v1/items?x=1"), "/items?x=1");
    assert.equal(rewrite("/a.b+c/v1/"), "/");
    assert.equal(rewrite("/aXbbc/v1/items"), "/aXbbc/v1/items");
    assert.match(text, /BASE_PATH: "\/"/);
    assert.match(infra({ path: "/orders/*" }), /BASE_PATH: "\/orders\/"/);
  });

  it("are by host, another one in each stack", () => {
    const hostOf = (stack: string, host: string) =>
      /orders:host: (.*)/.exec(infra({ host }, `Pulumi.${stack}.yaml`))?.[1];
    assert.equal(hostOf("prod", "orders.example.com"), "orders.example.com");
    assert.equal(hostOf("dev", "orders.example.com"), "orders.dev.example.com");
    assert.equal(hostOf("staging", "example.com"), "staging.example.com");
    assert.doesNotMatch(infra({}), /host/);
  });

  it("are gRPC's, with its health service", () => {
    const text = infra({ protocol: "grpc", language: "none" });
    assert.match(text, /protocolVersion: "GRPC",\n {4}healthCheck: \{ matcher: "0" \},/);
    assert.match(text, /healthCheckPath: "\/grpc\.health\.v1\.Health\/Check"/);
    assert.match(text, /path: "\/orders\.\*"/);
  });
});

describe("size of a model server", () => {
  const asked = [...ASKED, "modelStorage", "gpuCapacity"] as const;
  const check = (change: Partial<Answers>) => () =>
    checkAnswers(
      { ...VALID_ANSWERS, modelStorage: "efs", cpu: 3072, memory: 12_288, ...change },
      asked,
    );

  const fitting: readonly Partial<Answers>[] = [
    { gpuCapacity: "managed-instances" },
    { gpuCapacity: "managed-instances", cpu: 196_608, memory: 700_000 },
    { gpuCapacity: "instance-group", cpu: 65_536, memory: 235_929 },
    { gpuCapacity: "instance-group", cpu: 128, memory: 128 },
  ];
  for (const change of fitting) {
    it(`takes ${JSON.stringify(change)}, which Fargate does not have`, check(change));
  }

  const tooLarge: readonly [Partial<Answers>, RegExp][] = [
    [{ gpuCapacity: "managed-instances", cpu: 196_609 }, /^'--cpu' must be 128 to 196608 /],
    [{ gpuCapacity: "managed-instances", cpu: 127 }, /^'--cpu' .*, got 127; 3072 works$/],
    [{ gpuCapacity: "managed-instances", memory: 127 }, /^'--memory' .*, got 127; 12288 works$/],
    [
      { gpuCapacity: "instance-group", cpu: 65_537 },
      /^'--cpu' must be 128 to 65536 .* or --gpu-capacity managed-instances$/,
    ],
    [{ gpuCapacity: "instance-group", memory: 235_930 }, /^'--memory' must be 128 to 235929 /],
  ];
  for (const [change, message] of tooLarge) {
    it(`refuses ${JSON.stringify(change)}`, () => {
      assert.throws(
        check(change),
        (error) => error instanceof CliError && message.test(error.message),
      );
    });
  }

  it("knows a group's types by the size of a task", () => {
    const typesFor = (change: Partial<Answers>) => {
      const text = plannedTemplate("ml-inference", {
        gpuCapacity: "instance-group",
        ...change,
      }).get("infra/gpus.ts");
      return /INSTANCE_TYPES = \[(.*)\]/.exec(text ?? "")?.[1];
    };
    assert.equal(typesFor({}), '"g4dn.xlarge", "g5.xlarge", "g6.xlarge"');
    assert.equal(typesFor({ cpu: 4097 }), '"g4dn.2xlarge", "g5.2xlarge", "g6.2xlarge"');
    assert.equal(typesFor({ memory: 60_000 }), '"g4dn.8xlarge", "g5.8xlarge", "g6.8xlarge"');
  });
});

describe("answerProblem", () => {
  it("finds nothing wrong with a right answer", () => {
    assert.equal(answerProblem("port", 80), undefined);
  });

  it("says the rule of one answer alone", () => {
    assert.equal(answerProblem("port", "x"), "must be a whole number from 1 to 65535");
  });

  for (const name of ["aws", "docker-build", "random", "kubernetes", "vault", "github"]) {
    it(`refuses the name ${name}, since the provider would read the service's settings`, () => {
      assert.equal(
        refusal({ name }),
        `'--name' must be free for a service, got "${name}", which is a provider of Pulumi, whose configuration it would share; ${name}-service works`,
      );
      checkAnswers({ ...VALID_ANSWERS, name: `${name}-service` }, ASKED);
    });
  }

  it("knows reserved names", () => {
    assert.equal(answerProblem("name", "fs"), '"fs" is a module of Node.js');
  });
});
