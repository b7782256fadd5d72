import type { Cluster, ECS } from "@aws-sdk/client-ecs";

import type { AwsConnection } from "../../aws/awsConnection.js";
import { clientSettings } from "../../aws/awsConnection.js";
import { notCancelled, pause } from "../../dynamic/cancellation.js";
import { findCapacityUse } from "./findCapacityUse.js";
import type { DynamicPlace } from "../../dynamic/dynamicAccess.js";
import type { AttachedCapacity } from "../rules/attachedCapacity.js";
import { isSameCapacity, withoutProvider, withProviders } from "../rules/attachedCapacity.js";
import type { StrategyItem } from "../rules/capacityStrategy.js";
import type { CapacityUse } from "../rules/capacityUse.js";
import { capacityInUseText } from "../rules/capacityUse.js";

/** A cluster, and how long a change of its capacity may take. */
interface ClusterPlace extends DynamicPlace {
  /** Name of the ECS cluster. */
  cluster: string;
  /** ARN of the cluster: another account may have one of that name. A state of an older version has none. */
  clusterArn?: string | undefined;
  timeoutSeconds: number;
}

/** Capacity providers that a cluster shall have, as plain data: the inputs of the resource that stands for them. */
export interface CapacityAttachment extends ClusterPlace {
  capacityProviders: string[];
  defaultCapacityProviderStrategies: StrategyItem[];
  /** Providers of Fargate that the cluster shall not have; none where nothing is said. */
  detachedCapacityProviders?: string[] | undefined;
}

/** One capacity provider, which leaves the cluster with the resource that stands for it. */
export interface CapacityDetachment extends ClusterPlace {
  capacityProvider: string;
}

/** What ECS refuses for a while only. */
const PASSING = ["ResourceInUseException", "UpdateInProgressException", "ThrottlingException"];
const LONGEST_PAUSE_MILLISECONDS = 30_000;

/**
 * Attaches capacity providers to a cluster, beside those that it has, sets its default strategy, and detaches those of
 * Fargate that it shall not have, as soon as nothing uses them.
 *
 * @param pauseMilliseconds First pause before another try; each is twice as long as the one before.
 * @param signal Makes the next try the last one when it is aborted.
 * @throws {Error} if ECS does not attach them in time.
 */
export async function attachCapacity(
  attachment: CapacityAttachment & AwsConnection,
  pauseMilliseconds = 2000,
  { signal } = notCancelled(),
): Promise<void> {
  const { cluster, detachedCapacityProviders: detached = [] } = attachment;
  const wanted = {
    capacityProviders: attachment.capacityProviders,
    defaultStrategy: attachment.defaultCapacityProviderStrategies,
  };
  await changeCapacity(
    attachment,
    { pauseMilliseconds, signal },
    {
      change: (attached) => {
        const next = withProviders(attached, wanted, detached);
        return isSameCapacity(next, attached) ? undefined : next;
      },
      refused: async (ecs, error, isLast) => {
        const inUse =
          error.name === "ResourceInUseException"
            ? await detachedInUse(ecs, cluster, detached, isLast)
            : undefined;
        if (inUse !== undefined || !isLast) return inUse;
        return `the capacity providers could not be attached: ${error.message}`;
      },
      required: true,
    },
  );
}

/** Who keeps providers from being detached: a service at once, since it waits for this itself, and tasks in the end. */
async function detachedInUse(
  ecs: ECS,
  cluster: string,
  detached: readonly string[],
  isLast: boolean,
): Promise<string | undefined> {
  for (const provider of detached) {
    const use = await findCapacityUse(ecs, cluster, provider);
    if (use.asking.length > 0 || (isLast && isUsed(use))) return capacityInUseText(provider, use);
  }
  return undefined;
}

function isUsed({ asking, leaving, tasks }: CapacityUse): boolean {
  return asking.length + leaving.length + tasks.length > 0;
}

/**
 * Detaches a capacity provider from its cluster, as soon as nothing uses it.
 *
 * @param pauseMilliseconds First pause before another try; each is twice as long as the one before.
 * @param signal Makes the next try the last one when it is aborted.
 * @throws {Error} if a service asks for it, or its tasks do not end in time.
 */
export async function detachCapacity(
  detachment: CapacityDetachment & AwsConnection,
  pauseMilliseconds = 2000,
  { signal } = notCancelled(),
): Promise<void> {
  const { cluster, capacityProvider, timeoutSeconds } = detachment;
  await changeCapacity(
    detachment,
    { pauseMilliseconds, signal },
    {
      change: (attached) =>
        attached.capacityProviders.includes(capacityProvider)
          ? withoutProvider(attached, capacityProvider)
          : undefined,
      required: false,
      refused: async (ecs, error, isLast) => {
        if (error.name !== "ResourceInUseException") {
          if (!isLast) return undefined;
          return `capacity provider "${capacityProvider}" could not be detached: ${error.message}`;
        }
        const use = await findCapacityUse(ecs, cluster, capacityProvider);
        // A service that asks for it does so until somebody changes the service: no use waiting.
        if (!isLast && use.asking.length === 0) return undefined;
        return capacityInUseText(capacityProvider, use, isLast ? timeoutSeconds : undefined);
      },
    },
  );
}

