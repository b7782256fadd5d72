import type { EngineFact } from "./engineFact.js";
import { type FailedCreation, hasSecret, withoutSecrets } from "./failedCreation.js";

/**
 * What a provider on Pulumi's bridge keeps beside the outputs to read them back as Terraform had them. It marks it as a secret where
 * any property may be one, and does without it.
 *
 * @see https://github.com/pulumi/pulumi-terraform-bridge/blob/main/pkg/tfbridge/rawstate.go
 */
const RAW_STATE = "__pulumi_raw_state_delta";

/** A resource that the engine has made, as far as it tells: with it a state that was lost can be told of the resource again. */
export interface MadeResource extends FailedCreation {
  /** Whether a provider manages it; components are in the state alone. */
  custom: boolean;
  /** By which its provider knows it; empty for components. */
  id: string;
  /** Without secrets, as its inputs. */
  outputs: Record<string, unknown>;
  protect?: true;
  retainOnDelete?: true;
  /** Whether it has secrets, of which the engine tells nobody. */
  hasSecrets?: true;
}

/**
 * The resource of which a fact tells that it is there now; nothing for any other fact. A component is there from its
 * beginning: the engine tells its end only when the program is done with it.
 */
export function madeResource(fact: EngineFact | undefined): MadeResource | undefined {
  if (fact?.kind !== "step" || !fact.operation.startsWith("create")) return undefined;
  if (fact.phase !== (fact.custom ? "finished" : "started")) return undefined;
  const { urn, type, parent, provider, custom, id, protect, retainOnDelete } = fact;
  const shown = Object.entries({ ...fact.outputs, [RAW_STATE]: undefined });
  return {
    ...{ urn, type, parent, provider, custom, id },
    inputs: withoutSecrets(fact.inputs),
    outputs: withoutSecrets(fact.outputs),
    ...(protect && { protect }),
    ...(retainOnDelete && { retainOnDelete }),
    ...(hasSecret([fact.inputs, shown]) && { hasSecrets: true }),
  };
}
