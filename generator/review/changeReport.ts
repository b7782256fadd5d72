import { findTaskDefinition } from "../../cost/findTaskDefinition.js";
import type { CostRange, CostResult } from "../../cost/costResult.js";
import { StackResources } from "../../cost/stackResources.js";
import type { DeploymentForecast } from "../../forecast/deploymentForecast.js";
import { foretellDeployments } from "../../forecast/foretellDeployments.js";
import type { EngineChange } from "../automation/index.js";
import type { PreviewResult } from "../offline/previewResult.js";
import type { DiffResult } from "./diffResult.js";
import type { NamedPreview } from "./diffPreviews.js";
import { diffPreviews } from "./diffPreviews.js";
import type { ViolationChange } from "./violationChange.js";
import { violationChange } from "./violationChange.js";

/** What `slipway report --format json` prints, and every report is made of: a public contract. */
export interface ChangeReport {
  stack: string;
  /** What it is compared with; `null` where it is compared with nothing. */
  base: string | null;
  resources: number;
  /** What differs from the base; `null` without one. */
  changes: DiffResult | null;
  /** New are all of them without a base. */
  violations: ViolationChange;
  /** Absent where the region is not known. */
  cost?: {
    /** `null` without a base. */
    before: CostRange | null;
    after: CostRange;
    /** Services and schedules whose cost differs from the base; all of them without one. */
    services: { name: string | null; before: CostRange | null; after: CostRange | null }[];
    pricesOf: string;
    unpriced: CostResult["unpriced"];
    advice: CostResult["advice"];
  };
  /** What the preview warns of, as on standard error, where it does. */
  warnings?: string[];
  /** Of the services that change; of all without a base. */
  deployments: DeploymentForecast[];
  /** What the engine would do to the stack as it is deployed; absent where it was not asked. */
  engine?: EngineChange[];
}

/**
 * What a change of a program comes to: in resources, policies, cost and deployments.
 *
 * @param engine What the engine would do, where it was asked.
 */
export function changeReport(
  after: NamedPreview,
  before: NamedPreview | undefined,
  engine?: EngineChange[],
): ChangeReport {
  const { stack, resources, policies, warnings } = after.preview;
  const changes = before ? diffPreviews(before, after) : null;
  const cost = costChange(after.preview.cost, before?.preview.cost);
  return {
    stack,
    base: before?.source ?? null,
    resources: resources.length - 1,
    changes,
    violations: violationChange(policies.violations, before?.preview.policies.violations ?? []),
    ...(cost && { cost }),
    ...(warnings && { warnings }),
    deployments: deploymentsOf(after.preview, changes),
    ...(engine && { engine }),
  };
}

function costChange(
  after: CostResult | undefined,
  before: CostResult | undefined,
): ChangeReport["cost"] {
  if (!after) return undefined;
  const names = [...after.services, ...(before?.services ?? [])].map(({ name }) => name);
  const services = [...new Set(names)].map((name) => ({
    name,
    before: rangeOf(before, name),
    after: rangeOf(after, name),
  }));
  return {
    before: before?.total ?? null,
    after: after.total,
    services: services.filter(
      (one) => !before || JSON.stringify(one.before) !== JSON.stringify(one.after),
    ),
    pricesOf: after.pricesOf,
    unpriced: after.unpriced,
    advice: after.advice,
  };
}

function rangeOf(cost: CostResult | undefined, name: string | null): CostRange | null {
  const found = cost?.services.find((one) => one.name === name);
  if (!found) return null;
  const { minimum, expected, maximum } = found;
  return { minimum, expected, maximum };
}

/** A service is deployed anew where it changes, or its task definition. */
function deploymentsOf(
  { resources }: PreviewResult,
  changes: DiffResult | null,
): DeploymentForecast[] {
  const { deployments } = foretellDeployments(resources);
  if (!changes) return deployments;
  const changed = new Set([...changes.changed, ...changes.onlyAfter].map(({ urn }) => urn));
  const stack = new StackResources(resources, "");
  const services = stack.of("aws:ecs/service:Service").filter((service) => {
    const found = findTaskDefinition(stack, service);
    return changed.has(service.urn) || ("task" in found && changed.has(found.task.urn));
  });
  const urns = new Set(services.map(({ urn }) => urn));
  return deployments.filter(({ urn }) => urns.has(urn));
}
