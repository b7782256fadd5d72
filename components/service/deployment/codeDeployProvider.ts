import { untilCancelled } from "../../dynamic/cancellation.js";
import type { CodeDeployRun, RunWatch } from "./codeDeployRun.js";
import { dynamicAccess } from "../../dynamic/dynamicAccess.js";

/** Time between two looks at a deployment. */
const POLL_MILLISECONDS = 10_000;

/** What Pulumi's dynamic provider asks, in its own process, of the resource that stands for a service's deployments. */
export const codeDeployProvider = providerPolling(POLL_MILLISECONDS);

/** The provider, with the time between two looks at a deployment. */
export function providerPolling(pollMilliseconds: number) {
  const access = dynamicAccess();
  return {
    configure: access.configure,

    /** Whether something else has to run: how it is brought there, and for how long that may take, deploys nothing. */
    diff: (_id: string, olds: CodeDeployRun, news: CodeDeployRun): Promise<{ changes: boolean }> =>
      Promise.resolve({ changes: olds.appSpec !== news.appSpec }),

    /** The service was made with what the AppSpec says: there is nothing to deploy, but to wait for its tasks. */
    create: async (run: CodeDeployRun): Promise<{ id: string; outs: DeployedRun }> => {
      const connected = access.withConnection(run);
      await watched(pollMilliseconds, async (watch) => {
        const { awaitService } = await import("./codeDeployRun.js");
        await awaitService(connected, watch);
      });
      const id = `${run.applicationName}/${run.deploymentGroupName}`;
      return { id, outs: { ...run, deploymentId: "" } };
    },

    update: async (
      _id: string,
      _olds: CodeDeployRun,
      news: CodeDeployRun,
    ): Promise<{ outs: DeployedRun }> => {
      const connected = access.withConnection(news);
      const deploymentId = await watched(pollMilliseconds, async (watch) => {
        const { deployNow } = await import("./codeDeployRun.js");
        return deployNow(connected, watch);
      });
      return { outs: { ...news, deploymentId } };
    },
  };
}

type DeployedRun = CodeDeployRun & { deploymentId: string };

/** Lets a run tell of its progress, which Pulumi shows line by line. */
async function watched<T>(
  pollMilliseconds: number,
  use: (watch: RunWatch) => Promise<T>,
): Promise<T> {
  const say = (line: string): unknown => process.stdout.write(`${line}\n`);
  return untilCancelled((cancellation) => use({ say, pollMilliseconds, ...cancellation }));
}
