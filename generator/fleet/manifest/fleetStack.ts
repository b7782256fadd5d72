import type { GitSource } from "./gitSource.js";
import type { RemoteSettings } from "./remoteSettings.js";

/** One stack of a fleet: a project's folder and a name, with what the fleet's file says of it. */
export interface FleetStack {
  /** The project's path from `fleet.yaml` and the stack's name, such as `services/orders:prod`. */
  id: string;
  /** Folder of the project, absolute. */
  directory: string;
  /** Name of the Pulumi project. */
  project: string;
  /** Name of the stack, such as `prod`. */
  stack: string;
  /** Such as `production`; several stacks share one. */
  environment?: string;
  tags: Readonly<Record<string, string>>;
  /** Id of the AWS account that it is in. */
  account?: string;
  /** Region of AWS that it is in, such as `eu-west-1`. */
  region?: string;
  /** Who previews it, where that is Pulumi's engine. @default - offline */
  preview?: "engine";
  /** Ids of the stacks that have to be done before this one. */
  dependsOn: readonly string[];
}

/** How a change goes out over a fleet. */
export interface FleetRollout {
  /** Ids of the stacks that go before all others. */
  canary: readonly string[];
  /** How many stacks each wave has, such as `1`, `5`, `"25%"` of all; the last holds for all later waves. */
  waveSizes: readonly (number | string)[];
  /** How many stacks may fail before no more is begun. */
  maxFailures: number;
  /** How many resources a stack may replace without a person's approval. */
  maxReplaces: number;
  /** How many resources a stack may delete without a person's approval. */
  maxDeletes: number;
  /** How long one stack may take. */
  timeoutMinutes: number;
}

/** What a `fleet.yaml` comes to. */
export interface Fleet {
  name: string;
  /** The file that it was read from, absolute. */
  file: string;
  /** In the order of the file; projects and stacks of one entry by name. */
  stacks: readonly FleetStack[];
  rollout: FleetRollout;
  /** How Pulumi Deployments works on the stacks, where the file says it. */
  remote?: RemoteSettings;
  /** The repositories of stacks that are in another one, by id. */
  gitSources?: ReadonlyMap<string, GitSource>;
}
