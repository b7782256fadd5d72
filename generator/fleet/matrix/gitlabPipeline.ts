import { createRequire } from "node:module";
import type * as YamlModule from "yaml";
import type { FleetMatrix } from "./fleetMatrix.js";

/** The hidden job of the repository's own configuration that every job of a stack extends. */
const BASE = ".slipway-fleet";

/**
 * A fleet's jobs as a child pipeline of GitLab, a stage a wave. What a job needs besides, such as its image and OIDC, is in the
 * repository's `.slipway-fleet` job, which the pipeline includes.
 *
 * @param include File of the repository with that job.
 * @see https://docs.gitlab.com/ci/pipelines/downstream_pipelines/#dynamic-child-pipelines
 */
export function gitlabPipeline({ waves }: FleetMatrix, include: string): string {
  const { stringify } = createRequire(__filename)("yaml") as typeof YamlModule;
  const jobs = waves.flatMap((wave) => wave.include);
  return stringify(
    {
      include: [{ local: include }],
      stages: waves.map((_, i) => `wave-${i + 1}`),
      ...Object.fromEntries(
        jobs.map(({ stack, name, wave, environment, account, region, operation }) => [
          name,
          {
            extends: BASE,
            stage: `wave-${wave}`,
            variables: {
              SLIPWAY_STACK: stack,
              ...(environment !== "" && { SLIPWAY_ENVIRONMENT: environment }),
              ...(account !== "" && { SLIPWAY_ACCOUNT: account }),
              ...(region !== "" && { SLIPWAY_REGION: region }),
              ...(operation !== undefined && { SLIPWAY_OPERATION: operation }),
            },
          },
        ]),
      ),
    },
    { lineWidth: 0 },
  );
}
