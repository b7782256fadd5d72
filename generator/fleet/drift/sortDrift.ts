import diff from "microdiff";
import type { RefreshedResource, ResourceMoment } from "../../automation/previewRefresh.js";
import { differencesOf, type LiveService, type Owner, ownerOf } from "../../doctor/drift.js";
import { type StackService, stackServices } from "../../doctor/stackServices.js";
import { propertyAt, topProperty } from "./propertyPath.js";

/** A property of a resource that is not what the stack's state has, and whose it is. */
export interface StackDifference extends Owner {
  urn: string;
  type: string;
  /** Path of the property, such as `tags.team`; empty where it is about the whole resource. */
  field: string;
  state: string;
  live: string;
}

const COMPONENT = "slipway:index:Service";
const ECS_SERVICE = "aws:ecs/service:Service";

/**
 * What differs between a state and what the providers have read, sorted by the `ownership` that our services put out. What
 * differs at all is the engine's to say. It keeps quiet about what `ignoreChanges` names, and that is just what others own:
 * those fields are compared here as well.
 */
export function sortDrift(resources: readonly RefreshedResource[]): StackDifference[] {
  const compared = comparedFields(resources);
  const owners = new Owners(resources);
  return resources
    .flatMap((resource) => {
      const own = compared.filter(({ urn }) => urn === resource.state.urn);
      return differencesIn(resource, own, owners);
    })
    .sort((a, b) => order(a.urn, b.urn) || order(a.field, b.field));
}

function differencesIn(
  { operation, paths, state, live }: RefreshedResource,
  compared: readonly StackDifference[],
  owners: Owners,
): StackDifference[] {
  const { urn, type } = state;
  if (live === undefined || operation === "delete") {
    return operation === "delete"
      ? [{ urn, type, field: "", state: "there", live: "gone", ...ownerOf({}, "") }]
      : [];
  }
  const differing = operation === "same" ? [] : pathsOf(paths, state, live);
  const named = new Set(differing.map(topProperty));
  const better = compared.filter(({ field, delegated }) => delegated || named.has(field));
  const told = new Set(better.map(({ field }) => field));
  return [
    ...better,
    ...differing
      .filter((path) => !told.has(topProperty(path)))
      .map((field) => ({
        ...{ urn, type, field, ...textsAt(field, state, live) },
        ...owners.of(state, topProperty(field)),
      })),
  ];
}

/** Where the provider does not say which, those that can be seen to differ, or else the whole resource. */
function pathsOf(paths: readonly string[], state: ResourceMoment, live: ResourceMoment): string[] {
  if (paths.length > 0) return [...paths];
  const seen = diff(state.outputs, live.outputs).map(({ path }) => String(path[0]));
  return seen.length > 0 ? [...new Set(seen)] : [""];
}

/** Of inputs and outputs, those in which a property differs: a provider may only know one of them. */
function textsAt(
  path: string,
  state: ResourceMoment,
  live: ResourceMoment,
): Pick<StackDifference, "state" | "live"> {
  const [outputs, inputs] = ([state.outputs, state.inputs] as const).map((before, i) => ({
    state: textOf(propertyAt(before, path)),
    live: textOf(propertyAt(i === 0 ? live.outputs : live.inputs, path)),
  }));
  const differing = [outputs, inputs].find((each) => each && each.state !== each.live);
  return differing ?? outputs ?? { state: NOTHING, live: NOTHING };
}

const NOTHING = "none";

function textOf(value: unknown): string {
  if (value === undefined || value === null) return NOTHING;
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Fields of services, compared as the doctor does it, with the property that has them. */
function comparedFields(resources: readonly RefreshedResource[]): StackDifference[] {
  const byId = new Map(resources.map(({ state }) => [state.id, state]));
  const lives = stackServices(resources.flatMap(({ live }) => live ?? []));
  const liveByUrn = new Map(lives.map((service) => [service.urn, service]));
  return stackServices(resources.map(({ state }) => state)).flatMap((service) => {
    const live = liveByUrn.get(service.urn);
    if (!live) return [];
    return differencesOf(service, liveService(live)).flatMap(({ arn, field, ...texts }) => {
      const resource = byId.get(arn);
      if (!resource) return [];
      const { urn, type } = resource;
      const property = field.slice(field.indexOf(".") + 1);
      return [{ urn, type, field: property, ...texts, ...ownerOf(service.ownership, field) }];
    });
  });
}

function liveService({
  desiredCount,
  taskDefinition,
  targetGroups,
  ruleWeights,
}: StackService): LiveService {
  return {
    ...{ desiredCount, taskDefinition, registeredTargetGroups: targetGroups },
    listenerRules: Object.entries(ruleWeights).map(([arn, weights]) => ({
      arn,
      forwards: Object.entries(weights).map(([targetGroupArn, weight]) => ({
        ...{ targetGroupArn, weight },
      })),
    })),
  };
}

/** Whose the properties of a stack's resources are. */
class Owners {
  private readonly ownership: ReadonlyMap<string, Record<string, string>>;

  constructor(resources: readonly RefreshedResource[]) {
    this.ownership = new Map(
      resources
        .filter(({ state }) => state.type === COMPONENT)
        .map(({ state }) => [state.urn, textsIn(state.outputs["ownership"])]),
    );
  }

  /** Fields of the ECS service stand by themselves in the map of owners, those of other children behind their kind. */
  public of({ type, parent }: ResourceMoment, property: string): Owner {
    const kind = /\/(\w+):\w+$/.exec(type)?.[1] ?? type;
    const field = type === ECS_SERVICE ? property : `${kind}.${property}`;
    return ownerOf(this.ownership.get(parent) ?? {}, field);
  }
}

function textsIn(value: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(value ?? {}).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string",
    ),
  );
}

function order(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
