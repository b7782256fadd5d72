import type { FailedCreation } from "../../../automation/failedCreation.js";
import type { MadeResource } from "../../../automation/madeResource.js";
import { type ExportedDeployment, type ExportedResource, isThere } from "./pendingCreates.js";

/** A state that is put together again, or what cannot be told of in it. */
export type RebuiltState = { deployment: ExportedDeployment } | { unknown: readonly string[] };

/**
 * The state after an update, from the one before it and what the engine has told of each creation. What was changed or
 * deleted stays as it was before: the next operation refreshes the state, and AWS itself says how that is.
 *
 * @param failed Creations that have failed: where their objects are there all the same, they need their parents and providers.
 */
export function rebuiltState(
  before: ExportedDeployment,
  made: readonly MadeResource[],
  failed: readonly FailedCreation[],
): RebuiltState {
  const { resources = [] } = before;
  const isKnown = ({ urn, id, custom }: MadeResource): boolean =>
    resources.some((each) => each.urn === urn && (!custom || (each.id === id && isThere(each))));
  const news = [...new Map(made.map((each) => [keyOf(each), each])).values()].filter(
    (each) => !isKnown(each),
  );
  const wanted = new Set<string>();
  const unknown = new Set<string>();
  const want = (of: FailedCreation, urn: string, isIt: (one: Refers) => boolean): void => {
    if (urn === "" || resources.some(isIt)) return;
    const one = news.find(isIt);
    if (one === undefined) unknown.add(of.urn);
    else takeUp(one);
  };
  const takeNeeds = (one: FailedCreation): void => {
    want(one, one.parent, ({ urn }) => urn === one.parent);
    want(one, one.provider, (each) => isProvider(each, one.provider));
  };
  const takeUp = (one: MadeResource): void => {
    if (wanted.has(keyOf(one))) return;
    wanted.add(keyOf(one));
    // A component is in the state alone, and the next update tells its inputs again.
    if (one.hasSecrets === true && one.custom) unknown.add(one.urn);
    takeNeeds(one);
  };
  // Providers and components that nothing needs are made again, and nothing is there of them outside of the state.
  for (const one of news) if (isOutside(one)) takeUp(one);
  failed.forEach(takeNeeds);
  if (unknown.size > 0) return { unknown: [...unknown] };
  const added = news.filter((one) => wanted.has(keyOf(one))).map(asResource);
  const last = new Map(added.map((each) => [each.urn, each]));
  // What was replaced goes, unless it has gone already.
  const all = [...resources, ...added].map((each) => {
    const isReplaced = last.has(each.urn) && last.get(each.urn) !== each;
    return isReplaced ? { ...each, delete: true } : each;
  });
  return { deployment: { ...before, resources: all } };
}

type Refers = Pick<ExportedResource, "urn" | "id">;

function isProvider({ urn, id = "" }: Refers, reference: string): boolean {
  return `${urn}::${id}` === reference;
}

function isOutside({ custom, type }: MadeResource): boolean {
  return custom && !type.startsWith("pulumi:");
}

function keyOf({ urn, id }: MadeResource): string {
  return `${urn}::${id}`;
}

function asResource(made: MadeResource): ExportedResource {
  const { urn, type, custom, id, inputs, outputs, parent, provider } = made;
  const { protect, retainOnDelete } = made;
  return {
    ...{ urn, type, custom, inputs, outputs },
    ...(id !== "" && { id }),
    ...(parent !== "" && { parent }),
    ...(provider !== "" && { provider }),
    ...(protect && { protect }),
    ...(retainOnDelete && { retainOnDelete }),
  };
}
