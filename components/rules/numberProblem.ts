import type { Problem } from "./problem.js";

/** The largest `Integer` of AWS's APIs, which have it in 32 bits. */
export const MOST_INTEGER = 2_147_483_647;

/**
 * Why a number is not a whole one within limits; nothing when it is, or is not given.
 *
 * @param works A number that works; the least by default.
 */
export function wholeNumberProblem(
  path: string,
  value: number | undefined,
  [least, most]: readonly [number, number],
  works = least,
): Problem | undefined {
  if (value === undefined) return undefined;
  if (Number.isInteger(value) && value >= least && value <= most) return undefined;
  const reason = `'${path}' must be a whole number from ${least} to ${most}, got ${value}; ${works} works`;
  return { path, reason };
}

/**
 * What a number must be of AWS's whole numbers, in words, where it is none of them; nothing when it is one.
 *
 * @param least The least that AWS takes here, which says nothing of the most.
 */
export function wholeNumberRule(value: number, least: number): string | undefined {
  if (Number.isInteger(value) && value > MOST_INTEGER) {
    return `a whole number of at most ${MOST_INTEGER}`;
  }
  return Number.isInteger(value) && value >= least
    ? undefined
    : `a whole number of at least ${least}`;
}

/** Why a number is not above 0, or above a largest one; nothing when it is right, or is not given. */
export function positiveNumberProblem(
  path: string,
  value: number | undefined,
  works: number,
  most = Number.POSITIVE_INFINITY,
): Problem | undefined {
  if (value === undefined || (Number.isFinite(value) && value > 0 && value <= most))
    return undefined;
  const limit = most === Number.POSITIVE_INFINITY ? "" : ` and at most ${most}`;
  return { path, reason: `'${path}' must be above 0${limit}, got ${value}; ${works} works` };
}
