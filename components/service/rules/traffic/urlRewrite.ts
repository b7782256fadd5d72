import type { Problem } from "../../../rules/problem.js";

/** What stands in the place of a request's URL. */
export interface UrlRewrite {
  regex: string;
  replace: string;
}

const MOST = 1024;

/**
 * Why a listener would refuse to rewrite URLs so; nothing when it would not, or leaves them alone.
 *
 * @param at Path of the rule below the component's arguments.
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RewriteConfig.html
 */
export function rewriteProblem(rewrite: UrlRewrite | undefined, at: string): Problem | undefined {
  if (rewrite === undefined) return undefined;
  const { regex, replace } = rewrite;
  if (regex.length < 1 || regex.length > MOST) {
    const path = `${at}.urlRewrite.regex`;
    const reason = `'${path}' must have 1 to ${MOST} characters, got ${regex.length}; "^/orders/(.*)$" works`;
    return { path, reason };
  }
  if (replace.length <= MOST) return undefined;
  const path = `${at}.urlRewrite.replace`;
  const reason = `'${path}' must have at most ${MOST} characters, got ${replace.length}; "/$1" works`;
  return { path, reason };
}

/** What a rule changes in requests, as AWS takes it; nothing where it leaves them as they are. */
export function ruleChanges(rewrite: UrlRewrite | undefined) {
  if (rewrite === undefined) return {};
  const { regex, replace } = rewrite;
  return {
    transforms: [{ type: "url-rewrite", urlRewriteConfig: { rewrite: { regex, replace } } }],
  };
}
