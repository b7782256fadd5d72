import { UNKNOWN } from "../../../policies/resource/reader.js";
import { drainingOrder } from "../../../policies/rules/drainingOrder.js";
import { componentTask, describeRule, rawService, rawTask, resourceOf } from "./ruleCases.js";

const group = (deregistrationDelay: unknown) =>
  resourceOf("aws:lb/targetGroup:TargetGroup", { deregistrationDelay });
const shell = (script: string, more: object = {}) =>
  rawTask([{ command: ["/bin/sh", "-c", script], ...more }]);
const MESSAGE = `container 'app' starts by a shell, which passes no SIGTERM on to its program: put "exec" before the program, or set 'linuxParameters.initProcessEnabled'`;
const delay = (most: number, got: number) =>
  `target group 'orders': 'deregistrationDelay' must be at most ${most} seconds, which each deployment waits, got ${got}; 30 works for short requests`;

describeRule(drainingOrder, {
  passes: [
    { title: "a command of one word", resource: rawTask([{ command: ["migrate; serve"] }]) },
    { title: "a shell without a script", resource: rawTask([{ command: ["sh", "-c"] }]) },
    {
      title: "a program like a shell, whose options are its own",
      resource: rawTask([{ command: ["serve", "-c", "a; b"] }]),
    },
    { title: "a script of a file", resource: rawTask([{ command: ["sh", "-e", "a; b"] }]) },
    {
      title: "a file whose name ends like an option",
      resource: rawTask([{ command: ["sh", "run-c", "a; b"] }]),
    },
    { title: "a long option", resource: rawTask([{ command: ["sh", "-c+", "a; b"] }]) },
    { title: "'exec' before all", resource: shell("exec serve; true") },
    { title: "a target group's delay as long as may be", resource: group(300) },

    { title: "no command", resource: rawTask() },
    { title: "a program without a shell", resource: rawTask([{ command: ["serve", "-c", "a"] }]) },
    { title: "one command, which takes the shell's place", resource: shell("serve --port 80") },
    { title: "a shell that ends by 'exec'", resource: shell("migrate && exec serve") },
    {
      title: "a first process of Docker's",
      resource: shell("migrate; serve", { linuxParameters: { initProcessEnabled: true } }),
    },
    {
      title: "a first process of Docker's in our component",
      resource: componentTask([
        { command: ["sh", "-c", "migrate; serve"], initProcessEnabled: true },
      ]),
    },
    { title: "AWS's own delay", resource: group(undefined) },
  ],
  fails: [
    {
      title: "a shell before two commands",
      resource: shell("migrate && serve"),
      messages: [MESSAGE],
    },
    {
      title: "a shell in 'entryPoint'",
      resource: rawTask([{ entryPoint: ["bash", "-ec"], command: ["migrate\nserve"] }]),
      messages: [MESSAGE],
    },
    {
      title: "a shell in our component",
      resource: componentTask([{ command: ["sh", "-c", "migrate; serve"] }]),
      messages: [MESSAGE.replace("linuxParameters.", "")],
    },
    { title: "a delay of an hour", resource: group(3600), messages: [delay(300, 3600)] },
    {
      title: "AWS's own delay where less is asked for",
      resource: group(undefined),
      configuration: { maxDrainSeconds: 60 },
      messages: [delay(60, 300)],
    },
  ],
  unknown: [
    {
      title: "an unknown command",
      resource: rawTask([{}], { containerDefinitions: UNKNOWN }),
      paths: ["containerDefinitions"],
    },
    { title: "an unknown delay", resource: group(UNKNOWN), paths: ["deregistrationDelay"] },
  ],
  ignores: [
    { title: "a service", resource: rawService() },
    {
      title: "a shell of Windows",
      resource: rawTask([{ command: ["sh", "-c", "migrate; serve"] }], {
        runtimePlatform: { operatingSystemFamily: "WINDOWS_SERVER_2022_CORE" },
      }),
    },
  ],
});
