import { CliError } from "../../cliError.js";
import type { Fleet, FleetStack } from "../manifest/fleetStack.js";
import type { RemoteSettings } from "../manifest/remoteSettings.js";
import { systemClock } from "../run/clock.js";
import { type CloudAccount, cloudAccount } from "./cloudAccount.js";
import { CloudCalls, type CallParts } from "./cloudCalls.js";
import { type RemoteRequest, remoteRequest } from "./deploymentRequest.js";
import { DeploymentsApi } from "./deploymentsApi.js";
import { remoteSources } from "./remoteSource.js";

/** The stacks of a fleet, as Pulumi Deployments works on them. */
export interface RemoteFleet extends CallParts {
  settings: RemoteSettings;
  /** Name of the user whose token it is. */
  login: string;
  /** What is asked for each stack, by id. */
  requests: ReadonlyMap<string, RemoteRequest>;
  /** Gives the deployments of a stack. */
  apiOf: (stack: FleetStack) => DeploymentsApi;
}

/** How a fleet is opened; tests bring a clock of their own. */
export interface RemoteOpenOptions extends Partial<CallParts> {
  /** Environment variables besides those of this process. */
  environmentVariables?: Record<string, string> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Makes ready to hand stacks to Pulumi Deployments. What is wrong with the settings, the repository or the token is known
 * before anything is begun.
 *
 * @throws {CliError} if the fleet's file has no `remote`, what it says does not hold, or the backend does not take the token.
 */
export async function openRemoteFleet(
  fleet: Fleet,
  stacks: readonly FleetStack[],
  options: RemoteOpenOptions = {},
): Promise<RemoteFleet> {
  const { remote: settings, file } = fleet;
  if (settings === undefined) {
    throw new CliError(
      `'--remote' needs 'remote' in ${file}, which says how deployments run; remote: { organization: acme } works`,
    );
  }
  const { clock = systemClock, random = Math.random, callMilliseconds, signal } = options;
  const environment = { ...process.env, ...options.environmentVariables };
  const account = cloudAccount(environment);
  const sources = await remoteSources(fleet, stacks, settings.git, signal);
  const requests = new Map(
    stacks.flatMap((stack): [string, RemoteRequest][] => {
      const source = sources.get(stack.id);
      return source ? [[stack.id, remoteRequest(settings, stack, source, environment)]] : [];
    }),
  );
  const parts = { clock, random, callMilliseconds };
  const calls = new CloudCalls(account, parts);
  const { organization } = settings;
  return {
    ...parts,
    ...{ settings, requests },
    login: await loginOf(calls, account),
    apiOf: ({ project, stack }) => new DeploymentsApi(calls, { organization, project, stack }),
  };
}

/**
 * Updates there are not held to saved plans, and make no stack: a request has no place for a plan, and its path is that of
 * a stack that there is. Whoever asks for that is told.
 *
 * @throws {CliError} if the fleet's rollout asks for saved plans, or the run for stacks to be made.
 * @see https://www.pulumi.com/docs/reference/cloud-rest-api/schema/createdeploymentrequest/
 */
export function refuseRemotely(
  { rollout, file }: Fleet,
  { createStacks }: { createStacks?: boolean | undefined },
): void {
  if (createStacks === true) {
    throw new CliError(
      "'--create' must be left out with '--remote': Pulumi Deployments updates stacks that there are; " +
        "'pulumi stack init acme/prod' makes one in Pulumi Cloud",
    );
  }
  if (rollout.savedPlans !== true) return;
  throw new CliError(
    `'rollout.savedPlans' of ${file} must not be true with '--remote', got true: Pulumi Deployments has no saved plans; ` +
      "savedPlans: false works, and so does an update without '--remote'",
  );
}

async function loginOf(calls: CloudCalls, { url }: CloudAccount): Promise<string> {
  const { githubLogin } = await calls.get<{ githubLogin?: unknown }>("/api/user");
  if (typeof githubLogin === "string" && githubLogin !== "") return githubLogin;
  throw new CliError(`${url} does not say whose token it is: is it the API of Pulumi Cloud?`);
}
