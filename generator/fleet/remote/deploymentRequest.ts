import { createHash } from "node:crypto";
import { CliError } from "../../cliError.js";
import type { FleetStack } from "../manifest/fleetStack.js";
import type { RemoteSettings, SecretFrom } from "../manifest/remoteSettings.js";
import type { RemoteSource } from "./remoteSource.js";
import type { DeploymentOperation } from "./stackDeployment.js";

/** A value of a request: a secret is encrypted there, and shown to nobody. */
type RequestValue = string | { secret: string };

/**
 * What Pulumi Deployments is asked for.
 *
 * @see https://www.pulumi.com/docs/reference/cloud-rest-api/schema/createdeploymentrequest/
 */
export interface DeploymentRequest {
  operation: DeploymentOperation;
  inheritSettings: boolean;
  sourceContext: {
    git: {
      /** Empty where the repository is GitHub's. */
      repoUrl: string;
      /**
       * Always empty: a commit and a branch exclude each other, and the branch of the stack's own settings stays where the
       * request says nothing of it.
       */
      branch: "";
      commit: string;
      repoDir: string;
      gitAuth?: { accessToken: RequestValue };
    };
  };
  gitHub?: { repository: string };
  operationContext: {
    preRunCommands?: readonly string[];
    environmentVariables?: Record<string, RequestValue>;
    oidc?: {
      aws: {
        roleArn: string;
        sessionName: string;
        duration?: string;
        policyArns?: readonly string[];
      };
    };
    options?: { skipInstallDependencies: boolean };
  };
  executorContext?: { executorImage: { reference: string } };
  agentPoolID?: string;
}

/** What is asked for a stack, but for the operation, and what of it nobody may read. */
export interface RemoteRequest {
  request: Omit<DeploymentRequest, "operation">;
  secrets: readonly string[];
  /** SHA-256 of it, without its secrets. */
  inputHash: string;
}

const SESSION_NAME = "slipway-fleet";

/**
 * What a fleet's settings come to for one stack.
 *
 * @param environment Where secrets are taken from.
 * @throws {CliError} if an environment variable is not set, or a placeholder stands for nothing.
 */
export function remoteRequest(
  settings: RemoteSettings,
  stack: FleetStack,
  source: RemoteSource,
  environment: NodeJS.ProcessEnv,
): RemoteRequest {
  const secrets: string[] = [];
  const valueOf = (value: string | SecretFrom, path: string): RequestValue => {
    if (typeof value === "string") return filled(value, stack, path);
    const secret = environment[value.secretFrom];
    if (secret) {
      secrets.push(secret);
      return { secret };
    }
    throw new CliError(
      `'${path}.secretFrom' must name an environment variable that is set, got ${value.secretFrom}, which is not; ` +
        `'export ${value.secretFrom}=…' before the command works`,
    );
  };
  const request = requestOf(settings, stack, source, valueOf);
  // A secret is known by its variable: a new token makes no new program.
  const plain = JSON.stringify(requestOf(settings, stack, source, nameOf(stack)));
  return { request, secrets, inputHash: createHash("sha256").update(plain).digest("hex") };
}

type ValueOf = (value: string | SecretFrom, path: string) => RequestValue;

function nameOf(stack: FleetStack): ValueOf {
  return (value, path) =>
    typeof value === "string" ? filled(value, stack, path) : { secret: value.secretFrom };
}

function requestOf(
  settings: RemoteSettings,
  stack: FleetStack,
  { url, commit, folder }: RemoteSource,
  valueOf: ValueOf,
): RemoteRequest["request"] {
  const { git = {}, environmentVariables, preRunCommands, executorImage, agentPool } = settings;
  const { inheritSettings = true, skipInstallDependencies } = settings;
  const variables = Object.entries(environmentVariables ?? {}).map(([name, value]) => {
    return [name, valueOf(value, `remote.environmentVariables.${name}`)];
  });
  const gitAuth = git.token && { accessToken: valueOf(git.token, "remote.git.token") };
  return {
    inheritSettings,
    sourceContext: {
      git: {
        repoUrl: git.github === undefined ? url : "",
        ...{ branch: "", commit, repoDir: folder },
        ...(gitAuth && { gitAuth }),
      },
    },
    ...(git.github !== undefined && { gitHub: { repository: git.github } }),
    operationContext: {
      ...(preRunCommands && { preRunCommands }),
      ...(variables.length > 0 && {
        environmentVariables: Object.fromEntries(variables) as Record<string, RequestValue>,
      }),
      ...roleOf(settings, stack),
      ...(skipInstallDependencies !== undefined && { options: { skipInstallDependencies } }),
    },
    ...(executorImage !== undefined && {
      executorContext: { executorImage: { reference: executorImage } },
    }),
    ...(agentPool !== undefined && { agentPoolID: agentPool }),
  };
}

function roleOf(
  { oidc }: RemoteSettings,
  stack: FleetStack,
): Pick<DeploymentRequest["operationContext"], "oidc"> {
  if (!oidc) return {};
  const { roleArn, sessionName = SESSION_NAME, duration, policyArns } = oidc.aws;
  return {
    oidc: {
      aws: {
        roleArn: filled(roleArn, stack, "remote.oidc.aws.roleArn"),
        sessionName: filled(sessionName, stack, "remote.oidc.aws.sessionName"),
        ...(duration !== undefined && { duration }),
        ...(policyArns && { policyArns }),
      },
    },
  };
}

const PLACEHOLDER = /\{(stack|project|environment|account|region)\}/g;

/** @throws {CliError} if a placeholder stands for what nobody has said of the stack. */
function filled(text: string, stack: FleetStack, path: string): string {
  return text.replaceAll(PLACEHOLDER, (placeholder, name: keyof FleetStack) => {
    const value = stack[name];
    if (typeof value === "string") return value;
    throw new CliError(
      `'${path}' has ${placeholder}, and ${stack.id} has no '${name}' in the fleet's file; ` +
        `'${name}' of its entry or of 'defaults' works`,
    );
  });
}
