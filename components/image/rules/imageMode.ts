import { wholeNumberProblem } from "../../rules/numberProblem.js";
import type { Problem } from "../../rules/problem.js";

/** What decides where an image comes from, values that may be outputs left as they are. */
export interface ImageModeArgs {
  context?: string | undefined;
  image?: string | undefined;
  promoteFrom?: { uri?: unknown; parameterName?: unknown } | undefined;
  pullThroughCache?: unknown;
  keepLiveReleases?: boolean | undefined;
  repositoryUrl?: unknown;
  architecture?: string | undefined;
  architectures?: readonly string[] | undefined;
  keptImageCount?: number | undefined;
  secrets?: Readonly<Record<string, unknown>> | undefined;
  cache?: boolean | undefined;
  cacheFromRegistry?: unknown;
  repositoryName?: unknown;
  kmsKeyArn?: unknown;
  pullAccountIds?: unknown;
}

const MODES = ["context", "image", "promoteFrom"] as const;
const BUILD_ONLY = ["architectures", "secrets", "cache", "cacheFromRegistry"] as const;
const REPOSITORY_ONLY = [
  "repositoryName",
  "kmsKeyArn",
  "pullAccountIds",
  "keepLiveReleases",
] as const;

/** Why these arguments name no image; nothing when they do. */
export function imageModeProblem(args: ImageModeArgs): Problem | undefined {
  const given = MODES.filter((mode) => args[mode] !== undefined);
  if (given.length !== 1) {
    const got = given.length === 0 ? "none" : given.map((mode) => `'${mode}'`).join(" and ");
    const reason = `one of 'context', 'image' and 'promoteFrom' must be given, got ${got}; { context: "." } works`;
    return { path: given[1] ?? "context", reason };
  }
  return (
    sourceProblem(args) ??
    misplacedProblem(args, given[0] ?? "context") ??
    architectureProblem(args) ??
    secretIdProblem(Object.keys(args.secrets ?? {})) ??
    countProblem(args.keptImageCount ?? 50)
  );
}

function sourceProblem({ promoteFrom }: ImageModeArgs): Problem | undefined {
  if (promoteFrom === undefined) return undefined;
  const { uri, parameterName } = promoteFrom;
  if ((uri === undefined) !== (parameterName === undefined)) return undefined;
  const got = uri === undefined ? "neither" : "both";
  const reason = `'promoteFrom' must have one of 'uri' and 'parameterName', got ${got}; { parameterName: "/orders/release" } works`;
  return { path: "promoteFrom", reason };
}

function misplacedProblem(args: ImageModeArgs, mode: string): Problem | undefined {
  const build = BUILD_ONLY.find((key) => args[key] !== undefined);
  if (mode !== "context" && build !== undefined) {
    const reason = `'${build}' is for a build, and '${mode}' names an image that is built already; leave one out`;
    return { path: build, reason };
  }
  if (mode !== "image" && args.pullThroughCache !== undefined) {
    const reason = `'pullThroughCache' is for an image of another registry, which 'image' names, and '${mode}' is given; leave one out`;
    return { path: "pullThroughCache", reason };
  }
  const other = mode === "context" ? "repositoryUrl" : mode;
  const repository = REPOSITORY_ONLY.find((key) => args[key] !== undefined);
  if (repository === undefined || (mode === "context" && args.repositoryUrl === undefined)) {
    return undefined;
  }
  const reason = `'${repository}' is for the repository that is made for a build, and with '${other}' none is made; leave one out`;
  return { path: repository, reason };
}

/** The architectures that an image is for, of which its tasks run on one. */
function architectureProblem({ architecture, architectures }: ImageModeArgs): Problem | undefined {
  if (architectures === undefined) return undefined;
  if (architectures.length === 0 || new Set(architectures).size < architectures.length) {
    const reason = `'architectures' must hold "amd64", "arm64" or both, each once, got ${JSON.stringify(architectures)}; ["amd64", "arm64"] works`;
    return { path: "architectures", reason };
  }
  if (architecture === undefined || architectures.includes(architecture)) return undefined;
  const reason = `'architecture' says where tasks run and must be one of 'architectures' ${JSON.stringify(architectures)}, got "${architecture}"; leave it out for "${architectures[0] ?? ""}"`;
  return { path: "architecture", reason };
}

function secretIdProblem(ids: readonly string[]): Problem | undefined {
  const illegal = ids.find((id) => !/^[A-Za-z0-9_.-]+$/.test(id));
  if (illegal === undefined) return undefined;
  const reason = `ids of 'secrets' must hold letters, digits, dots, hyphens and underscores, got ${JSON.stringify(illegal)}; "npm-token" works`;
  return { path: "secrets", reason };
}

function countProblem(keptImageCount: number): Problem | undefined {
  return wholeNumberProblem("keptImageCount", keptImageCount, [1, 1000], 50);
}
