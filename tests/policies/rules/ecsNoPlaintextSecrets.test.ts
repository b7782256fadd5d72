import { UNKNOWN } from "../../../policies/resource/reader.js";
import { ecsNoPlaintextSecrets } from "../../../policies/rules/ecsNoPlaintextSecrets.js";
import { componentTask, describeRule, rawTask, secret } from "./ruleCases.js";

const REMEDY = "pass it by 'secrets' from SSM or Secrets Manager";
/** Put together here, so that scanners of this repository find no key in it. */
const ACCESS_KEY = ["AKIA", "IOSFODNN7EXAMPLE"].join("");

/** A name and a value in one text, as a router of logs takes them. */
const HEADER = "x-api-token correct-horse";

const component = (environment: unknown) => componentTask([{ environment }]);
const raw = (name: string, value: string) => rawTask([{ environment: [{ name, value }] }]);

describeRule(ecsNoPlaintextSecrets, {
  passes: [
    {
      title: "what would be a header in a log's options, in a variable",
      resource: raw("SETTING", HEADER),
    },

    { title: "plain settings", resource: component({ LOG_LEVEL: "info", PORT: "8080" }) },
    { title: "plain settings of a resource", resource: raw("LOG_LEVEL", "info") },
    {
      title: "secrets that are passed as such",
      resource: componentTask([{ secrets: { DB_PASSWORD: { parameterName: "/orders/db" } } }]),
    },
    {
      title: "the place of a secret",
      resource: component({ TOKEN_URL: "https://idp.example.com/token", SECRET_ARN: "orders" }),
    },
    {
      title: "a name that the configuration allows",
      resource: raw("TOKEN_BUCKET", "orders"),
      configuration: { allowNames: ["TOKEN_*"] },
    },
    {
      title: "a health check that asks an address",
      resource: rawTask([
        { healthCheck: { command: ["CMD-SHELL", "curl -f http://localhost/ || exit 1"] } },
      ]),
    },
  ],
  fails: [
    {
      title: "a password of one character",
      resource: component({ DB_PASSWORD: "x" }),
      messages: [
        `environment variable 'DB_PASSWORD' of container 'app' holds a secret by its name, 1 character: ${REMEDY}`,
      ],
    },
    {
      title: "a header of a log's delivery",
      resource: rawTask([
        {
          logConfiguration: {
            logDriver: "awsfirelens",
            options: { Name: "http", Header: HEADER },
          },
        },
      ]),
      messages: [
        "log option 'Header' of container 'app' holds a secret by its name, 'x-…' of 25 characters: pass it by 'secretOptions' from SSM or Secrets Manager",
      ],
    },

    {
      title: "a password by its name",
      resource: component({ DB_PASSWORD: "hunter2" }),
      messages: [
        `environment variable 'DB_PASSWORD' of container 'app' holds a secret by its name, 7 characters: ${REMEDY}`,
      ],
    },
    {
      title: "a password of a resource",
      resource: raw("DB_PASSWORD", "correct horse"),
      messages: [
        `environment variable 'DB_PASSWORD' of container 'app' holds a secret by its name, 'co…' of 13 characters: ${REMEDY}`,
      ],
    },
    {
      title: "an access key under any name",
      resource: raw("SETTING", ACCESS_KEY),
      messages: [
        `environment variable 'SETTING' of container 'app' holds an AWS access key, 'AK…' of 20 characters: ${REMEDY}`,
      ],
    },
    {
      title: "a Pulumi secret under any name, without a character of it",
      resource: component({ SETTING: secret("open sesame") }),
      messages: [
        `environment variable 'SETTING' of container 'app' is a Pulumi secret, which ECS shows in plain text: ${REMEDY}`,
      ],
    },
    {
      title: "a Pulumi secret whose value is not known yet",
      resource: component({ SETTING: secret(UNKNOWN) }),
      messages: [
        `environment variable 'SETTING' of container 'app' is a Pulumi secret, which ECS shows in plain text: ${REMEDY}`,
      ],
    },
    {
      title: "a Pulumi secret in a command",
      resource: componentTask([{ command: ["serve", secret("open sesame")] }]),
      messages: [
        `'command' of container 'app' holds a Pulumi secret, which ECS shows in plain text: ${REMEDY}`,
      ],
    },
    {
      title: "a password in a text that is wholly secret, without a character of it",
      resource: rawTask([], {
        containerDefinitions: secret(
          JSON.stringify([
            { name: "app", environment: [{ name: "DB_PASSWORD", value: "correct horse" }] },
          ]),
        ),
      }),
      messages: [
        `environment variable 'DB_PASSWORD' of container 'app' holds a secret by its name, 13 characters: ${REMEDY}`,
      ],
    },
    {
      title: "a password on a command line",
      resource: rawTask([{ command: ["serve", "--db-password=correct-horse"] }]),
      messages: [
        `'command' of container 'app' holds a secret by its name, 'db-password' of 'co…' of 13 characters: ${REMEDY}`,
      ],
    },
    {
      title: "an access key in an entry point",
      resource: componentTask([{ entryPoint: ["serve", ACCESS_KEY] }]),
      messages: [`'entryPoint' of container 'app' holds an AWS access key: ${REMEDY}`],
    },
    {
      title: "a password in a label",
      resource: rawTask([{ dockerLabels: { "db.password": "hunter2" } }]),
      messages: [
        `Docker label 'db.password' of container 'app' holds a secret by its name, 7 characters: ${REMEDY}`,
      ],
    },
    {
      title: "a name that the configuration adds",
      resource: raw("COMBINATION", "12-34-56"),
      configuration: { namePatterns: ["^COMBINATION$"] },
      messages: [
        `environment variable 'COMBINATION' of container 'app' holds a secret by its name, '12…' of 8 characters: ${REMEDY}`,
      ],
    },
  ],
  unknown: [
    {
      title: "an unknown value, which hides no other variable's",
      resource: component({ QUEUE_URL: UNKNOWN, DB_PASSWORD: "hunter2" }),
      paths: ["containers[0].environment.QUEUE_URL"],
      messages: [
        `environment variable 'DB_PASSWORD' of container 'app' holds a secret by its name, 7 characters: ${REMEDY}`,
      ],
    },
    {
      title: "an unknown environment, which does not hide the command",
      resource: componentTask([{ environment: UNKNOWN, command: [ACCESS_KEY] }]),
      paths: ["containers[0].environment"],
      messages: [`'command' of container 'app' holds an AWS access key: ${REMEDY}`],
    },
    {
      title: "unknown container definitions",
      resource: rawTask([], { containerDefinitions: UNKNOWN }),
      paths: ["containerDefinitions"],
    },
  ],
});
