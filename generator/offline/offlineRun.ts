import * as pulumi from "@pulumi/pulumi";

import { CliError } from "../cliError.js";
import type { Project } from "../project/findProject.js";
import { findProject } from "../project/findProject.js";
import type { ChildRequest } from "./childMessage.js";
import { OfflineEngine } from "./engine/engine.js";
import { installMonitor } from "./monitor/installMonitor.js";
import { recordPlaces } from "./monitor/recordPlaces.js";
import { OfflineMonitor } from "./monitor/monitor.js";
import type { ProgramRecord } from "./packs/programRecord.js";
import { programRecord } from "./packs/programRecord.js";
import type { PreviewResult } from "./previewResult.js";
import type { Program } from "./program/program.js";
import { findProgram, runProgram } from "./program/program.js";
import { makeOutputsLazily } from "./program/lazyOutputs.js";
import { serializeLightly } from "./program/lightProperties.js";
import { makeIdentitiesLazily } from "./program/lazyIdentities.js";
import { dropPromiseTraces } from "./program/promiseTraces.js";
import type { RunningProgram } from "./program/programEnd.js";
import { reportOn } from "./reportOn.js";
import { withResourceIds } from "./resourceIds.js";
import { autonamingBy } from "./engine/autonaming.js";
import { unjudgedTypes } from "./engine/unjudgedNames.js";
import { regionOf, regionWarnings } from "./regionWarnings.js";
import type { MockEntry } from "./mockUse.js";
import { MockUse } from "./mockUse.js";
import { Placeholders } from "./placeholders.js";
import { RunWarnings } from "./runWarnings.js";
import { SecretValues } from "./secretValues.js";
import type { StackConfig } from "./program/stackConfig.js";
import {
  environmentsOf,
  SECRET_PLACEHOLDER,
  stackConfig,
  unreadEnvironment,
} from "./program/stackConfig.js";
import type { StackFile } from "./program/stackFile.js";
import { findStack, unreadStackFile } from "./program/stackFile.js";
import { maskPrinted, watchSecrets } from "./program/watchSecrets.js";
import { installTextUnknowns } from "./monitor/textUnknowns.js";
import { installUnknownStackOutputs } from "./monitor/unknownStackOutputs.js";

/**
 * One run of a project's program in this process, as in a preview but without an engine. What it changes of the process is
 * not put back: a process does one, unless it sees to that itself, as `WarmRun` does.
 */
export class OfflineRun implements RunningProgram {
  private readonly project: Project;
  private readonly program: Program;
  private readonly stack: StackFile;
  private readonly config: StackConfig;
  private readonly engine: OfflineEngine;
  /** What nobody may see of what the program does. */
  public readonly secrets = new SecretValues();
  /** What the program is given that nobody knows offline. */
  public readonly placeholders = new Placeholders();
  private readonly mockUse: MockUse;
  private readonly warnings = new RunWarnings();
  private hasReturned = false;
  private isDrained = false;

  /**
   * @param onModuleRun Is called when the program's module has been run to its end, where that is CommonJS. What it left to be
   *   done once outputs are known comes after that.
   * @throws {CliError} if the project, the stack or its configuration is wrong.
   */
  public constructor(
    private readonly request: ChildRequest,
    private readonly onModuleRun: () => void = () => undefined,
  ) {
    this.project = findProject(request.projectDirectory);
    this.program = findProgram(this.project);
    this.stack = findStack(this.project, request.stack);
    this.config = stackConfig(this.project, this.stack, request.mocks?.config);
    this.mockUse = new MockUse(request.mocks);
    this.engine = new OfflineEngine({
      mockUse: this.mockUse,
      project: this.project.name,
      stack: this.stack.name,
      region: regionOf(this.config.values),
      autonaming: autonamingBy(this.config.values["pulumi:autonaming"], {
        project: this.project.name,
        stack: this.stack.name,
      }),
      secrets: this.secrets,
      placeholders: this.placeholders,
      mocks: request.mocks,
    });
    for (const key of this.config.secretKeys) this.secrets.note(this.config.values[key]);
    for (const key of this.config.encryptedKeys) {
      this.placeholders.noteValue(SECRET_PLACEHOLDER, { section: "config", key });
    }
  }

  /** Whether the program is an ES module, which Node never reads anew. */
  public get isEsModule(): boolean {
    return this.program.isEsModule;
  }

  /** How many resources the program has registered. */
  public get resourceCount(): number {
    return this.engine.recording.registrations.length;
  }

  /** Whether everything is there that the program returned, and every request to the engine is answered. */
  public get isComplete(): boolean {
    return this.hasReturned && this.isDrained;
  }

