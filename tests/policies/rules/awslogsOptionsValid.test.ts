import { UNKNOWN } from "../../../policies/resource/reader.js";
import { awslogsOptionsValid } from "../../../policies/rules/awslogsOptionsValid.js";
import { componentTask, describeRule, rawTask } from "./ruleCases.js";

const OPTIONS = {
  "awslogs-group": "/ecs/orders",
  "awslogs-region": "eu-west-1",
  "awslogs-stream-prefix": "app",
  mode: "non-blocking",
  "max-buffer-size": "25m",
};

function logged(edit: object = {}, task: object = {}) {
  const options = { ...OPTIONS, ...edit };
  return rawTask([{ logConfiguration: { logDriver: "awslogs", options } }], task);
}

describeRule(awslogsOptionsValid, {
  passes: [
    { title: "another driver", resource: rawTask([{ logConfiguration: { logDriver: "splunk" } }]) },
    { title: "no log", resource: rawTask() },
    { title: "our component, which writes the options itself", resource: componentTask() },
    {
      title: "our component, which adds to the options that are given",
      resource: componentTask([
        { logConfiguration: { logDriver: "awslogs", options: { mode: "blocking" } } },
        { name: "web", logConfiguration: { logDriver: "awslogs" } },
      ]),
    },
    { title: "no mode, for which AWS has a default", resource: logged({ mode: undefined }) },
    { title: "what our components write", resource: logged() },
    {
      title: "a program that waits for its log",
      resource: logged({ mode: "blocking", "max-buffer-size": undefined }),
    },
    {
      title: "no prefix on instances",
      resource: logged(
        { "awslogs-stream-prefix": undefined },
        { requiresCompatibilities: ["EC2"], networkMode: "bridge" },
      ),
    },
  ],
  fails: [
    {
      title: "a mode of our component that is none",
      resource: componentTask([
        { logConfiguration: { logDriver: "awslogs", options: { mode: "async" } } },
      ]),
      messages: [
        `container 'app': log option 'mode' must be "blocking" or "non-blocking", got "async"; "non-blocking" works`,
      ],
    },
    {
      title: "a mode that is none",
      resource: logged({ mode: "async" }),
      messages: [
        `container 'app': log option 'mode' must be "blocking" or "non-blocking", got "async"; "non-blocking" works`,
      ],
    },
    {
      title: "a buffer of a program that waits",
      resource: logged({ mode: "blocking" }),
      messages: [
        `container 'app': log option 'max-buffer-size' is for option 'mode' "non-blocking", got "25m" with "blocking"; leave it out`,
      ],
    },
    {
      title: "no group and no region",
      resource: logged({ "awslogs-group": undefined, "awslogs-region": "" }),
      messages: [
        `container 'app': log option 'awslogs-group' must be given for awslogs, got none; "/ecs/orders" works`,
        `container 'app': log option 'awslogs-region' must be given for awslogs, got none; "eu-west-1" works`,
      ],
    },
    {
      title: "no prefix on Fargate",
      resource: logged({ "awslogs-stream-prefix": undefined }),
      messages: [
        `container 'app': log option 'awslogs-stream-prefix' must be given for awslogs on Fargate, got none; "app" works`,
      ],
    },
  ],
  unknown: [
    {
      title: "unknown definitions",
      resource: rawTask([], { containerDefinitions: UNKNOWN }),
      paths: ["containerDefinitions"],
    },
    {
      title: "unknown capacity",
      resource: logged({ mode: "async" }, { requiresCompatibilities: UNKNOWN }),
      paths: ["requiresCompatibilities"],
      messages: [
        `container 'app': log option 'mode' must be "blocking" or "non-blocking", got "async"; "non-blocking" works`,
      ],
    },
  ],
});
