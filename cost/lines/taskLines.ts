import type { Reader } from "../../policies/resource/reader.js";
import { HOURS_PER_MONTH } from "../costResult.js";
import type { Costing, Counts } from "../ledger.js";
import { countText, times } from "../ledger.js";
import { serviceCounts, taskDefinition } from "../serviceTasks.js";
import type { ReadResource } from "../stackResources.js";
import { taskCapacity } from "../taskCapacity.js";
import { taskSize } from "../fargateHour.js";
import { fargateLines } from "./fargateLines.js";
import { logLines } from "./logLines.js";
import { runsOf } from "./scheduleRuns.js";

/** What the tasks of services and schedules cost, with their logs, volumes and addresses. */
export function taskLines(costing: Costing): void {
  for (const service of costing.stack.of("aws:ecs/service:Service")) {
    costing.ledger.attempt(service, "Tasks", () => {
      serviceLines(costing, service);
    });
  }
  for (const set of costing.stack.of("aws:ecs/taskSet:TaskSet")) {
    costing.ledger.note(set, "Tasks", "how many tasks its service has is told by another tool");
  }
  for (const schedule of costing.stack.of("aws:scheduler/schedule:Schedule")) {
    costing.ledger.attempt(schedule, "Tasks", () => {
      scheduleLines(costing, schedule);
    });
  }
  for (const target of costing.stack.of("aws:cloudwatch/eventTarget:EventTarget")) {
    costing.ledger.attempt(target, "Tasks", () => {
      eventLines(costing, target);
    });
  }
}

function serviceLines(costing: Costing, service: ReadResource): void {
  const { ledger } = costing;
  const { inputs } = service;
  if (!inputs.get("taskDefinition").isGiven()) {
    // Its task sets say it.
    if (costing.stack.of("aws:ecs/taskSet:TaskSet").length > 0) return;
    return ledger.refuse("another tool starts its tasks");
  }
  const task = taskDefinition(costing, service);
  const counts = serviceCounts(costing, service);
  const capacity = taskCapacity(costing, inputs, task, counts);
  const onFargate = capacity.onDemand.maximum + capacity.spot.maximum > 0;
  if (onFargate) {
    ledger.attempt(service, "Fargate", () => {
      const size = taskSize(task, ledger);
      costing.onFargate.push({ service, task, size, capacity, counts });
      fargateLines(costing, service, { size, capacity, assumptions: counts.assumptions });
    });
    addressLine(costing, service, counts);
  }
  volumeLine(costing, service, counts);
  logLines(costing, service, task, { counts });
}

function addressLine({ ledger }: Costing, service: ReadResource, counts: Counts): void {
  ledger.attempt(service, "Public IPv4", () => {
    if (service.inputs.get("networkConfiguration").get("assignPublicIp").boolean() !== true) return;
    const price = ledger.price(service, "publicIpv4.hour") * HOURS_PER_MONTH;
    const quantity = `of ${countText(counts, "task")}`;
    const charge = { item: "Public IPv4", quantity, service: service.name };
    ledger.add(service, { ...charge, assumptions: counts.assumptions }, times(counts, price));
  });
}

/** A volume of EBS that each task has for itself. */
function volumeLine({ ledger }: Costing, service: ReadResource, counts: Counts): void {
  const volume = service.inputs.get("volumeConfiguration").get("managedEbsVolume");
  ledger.attempt(service, "EBS", () => {
    if (!volume.exists()) return;
    const type = volume.get("volumeType").string() ?? "gp3";
    if (type !== "gp3") ledger.refuse(`there is no price of volumes of type ${type}`);
    const gb = volume.get("sizeInGb").number() ?? ledger.refuse("its volume has no 'sizeInGb'");
    const quantity = `${gb} GB of ${countText(counts, "task")}`;
    const charge = { item: "EBS gp3", quantity, service: service.name };
    const price = gb * ledger.price(service, "ebs.gp3GbMonth");
    ledger.add(service, { ...charge, assumptions: counts.assumptions }, times(counts, price));
  });
}

function scheduleLines(costing: Costing, schedule: ReadResource): void {
  const { ledger } = costing;
  const { inputs } = schedule;
  const isEnabled = inputs.get("state").string() !== "DISABLED";
  const launch = inputs.get("target").get("ecsParameters");
  if (!isEnabled) return;
  const runs = runsOf(costing, schedule, inputs.get("scheduleExpression").string());
  if (launch.exists()) startedLines(costing, schedule, launch, runs);
  ledger.attempt(schedule, "Schedule", () => {
    const price = ledger.price(schedule, "scheduler.perMillion");
    const charge = { item: "EventBridge Scheduler", quantity: runsText(runs.count) };
    const assumptions = runs.assumptions;
    ledger.addFixed(
      schedule,
      { ...charge, service: schedule.name, assumptions },
      (runs.count / 1e6) * price,
    );
  });
}

function eventLines(costing: Costing, target: ReadResource): void {
  const launch = target.inputs.get("ecsTarget");
  if (launch.exists()) startedLines(costing, target, launch, runsOf(costing, target, undefined));
}

function runsText(runs: number): string {
  return `${Number(runs.toFixed(2))} runs`;
}

/** Tasks that run for some minutes each time. */
function startedLines(
  costing: Costing,
  from: ReadResource,
  launch: Reader,
  runs: { count: number; assumptions: readonly string[] },
): void {
  const { ledger, usage } = costing;
  const task = taskDefinition(costing, from, launch.get("taskDefinitionArn"));
  const tasks = launch.get("taskCount").number() ?? 1;
  const counts: Counts = { minimum: tasks, expected: tasks, maximum: tasks, assumptions: [] };
  const { value: minutes, assumption } = usage.assumed(from.name, "runMinutes");
  const hours = (runs.count * minutes) / 60;
  ledger.attempt(from, "Fargate", () => {
    const capacity = taskCapacity(costing, launch, task, counts);
    const size = taskSize(task, ledger);
    const assumptions = [...runs.assumptions, assumption];
    fargateLines(costing, from, { size, capacity, hours, assumptions });
  });
  logLines(costing, from, task, { counts, hours });
}
