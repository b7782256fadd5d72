import type {
  FargateContainer,
  FargateTask,
} from "../../components/taskDefinition/rules/fargateSupport.js";
import {
  fargateContainerProblem,
  fargateTaskProblem,
} from "../../components/taskDefinition/rules/fargateSupport.js";
import type { Rule } from "../rule.js";

/**
 * Task definitions for Fargate ask for nothing that Fargate does not have. That there is a size at all is for
 * `fargate-task-size-valid` to say.
 */
export const fargateParamsSupported: Rule = {
  name: "fargate-params-supported",
  description: "Task definitions for Fargate ask for nothing that Fargate does not offer.",
  kind: "invalid",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Leave the parameter out, or run the task on instances: 'requiresCompatibilities' without FARGATE.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html",
  sources: ["O2", "E3048", "E3713"],
  parameters: {},
  task(task, { check, forEach }) {
    forEach(
      () => (task.isForFargate() ? TASK_LEAVES : []),
      (leaf) => {
        check(() => fargateTaskProblem(leaf(task.fargate))?.reason);
      },
    );
    forEach(
      () => (task.isForFargate() ? task.containers() : []),
      ({ fargate }) => {
        for (const leaf of CONTAINER_LEAVES) {
          check(() => fargateContainerProblem({ name: fargate.name, ...leaf(fargate) })?.reason);
        }
      },
    );
  },
};

/** What is judged by itself, so that a value which is not known leaves nothing else open. */
const TASK_LEAVES: readonly ((task: FargateTask) => FargateTask)[] = [
  ({ networkMode }) => ({ networkMode }),
  ({ pidMode }) => ({ pidMode }),
  ({ ipcMode }) => ({ ipcMode }),
  ({ placementConstraints }) => ({ placementConstraints }),
  ({ ephemeralStorageGiB }) => ({ ephemeralStorageGiB }),
  ({ volumes }) => ({ volumes }),
];

const CONTAINER_LEAVES: readonly ((
  container: FargateContainer,
) => Omit<FargateContainer, "name">)[] = [
  ({ privileged }) => ({ privileged }),
  ({ links }) => ({ links }),
  ({ logDriver }) => ({ logDriver }),
  ({ addedCapabilities }) => ({ addedCapabilities }),
  ({ resourceRequirements }) => ({ resourceRequirements }),
  ({ linuxParameters }) => ({ linuxParameters }),
  ({ startTimeout }) => ({ startTimeout }),
  ({ stopTimeout }) => ({ stopTimeout }),
];
