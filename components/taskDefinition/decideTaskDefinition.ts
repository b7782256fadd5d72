import type * as pulumi from "@pulumi/pulumi";

import type { Architecture } from "../rules/architecture.js";
import type { Checks } from "../argument/checks.js";
import { outlineContainers } from "./outlineContainer.js";
import { CONTAINER_OUTLINES } from "./rules/containerOutlines.js";
import { containersProblem } from "./rules/containerGraph.js";
import { containerSettingsProblem, healthCommandProblem } from "./rules/containerSettings.js";
import { environmentFilesProblem } from "./rules/environmentFile.js";
import { fargateTaskProblem } from "./rules/fargateSupport.js";
import { logRetentionProblem } from "../rules/logRetention.js";
import { portMappingsProblem } from "./rules/portMappings.js";
import { imageProblem } from "../image/rules/imageReference.js";
import { systemControlsProblem } from "./rules/systemControl.js";
import { decideLogs } from "./decideLogs.js";
import { decideRoles } from "./decideRoles.js";
import { decideSecrets } from "./decideSecrets.js";
import { refusePlainSecrets } from "./refusePlainSecrets.js";
import type { DecidedSize } from "./decideSize.js";
import { decideNetworkMode, networkModeOf } from "./decideNetworkMode.js";
import { compatibilitiesOf, decidePlatform, platformOf } from "./decidePlatform.js";
import { decideSize } from "./decideSize.js";
import { decideArchitecture } from "./decideArchitecture.js";
import type { TaskDefinitionArgs } from "./args/taskDefinitionArgs.js";
import type { TaskContainer } from "./taskContainer.js";
import { addedAt, decideSidecars, ofAdded, taskContainers } from "./taskSidecars.js";
import { decideFsxVolumes, decideS3FilesVolumes, decideVolumes } from "./decideVolumes.js";
import { below, firstItemProblem } from "../rules/problem.js";
import { legalNameProblem } from "../rules/legalName.js";

/** What a task definition's arguments come to. */
export interface DecidedTaskDefinition {
  /** The arguments' containers, then those that other arguments add. */
  containers: TaskContainer[];
  sizes: pulumi.Output<DecidedSize>;
  architecture: pulumi.Output<Architecture>;
  retentionInDays: pulumi.Output<number>;
  storageGiB: pulumi.Output<number> | undefined;
  /** Known when no secret stands in plain text. */
  withoutPlainSecrets: pulumi.Output<unknown>;
}

/**
 * Decides on a task definition's arguments: before anything is registered where they are plain. Each rule is given just
 * what it reads, since images are outputs as a rule and would hold the others back.
 *
 * @throws {ArgumentError} if a rule is broken.
 */
export function decideTaskDefinition(
  checks: Checks,
  args: TaskDefinitionArgs,
): DecidedTaskDefinition {
  checks.fail(legalNameProblem("logGroup", args.logGroupName, "logGroupName"));
  for (const [i, { secrets }] of args.containers.entries()) {
    decideSecrets(checks, `containers[${i}].secrets`, secrets);
  }
  decideRoles(checks, args);
  decidePlatform(checks, args);
  decideNetworkMode(checks, args);
  decideSidecars(checks, args);
  decideLogs(checks, args);
  const containers = taskContainers(args);
  const added = addedAt(args);
  decideContainers(checks, args, { containers, added });
  for (const [i, { name, image }] of args.containers.entries()) {
    // Each by itself, since images are outputs as a rule.
    checks.check(image, (known) => below(`containers[${i}]`, imageProblem(name, known)));
  }
  decideVolumes(checks, args.volumes ?? [], containers, (problem) => ofAdded(added, problem));
  const { isWindows } = platformOf(args);
  decideFsxVolumes(checks, args.volumes ?? [], isWindows);
  const requiresCompatibilities = compatibilitiesOf(args);
  decideS3FilesVolumes(checks, args.volumes ?? [], { requiresCompatibilities, isWindows });
  const { ephemeralStorageGiB, logRetentionDays = 30 } = args;
  return {
    containers,
    architecture: decideArchitecture(checks, args),
    withoutPlainSecrets: refusePlainSecrets(checks, args.containers, args.logRouter),
    sizes: decideSize(checks, args, containers),
    retentionInDays: checks.known(logRetentionDays, (days) =>
      logRetentionProblem(days, "logRetentionDays"),
    ),
    storageGiB:
      ephemeralStorageGiB === undefined
        ? undefined
        : checks.known(ephemeralStorageGiB, (gib) =>
            fargateTaskProblem({ ephemeralStorageGiB: gib }),
          ),
  };
}

/** What the containers may be, by themselves and beside those that other arguments add. */
function decideContainers(
  checks: Checks,
  args: TaskDefinitionArgs,
  { containers, added }: { containers: TaskContainer[]; added: ReturnType<typeof addedAt> },
): void {
  // An added container is essential, but a task of nothing else would do nothing.
  checks.check(
    outlineContainers(args.containers, CONTAINER_OUTLINES.importance),
    containersProblem,
  );
  checks.check(outlineContainers(containers, CONTAINER_OUTLINES.graph), (known) =>
    ofAdded(added, containersProblem(known)),
  );
  checks.check(outlineContainers(containers, CONTAINER_OUTLINES.ports), (known) =>
    ofAdded(added, portMappingsProblem(known, networkModeOf(args))),
  );
  checks.check(
    outlineContainers(args.containers, CONTAINER_OUTLINES.settings),
    containerSettingsProblem,
  );
  checks.check(outlineContainers(args.containers, CONTAINER_OUTLINES.healthCommand), (known) =>
    firstItemProblem("containers", known, healthCommandProblem),
  );
  checks.check(outlineContainers(args.containers, CONTAINER_OUTLINES.systemControls), (known) =>
    systemControlsProblem(known, networkModeOf(args)),
  );
  checks.check(outlineContainers(args.containers, CONTAINER_OUTLINES.environmentFiles), (known) =>
    firstItemProblem("containers", known, environmentFilesProblem),
  );
}
