import type { Reader } from "../resource/reader.js";
import { LOG_RETENTION_DAYS } from "../../components/rules/logRetention.js";
import { flag, wholeNumber } from "../parameterSchema.js";
import type { Rule } from "../rule.js";

/** Logs are kept for as long as they are needed, and no bill grows for ever. */
export const logGroupRetention: Rule<{ minDays: number; maxDays: number; allowForever: boolean }> =
  {
    name: "log-group-retention",
    description: "Log groups say for how many days they keep what is written.",
    kind: "practice",
    severity: "medium",
    enforcementLevel: "advisory",
    remediationSteps: "Set 'retentionInDays' of the log group, such as to 30.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html#cloudwatch-16",
    sources: ["CloudWatch.16", "CKV_AWS_66", "CKV_AWS_338"],
    values: { retentionInDays: longEnough },
    remediates: { "aws:cloudwatch/logGroup:LogGroup": ["retentionInDays"] },
    parameters: {
      minDays: wholeNumber("Days that log groups keep at least.", { minimum: 0, default: 1 }),
      maxDays: wholeNumber("Days that log groups keep at most; 0 sets no limit.", {
        minimum: 0,
        default: 0,
      }),
      allowForever: flag("Whether log groups without 'retentionInDays' are let be.", false),
    },
    profiles: { hardened: { minDays: 30 } },
    conflict: ({ minDays, maxDays }) =>
      maxDays !== 0 && minDays > maxDays
        ? `'minDays' must be at most 'maxDays' ${maxDays}, got ${minDays}`
        : undefined,
    logGroup(group, { parameters: { minDays, maxDays, allowForever }, check }) {
      check(() => {
        const days = group.retentionDays();
        if (days === undefined) {
          if (allowForever) return undefined;
          return `${group.label} keeps all that is written for ever: set 'retentionInDays', such as to ${Math.max(minDays, 30)}`;
        }
        if (days < minDays) {
          return `${group.label} keeps too little: set 'retentionInDays' to at least ${minDays}, got ${days}`;
        }
        if (maxDays === 0 || days <= maxDays) return undefined;
        return `${group.label} keeps too much: set 'retentionInDays' to at most ${maxDays}, got ${days}`;
      });
    },
  };

/** The least that CloudWatch Logs takes and the rule asks for. What is kept too long would be deleted, which nobody asked for. */
function longEnough(
  { minDays, maxDays }: { minDays: number; maxDays: number },
  inputs: Reader,
): number | undefined {
  const given = inputs.get("retentionInDays").number() ?? 0;
  if (given >= minDays && given !== 0) return undefined;
  const most = maxDays === 0 ? Infinity : maxDays;
  const allowed = LOG_RETENTION_DAYS.filter((days) => days >= minDays && days <= most);
  // Without a number at all, a month is usual.
  const usual = given === 0 ? 30 : 0;
  return allowed.find((days) => days >= usual) ?? allowed.at(-1);
}
