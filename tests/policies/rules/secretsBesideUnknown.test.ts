import { UNKNOWN, UNKNOWN_ON_THE_WIRE } from "../../../policies/resource/reader.js";
import { ecsNoPlaintextSecrets } from "../../../policies/rules/ecsNoPlaintextSecrets.js";
import { describeRule, rawTask, resourceOf } from "./ruleCases.js";

const REMEDY = "pass it by 'secrets' from SSM or Secrets Manager";
const OVERRIDE = "name it in 'secrets' of the task definition's container";
/** What an offline preview leaves of an output within a text. */
const U = UNKNOWN_ON_THE_WIRE;
/** Put together here, so that scanners of this repository find no key in it. */
const ACCESS_KEY = ["AKIA", "IOSFODNN7EXAMPLE"].join("");

const raw = (value: string, name = "CONFIG") => rawTask([{ environment: [{ name, value }] }]);
const beside = (kind: string, name = "CONFIG") =>
  `environment variable '${name}' of container 'app' holds ${kind} beside what is not known: ${REMEDY}`;
const VALUE = "containerDefinitions[0].environment[0].value";
const schedule = (input: unknown) =>
  resourceOf("aws:scheduler/schedule:Schedule", {
    target: { ecsParameters: { taskDefinitionArn: "orders" }, input },
  });
const overriding = (container: object) =>
  JSON.stringify({ containerOverrides: [{ name: "app", ...container }] });
const json = (value: object) => JSON.stringify(value);

/** One part of a text that is not known hides nothing of the rest. */
describeRule(ecsNoPlaintextSecrets, {
  passes: [],
  fails: [
    {
      title: "a password in JSON beside an unknown address",
      resource: raw(json({ password: "hunter2hunter2", url: U })),
      messages: [beside("a secret by its name")],
    },
    {
      title: "a password in JSON within JSON",
      resource: raw(json({ db: json({ password: "hunter2hunter2", host: U }) })),
      messages: [beside("a secret by its name")],
    },
    {
      title: "a key before an unknown part",
      resource: raw(`${ACCESS_KEY}:${U}`),
      messages: [beside("an AWS access key")],
    },
    {
      title: "a password of an unknown host",
      resource: raw(`postgres://orders:hunter2@${U}/orders`),
      messages: [beside("a URL with a password")],
    },
    {
      title: "a password on a line with an unknown word",
      resource: rawTask([{ command: ["run", "--db-password=hunter2", U, `--host=${U}`] }]),
      messages: [
        `'command' of container 'app' holds a secret by its name, 'db-password' of 7 characters: ${REMEDY}`,
      ],
    },
    {
      title: "a password in overrides with an unknown part",
      resource: schedule(
        overriding({
          environment: [
            { name: "DB_PASSWORD", value: "hunter2" },
            { name: "HOST", value: "db" },
          ],
        }).replace("app", U),
      ),
      messages: [
        `environment variable 'DB_PASSWORD' of schedule 'orders' holds a secret by its name, 7 characters: ${OVERRIDE}`,
      ],
    },
    {
      title: "a script of a template that is no JSON, with an unknown part",
      resource: resourceOf("aws:cloudwatch/eventTarget:EventTarget", {
        ecsTarget: { taskCount: 1 },
        inputTransformer: { inputTemplate: `{"a":<key>,"password":"hunter2hunter2","b":"${U}"}` },
      }),
      messages: [
        `'inputTransformer.inputTemplate' of event target 'orders' holds a secret by its name, 'password' of 'hu…' of 14 characters: ${OVERRIDE}`,
      ],
    },
  ],
  unknown: [
    ...[
      `https://${U}/orders`,
      `postgres://orders:${U}@db/orders`,
      json({ password: U, url: "https://example.com" }),
      json({ secret: `prod/${U}/db` }),
      json({ tokenUrl: "https://example.com", inner: json({ host: U }) }),
    ].map((value) => ({
      title: `${value.replaceAll(U, "…")}, in which nothing known is a secret`,
      resource: raw(value),
      paths: [VALUE],
    })),
    {
      title: "a secret's name of which a part is not known",
      resource: raw(`prod/${U}/db`, "DB_SECRET"),
      paths: [VALUE],
    },
    {
      title: "a line in which nothing known is a secret",
      resource: rawTask([
        { command: ["run", `--secret=prod/${U}`, "--token-url", "https://x.example"] },
      ]),
      paths: ["containerDefinitions[0].command[1]"],
    },
    {
      title: "a value that is not known as a whole",
      resource: rawTask([{ environment: [{ name: "A", value: U }] }]),
      paths: [VALUE],
    },
    {
      title: "words that are not known",
      resource: rawTask([{ command: UNKNOWN, environment: [{ name: "PASSWORD", value: "x" }] }], {
        containerDefinitions: json([
          {
            name: "app",
            image: "a:1",
            command: U,
            environment: [{ name: "PASSWORD", value: "x" }],
          },
        ]),
      }),
      paths: ["containerDefinitions[0].command"],
      messages: [
        `environment variable 'PASSWORD' of container 'app' holds a secret by its name, 1 character: ${REMEDY}`,
      ],
    },
  ],
});

describeRule(ecsNoPlaintextSecrets, {
  passes: [],
  fails: [],
  unknown: [
    {
      title: "what a name that is let be holds beside what is not known",
      resource: raw(json({ password: "hunter2hunter2", url: U })),
      configuration: { allowNames: ["password"] },
      paths: [VALUE],
    },
  ],
});
