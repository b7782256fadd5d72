import type { ManagedInstancesArgs } from "../args/managedInstancesArgs.js";
import { capacityNameProblem, capacityProblem } from "./capacityName.js";
import { wholeNumberProblem } from "../../rules/numberProblem.js";
import type { Problem } from "../../rules/problem.js";
import { instanceRequirementsProblem } from "./instanceRequirements.js";

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
  all: readonly ManagedInstancesArgs[],
  argument: string,
  taken: readonly string[],
): Problem | undefined {
  return capacityProblem(all, argument, (one, before) => oneProblem(one, [...taken, ...before]));
}

function oneProblem(one: ManagedInstancesArgs, taken: readonly string[]): Problem | undefined {
  return (
    capacityNameProblem(one.name, taken) ??
    wholeNumberProblem("storageSizeGiB", one.storageSizeGiB, [1, LARGEST_VOLUME]) ??
    wholeNumberProblem("scaleInAfterSeconds", one.scaleInAfterSeconds, [NEVER, 3600]) ??
    (one.instanceRequirements &&
      instanceRequirementsProblem(one.instanceRequirements, "instanceRequirements")) ??
    reservationsProblem(one)
  );
}

/** @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityReservationRequest.html */
function reservationsProblem(one: ManagedInstancesArgs): Problem | undefined {
  const { capacityOptionType, capacityReservations, instanceRequirements } = one;
  if ((capacityOptionType === "RESERVED") !== (capacityReservations !== undefined)) {
    const got = capacityReservations === undefined ? "none" : `them with "${optionOf(one)}"`;
    const reason = `'capacityReservations' go with 'capacityOptionType' "RESERVED", got ${got}; { reservationPreference: "RESERVATIONS_FIRST" } works there`;
    return { path: "capacityReservations", reason };
  }
  if (!capacityReservations) return undefined;
  const { reservationPreference: preference, reservationGroupArn } = capacityReservations;
  if (reservationGroupArn !== undefined && preference !== "RESERVATIONS_ONLY") {
    const got = preference === undefined ? "none" : JSON.stringify(preference);
    const reason = `'reservationGroupArn' needs 'reservationPreference' "RESERVATIONS_ONLY", got ${got}; leave it out or change that`;
    return { path: "capacityReservations.reservationGroupArn", reason };
  }
  if (needsRequirements(preference) && instanceRequirements === undefined) {
    const reason = `'reservationPreference' "${preference}" needs 'instanceRequirements', got none; { vcpuCount: { min: 2 }, memoryMib: { min: 4096 } } works`;
    return { path: "instanceRequirements", reason };
  }
  return undefined;
}

function needsRequirements(preference: string | undefined): preference is string {
  return preference === "RESERVATIONS_ONLY" || preference === "RESERVATIONS_FIRST";
}

/** How managed instances are bought, the default filled in. */
export function optionOf({ capacityOptionType = "ON_DEMAND" }: ManagedInstancesArgs): string {
  return capacityOptionType;
}
