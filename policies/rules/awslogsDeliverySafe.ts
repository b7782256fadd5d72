import type { Rule } from "../rule.js";
import type { LogView } from "../views/containerView.js";

/**
 * Logs reach CloudWatch, and what happens when they come too fast is chosen: AWS changed the default in June 2025, from
 * a container that waits to lines that are lost.
 */
export const awslogsDeliverySafe: Rule = {
  name: "awslogs-delivery-safe",
  description: "The awslogs driver has what it needs, and says what becomes of lines too many.",
  severity: "medium",
  enforcementLevel: "mandatory",
  remediationSteps:
    'Set the option that the message names in \'logConfiguration.options\'. "mode": "non-blocking" with "max-buffer-size": "25m" never stops the program.',
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specify-log-config.html",
  sources: ["O20", "E3046"],
  parameters: {},
  task(task, { check, forEach }) {
    forEach(
      () => task.containers(),
      ({ label, log }) => {
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
        checkLog(() => modeProblem(log));
      },
    );
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

function modeProblem(log: LogView): string | undefined {
  const mode = log.option("mode");
  if (mode !== "blocking" && mode !== "non-blocking") {
    const got = mode === undefined ? "none" : `"${mode}"`;
    return `log option 'mode' must be "blocking" or "non-blocking", got ${got}; "non-blocking" works`;
  }
  if (mode === "non-blocking") return undefined;
  const size = log.option("max-buffer-size");
  if (size === undefined) return undefined;
  return `log option 'max-buffer-size' is for 'mode' "non-blocking", got "${size}" with "blocking"; leave it out`;
}
