import {
  fargateMemorySizes,
  FARGATE_CPU_SIZES,
} from "../components/taskDefinition/rules/fargateSize.js";
import { whenKnown } from "../policies/resource/reviewedStack.js";
import type { CostAdvice } from "./costResult.js";
import { cents, HOURS_PER_MONTH } from "./costResult.js";
import type { FargateService, TaskSize } from "./fargateService.js";
import type { Costing } from "./ledger.js";
import { spotShares } from "./lines/fargateLines.js";
import { natCount } from "./lines/networkLines.js";
import type { ReadResource } from "./stackResources.js";
import { taskHour } from "./taskSize.js";

/** Stacks that nobody's customers depend on, by their names. */
const FOR_TRYING_OUT = /(^|[-_.])(dev|development|test|testing|sandbox|preview|pr\d*)([-_.]|$)/i;

/** What would certainly cost less, the largest saving first; each is told with its figure, and refuses nothing. */
export function costAdvice(costing: Costing, stackName: string): CostAdvice[] {
  const { onFargate } = costing;
  return [
    ...onFargate.flatMap((one) => [
      ...quietly(costing, one.service, () => armAdvice(costing, one)),
      ...quietly(costing, one.service, () => spotAdvice(costing, one)),
      ...quietly(costing, one.service, () => sizeAdvice(costing, one)),
    ]),
    ...(FOR_TRYING_OUT.test(stackName) ? natAdvice(costing) : []),
  ].sort((a, b) => b.saving - a.saving);
}

/** Advice without a price is none: that the price is missing is told already. */
function quietly(
  { ledger }: Costing,
  from: ReadResource,
  advise: () => CostAdvice | undefined,
): CostAdvice[] {
  const before = ledger.unpriced.length;
  const found: CostAdvice[] = [];
  ledger.attempt(from, "Advice", () => {
    const advice = advise();
    if (advice && advice.saving > 0) found.push(advice);
  });
  ledger.unpriced.length = before;
  return found;
}

function hourOf({ ledger }: Costing, from: ReadResource, size: TaskSize): number {
  return taskHour(size, (item) => ledger.price(from, item));
}

function armAdvice(costing: Costing, tasks: FargateService): CostAdvice | undefined {
  const { service, size, capacity } = tasks;
  if (size.kind !== "linuxX86") return undefined;
  const hours = capacity.onDemand.expected * HOURS_PER_MONTH;
  const arm = hourOf(costing, service, { ...size, kind: "linuxArm" });
  const saving = cents(hours * (hourOf(costing, service, size) - arm));
  const message = `'${service.name}' on ARM ('architecture: "arm64"') saves ${dollars(saving)}, if its images are built for it`;
  return { kind: "arm", urn: service.urn, message, saving };
}

function spotAdvice(costing: Costing, tasks: FargateService): CostAdvice | undefined {
  const { service, size, capacity, counts } = tasks;
  const above = counts.expected - counts.minimum;
  if (size.kind === "windows" || capacity.spot.maximum > 0 || above <= 0) return undefined;
  const { maximum: share } = spotShares(costing, service, size);
  const saving = cents(above * HOURS_PER_MONTH * hourOf(costing, service, size) * (1 - share));
  const message =
    `the tasks of '${service.name}' above its least ${counts.minimum} on Fargate Spot ('spotAboveTasks: ${counts.minimum}') ` +
    `save at least ${dollars(saving)}, if it bears that AWS takes them back with two minutes' notice`;
  return { kind: "spot", urn: service.urn, message, saving };
}

/** A smaller legal size that holds all that the containers' own limits leave room for. */
function sizeAdvice(costing: Costing, tasks: FargateService): CostAdvice | undefined {
  const { service, size, capacity } = tasks;
  const smaller = smallerSize(tasks);
  if (!smaller) return undefined;
  const hours = capacity.onDemand.expected * HOURS_PER_MONTH;
  const difference = hourOf(costing, service, size) - hourOf(costing, service, smaller);
  const saving = cents(hours * difference);
  const message =
    `'${service.name}' has ${size.cpu} CPU units and ${size.memoryMiB} MiB, of which its containers may use less: ` +
    `'cpu' ${smaller.cpu} and 'memory' ${smaller.memoryMiB} hold them and save ${dollars(saving)}`;
  return { kind: "smallerSize", urn: service.urn, message, saving };
}

function smallerSize({ task, size }: FargateService): TaskSize | undefined {
  if (size.kind === "windows") return undefined;
  const containers = whenKnown(() => task.inputs.get("containerDefinitions").json().list()) ?? [];
  const sumOf = (key: string): number | undefined => {
    const all = containers.map((one) => whenKnown(() => one.get(key).number()));
    const known = all.filter((value) => value !== undefined);
    return known.length < all.length || all.length === 0
      ? undefined
      : known.reduce((sum, value) => sum + value, 0);
  };
  const memory = sumOf("memory");
  // A container without a limit may use all of the task.
  if (memory === undefined) return undefined;
  const cpu = sumOf("cpu") ?? size.cpu;
  for (const units of FARGATE_CPU_SIZES.filter((one) => one >= Math.min(cpu, size.cpu))) {
    if (cpu === 0 && units < size.cpu) continue;
    const fitting = fargateMemorySizes(units).find((one) => one >= memory);
    if (units > size.cpu || fitting === undefined) continue;
    const isSmaller = units < size.cpu ? fitting <= size.memoryMiB : fitting < size.memoryMiB;
    if (isSmaller) return { ...size, cpu: units, memoryMiB: fitting };
  }
  return undefined;
}

function natAdvice(costing: Costing): CostAdvice[] {
  const { stack, ledger } = costing;
  const gateways = stack.of("aws:ec2/natGateway:NatGateway").map((one) => ({ one, count: 1 }));
  const components = stack.of("awsx:ec2:Vpc").map((one) => {
    return { one, count: whenKnown(() => natCount(one)) ?? 0 };
  });
  const all = gateways.length > 0 ? gateways : components;
  const count = all.reduce((sum, each) => sum + each.count, 0);
  const [first] = all;
  if (!first || count < 2) return [];
  return quietly(costing, first.one, () => {
    const hour = ledger.price(first.one, "nat.hour") + ledger.price(first.one, "publicIpv4.hour");
    const saving = cents((count - 1) * HOURS_PER_MONTH * hour);
    const message = `one NAT gateway in place of ${count} ('natGateways: "single"') saves ${dollars(saving)} in a stack that is for trying out`;
    return { kind: "oneNatGateway", urn: first.one.urn, message, saving };
  });
}

function dollars(amount: number): string {
  return `$${amount.toFixed(2)} a month`;
}
