import {
  legalNameProblem,
  tagCountProblem,
  tagKeyProblem,
  tagValueProblem,
} from "../../components/rules/legalName.js";
import { logRetentionProblem } from "../../components/rules/logRetention.js";
import type { Rule } from "../rule.js";

/** "Task definition size: 64 KiB" (the developer guide's page of ECS's quotas, which cannot be raised). */
const MOST_BYTES = 64 * 1024;

/** Names, tags, sizes and words are ones that AWS takes. What our components name themselves is legal as it is. */
export const namesAndLimitsValid: Rule = {
  name: "names-and-limits-valid",
  description: "Names, tags, sizes, periods and words are ones that AWS takes.",
  kind: "invalid",
  severity: "medium",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Shorten the name or the tag that the message names, or leave the name out; write the value that it names as it says.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-using-tags.html",
  sources: ["O22"],
  parameters: {},
  logGroup(group, { check }) {
    check(() => {
      const days = group.retentionDays();
      const problem = days === undefined ? undefined : logRetentionProblem(days, "retentionInDays");
      return problem && `${group.label}: ${problem.reason}`;
    });
  },
  task(task, { check, forEach }) {
    forEach(
      () => [task.definitionsBytes() ?? []].flat(),
      (bytes) => {
        check(() => {
          if (bytes <= MOST_BYTES) return undefined;
          return `'containerDefinitions' must have at most ${MOST_BYTES} bytes, got ${bytes}; 'environmentFiles' hold what is long`;
        });
      },
    );
  },
  writtenValues({ label, places }, { check, forEach }) {
    for (const place of places) {
      forEach(place, (value) => {
        check(() => {
          const problem = value.problem();
          return problem && `${label}: ${problem}`;
        });
      });
    }
  },
  named(resource, { check, forEach }) {
    const told = (reason: string | undefined) => reason && `${resource.label}: ${reason}`;
    check(() => {
      const name = resource.name();
      const given = name === "" ? undefined : name;
      return told(legalNameProblem(resource.kind, given, resource.argument)?.reason);
    });
    check(() => told(tagCountProblem(resource.tags().length)));
    forEach(resource.tags, ({ key, value }) => {
      check(() => told(tagKeyProblem(key) ?? tagValueProblem(key, value())));
    });
  },
};
