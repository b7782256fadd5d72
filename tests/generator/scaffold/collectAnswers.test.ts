import assert from "node:assert/strict";

import { CliError } from "../../../generator/cliError.js";
import type { Answers } from "../../../generator/scaffold/answers.js";
import type { Prompt } from "../../../generator/scaffold/ask.js";
import {
  type AnswerSources,
  collectAnswers as collect,
  refuseUnanswered as refuse,
} from "../../../generator/scaffold/collectAnswers.js";
import { ASKED } from "./validAnswers.js";

const DEFAULTS: Answers = {
  name: "orders",
  template: "web-service",
  description: "The orders service",
  language: "typescript",
  port: 8080,
  healthCheckPath: "/healthz",
  path: "/orders/*",
  protocol: "http",
  urlRewrite: "none",
  architecture: "arm64",
  region: "us-east-1",
  organization: "organization",
  platformProject: "platform",
  cpu: 256,
  memory: 512,
  delivery: "github",
  reviewEnvironments: "no",
};

/** What only a template asks for that requests reach. */
const OF_REQUESTS: readonly string[] = [
  "port",
  "healthCheckPath",
  "path",
  "protocol",
  "urlRewrite",
  "reviewEnvironments",
];

/** What a template asks for that has a load balancer. */
const OF_A_WEB_SERVICE = ASKED.filter((key) => key !== "template");

/** What a template asks for that has no load balancer. */
const OF_A_WORKER = OF_A_WEB_SERVICE.filter((key) => !OF_REQUESTS.includes(key));

type Sources = Omit<AnswerSources, "questions"> & Partial<Pick<AnswerSources, "questions">>;

const collectAnswers = (sources: Sources) => collect({ questions: OF_A_WEB_SERVICE, ...sources });
const refuseUnanswered = (sources: Sources) => {
  refuse({ questions: OF_A_WEB_SERVICE, ...sources });
};

