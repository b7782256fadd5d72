import { OpenIdConnectProvider } from "@pulumi/aws/iam";
import type { Repository } from "./repositories";

/** What a pipeline does in this account. */
export type Purpose = "preview" | "deploy" | "review";

/** Host of the tokens, as conditions name it. */
export const TOKENS = "token.actions.githubusercontent.com";
/** Whom the tokens are for. */
export const AUDIENCE = "sts.amazonaws.com";

/**
 * Who acts as a role: the environments of a repository, whose rules say which branches run in them and who approves. Never
 * `pull_request`, which any workflow of any branch has.
 */
export function subjects({ path }: Repository, purpose: Purpose): string[] {
  // What makes a review environment is approved; what removes it runs the code of main alone.
  if (purpose === "review") return ["review", "review-removal"].map((name) => `repo:${path}:environment:${name}`);
  const prefix = purpose === "preview" ? "preview-" : "";
  return ["dev", "staging", "prod"].map((stack) => `repo:${path}:environment:${prefix}${stack}`);
}

/** Lets pipelines sign in by tokens of their own, so that there are no access keys. */
export function identityProvider(): OpenIdConnectProvider {
  return new OpenIdConnectProvider("pipelines", { url: `https://${TOKENS}`, clientIdLists: [AUDIENCE] });
}
