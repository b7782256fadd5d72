import type { AwsSettings } from "../../components/aws/providerSettings.js";
import { settingsFrom } from "../../components/aws/providerSettings.js";

/** A resource in the exported state of a stack, as far as the doctor reads it. */
export interface StateResource {
  urn: string;
  type: string;
  id?: string;
  parent?: string;
  /** URN and id of the provider, with `::` between them. */
  provider?: string;
  inputs?: Record<string, unknown>;
  outputs?: Record<string, unknown>;
}

/** A service of a stack, as the state has it. */
export interface StackService {
  /** Logical name. */
  name: string;
  urn: string;
  /** ARN of the ECS service. */
  arn: string;
  /** ARN of its cluster. */
  cluster: string;
  /** The revision that the program asked for. */
  taskDefinition: string | undefined;
  desiredCount: number | undefined;
  /** ARNs of the target groups in which it registers its tasks, sorted. */
  targetGroups: string[];
  /** Weights of target groups by the rule or the listener that has them, such as `{ "arn:…rule": { "arn:…group": 100 } }`. */
  ruleWeights: Record<string, Record<string, number>>;
  /** Who owns what more than one writer could write; empty for a service that no component made. */
  ownership: Record<string, string>;
  /** Settings of its explicit provider; nothing where it is the stack's. */
  settings: AwsSettings | undefined;
}

const ECS_SERVICE = "aws:ecs/service:Service";
/** What sends requests to target groups, by the output that says to which. */
const SENDERS: Readonly<Record<string, string>> = {
  "aws:lb/listenerRule:ListenerRule": "actions",
  "aws:lb/listener:Listener": "defaultActions",
};
const COMPONENT = "slipway:index:Service";

/** The ECS services of a stack that its program made, whether by our component or not. */
export function stackServices(resources: readonly StateResource[]): StackService[] {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  return resources
    .filter(({ type }) => type === ECS_SERVICE)
    .flatMap((resource) => {
      const outputs = resource.outputs ?? {};
      const arn = resource.id;
      const cluster = text(outputs["cluster"]);
      if (arn === undefined || cluster === undefined) return [];
      const parent = byUrn.get(resource.parent ?? "");
      const component = parent?.type === COMPONENT ? parent : undefined;
      return [
        {
          name: resource.urn.split("::").pop() ?? "",
          urn: resource.urn,
          arn,
          cluster,
          // The outputs have what the provider read, which after a rollback is the revision before.
          taskDefinition: text(resource.inputs?.["taskDefinition"]),
          desiredCount: count(outputs["desiredCount"]),
          targetGroups: list(outputs["loadBalancers"])
            .flatMap((each) => text(each["targetGroupArn"]) ?? [])
            .sort(),
          ruleWeights: component ? weightsOf(component.urn, resources) : {},
          ownership: ownershipOf(component),
          settings: explicitSettings(byUrn, resource.provider),
        },
      ];
    });
}

/** The engine's own provider is called `default`, with its version behind; its settings are those of the stack today. */
function explicitSettings(
  byUrn: ReadonlyMap<string, StateResource>,
  reference = "",
): AwsSettings | undefined {
  const urn = reference.slice(0, reference.lastIndexOf("::"));
  if (/^default(_\d+_\d+_\d+.*)?$/.test(urn.split("::").pop() ?? "")) return undefined;
  const inputs = byUrn.get(urn)?.inputs;
  return inputs && settingsFrom((key) => opened(inputs[key]));
}

/** A value of an exported state, where it may be a secret: then its JSON is in it. */
function opened(value: unknown): unknown {
  if (typeof value !== "object" || value === null || !("plaintext" in value)) return value;
  return JSON.parse(String(value.plaintext));
}

/** The rules and listeners that the service's component made; the state of others is not this service's. */
function weightsOf(component: string, resources: readonly StateResource[]) {
  const made = resources.filter(({ parent }) => parent === component);
  return Object.fromEntries(
    made.flatMap(({ type, id = "", outputs = {} }) => {
      const actions = Object.hasOwn(SENDERS, type) ? SENDERS[type] : undefined;
      if (actions === undefined) return [];
      return [[id, Object.fromEntries(list(outputs[actions]).flatMap(forwardsOf))]];
    }),
  );
}

function forwardsOf(action: Record<string, unknown>): [string, number][] {
  const forward = action["forward"] as Record<string, unknown> | null | undefined;
  const groups = list(forward?.["targetGroups"]);
  if (groups.length > 0) {
    return groups.map(({ arn, weight }) => [text(arn) ?? "", count(weight) ?? 1]);
  }
  const only = text(action["targetGroupArn"]);
  return only === undefined || only === "" ? [] : [[only, 1]];
}

function ownershipOf(component: StateResource | undefined): Record<string, string> {
  const owners = component?.outputs?.["ownership"];
  if (typeof owners !== "object" || owners === null) return {};
  return Object.fromEntries(
    Object.entries(owners).flatMap(([field, owner]) =>
      typeof owner === "string" ? [[field, owner]] : [],
    ),
  );
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function count(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}

function list(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? (value as Record<string, unknown>[]) : [];
}
