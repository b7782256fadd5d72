import { setTimeout as sleep } from "node:timers/promises";

import type { AwsSettings } from "../../aws/providerSettings.js";
import type { AwsConnection } from "../../aws/awsConnection.js";
import { clientSettings, connectionFor } from "../../aws/awsConnection.js";
import { diagnose, diagnoseOverdue, hasFailed, Verdict } from "../../diagnosis/rules/diagnose.js";
import { paragraph } from "../../diagnosis/rules/paragraph.js";
import type { ServiceSnapshot } from "../../diagnosis/rules/serviceSnapshot.js";
import { revisionOf } from "../../diagnosis/rules/serviceSnapshot.js";
import { errorText } from "../../diagnosis/inspectionPart.js";
import { inspectService } from "../../diagnosis/inspectService.js";

/** Whose deployment is watched. */
export interface DeploymentTarget {
  /** ARN of the service. */
  arn: string;
  /** ARN of its cluster. */
  cluster: string;
  /** ARN of the revision that shall run. */
  taskDefinition: string;
}

/** How a deployment is watched. */
export interface WatchOptions {
  /** When the update began that made it. */
  since: Date;
  /** Its deadline, in minutes from now. */
  minutes: number;
  warn: (text: string) => unknown;
  info: (text: string) => unknown;
  /** Milliseconds between two looks. Default: 10 seconds. */
  pollMilliseconds?: number;
}

const POLL_MILLISECONDS = 10_000;
/** Until every part of ECS knows of a deployment that it was asked for. */
const SETTLE_MILLISECONDS = 30_000;
/** Clocks differ, and evidence must not be lost for that. */
const SLACK_MILLISECONDS = 60_000;

/** Watches one deployment of an ECS service by what AWS says of it. */
export class DeploymentWatch {
  /** Whose name the texts have. */
  private readonly name: string;
  private readonly revision: string;
  /** What is older than this is of an earlier deployment. */
  private since: Date;
  private redeployedAt: number | undefined;
  private said = "";
  private connected: AwsConnection | undefined;

  constructor(
    private readonly target: DeploymentTarget,
    private readonly settings: AwsSettings,
    private readonly options: WatchOptions,
  ) {
    this.name = target.arn.split("/").pop() ?? "";
    this.revision = revisionOf(target.taskDefinition);
    this.since = options.since;
  }

  /**
   * Waits for the deployment's end, and starts it again first where it is an earlier update's that failed: nothing else
   * would, as the provider has the revision in its state and sees nothing to change.
   *
   * @returns Why it failed, was rolled back or is not complete at its deadline; nothing when it is complete. That AWS could
   * not be asked is no failure: it is a warning.
   */
  async end(): Promise<string | undefined> {
    const deadline = Date.now() + this.options.minutes * 60_000;
    let last: ServiceSnapshot | undefined;
    for (;;) {
      const now = await this.look();
      last = now ?? last;
      // Once AWS has answered, a call that fails is a passing fault; else it cannot be asked at all.
      if (last === undefined) return undefined;
      const diagnosis = diagnose(last);
      if (now) {
        if (hasFailed(now) && !(await this.isEarlier(now))) {
          return paragraph(now, diagnosis, this.opening("did not succeed"));
        }
        if (!hasFailed(now) && diagnosis.verdict !== Verdict.Deploying) {
          if (diagnosis.verdict === Verdict.Failed) this.options.warn(paragraph(now, diagnosis));
          return undefined;
        }
        if (diagnosis.causes.length > 0) this.tell(paragraph(now, diagnosis));
      }
      if (Date.now() >= deadline) {
        const { minutes } = this.options;
        const late = `did not end within ${minutes} ${minutes === 1 ? "minute" : "minutes"}`;
        return paragraph(last, diagnoseOverdue(last), this.opening(late));
      }
      await sleep(this.options.pollMilliseconds ?? POLL_MILLISECONDS);
    }
  }

  /** Whether it is an earlier deployment that failed. The first time, it is started again. */
  private async isEarlier({ deployments }: ServiceSnapshot): Promise<boolean> {
    const beganAt = deployments[0]?.createdAt;
    if (beganAt === undefined || beganAt >= this.since) return false;
    if (this.redeployedAt !== undefined) {
      return Date.now() < this.redeployedAt + SETTLE_MILLISECONDS;
    }
    return this.redeploy();
  }

  private async redeploy(): Promise<boolean> {
    this.tell(
      `the last deployment of service "${this.name}" failed; ${this.revision} is deployed again`,
    );
    const { arn, cluster, taskDefinition } = this.target;
    const { ECS } = await import("@aws-sdk/client-ecs");
    const ecs = new ECS(clientSettings(this.connection(), "ecs"));
    try {
      const { service } = await ecs.updateService({
        cluster,
        service: arn,
        taskDefinition,
        forceNewDeployment: true,
      });
      this.redeployedAt = Date.now();
      const primary = service?.deployments?.find(({ status }) => status === "PRIMARY");
      this.since = primary?.createdAt ?? new Date();
      return true;
    } catch (error) {
      this.options.warn(
        `service "${this.name}" could not be deployed again: ${errorText(error)}; allow ecs:UpdateService`,
      );
      return false;
    } finally {
      ecs.destroy();
    }
  }

  /** What AWS says now; nothing, and a warning, where it cannot be asked or knows no such service. */
  private async look(): Promise<ServiceSnapshot | undefined> {
    const { arn, cluster, taskDefinition } = this.target;
    try {
      const snapshot = await inspectService(this.connection(), {
        cluster,
        service: arn,
        wantedTaskDefinition: taskDefinition,
        since: new Date(this.since.getTime() - SLACK_MILLISECONDS),
      });
      if (snapshot.status !== undefined) return snapshot;
      throw new Error("ECS knows no such service in the account of these credentials");
    } catch (error) {
      this.options.warn(
        `the deployment of service "${this.name}" was not examined: ${errorText(error)}`,
      );
      return undefined;
    }
  }

  /** One for all looks: each would take on the provider's roles again. */
  private connection(): AwsConnection {
    this.connected ??= connectionFor(this.target.arn, this.settings);
    return this.connected;
  }

  /** Says something once. */
  private tell(text: string): void {
    if (text !== this.said) this.options.info(text);
    this.said = text;
  }

  private opening(verb: string): string {
    return `the deployment of ${this.revision} to service "${this.name}" ${verb}`;
  }
}
