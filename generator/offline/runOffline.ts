import * as pulumi from "@pulumi/pulumi";

import { CliError } from "../cliError.js";
import { findProject } from "../project/findProject.js";
import type { ChildRequest } from "./childMessage.js";
import { OfflineEngine } from "./engine.js";
import { installMonitor } from "./installMonitor.js";
import { OfflineMonitor } from "./monitor.js";
import type { PreviewResult } from "./previewResult.js";
import { findProgram, runProgram } from "./program.js";
import { reportOn } from "./reportOn.js";
import { stackConfig } from "./stackConfig.js";
import { findStack } from "./stackFile.js";
import { installUnknownStackOutputs } from "./unknownStackOutputs.js";

/** A program that has run, and what is still to come of it. */
export interface Run {
  /** Resolves when every resource that the program made so far is registered. */
  settled(): Promise<void>;
  /** What the program registered and exported up to now, and what the policies say to it. */
  result(): PreviewResult;
}

/**
 * Runs a project's program in this process, as a preview without any engine. A process can do this once.
 *
 * @throws {CliError} if the project, the stack or its configuration is wrong; else whatever the program throws.
 */
export async function runOffline(request: ChildRequest): Promise<Run> {
  const project = findProject(request.projectDirectory);
  const program = findProgram(project);
  const stack = findStack(project, request.stack);
  const { values, secretKeys } = stackConfig(project, stack);

  const names = { project: project.name, stack: stack.name };
  const engine = new OfflineEngine({ ...names, region: values["aws:region"] });
  const deployment = { ...names, organization: stack.organization, preview: true };
  await installMonitor(pulumi.runtime, new OfflineMonitor(engine), deployment);
  pulumi.runtime.setAllConfig(values, secretKeys);
  installUnknownStackOutputs(pulumi);

  process.chdir(program.directory);
  await pulumi.runtime.runInPulumiStack(() => runProgram(program));
  return {
    settled: () => pulumi.runtime.disconnect(),
    result() {
      if (pulumi.log.hasErrors()) throw new CliError("the program logged the errors above");
      return reportOn(engine.recording, stack.name, request.policyConfiguration);
    },
  };
}
