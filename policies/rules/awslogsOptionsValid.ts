import type { Rule } from "../rule.js";
import type { LogView } from "../views/containerView.js";

/**
 * The awslogs driver has the options that it needs, with values that it takes: a group and a region always, and a prefix
 * of streams on Fargate.
 */
export const awslogsOptionsValid: Rule = {
  name: "awslogs-options-valid",
  description: "The awslogs driver has the options that it needs, with values that it takes.",
  kind: "invalid",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps: "Set the option that the message names in 'logConfiguration.options'.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specify-log-config.html",
  sources: ["O20", "E3046"],
  parameters: {},
  task(task, { check, forEach }) {
    forEach(task.containers, ({ label, log }) => {
      const checkLog = (decide: () => string | undefined) => {
        check(() => {
          const reason = log.driver() === "awslogs" ? decide() : undefined;
          return reason && `${label}: ${reason}`;
        });
      };
      checkLog(() => missingProblem(log, "awslogs-group", "/ecs/orders"));
      checkLog(() => missingProblem(log, "awslogs-region", "eu-west-1"));
      checkLog(() =>
        task.isForFargate()
          ? missingProblem(log, "awslogs-stream-prefix", "app", " on Fargate")
          : undefined,
      );
      checkLog(() => regionProblem(log));
      checkLog(() => modeProblem(log));
      checkLog(() => bufferProblem(log));
    });
  },
};

function missingProblem(
  log: LogView,
  option: string,
  works: string,
  where = "",
): string | undefined {
  if ((log.option(option) ?? "") !== "") return undefined;
  return `log option '${option}' must be given for awslogs${where}, got none; "${works}" works`;
}

/** "The AWS Region that the awslogs log driver sends Docker logs to" (LogConfiguration.options): its zones have no endpoints. */
function regionProblem(log: LogView): string | undefined {
  const got = log.option("awslogs-region");
  if (got === undefined) return undefined;
  const [, region] = /^([a-z]{2,4}(?:-[a-z]+)+-\d)[a-z]$/.exec(got) ?? [];
  if (region === undefined) return undefined;
  return `log option 'awslogs-region' must be a region, got the zone "${got}"; "${region}" works`;
}

/** "Valid values: non-blocking | blocking" (LogConfiguration.options). */
function modeProblem(log: LogView): string | undefined {
  const mode = log.option("mode");
  if (mode === undefined || mode === "blocking" || mode === "non-blocking") return undefined;
  return `log option 'mode' must be "blocking" or "non-blocking", got "${mode}"; "non-blocking" works`;
}

/** Docker: "max-buffer-size option is only supported with 'mode=non-blocking'". */
function bufferProblem(log: LogView): string | undefined {
  const size = log.option("mode") === "blocking" ? log.option("max-buffer-size") : undefined;
  if (size === undefined) return undefined;
  return `log option 'max-buffer-size' is for option 'mode' "non-blocking", got "${size}" with "blocking"; leave it out`;
}
