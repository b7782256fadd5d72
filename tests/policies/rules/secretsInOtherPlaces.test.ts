import { UNKNOWN } from "../../../policies/resource/reader.js";
import { ecsNoPlaintextSecrets } from "../../../policies/rules/ecsNoPlaintextSecrets.js";
import {
  componentTask,
  describeRule,
  rawService,
  rawTask,
  resourceOf,
  secret,
} from "./ruleCases.js";

const LOG = "pass it by 'secretOptions' from SSM or Secrets Manager";
const OVERRIDE = "name it in 'secrets' of the task definition's container";
const BUILD = "pass it by 'secrets' of the build, which leave nothing in the image";
const START = "fetch it when the instance starts";

const log = (options: object) => ({ logConfiguration: { logDriver: "splunk", options } });
const overriding = (container: object) =>
  JSON.stringify({ containerOverrides: [{ name: "app", ...container }] });
const schedule = (input: unknown) =>
  resourceOf("aws:scheduler/schedule:Schedule", {
    target: { ecsParameters: { taskDefinitionArn: "orders" }, input },
  });
const eventTarget = (edit: object) =>
  resourceOf("aws:cloudwatch/eventTarget:EventTarget", { ecsTarget: { taskCount: 1 }, ...edit });
const image = (buildArgs: unknown) => resourceOf("docker-build:index:Image", { buildArgs });
const template = (userData: unknown) =>
  resourceOf("aws:ec2/launchTemplate:LaunchTemplate", { userData });
const encoded = (text: string) => Buffer.from(text).toString("base64");
const PASSWORD = { environment: [{ name: "DB_PASSWORD", value: "hunter2" }] };