interface CapacityChange {
  /** What shall be attached; nothing when there is nothing to change. */
  change: (attached: AttachedCapacity) => AttachedCapacity | undefined;
  /** What to say of a refusal; nothing when another try may help. `isLast` says that there is none. */
  refused: (ecs: ECS, error: Error, isLast: boolean) => Promise<string | undefined>;
  /** Whether the cluster must exist, and its providers must work. */
  required: boolean;
}

async function changeCapacity(
  place: ClusterPlace & AwsConnection,
  { pauseMilliseconds, signal }: { pauseMilliseconds: number; signal: AbortSignal },
  change: CapacityChange,
): Promise<void> {
  const { ECS } = await import("@aws-sdk/client-ecs");
  const { cluster } = place;
  const ecs = new ECS(clientSettings(place, "ecs"));
  const end = Date.now() + place.timeoutSeconds * 1000;
  try {
    for (let wait = pauseMilliseconds; ; wait = Math.min(2 * wait, LONGEST_PAUSE_MILLISECONDS)) {
      // Before the look, so that a cancelled change is looked at once more.
      const isCancelled = signal.aborted;
      const step = await inTurn(cluster, () => changeOnce(ecs, place, change));
      if (step === "done") return;
      const isLast = Date.now() >= end || (step !== "written" && !PASSING.includes(step.name));
      const reason = step === "written" ? inProgress() : step;
      const problem = await change.refused(ecs, reason, isLast);
      if (problem !== undefined) throw new Error(`cluster "${cluster}": ${problem}`);
      if (isCancelled) {
        throw new Error(`cluster "${cluster}": the update was cancelled: ${reason.message}`);
      }
      await pause(wait, signal);
    }
  } finally {
    ecs.destroy();
  }
}

/** Looks whether everything is as it shall be, or writes it; gives a refusal, which may pass. */
async function changeOnce(
  ecs: ECS,
  { cluster, clusterArn }: ClusterPlace,
  { change, required }: CapacityChange,
): Promise<"done" | "written" | Error> {
  const found = await findCluster(ecs, cluster);
  if (found === undefined) return required ? new Error("the cluster does not exist") : "done";
  if (clusterArn !== undefined && found.clusterArn !== clusterArn) {
    return new Error(`the credentials reach ${found.clusterArn}, and the cluster is ${clusterArn}`);
  }
  if (found.attachmentsStatus === "UPDATE_IN_PROGRESS") return inProgress();
  const next = change({
    capacityProviders: found.capacityProviders ?? [],
    defaultStrategy: strategyOf(found),
  });
  if (next === undefined) return (required && failedAttachment(found)) || "done";
  try {
    await ecs.putClusterCapacityProviders({
      cluster,
      capacityProviders: [...next.capacityProviders],
      defaultCapacityProviderStrategy: next.defaultStrategy.map((item) => ({ ...item })),
    });
    return "written";
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function inProgress(): Error {
  const error = new Error("ECS is still updating what is attached");
  return Object.assign(error, { name: "UpdateInProgressException" });
}

/** ECS attaches first and sets the group's scaling up then, which may fail. */
function failedAttachment({ attachmentsStatus, attachments = [] }: Cluster): Error | undefined {
  if (attachmentsStatus !== "UPDATE_FAILED") return undefined;
  const reasons = attachments.flatMap(({ details = [] }) =>
    details.flatMap(({ name, value }) => (name === "statusReason" && value ? [value] : [])),
  );
  return new Error(reasons.length > 0 ? reasons.join("; ") : "ECS reports UPDATE_FAILED");
}

async function findCluster(ecs: ECS, cluster: string): Promise<Cluster | undefined> {
  const { clusters = [] } = await ecs.describeClusters({
    clusters: [cluster],
    include: ["ATTACHMENTS"],
  });
  return clusters.find(({ status }) => status !== "INACTIVE");
}

function strategyOf({ defaultCapacityProviderStrategy = [] }: Cluster): StrategyItem[] {
  return defaultCapacityProviderStrategy.flatMap(({ capacityProvider, ...share }) =>
    capacityProvider === undefined ? [] : [{ capacityProvider, ...share }],
  );
}

/** The change that each cluster waits for. */
const turns = new Map<string, Promise<unknown>>();

/**
 * Lets changes of one cluster happen one after the other: each writes the whole list of providers, and two that read it
 * at the same time would undo each other. All run in the one process that Pulumi starts for dynamic resources.
 */
async function inTurn<T>(cluster: string, action: () => Promise<T>): Promise<T> {
  const before = turns.get(cluster) ?? Promise.resolve();
  const mine = before.then(action, action);
  turns.set(cluster, mine);
  return mine;
}
