import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { CliError } from "../../cliError.js";

/** Whose deployments, and where. */
export interface CloudAccount {
  /** Of the API, without a slash at its end, such as `https://api.pulumi.com`. */
  url: string;
  token: string;
}

const PULUMI_CLOUD = "https://api.pulumi.com";

/** What the CLI's login leaves in its file, as far as it is read here. */
interface Credentials {
  current?: string;
  accessTokens?: Record<string, string>;
  accounts?: Record<string, { accessToken?: string }>;
}

/**
 * Pulumi Cloud, or one of one's own, and the token for it: from `PULUMI_BACKEND_URL` and `PULUMI_ACCESS_TOKEN`, or as the
 * CLI is logged in.
 *
 * @throws {CliError} if the backend is none that runs deployments, or there is no token.
 * @see https://www.pulumi.com/docs/iac/cli/environment-variables/
 */
export function cloudAccount(environment: NodeJS.ProcessEnv = process.env): CloudAccount {
  const login = credentials(environment);
  const given = environment.PULUMI_BACKEND_URL || login.current || PULUMI_CLOUD;
  const url = apiUrl(given);
  const token =
    environment.PULUMI_ACCESS_TOKEN ||
    login.accounts?.[given]?.accessToken ||
    login.accessTokens?.[given];
  if (token) return { url, token };
  throw new CliError(
    `'--remote' needs an access token for ${url}, got none: set PULUMI_ACCESS_TOKEN, or run ` +
      `'pulumi login${url === PULUMI_CLOUD ? "" : ` ${url}`}'`,
  );
}

function apiUrl(given: string): string {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (url?.protocol === "https:" || url?.protocol === "http:") {
    return `${url.origin}${url.pathname}`.replace(/\/+$/, "");
  }
  throw new CliError(
    `'--remote' needs Pulumi Cloud or one of your own as the backend, got ${JSON.stringify(given)}, which runs no ` +
      `deployments; PULUMI_BACKEND_URL=${PULUMI_CLOUD} works`,
  );
}

/** Nothing where nobody has logged in. */
function credentials({ PULUMI_CREDENTIALS_PATH, PULUMI_HOME }: NodeJS.ProcessEnv): Credentials {
  const folder = PULUMI_CREDENTIALS_PATH || PULUMI_HOME || join(homedir(), ".pulumi");
  const file = join(folder, "credentials.json");
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return {};
  }
  try {
    return (JSON.parse(text) ?? {}) as Credentials;
  } catch {
    throw new CliError(
      `${file} must be JSON, as 'pulumi login' writes it; 'pulumi login' again works`,
    );
  }
}
