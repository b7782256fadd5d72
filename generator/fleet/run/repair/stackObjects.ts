import type { AwsConnection } from "../../../../components/aws/awsConnection.js";
import { connectionTo } from "../../../../components/aws/awsConnection.js";
import { settingsFrom } from "../../../../components/aws/providerSettings.js";
import { type FailedCreation, hasSecret } from "../../../automation/failedCreation.js";
import type { StackOptions } from "../../../automation/stackOptions.js";
import { decodeProperties, OPENED } from "../../../offline/wireValue.js";
import type { KeptState } from "../keptState.js";
import { accountOf } from "./awsQuery.js";
import { importId } from "./importId.js";
import { importIds, type LookUpResult, type OtherStacks } from "./lookUp.js";
import { canLookUp, lookUpObject } from "./lookUpObject.js";
import { otherStacks, readOthers } from "./otherStacks.js";
import {
  type ExportedDeployment,
  type ExportedResource,
  isReplacement,
  isThere,
  knownObjects,
  pendingCreates,
} from "./pendingCreates.js";
import { exportState, type NamedStack } from "./stackCommand.js";

/** What a run tells of its updates. */
export interface RepairFacts {
  /** When it began: a lock since then whose process is dead is ours, and so is what its creations have made since then. */
  since: string;
  /** Creations of the stack that have failed in its updates. */
  failedCreations?: readonly FailedCreation[] | undefined;
  /** Creations of its other stacks that have failed. */
  failedElsewhere?: readonly FailedCreation[] | undefined;
  /** The stack's state before its last update, where it was not whole after that one. */
  keptState?: KeptState | undefined;
}

/** What a stack's creations of unknown end have made in AWS. */
export class StackObjects {
  private readonly known: Set<string>;

  constructor(
    private readonly stack: NamedStack,
    private readonly options: StackOptions,
    private readonly deployment: ExportedDeployment,
    private readonly facts: RepairFacts,
  ) {
    this.known = knownObjects(deployment);
  }

  /** The object of a pending creation; nothing where it cannot be told. */
  public async ofPending(resource: ExportedResource): Promise<LookUpResult | undefined> {
    const object = await this.find({ ...resource, inputs: await this.openedInputs(resource) });
    // What it replaces must not go before it is known that there is a replacement.
    const isDoubtful = !canLookUp(resource.type) && isReplacement(this.deployment, resource.urn);
    return object !== "absent" && isDoubtful ? undefined : object;
  }

  /** What failed creations have made, as far as that can be looked up: who updates a stack need not be allowed to list. */
  public async ofFailed(
    creations: readonly FailedCreation[],
  ): Promise<[FailedCreation, LookUpResult][]> {
    const found: [FailedCreation, LookUpResult][] = [];
    for (const creation of creations) {
      const object = await this.find(creation).catch((error: unknown) => {
        if (!isForbidden(error)) throw error;
        return undefined;
      });
      if (object !== undefined) found.push([creation, object]);
    }
    return found;
  }

  /** No two creations of a stack have made the same object. */
  private async find(resource: ExportedResource): Promise<LookUpResult | undefined> {
    const object = await this.lookUp(resource);
    for (const id of importIds(object ?? "absent")) this.known.add(id);
    return object;
  }

  private async lookUp(resource: ExportedResource): Promise<LookUpResult | undefined> {
    const { type, inputs = {}, provider } = resource;
    if (canLookUp(type)) {
      const connection = await this.connection(provider);
      const { since } = this.facts;
      const run = { since, others: () => this.others() };
      return lookUpObject(connection, { type, inputs }, this.known, run);
    }
    const id = await this.importIdOf(resource);
    if (id === undefined) return undefined;
    return (await this.isInState(resource, id)) ? "absent" : { importId: id };
  }

  private importIdOf({ type, inputs = {}, provider }: ExportedResource) {
    return importId(type, inputs, async () => {
      const connection = await this.connection(provider);
      return { account: (await accountOf(connection)) ?? "", region: connection.region };
    });
  }

  /** Whether a later try has made the object; the provider may give it another id than that by which it imports it. */
  private async isInState({ type, provider }: ExportedResource, id: string): Promise<boolean> {
    const { resources = [] } = this.deployment;
    for (const each of resources) {
      if (each.type !== type || each.provider !== provider || !isThere(each)) continue;
      if (each.id === id || (await this.importIdOf(each)) === id) return true;
    }
    return false;
  }

  /** Inputs of a pending creation with their secrets in plain text, which leave this process no more. */
  private async openedInputs({ urn, inputs = {} }: ExportedResource) {
    if (!hasSecret(inputs)) return inputs;
    const { deployment } = await exportState(this.stack, this.options, "--show-secrets");
    const opened = pendingCreates(deployment ?? {}).find((each) => each.urn === urn);
    return decodeProperties(opened?.inputs ?? inputs, OPENED);
  }

  /** Is read anew each time, after what was found in AWS: what another stack has made by then, its state has or has begun. */
  private async others(): Promise<OtherStacks | undefined> {
    const { workspace } = this.stack;
    const deployments = await readOthers(this.stack, async (name) => {
      return (await exportState({ name, workspace }, this.options)).deployment;
    });
    return deployments && otherStacks(deployments, this.facts.failedElsewhere ?? []);
  }

  /** How the resource's provider reaches AWS: with its own settings, or else with the stack's. */
  private async connection(provider = ""): Promise<AwsConnection> {
    const { resources = [] } = this.deployment;
    const own = resources.find(({ urn, id }) => provider === `${urn}::${id ?? ""}`)?.inputs ?? {};
    const config = await this.stack.workspace.getAllConfig(this.stack.name);
    // A secret is encrypted in the state.
    const setting = (key: string): unknown =>
      typeof own[key] === "string" ? own[key] : config[`aws:${key}`]?.value;
    const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;
    const region = setting("region") ?? AWS_REGION ?? AWS_DEFAULT_REGION;
    return connectionTo(typeof region === "string" ? region : "", settingsFrom(setting));
  }
}

function isForbidden(error: unknown): boolean {
  return /\bAccessDenied|\bUnauthorizedOperation\b/.test(String(error));
}
