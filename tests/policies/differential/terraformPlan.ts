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
 * Resources as a plan of Terraform has them (`terraform show -json`), which other tools judge. Only what resources say
 * themselves is kept: no plan names the resources that a value comes from.
 *
 * @param addressOf Gives the name of a resource in the plan, which is its own in there.
 */
export function terraformPlan(
  resources: readonly ReviewedResource[],
  addressOf: (resource: ReviewedResource) => string,
): object {
  const all = resources.map((resource) => {
    const type = terraformType(resource.type);
    const name = addressOf(resource);
    const values = blockOf(resource.properties as Record<string, unknown>);
    return { address: `${type}.${name}`, mode: "managed", type, name, values };
  });
  return {
    format_version: "1.2",
    terraform_version: "1.9.0",
    planned_values: { root_module: { resources: all } },
    resource_changes: all.map(({ values, ...one }) => ({
      ...one,
      change: { actions: ["create"], before: null, after: values, after_unknown: {} },
    })),
    configuration: { root_module: {} },
  };
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
