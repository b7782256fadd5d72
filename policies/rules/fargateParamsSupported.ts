import type {
  FargateContainer,
  FargateTask,
} from "../../components/taskDefinition/rules/fargateSupport.js";
import {
  fargateContainerProblem,
  fargateTaskProblem,
} from "../../components/taskDefinition/rules/fargateSupport.js";
import { inNamesOf } from "../resource/propertyNames.js";
import type { Rule, RuleContext } from "../rule.js";
import type { TaskView } from "../views/taskView.js";

/**
 * Task definitions for Fargate ask for nothing that Fargate does not have. That there is a size at all is for
 * `fargate-task-size-valid` to say. One that does not say what it is for is for Fargate where something in its stack runs
 * it there.
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
  task(task, context) {
    context.forEach(
      () => (task.isForFargate() ? [task] : []),
      () => {
        judge(task, undefined, context);
      },
    );
  },
  launchInStack(launch, context) {
    context.forEach(
      () => {
        const version = launch.capacity.platformVersion();
        if (version === undefined || !OLD_PLATFORM.test(version)) return [];
        return launch.tasks().map((task) => ({ task, version }));
      },
      ({ task, version }) => {
        context.check(() => {
          // "The supported platform version is 1.4.0 or later" (the developer guide on EFS volumes with Fargate).
          const volume = task.isForWindows() ? undefined : task.volumes().find(({ efs }) => efs);
          if (!volume) return undefined;
          return `${launch.label}: 'platformVersion' must be 1.4.0 or later for volume '${volume.name}' of EFS, got "${version}"; leave it out`;
        });
      },
    );
    context.forEach(
      () => launch.tasks().filter((task) => launch.runsOnFargate() && !task.isForFargate()),
      (task) => {
        judge(task, launch.label, context);
      },
    );
  },
};

/** Versions of Fargate for Linux before 1.4.0. */
const OLD_PLATFORM = /^1\.[0-3]\./;

/** @param launch What says that the task definition is for Fargate, where that does not say so itself. */
function judge(
  task: TaskView,
  launch: string | undefined,
  { check, forEach }: RuleContext<object>,
): void {
  const told = (problem: { reason: string } | undefined) => {
    if (problem === undefined || launch === undefined) return problem?.reason;
    return `task definition of ${launch}: ${inNamesOf(task.type, problem.reason)}`;
  };
  for (const leaf of TASK_LEAVES) {
    check(() => {
      const given = leaf(task.fargate);
      return isEmpty(given) ? undefined : told(fargateTaskProblem(given));
    });
  }
  forEach(task.containers, ({ fargate }) => {
    for (const leaf of CONTAINER_LEAVES) {
      check(() => {
        const given = leaf(fargate);
        if (isEmpty(given)) return undefined;
        return told(fargateContainerProblem({ name: fargate.name, ...given }));
      });
    }
  });
}

/** Most of what Fargate lacks nobody asks for. */
function isEmpty(given: object): boolean {
  return Object.values(given).every(
    (value) => value === undefined || (Array.isArray(value) && value.length === 0),
  );
}

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