  /** Starts to wait until every request to the engine is answered. */
  public drain(): void {
    this.isDrained = false;
    // `disconnect` would also end the server that transforms are called by, which late resources may need.
    const runtime = pulumi.runtime as unknown as { waitForRPCs(): Promise<void> };
    void runtime.waitForRPCs().then(() => {
      this.isDrained = true;
    });
  }

  /**
   * Runs the program until what it returns is there. It may go on after that, until Node has nothing left to do.
   *
   * @throws whatever the program throws.
   */
  public async start(): Promise<void> {
    const { name: stack, organization, content, environmentPlace } = this.stack;
    const environments = environmentsOf(content);
    if (environments !== undefined) {
      const place = environmentPlace === undefined ? "" : `${environmentPlace}: `;
      this.warnings.note(
        `${place}stack ${stack} takes values from ${environments}, which an offline preview does not open; ` +
          "'--mock values.json' gives values, with {\"config\":{…}}",
      );
    }
    for (const unread of [unreadEnvironment, unreadStackFile]) {
      const said = unread(this.project, stack);
      if (said !== undefined) this.warnings.warn(said);
    }
    const deployment = { project: this.project.name, stack, organization, preview: true };
    await installMonitor(pulumi.runtime, new OfflineMonitor(this.engine), deployment);
    pulumi.runtime.setAllConfig(this.config.values, this.config.secretKeys);
    installUnknownStackOutputs(pulumi);
    installTextUnknowns(pulumi);
    recordPlaces(pulumi);
    watchSecrets(pulumi, this.secrets);
    dropPromiseTraces();
    makeOutputsLazily();
    serializeLightly();
    makeIdentitiesLazily();
    maskPrinted(this.secrets);
    this.warnings.watchLog();
    this.mockUse.watchConfig();

    process.chdir(this.program.directory);
    await pulumi.runtime.runInPulumiStack(() => {
      const exported = runProgram(this.program);
      // One that is an ES module has not been loaded yet.
      if (!this.isEsModule) this.onModuleRun();
      return exported;
    });
    this.hasReturned = true;
  }

  /**
   * What the program registered and exported, and what the policies say to it.
   *
   * @throws {CliError} if the program logged an error, which fails an update as well.
   * @throws {PolicyConfigurationError} if the policies' configuration is wrong.
   */
  public result(): PreviewResult {
    if (pulumi.log.hasErrors()) {
      throw new CliError(this.warnings.loggedErrors ?? "the program logged the errors above");
    }
    const { policyConfiguration, withIds, withFixes } = this.request;
    const { directory } = this.project;
    const { name } = this.stack;
    const { recording } = this.engine;
    const region = regionOf(this.config.values);
    const judged = { configuration: policyConfiguration, withFixes };
    const result = reportOn(recording, name, judged, directory, region);
    if (withIds) result.resources = withResourceIds(result.resources, recording);
    this.warnOfRegions();
    this.warnOfNames();
    const unusedMocks = this.unusedMocks();
    for (const entry of unusedMocks) {
      const text = this.mockUse.warningOf(entry);
      if (this.request.areMocksShared) this.warnings.keepFor(text);
      else this.warnings.warn(text);
    }
    const warnings = this.warnings.all;
    return this.secrets.maskResult({
      ...result,
      ...(unusedMocks.length > 0 && { unusedMocks }),
      ...(warnings.length > 0 && { warnings }),
    });
  }

  private unusedMocks(): MockEntry[] {
    const { registrations } = this.engine.recording;
    const packages = registrations.map(({ type }) => type.split(":").slice(0, 3));
    // Of `pulumi:providers:aws` the last, of `aws:sns/topic:Topic` the first.
    const providers = packages.map(([first = "", kind, last = ""]) => {
      return first === "pulumi" && kind === "providers" ? last : first;
    });
    return this.mockUse.unused(this.project.name, new Set(["pulumi", "aws", ...providers]));
  }

  private warnOfNames(): void {
    const { recording } = this.engine;
    // A component has no id, and no name of its own in a cloud.
    const made = recording.registrations.filter(
      ({ urn, read }) => !read && (recording.find(urn)?.answer.id ?? "") !== "",
    );
    const types = unjudgedTypes(this.config.values["pulumi:autonaming"], made);
    if (types.length === 0) return;
    this.warnings.warn(
      `'pulumi:autonaming' is disabled, and whether an update wants a name of their own for these is not known offline: ${types.join(", ")}`,
    );
  }

  /** What the program registered, for policy packs of others. It holds secrets: it is for no eyes. */
  public record(): ProgramRecord {
    return programRecord(this.engine.recording, this.secrets);
  }

  private warnOfRegions(): void {
    const { registrations } = this.engine.recording;
    const { values } = this.config;
    const { directory } = this.project;
    for (const text of regionWarnings(
      registrations,
      regionOf(values),
      this.stack.name,
      directory,
    )) {
      this.warnings.warn(text);
    }
  }
}
