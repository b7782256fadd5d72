import type { AwsResource, Made, ResourceTable } from "./awsResource.js";
import { CONTAINERS } from "./containers.js";
import { NETWORKING } from "./networking.js";
import { PLATFORM } from "./platform.js";

const TABLE: ResourceTable = { ...CONTAINERS, ...NETWORKING, ...PLATFORM };

/** Modules of the AWS provider that are older names of another. */
const OLDER_NAMES: Record<string, string> = {
  alb: "lb",
  applicationloadbalancing: "lb",
  elasticloadbalancingv2: "lb",
};

/** The id and outputs that AWS would give a resource: by its type, or of the usual shape when the type is not listed. */
export function makeAwsResource(resource: AwsResource): Made {
  const { module, name } = partsOf(resource.type);
  const make = makerOf(resource.type);
  const made = make ? make(resource) : makeAnything(resource, module, name);
  return { region: resource.account.region, ...made };
}

/** Whether a type has a line of its own, so that it is known whether the provider would name it. */
export function isListedType(type: string): boolean {
  return makerOf(type) !== undefined;
}

function makerOf(type: string): ResourceTable[string] | undefined {
  const { module, name } = partsOf(type);
  return TABLE[`${OLDER_NAMES[module] ?? module}:${name}`];
}

/** A type nobody wrote a line for: its ids have a likely shape, and its other outputs stay unknown. */
function makeAnything(resource: AwsResource, module: string, name: string): Made {
  const kind = name.replace(/(?<!^)([A-Z])/g, "-$1").toLowerCase();
  // Whether the provider names it at all is not known, so that no autonaming is asked.
  const id = resource.text("name") ?? resource.providerName;
  return { id, name: id, arn: resource.arn(module, `${kind}/${id}`) };
}

/** `aws:ecs/cluster:Cluster` is the module `ecs` and the name `Cluster`. */
function partsOf(type: string): { module: string; name: string } {
  const [, modulePath = "", name = ""] = type.split(":");
  return { module: modulePath.split("/")[0] ?? "", name };
}
