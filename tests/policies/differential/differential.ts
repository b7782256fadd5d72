import type { ReviewedResource } from "../../../policies/pack.js";
import { reviewResources, rules } from "../../../policies/pack.js";
import { PLATFORM_FAULTS } from "../oneFault/platformFaults.js";
import { SERVICE_FAULTS } from "../oneFault/serviceFaults.js";
import { TASK_FAULTS } from "../oneFault/taskFaults.js";
import { twin } from "../oneFault/twin.js";
import type { StackProgram } from "../stackProgram.js";
import { identified } from "../stackProgram.js";
import type { CheckFamily, FailedCheck } from "./checkov.js";
import type { Disagreement } from "./ledger.js";
import { terraformPlan, terraformType } from "./terraformPlan.js";

/** The configuration that nothing is wrong with. */
const HEALTHY = "healthy";

/** All that the rules can ask for, as checkov asks for all that it can. */
const CONFIGURATION = {
  profile: "hardened",
  "alb-exposure-declared": { requireWaf: true },
  "efs-hardened": { requireBackup: true },
} as const;

/** One configuration: what is wrong with it, its resources, and those of them that the healthy twin has otherwise. */
interface Case {
  title: string;
  resources: readonly ReviewedResource[];
  edited: readonly ReviewedResource[];
}

/** What checkov says and no rule of ours. */
export interface Missed extends FailedCheck {
  /** What is wrong with the configuration; `healthy` with the one that nothing is wrong with. */
  title: string;
  /** Type of the resource, as Terraform names it. */
  type: string;
  /** Rules of ours that the configuration breaks. */
  broken: ReadonlySet<string>;
}

/** What the comparison came to. */
export interface Differential {
  configurations: number;
  resources: number;
  /** Findings of checkov's. */
  findings: number;
  /** Those that a rule of ours has for the same resource, or for one that says the same. */
  covered: number;
  /** Those that are in no ledger. */
  missed: Missed[];
  /** Entries of the ledger that nothing was found for. */
  stale: Disagreement[];
}

/**
 * Runs checkov and our rules over the same resources: all of the healthy twin's, and of each fault's those that it edits.
 *
 * @param run Gives the checks that resources of a plan fail.
 */
export function compareWithCheckov(
  ledger: readonly Disagreement[],
  run: (plan: object, family: CheckFamily) => FailedCheck[],
): Differential {
  const cases = allCases();
  const addresses = new Map<string, { one: Case; resource: ReviewedResource }>();
  for (const [i, one] of cases.entries()) {
    for (const resource of one.resources) {
      addresses.set(`${terraformType(resource.type)}.${resource.name}-${i}`, { one, resource });
    }
  }
  // Checks of a graph speak of nothing of ECS, so that stacks which differ in that alone are one.
  const graphs = cases.filter(
    ({ title, edited }) =>
      title === HEALTHY || edited.some(({ type }) => !type.startsWith("aws:ecs/")),
  );
  const places = new Map(
    [...addresses].map(([address, found]) => [found.resource, { address, ...found }]),
  );
  const nameOf = (resource: ReviewedResource) => places.get(resource)?.address.split(".")[1] ?? "";
  // A check of one resource is asked of each that is another than the healthy one; one of a graph, of all of a stack.
  const single = run(
    terraformPlan(
      cases.flatMap(({ edited }) => edited),
      nameOf,
    ),
    "CKV_AWS",
  );
  const referredTo = (text: string, by: ReviewedResource) =>
    places.get(by)?.one.resources.find(({ id }) => id === text);
  const stacks = graphs.flatMap(({ resources }) => resources);
  const whole = terraformPlan(stacks, nameOf, referredTo);
  const failed = [...single, ...run(whole, "CKV2_AWS")];
  const said = new Map<Case, ReadonlySet<string>>();
  const open = failed.flatMap((check): Missed[] => {
    const found = addresses.get(check.address);
    if (!found) throw new Error(`checkov speaks of '${check.address}', which the plan has not`);
    const { one, resource } = found;
    const broken = said.get(one) ?? policiesBroken(one);
    said.set(one, broken);
    if (isSaid(check.check, broken)) return [];
    return [{ ...check, title: one.title, type: terraformType(resource.type), broken }];
  });
  const used = new Set<Disagreement>();
  const missed = open.filter((one) => {
    const entry = ledger.find((other) => fits(other, one));
    if (entry) used.add(entry);
    return entry === undefined;
  });
  return {
    configurations: cases.length,
    resources: addresses.size,
    findings: failed.length,
    covered: failed.length - open.length,
    missed,
    stale: ledger.filter((entry) => !used.has(entry)),
  };
}

function allCases(): Case[] {
  const healthy = identified(twin());
  const known = new Map(healthy.map((one) => [one.name, JSON.stringify(one)]));
  const faults = [...TASK_FAULTS, ...SERVICE_FAULTS, ...PLATFORM_FAULTS];
  const of = (program: StackProgram, title: string): Case => {
    const resources = identified(program);
    const edited = resources.filter((one) => known.get(one.name) !== JSON.stringify(one));
    return { title, resources, edited };
  };
  return [
    { title: HEALTHY, resources: healthy, edited: healthy },
    ...faults.map(([title, , edit]) => of(edit(twin()), title)),
  ];
}

function policiesBroken({ resources }: Case): Set<string> {
  const { violations } = reviewResources(resources, CONFIGURATION);
  return new Set(violations.map(({ policy }) => policy));
}

/** Whether a rule that has a check of checkov's among its sources is broken. */
function isSaid(check: string, broken: ReadonlySet<string>): boolean {
  return rules.some(({ name, sources }) => sources.includes(check) && broken.has(name));
}

function fits({ check, type, by }: Disagreement, missed: Missed): boolean {
  return (
    check === missed.check &&
    (type === undefined || type === missed.type) &&
    (by === undefined || missed.broken.has(by))
  );
}
