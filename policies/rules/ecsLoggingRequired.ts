import { matchesGlob } from "../../components/rules/glob.js";
import { texts } from "../parameterSchema.js";
import type { Rule } from "../rule.js";
import { fsbp } from "../securityHub.js";

/** What containers write is kept somewhere. */
export const ecsLoggingRequired: Rule<{ allowedDrivers: string[]; exemptContainers: string[] }> = {
  name: "ecs-logging-required",
  description: "Containers have a log configuration.",
  kind: "security",
  severity: "high",
  enforcementLevel: "advisory",
  remediationSteps: "Give the container a 'logConfiguration', such as one with awslogs.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-9",
  sources: ["ECS.9", "AwsSolutions-ECS7", "CT.ECS.PR.5"],
  framework: fsbp("ECS.9", "ECS task definitions should have a logging configuration"),
  parameters: {
    allowedDrivers: texts(
      "Log drivers that containers may have. Empty allows all.",
      [],
      ["awslogs", "awsfirelens"],
    ),
    exemptContainers: texts(
      "Names of containers that need no log; * stands for any characters.",
      [],
      ["init-*"],
    ),
  },
  task(task, { parameters, check, forEach }) {
    const { allowedDrivers, exemptContainers } = parameters;
    forEach(task.containers, ({ label, name, log }) => {
      if (exemptContainers.some((glob) => matchesGlob(glob, name))) return;
      check(() => {
        // Our component fills in awslogs, whose group then shows.
        const driver = log.driver() ?? (log.option("awslogs-group") && "awslogs");
        if (driver === undefined || driver === "") {
          return `${label} has no log: set 'logConfiguration'`;
        }
        if (allowedDrivers.length === 0 || allowedDrivers.includes(driver)) return undefined;
        return `${label} logs by '${driver}', which is not one of 'allowedDrivers' ${allowedDrivers.join(", ")}`;
      });
    });
  },
};
