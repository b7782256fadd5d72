import { CliError } from "../../cliError.js";
import { CloudError } from "./cloudCalls.js";
import type { DeploymentsApi, ShownDeployment } from "./deploymentsApi.js";
import type { DeploymentRequest } from "./deploymentRequest.js";
import { mayGoOn, type StackDeployment } from "./stackDeployment.js";

/** Tries to begin a deployment, the first one included. */
const MOST_TRIES = 6;

/** How often it is looked for, since a list may be late. */
const LOOKS = 2;

/** Of the list, as many are looked at. */
const LATEST = 20;

/** Who begins deployments of a stack. */
export interface Beginner {
  api: DeploymentsApi;
  /** Who they are requested by. */
  login: string;
  /** Writes to the journal, and throws where that fails: then nothing is begun. */
  tell: (deployment: StackDeployment) => void;
  /** Whether no more is to be begun. */
  isCancelled: () => boolean;
}

/**
 * Begins a deployment: the journal has it before it is asked for, and its id before it is waited for. Where the answer is lost,
 * it is looked for among the stack's deployments before it is asked for again.
 *
 * @returns Nothing where it was cancelled before it began.
 * @throws {CliError} if it is refused, or nobody knows whether it has begun.
 */
export async function beginDeployment(
  { api, login, tell, isCancelled }: Beginner,
  request: DeploymentRequest,
  inputHash: string,
): Promise<StackDeployment | undefined> {
  const [last] = await api.latest(1);
  const { operation } = request;
  const after = last?.version ?? 0;
  const asked: StackDeployment = { operation, state: "asked", id: "", url: "", after, inputHash };
  if (isCancelled()) return undefined;
  tell(asked);
  const gone: StackDeployment = { ...asked, state: "cancelled" };
  for (let attempt = 1; ; attempt += 1) {
    try {
      const { id, consoleUrl = "" } = await api.create(request);
      return begun(asked, id, consoleUrl, tell);
    } catch (error) {
      if (!(error instanceof CloudError) || !error.isPassing) {
        tell(gone);
        throw error;
      }
      const found = error.isUnknown ? await lookForDeployment(api, asked, login) : undefined;
      if (found) return begun(asked, found.id, "", tell);
      if (isCancelled()) {
        tell(gone);
        return undefined;
      }
      if (attempt >= MOST_TRIES) throw error;
      await api.pause(attempt, error);
    }
  }
}

function begun(
  asked: StackDeployment,
  id: string,
  url: string,
  tell: (deployment: StackDeployment) => void,
): StackDeployment {
  const deployment: StackDeployment = { ...asked, state: "begun", id, url };
  tell(deployment);
  return deployment;
}

/**
 * A deployment that was asked for, whose id nobody has heard: a later one of the same user and operation.
 *
 * @throws {CliError} if there are several.
 */
export async function lookForDeployment(
  api: DeploymentsApi,
  { after, operation }: StackDeployment,
  login: string,
): Promise<ShownDeployment | undefined> {
  for (let look = 1; look <= LOOKS; look += 1) {
    const later = (await api.latest(LATEST)).filter(
      ({ version, pulumiOperation, requestedBy }) =>
        version > after && pulumiOperation === operation && requestedBy?.githubLogin === login,
    );
    if (later.length > 1) {
      const ids = later.map(({ id }) => id).join(", ");
      throw new CliError(
        `it cannot be told which deployment was begun here, of ${ids}: wait for their end in the console, and try again`,
      );
    }
    const [found] = later;
    if (found) return found;
    if (look < LOOKS) await api.pause(look, new CloudError("", 0));
  }
  return undefined;
}

/**
 * The deployment of an earlier process that may go on, with its id; nothing where it never began.
 *
 * @throws {CliError} if it cannot be told which one it is.
 */
export async function foundDeployment(
  { api, login, tell }: Pick<Beginner, "api" | "login" | "tell">,
  earlier: StackDeployment,
): Promise<StackDeployment | undefined> {
  if (!mayGoOn(earlier)) return undefined;
  if (earlier.id !== "") return earlier;
  const found = await lookForDeployment(api, earlier, login);
  if (found) return begun(earlier, found.id, "", tell);
  tell({ ...earlier, state: "cancelled" });
  return undefined;
}