describe("collectAnswers", () => {
  it("takes the defaults where nobody is asked", async () => {
    assert.deepEqual(await collectAnswers({ directory: "orders", flags: {} }), DEFAULTS);
  });

  it("takes the name from the last part of the directory", async () => {
    const { name, path } = await collectAnswers({ directory: "services/pay", flags: {} });
    assert.deepEqual([name, path], ["pay", "/pay/*"]);
  });

  it("takes flags over the Dockerfile, and the Dockerfile over the defaults", async () => {
    const dockerfile = {
      port: { value: 3000, source: "EXPOSE" },
      healthCheckPath: { value: "/ready", source: "HEALTHCHECK" },
      architecture: { value: "amd64" as const, source: "FROM" },
    };
    const answers = await collectAnswers({
      directory: "orders",
      flags: { port: "4000" },
      dockerfile,
    });
    assert.deepEqual(answers, {
      ...DEFAULTS,
      language: "none",
      port: 4000,
      healthCheckPath: "/ready",
      architecture: "amd64",
    });
  });

  it("takes every answer by flag", async () => {
    const flags = {
      name: "pay",
      template: "web-service",
      description: "Pays",
      port: "1",
      healthCheckPath: "/h",
      path: "/pay/*",
      protocol: "http",
      urlRewrite: "strip-prefix",
      architecture: "amd64",
      region: "eu-west-1",
      organization: "acme",
      platformProject: "base",
      cpu: "512",
      memory: "1024",
      accountId: "123456789012",
      repository: "acme/pay",
      language: "go",
      delivery: "gitlab",
      reviewEnvironments: "yes",
    };
    const expected = { ...flags, port: 1, cpu: 512, memory: 1024 };
    assert.deepEqual(await collectAnswers({ flags }), expected);
  });

  for (const port of ["0", "65536", "80 ", "8e1", "80.5", "0x50", "", "-1", "+80", "080"]) {
    it(`refuses port ${JSON.stringify(port)}`, async () => {
      await assert.rejects(
        collectAnswers({ directory: "orders", flags: { port } }),
        /^CliError: '--port' must be a whole number/,
      );
    });
  }

  it("asks what no flag answers, with the default and where it comes from", async () => {
    const asked: Prompt[] = [];
    const ask = (prompt: Prompt) => {
      asked.push(prompt);
      return Promise.resolve(prompt.initial);
    };
    const dockerfile = { port: { value: 3000, source: "EXPOSE" } };
    const answers = await collectAnswers({ flags: { region: "eu-west-1" }, dockerfile, ask });
    assert.deepEqual(
      asked.map(({ message, initial }) => [message, initial]),
      [
        ["What is it called?", "my-service"],
        ["Which port does it listen on? (from EXPOSE in the Dockerfile)", "3000"],
        ["Which path answers 200 when it is healthy?", "/healthz"],
        ["Which requests does it get?", "/my-service/*"],
        ["Which processor architecture, arm64 or amd64?", "arm64"],
        ["Which Pulumi organization?", "organization"],
        ["Which Pulumi project has the cluster and the load balancer?", "platform"],
        ["Whose pipelines test and deploy: github, gitlab or none?", "github"],
      ],
    );
    assert.equal(answers.port, 3000);
    assert.equal(answers.region, "eu-west-1");
  });

  it("asks for no port, health check and path where the template does not", async () => {
    const asked: string[] = [];
    const ask = ({ message, initial }: Prompt) => {
      asked.push(message);
      return Promise.resolve(initial);
    };
    const dockerfile = { port: { value: 3000, source: "EXPOSE" } };
    const answers = await collectAnswers({
      directory: "orders",
      flags: { template: "worker" },
      questions: OF_A_WORKER,
      dockerfile,
      ask,
    });
    assert.deepEqual(asked, [
      "Which processor architecture, arm64 or amd64?",
      "Which AWS Region?",
      "Which Pulumi organization?",
      "Which Pulumi project has the cluster and the load balancer?",
      "Whose pipelines test and deploy: github, gitlab or none?",
    ]);
    const expected = Object.entries({ ...DEFAULTS, template: "worker", language: "none" }).filter(
      ([key]) => !OF_REQUESTS.includes(key),
    );
    assert.deepEqual(answers, Object.fromEntries(expected));
  });

  for (const [key, flag, value] of [
    ["port", "--port", "80"],
    ["healthCheckPath", "--health-check-path", "/"],
    ["path", "--path", "/*"],
  ] as const) {
    it(`refuses ${flag} where the template does not ask for it`, async () => {
      await assert.rejects(
        collectAnswers({
          directory: "orders",
          flags: { [key]: value },
          questions: OF_A_WORKER,
        }),
        new CliError(
          `'${flag}' must be left out: the template asks for --name, --description, --language, --delivery, --organization, --platform-project, --architecture, --region, --cpu, --memory, --account-id, --repository alone`,
        ),
      );
    });
  }

  it("asks no name when the directory has one", async () => {
    const asked: string[] = [];
    const ask = ({ message, initial }: Prompt) => {
      asked.push(message);
      return Promise.resolve(initial);
    };
    await collectAnswers({ directory: "orders", flags: {}, ask });
    assert.equal(asked[0], "Which language is the application in: typescript, python or go?");
  });

  it("refuses a wrong flag before it asks anything", async () => {
    const ask = () => assert.fail("asked");
    await assert.rejects(
      collectAnswers({ directory: "orders", flags: { region: "x" }, ask }),
      CliError,
    );
  });

  it("tells a prompt what is wrong with an answer", async () => {
    const problems: (string | undefined)[] = [];
    const ask = ({ message, initial, problem }: Prompt) => {
      if (message.startsWith("Which port"))
        problems.push(problem("x"), problem("0"), problem("80"));
      return Promise.resolve(initial);
    };
    await collectAnswers({ directory: "orders", flags: {}, ask });
    const rule = "must be a whole number from 1 to 65535";
    assert.deepEqual(problems, [rule, rule, undefined]);
  });
});

describe("refuseUnanswered", () => {
  it("names every flag that would have to be asked for", () => {
    const message =
      "no terminal to ask on, and --name, --health-check-path, --path, --architecture, --region, --organization, --platform-project missing: give them, or --yes for the defaults";
    assert.throws(() => {
      refuseUnanswered({ flags: { port: "80" } });
    }, new CliError(message));
  });

  it("names no flag that the template does not ask for", () => {
    const message =
      "no terminal to ask on, and --architecture, --region, --organization, --platform-project missing: give them, or --yes for the defaults";
    assert.throws(() => {
      refuseUnanswered({ directory: "orders", flags: {}, questions: OF_A_WORKER });
    }, new CliError(message));
  });

  it("lets pass what asks nothing", () => {
    refuseUnanswered({
      directory: "orders",
      flags: {
        port: "80",
        healthCheckPath: "/",
        path: "/*",
        architecture: "arm64",
        region: "us-east-1",
        organization: "o",
        platformProject: "p",
      },
    });
  });
});
