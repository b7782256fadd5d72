import { CliError } from "../../cliError.js";
import { type FleetOptions, list } from "../manifest/listFleet.js";

/** The update, or the removal, of one stack, as a job of a CI system. */
export interface MatrixJob {
  /** The stack's id, which `--stack` takes. */
  stack: string;
  /** Of the stack in names of jobs and files: letters, digits, dots and hyphens, and no two are the same. */
  name: string;
  /** From 1 on. */
  wave: number;
  /** Empty where nobody has said it. */
  environment: string;
  account: string;
  region: string;
  /** What the job does to it; absent of an update. */
  operation?: "destroy";
}

/** Whose jobs they are. */
export interface MatrixOptions extends FleetOptions {
  /** @default "up" */
  operation?: "up" | "destroy" | undefined;
}

/** The jobs of a fleet's update or removal, each wave in the form of GitHub's `strategy.matrix`. */
export interface FleetMatrix {
  /** In the order in which a change goes out: all jobs of a wave come after those of the one before. */
  waves: { include: MatrixJob[] }[];
}

/**
 * Jobs that a matrix may have.
 *
 * @see https://docs.github.com/actions/reference/limits
 */
const MOST_JOBS = 256;

/**
 * The jobs by which a CI system updates or destroys the stacks of a fleet, a stack a job. It reads the fleet's file and runs nothing.
 *
 * @throws {CliError} if the file is wrong, a selection is unknown, or a wave has more stacks than a matrix may have jobs.
 */
export async function matrix(options: MatrixOptions): Promise<FleetMatrix> {
  const { operation = "up" } = options;
  const { waves } = await list(options, operation);
  const large = waves.findIndex((stacks) => stacks.length > MOST_JOBS);
  if (large >= 0) {
    throw new CliError(
      `'rollout.waveSizes' must be at most ${MOST_JOBS} for jobs of a matrix, got ${waves[large]?.length ?? 0} stacks in ` +
        `wave ${large + 1}; waveSizes: [1, 5, ${MOST_JOBS}] works`,
    );
  }
  let number = 0;
  return {
    waves: waves.map((stacks, i) => ({
      include: stacks.map(({ id, environment = "", account = "", region = "" }) => {
        number += 1;
        const name = `${id.replaceAll(/[^A-Za-z0-9.]+/g, "-")}-${number}`;
        return {
          stack: id,
          name,
          wave: i + 1,
          environment,
          account,
          region,
          ...(operation === "destroy" && { operation }),
        };
      }),
    })),
  };
}
