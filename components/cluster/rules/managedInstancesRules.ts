import type { Problem } from "../../rules/problem.js";
import type { Fault } from "./instanceFault.js";
import { choiceFault, listProblem, nameFault, numberFault } from "./instanceFault.js";
import type { InstanceRequirementsSpec } from "./instanceRequirements.js";
import { instanceRequirementsFault } from "./instanceRequirements.js";

/** ECS Managed Instances, as far as rules go. */
export interface ManagedInstancesSpec {
  name: string;
  instanceRequirements?: InstanceRequirementsSpec | undefined;
  capacityOptionType?: string | undefined;
  capacityReservations?:
    | { reservationPreference?: string | undefined; reservationGroupArn?: unknown }
    | undefined;
  storageSizeGiB?: number | undefined;
  monitoring?: string | undefined;
  propagateTags?: string | undefined;
  scaleInAfterSeconds?: number | undefined;
}

const CAPACITY_OPTIONS = ["ON_DEMAND", "SPOT", "RESERVED"];
const PREFERENCES = ["RESERVATIONS_ONLY", "RESERVATIONS_FIRST", "RESERVATIONS_EXCLUDED"];
const NEVER = -1;
const LARGEST_VOLUME = 65_536;

/**
 * Why ECS would refuse managed instances; nothing when they are fine.
 *
 * @param argument Name of the argument that holds them.
 * @param taken Names that the cluster's instance groups have.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_InstanceLaunchTemplate.html
 */
export function managedInstancesProblem(
  all: readonly ManagedInstancesSpec[],
  argument: string,
  taken: readonly string[],
): Problem | undefined {
  return listProblem(all, argument, (one, before) => fault(one, [...taken, ...before]));
}

function fault(one: ManagedInstancesSpec, taken: readonly string[]): Fault | undefined {
  return (
    nameFault(one.name, taken) ??
    choiceFault("capacityOptionType", one.capacityOptionType, CAPACITY_OPTIONS) ??
    choiceFault("monitoring", one.monitoring, ["BASIC", "DETAILED"]) ??
    choiceFault("propagateTags", one.propagateTags, ["CAPACITY_PROVIDER", "NONE"]) ??
    numberFault("storageSizeGiB", one.storageSizeGiB ?? 1, 1, LARGEST_VOLUME) ??
    numberFault("scaleInAfterSeconds", one.scaleInAfterSeconds ?? NEVER, NEVER, 3600) ??
    (one.instanceRequirements &&
      instanceRequirementsFault(one.instanceRequirements, "instanceRequirements")) ??
    reservationsFault(one)
  );
}

/** @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityReservationRequest.html */
function reservationsFault(one: ManagedInstancesSpec): Fault | undefined {
  const { capacityOptionType, capacityReservations, instanceRequirements } = one;
  if ((capacityOptionType === "RESERVED") !== (capacityReservations !== undefined)) {
    const got = capacityReservations === undefined ? "none" : `them with "${optionOf(one)}"`;
    const reason = `'capacityReservations' go with 'capacityOptionType' "RESERVED", got ${got}; { reservationPreference: "RESERVATIONS_FIRST" } works there`;
    return { field: "capacityReservations", reason };
  }
  if (!capacityReservations) return undefined;
  const { reservationPreference: preference, reservationGroupArn } = capacityReservations;
  const field = "capacityReservations.reservationPreference";
  const unknown = choiceFault(field, preference, PREFERENCES);
  if (unknown) return unknown;
  if (reservationGroupArn !== undefined && preference !== "RESERVATIONS_ONLY") {
    const got = preference === undefined ? "none" : JSON.stringify(preference);
    const reason = `'reservationGroupArn' needs 'reservationPreference' "RESERVATIONS_ONLY", got ${got}; leave it out or change that`;
    return { field: "capacityReservations.reservationGroupArn", reason };
  }
  if (needsRequirements(preference) && instanceRequirements === undefined) {
    const reason = `'reservationPreference' "${preference}" needs 'instanceRequirements', got none; { vcpuCount: { min: 2 }, memoryMib: { min: 4096 } } works`;
    return { field: "instanceRequirements", reason };
  }
  return undefined;
}

function needsRequirements(preference: string | undefined): preference is string {
  return preference === "RESERVATIONS_ONLY" || preference === "RESERVATIONS_FIRST";
}

/** How managed instances are bought, the default filled in. */
export function optionOf({ capacityOptionType = "ON_DEMAND" }: ManagedInstancesSpec): string {
  return capacityOptionType;
}