describeRule(ecsNoPlaintextSecrets, {
  passes: [
    {
      title: "a log's options",
      resource: rawTask([log({ "splunk-url": "https://logs.example.com", tag: "{{.Name}}" })]),
    },
    {
      title: "a log router's options",
      resource: rawTask([
        { firelensConfiguration: { type: "fluentbit", options: { "config-file-type": "file" } } },
      ]),
    },
    { title: "overrides without secrets", resource: schedule(overriding({ command: ["run"] })) },
    {
      title: "a template that is filled in",
      resource: eventTarget({
        inputTransformer: {
          inputTemplate:
            '{"containerOverrides":[{"name":"app","environment":[{"name":"KEY","value":<key>}]}]}',
        },
      }),
    },
    { title: "build arguments", resource: image({ NODE_VERSION: "20", GIT_SHA: "0123abcd" }) },
    {
      title: "a build argument by its allowed name",
      resource: image({ NPM_TOKEN: "read-0nly-t0ken" }),
      configuration: { allowNames: ["NPM_TOKEN"] },
    },
    {
      title: "a script without secrets",
      resource: template(encoded("echo ECS_CLUSTER=orders >> /etc/ecs/ecs.config")),
    },
  ],
  fails: [
    {
      title: "a token in a log's options",
      resource: rawTask([log({ "splunk-token": "0f4f2c1e-1111-4222-8333-444455556666" })]),
      messages: [
        `log option 'splunk-token' of container 'app' holds a secret by its name, '0f…' of 36 characters: ${LOG}`,
      ],
    },
    {
      title: "a Pulumi secret in a log's options",
      resource: componentTask([log({ Header: secret("open sesame") })]),
      messages: [
        `log option 'Header' of container 'app' is a Pulumi secret, which ECS shows in plain text: ${LOG}`,
      ],
    },
    {
      title: "a key in the options of the component's log router",
      resource: componentTask([{}], {
        logRouter: { options: { Name: "datadog", apikey: "0123abcd" } },
      }),
      messages: [
        `log option 'apikey' of container 'app' holds a secret by its name, '01…' of 8 characters: ${LOG}`,
      ],
    },
    {
      title: "a key in the log router's own options",
      resource: rawTask([
        { firelensConfiguration: { type: "fluentd", options: { api_key: "0123abcd" } } },
      ]),
      messages: [
        `FireLens option 'api_key' of container 'app' holds a secret by its name, '01…' of 8 characters: ${LOG}`,
      ],
    },
    {
      title: "a password in a schedule's input",
      resource: schedule(overriding(PASSWORD)),
      messages: [
        `environment variable 'DB_PASSWORD' of schedule 'orders' holds a secret by its name, 7 characters: ${OVERRIDE}`,
      ],
    },
    {
      title: "a password in the command of an event target",
      resource: eventTarget({
        input: overriding({ command: ["run", "--db-password=correct-horse"] }),
      }),
      messages: [
        `'command' of event target 'orders' holds a secret by its name, 'db-password' of 'co…' of 13 characters: ${OVERRIDE}`,
      ],
    },
    {
      title: "a key in a template that is no JSON yet",
      resource: eventTarget({
        inputTransformer: { inputTemplate: '{"detail": <detail>, "apiKey": "0123abcd"}' },
      }),
      messages: [
        `'inputTransformer.inputTemplate' of event target 'orders' holds a secret by its name, 'apiKey' of '01…' of 8 characters: ${OVERRIDE}`,
      ],
    },
    {
      title: "a password that a component's run is given",
      resource: resourceOf("slipway:index:ScheduledTask", {
        environment: { DB_PASSWORD: "hunter2" },
      }),
      messages: [
        `environment variable 'DB_PASSWORD' of schedule 'orders' holds a secret by its name, 7 characters: ${OVERRIDE}`,
      ],
    },
    {
      title: "a secret build argument",
      resource: image({ CODE: secret("open sesame") }),
      messages: [
        `build argument 'CODE' of image 'orders' is a Pulumi secret, which the image's history shows in plain text: ${BUILD}`,
      ],
    },
    {
      title: "a token among build arguments of another provider",
      resource: resourceOf("docker:index/image:Image", {
        build: { args: { NPM_TOKEN: "0123abcd" } },
      }),
      messages: [
        `build argument 'NPM_TOKEN' of image 'orders' holds a secret by its name, '01…' of 8 characters: ${BUILD}`,
      ],
    },
    {
      title: "a token in user data",
      resource: template(encoded(`#!/bin/bash\nexport GH=ghp_${"a1B2".repeat(9)}`)),
      messages: [`'userData' of launch template 'orders' holds a GitHub token: ${START}`],
    },
    {
      title: "a password in user data that is not encoded",
      resource: resourceOf("aws:ec2/launchConfiguration:LaunchConfiguration", {
        userData: "export DB_PASSWORD=hunter2",
      }),
      messages: [
        `'userData' of launch configuration 'orders' holds a secret by its name, 'DB_PASSWORD' of 7 characters: ${START}`,
      ],
    },
    {
      title: "user data that is a Pulumi secret",
      resource: template(secret(encoded("true"))),
      messages: [
        `'userData' of launch template 'orders' holds a Pulumi secret, which EC2 shows in plain text: ${START}`,
      ],
    },
  ],
  unknown: [
    {
      title: "an unknown option, which hides no other",
      resource: componentTask([log({ "splunk-url": UNKNOWN, "splunk-token": "0123abcd" })]),
      paths: ["containers[0].logConfiguration.options.splunk-url"],
      messages: [
        `log option 'splunk-token' of container 'app' holds a secret by its name, '01…' of 8 characters: ${LOG}`,
      ],
    },
    { title: "unknown user data", resource: template(UNKNOWN), paths: ["userData"] },
    {
      title: "an unknown build argument",
      resource: image({ A: UNKNOWN }),
      paths: ["buildArgs.A"],
    },
  ],
  ignores: [
    { title: "a service", resource: rawService() },
    { title: "an input of another form", resource: schedule('{"containerOverrides":"none"}') },
    {
      title: "a schedule that starts no task",
      resource: resourceOf("aws:scheduler/schedule:Schedule", {
        target: { input: overriding(PASSWORD) },
      }),
    },
  ],
});
