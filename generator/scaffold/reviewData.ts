import { createHash } from "node:crypto";

import { rulePriority } from "../../components/service/rules/traffic/listenerRule.js";
import type { Answers } from "./answers.js";
import type { Layout } from "./layout.js";
import type { routeData } from "./routeData.js";

/** What rules by path alone have as their priorities, when nobody chooses one: between those by host and the rest. */
const FIRST_PRIORITY = 20_001;

/** One fewer than there are, since the rule in dev may have one of them. */
const PRIORITIES = 9_999;

/**
 * Longest name of a service with review environments: with `-pr-` it begins the name of a target group, of which AWS takes
 * 32 characters and nine are a hash, so that the pipelines' role is for it.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html
 */
const LONGEST_NAME = 32 - "-12345678".length - "-pr-".length;

/** Longest beginning of a path: `/<name>-pr-<number>`, with a number of seven digits. */
const PREFIX_LENGTH = "/-pr-1234567".length;

/** Longest path that a condition of a listener's rule takes. */
const LONGEST_PATH = 128;

/** What templates know of the review environments of a service: what theirs is called, and what it must not be. */
export function reviewData(
  answers: Answers,
  { inPlace, context, dockerfile }: Layout,
  route: ReturnType<typeof routeData>,
): object {
  const { name, reviewEnvironments, organization, platformProject } = answers;
  const up = inPlace ? "../.." : "..";
  const usual = context === "." ? "Dockerfile" : `${context}/Dockerfile`;
  const { path, hosts, isCut, rewriteRegex } = route;
  const host = route.host === "" ? {} : { host: hosts.dev };
  const devPriority = rulePriority({ path, ...host }, [name, name, "dev"]);
  const isAmong = devPriority >= FIRST_PRIORITY && devPriority <= FIRST_PRIORITY + PRIORITIES;
  return {
    hasReviews: reviewEnvironments === "yes",
    reviewProject: `${name}-pr`,
    reviewDescription: `Review environments of ${name}, a stack for each request`,
    reviewPlatform: `${organization}/${platformProject}/dev`,
    boundaryImport: inPlace ? "../boundary" : "../infra/boundary",
    serviceImport: inPlace ? "../service" : "../infra/service",
    reviewContext: context === "." ? up : `${up}/${context}`,
    reviewDockerfile: dockerfile === usual ? "" : `${up}/${dockerfile}`,
    reviewFirst: FIRST_PRIORITY,
    reviewPriorities: PRIORITIES,
    reviewOffset: createHash("sha256").update(name).digest().readUInt32BE(0) % PRIORITIES,
    devPriority: isAmong ? devPriority : 0,
    reviewRegexEnd: isCut ? rewriteRegex.slice(1) : "(/.*)$",
    reviewReplace: isCut ? "/$1" : "$1",
  };
}

/** Why a service cannot have review environments; nothing where it can, or has none. */
export function reviewProblem(answers: Answers): string | undefined {
  const { reviewEnvironments, name, path = "", protocol, delivery } = answers;
  if (reviewEnvironments !== "yes") return undefined;
  const flag = "'--review-environments' yes";
  if (delivery === "none") {
    return `${flag} must be with '--delivery' github or gitlab, whose pipelines make them, got "none"; github works`;
  }
  if (protocol === "grpc") {
    return `${flag} must be with '--protocol' http, since clients of gRPC have no way to ask for a path of a request's own, got "grpc"; http works`;
  }
  if (name.length > LONGEST_NAME) {
    return `${flag} must be with a '--name' of at most ${LONGEST_NAME} characters, since ${name}-pr-<number> has to begin names of AWS, got ${JSON.stringify(name)}; "${name.slice(0, LONGEST_NAME).replace(/-+$/, "")}" works`;
  }
  const longest = LONGEST_PATH - PREFIX_LENGTH - name.length;
  if (path.length > longest) {
    return `${flag} must be with a '--path' of at most ${longest} characters, since it comes behind /${name}-pr-<number>, got ${path.length}; "/${name}/*" works`;
  }
  return undefined;
}
