import { whenKnown } from "../../policies/resource/reviewedStack.js";
import type { Reader } from "../../policies/resource/reader.js";
import { HOURS_PER_MONTH } from "../costResult.js";
import type { Costing, Counts } from "../ledger.js";
import { countText, times } from "../ledger.js";
import type { ReadResource } from "../stackResources.js";
import { logicalName } from "../stackResources.js";

/**
 * What is left of a GB that CloudWatch Logs keeps: AWS's own calculator reckons with it.
 *
 * @see https://calculator.aws/#/createCalculator/CloudWatch
 */
export const COMPRESSED_SHARE = 0.15;

const DAYS_PER_MONTH = HOURS_PER_MONTH / 24;

/** Days after which logs that are kept for ever are reckoned. */
export const FOREVER_DAYS = 365;

/** What the logs of tasks cost: taken in, and kept as long as their group says. */
export function logLines(
  costing: Costing,
  from: ReadResource,
  task: ReadResource,
  { counts, hours = HOURS_PER_MONTH }: { counts: Counts; hours?: number },
): void {
  const { ledger, usage } = costing;
  ledger.attempt(from, "Logs", () => {
    const containers = task.inputs.get("containerDefinitions").json().list() ?? [];
    const logged = containers.filter((one) => driverOf(one) === "awslogs");
    if (logged.length === 0 || counts.maximum === 0) return;
    const group = logGroup(costing, task, logged);
    const isInfrequent = group?.inputs.get("logGroupClass").string() === "INFREQUENT_ACCESS";
    const days = group?.inputs.get("retentionInDays").number() ?? 0;
    const kept = days === 0 ? FOREVER_DAYS : days;
    const { value, assumption } = usage.assumed(from.name, "logGb");
    const gb = value * (hours / HOURS_PER_MONTH);
    const stored = (kept / DAYS_PER_MONTH) * COMPRESSED_SHARE;
    const price =
      ledger.price(
        from,
        `cloudwatch.${isInfrequent ? "logsIngestInfrequentAccessGb" : "logsIngestGb"}`,
      ) +
      stored * ledger.price(from, "cloudwatch.logsStorageGbMonth");
    const retention = days === 0 ? "kept for ever, reckoned after a year" : `kept ${days} days`;
    ledger.add(
      from,
      {
        item: "Logs",
        quantity: `of ${countText(counts, "task")}, ${retention}`,
        service: from.name,
        assumptions: [
          ...counts.assumptions,
          assumption,
          `${COMPRESSED_SHARE * 100} % of it when compressed`,
        ],
      },
      times(counts, gb * price),
    );
  });
}

function driverOf(container: Reader): string | undefined {
  return container.get("logConfiguration").get("logDriver").string();
}

/** The log group of the first container: by its name, or the one that stands beside the task definition. */
function logGroup(
  { stack }: Costing,
  task: ReadResource,
  [container]: readonly Reader[],
): ReadResource | undefined {
  const options = container?.get("logConfiguration").get("options");
  const name = whenKnown(() => options?.get("awslogs-group").string());
  const [named] = stack.by(groupName, GROUP).get(name) ?? [];
  if (named) return named;
  const [sibling] = stack.siblings(task, GROUP);
  if (sibling) return sibling;
  const [own] = stack.by(logicalName, GROUP).get(name?.replace(/-[0-9a-f]{7}$/, "")) ?? [];
  return own;
}

const GROUP = "aws:cloudwatch/logGroup:LogGroup";

function groupName({ inputs, name }: ReadResource): string {
  return whenKnown(() => inputs.get("name").string()) ?? name;
}
