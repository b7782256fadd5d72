import { UNKNOWN } from "../../../policies/resource/reader.js";
import { awslogsDeliverySafe } from "../../../policies/rules/awslogsDeliverySafe.js";
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

describeRule(awslogsDeliverySafe, {
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
      title: "no mode",
      resource: logged({ mode: undefined }),
      messages: [
        `container 'app': log option 'mode' should be "blocking" or "non-blocking", got none, with which lines that come too fast are lost; "non-blocking" works`,
      ],
    },
    {
      title: "no mode beside a buffer's size",
      resource: logged({ mode: undefined, "max-buffer-size": "1m" }),
      messages: [
        `container 'app': log option 'mode' should be "blocking" or "non-blocking", got none, with which lines that come too fast are lost; "non-blocking" works`,
      ],
    },
    {
      title: "no mode on instances",
      resource: logged({ mode: undefined }, { requiresCompatibilities: ["EC2"] }),
      messages: [
        `container 'app': log option 'mode' should be "blocking" or "non-blocking", got none, with which lines that come too fast are lost; "non-blocking" works`,
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
      title: "an unknown mode of our component",
      resource: componentTask([
        { logConfiguration: { logDriver: "awslogs", options: { mode: UNKNOWN } } },
      ]),
      paths: ["containers[0].logConfiguration.options.mode"],
    },
  ],
});
