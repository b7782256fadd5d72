import type { Rule } from "../rule.js";

/**
 * What happens when logs come too fast is chosen: AWS changed the default in June 2025, from a container that waits to
 * lines that are lost. Both work. What ECS refuses, `awslogs-options-valid` says.
 */
export const awslogsDeliverySafe: Rule = {
  name: "awslogs-delivery-safe",
  description: "The awslogs driver says what becomes of lines too many.",
  kind: "reliability",
  severity: "medium",
  enforcementLevel: "advisory",
  remediationSteps:
    'Set the option that the message names in \'logConfiguration.options\'. "mode": "non-blocking" with "max-buffer-size": "25m" never stops the program.',
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specify-log-config.html",
  sources: ["O20"],
  parameters: {},
  task(task, { check, forEach }) {
    forEach(task.containers, ({ label, log }) => {
      check(() => {
        if (log.driver() !== "awslogs" || log.option("mode") !== undefined) return undefined;
        return `${label}: log option 'mode' should be "blocking" or "non-blocking", got none, with which lines that come too fast are lost; "non-blocking" works`;
      });
    });
  },
};
