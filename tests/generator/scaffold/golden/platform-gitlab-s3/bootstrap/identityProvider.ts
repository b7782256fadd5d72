import { OpenIdConnectProvider } from "@pulumi/aws/iam";
import type { Repository } from "./repositories";

/** What a pipeline does in this account. */
export type Purpose = "preview" | "deploy" | "review";

/** Host of the tokens, as conditions name it. */
export const TOKENS = "gitlab.com";
/** Whom the tokens are for. */
export const AUDIENCE = "https://gitlab.com";

/**
 * Who acts as a role. GitLab's token names the branch and not the environment: jobs of the protected branch main deploy.
 * Any branch may run a merge request's jobs, so that none of them gets a role.
 */
export function subjects({ path }: Repository, purpose: Purpose): string[] {
  return purpose === "deploy" ? [`project_path:${path}:ref_type:branch:ref:main`] : [];
}

/**
 * The branches whose jobs act as a role, by a pattern; nothing for those with exact subjects. A review environment is one of any
 * branch of the project, and its role reaches nothing else.
 */
export function branches({ path }: Repository, purpose: Purpose): string[] {
  return purpose === "review" ? [`project_path:${path}:ref_type:branch:ref:*`] : [];
}

/** Lets pipelines sign in by tokens of their own, so that there are no access keys. */
export function identityProvider(): OpenIdConnectProvider {
  return new OpenIdConnectProvider("pipelines", { url: `https://${TOKENS}`, clientIdLists: [AUDIENCE] });
}
