import type { ReviewedResource } from "../../../policies/pack.js";

/** Where a type of Terraform's provider has another name than module and resource together give. */
const TYPES: Readonly<Record<string, string>> = {
  lb_load_balancer: "lb",
  lb_load_balancer_listener: "lb_listener",
};

/** Modules that the names of Terraform's types do not have. */
const SILENT_MODULES = ["ec2"];

/** Modules in which Pulumi has load balancers. */
const BALANCING_MODULES = ["alb", "elasticloadbalancingv2", "applicationloadbalancing"];

/** Lists that Pulumi names in the plural, and Terraform's blocks in the singular. */
const BLOCKS = new Set([
  "actions",
  "capacityProviderStrategies",
  "conditions",
  "defaultActions",
  "encryptionConfigurations",
  "inlinePolicies",
  "loadBalancers",
  "orderedPlacementStrategies",
  "routes",
  "settings",
  "subnetMappings",
  "volumes",
]);

/** Maps of names that users choose, which are no blocks. */
const MAPS = new Set(["tags", "tagsAll", "options", "labels", "driverOpts"]);

/**
 * Resources as a plan of Terraform has them (`terraform show -json`), which other tools judge: with their values, and, as an id
 * stands in them, with the resource that it is of.
 *
 * @param nameOf Gives the name of a resource in the plan, which is its own in there.
 * @param referredTo Gives the resource whose id a text is, as the one that has the text sees it.
 */
export function terraformPlan(
  resources: readonly ReviewedResource[],
  nameOf: (resource: ReviewedResource) => string,
  referredTo: ReferredTo = () => undefined,
): object {
  const all = resources.map((resource) => {
    const type = terraformType(resource.type);
    const name = nameOf(resource);
    const values = blockOf(resource.properties as Record<string, unknown>);
    return { address: `${type}.${name}`, mode: "managed", type, name, values };
  });
  const configured = resources.map((resource, i) => {
    const { address = "", type = "", name = "", values = {} } = all[i] ?? {};
    const expressions = expressionsOf(values, (text) => {
      const other = referredTo(text, resource);
      return other && `${terraformType(other.type)}.${nameOf(other)}`;
    });
    return { address, mode: "managed", type, name, expressions };
  });
  return {
    format_version: "1.2",
    terraform_version: "1.9.0",
    planned_values: { root_module: { resources: all } },
    resource_changes: all.map(({ values, ...one }) => ({
      ...one,
      change: { actions: ["create"], before: null, after: values, after_unknown: {} },
    })),
    configuration: { root_module: { resources: configured } },
  };
}

type ReferredTo = (text: string, by: ReviewedResource) => ReviewedResource | undefined;

/** What values come from, as a plan's configuration has it: the other's attribute, and the other itself. */
function expressionsOf(
  block: Readonly<Record<string, unknown>>,
  addressOf: (text: string) => string | undefined,
): Record<string, unknown> {
  const of = (value: unknown): unknown => {
    if (Array.isArray(value) && value.some(isBlock)) return value.map(of);
    if (isBlock(value)) return expressionsOf(value, addressOf);
    const texts = [value].flat().filter((one) => typeof one === "string");
    const found = texts.map(addressOf).filter((address) => address !== undefined);
    if (found.length === 0) return {};
    return { references: found.flatMap((address) => [`${address}.id`, address]) };
  };
  return Object.fromEntries(Object.entries(block).map(([key, value]) => [key, of(value)]));
}

/** Terraform's name of a type: `aws:ecs/taskDefinition:TaskDefinition` is `aws_ecs_task_definition`. */
export function terraformType(token: string): string {
  const [, path = ""] = token.split(":");
  const [given = "", resource = ""] = path.split("/");
  const module_ = BALANCING_MODULES.includes(given) ? "lb" : given;
  const parts = SILENT_MODULES.includes(module_) ? [resource] : [module_, resource];
  const name = parts.map(snakeCase).join("_");
  return `aws_${TYPES[name] ?? name}`;
}

function blockOf(properties: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(properties).map(([key, value]) => [terraformKey(key), valueOf(key, value)]),
  );
}

function terraformKey(key: string): string {
  if (!BLOCKS.has(key)) return snakeCase(key);
  return snakeCase(key).replace(/ies$/, "y").replace(/s$/, "");
}

/** A block stands in a list, also where there can be one alone. */
function valueOf(key: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => (isBlock(one) ? blockOf(one) : one));
  return isBlock(value) && !MAPS.has(key) ? [blockOf(value)] : value;
}

function isBlock(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function snakeCase(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
