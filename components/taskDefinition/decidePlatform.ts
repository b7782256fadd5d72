import type { Checks } from "../argument/checks.js";
import { CONTAINER_OUTLINES } from "./rules/containerOutlines.js";
import { containerPlatformProblem } from "./rules/containerPlatform.js";
import { fargateTaskProblem } from "./rules/fargateSupport.js";
import { compatibilitiesProblem, placementConstraintsProblem } from "./rules/placement.js";
import { isWindows, windowsTaskProblem } from "./rules/windowsSupport.js";
import type { Problem } from "../rules/problem.js";
import { outlineContainers } from "./outlineContainer.js";
import type { TaskDefinitionArgs } from "./args/taskDefinitionArgs.js";

/** Kinds of capacity where the arguments name none. */
const COMPATIBILITIES = ["FARGATE"];

/** The kinds of capacity that a task definition is for. */
export function compatibilitiesOf({ requiresCompatibilities }: TaskDefinitionArgs): string[] {
  return requiresCompatibilities ?? COMPATIBILITIES;
}

/** Where a task definition's containers run, as far as that is one of two. */
export function platformOf(args: TaskDefinitionArgs) {
  return {
    isFargate: compatibilitiesOf(args).includes("FARGATE"),
    isWindows: isWindows(args.operatingSystem),
  };
}

/**
 * Decides on what capacity and operating system do not offer, apart from the size.
 *
 * @throws {ArgumentError} if a rule is broken.
 */
export function decidePlatform(checks: Checks, args: TaskDefinitionArgs): void {
  const compatibilities = compatibilitiesOf(args);
  checks.fail(compatibilitiesProblem(compatibilities));
  const platform = platformOf(args);
  checks.check(outlineContainers(args.containers, CONTAINER_OUTLINES.platform), (containers) =>
    containerPlatformProblem(containers, platform),
  );
  checks.check(args.placementConstraints ?? [], placementConstraintsProblem);
  const { pidMode, ipcMode, placementConstraints } = args;
  if (platform.isFargate) {
    checks.check(
      {
        pidMode,
        ipcMode,
        placementConstraints: placementConstraints?.map(() => ({})),
        volumes: args.volumes?.map(({ name, docker, fsxWindowsFileServer, hostPath }) => ({
          name,
          isFsx: fsxWindowsFileServer !== undefined,
          isDocker: docker !== undefined,
          hostPath,
        })),
      },
      fargateTaskProblem,
    );
  } else if (args.ephemeralStorageGiB !== undefined) {
    checks.fail(noStorageProblem());
  }
  if (platform.isWindows) decideWindows(checks, args, compatibilities);
}

function decideWindows(
  checks: Checks,
  args: TaskDefinitionArgs,
  requiresCompatibilities: string[],
): void {
  const task = {
    requiresCompatibilities,
    hasEphemeralStorage: args.ephemeralStorageGiB !== undefined,
    hasLogRouter: args.logRouter !== undefined,
    hasOpenTelemetry: args.openTelemetry !== undefined,
    hasPidMode: args.pidMode !== undefined,
    hasIpcMode: args.ipcMode !== undefined,
  };
  const { volumes = [] } = args;
  checks.check(
    {
      architecture: args.architecture,
      volumes: volumes.map(({ name, efs, ebs }) => ({
        name,
        isEfs: efs !== undefined,
        isEbs: ebs !== undefined,
      })),
    },
    (known) => windowsTaskProblem({ ...task, ...known }),
  );
}

function noStorageProblem(): Problem {
  const path = "ephemeralStorageGiB";
  return { path, reason: `'${path}' is for Fargate, and instances have their own; leave it out` };
}
