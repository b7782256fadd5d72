import type { Answers } from "./answers.js";
import { grpcData, grpcProblem } from "./grpcData.js";

/** Path that a gRPC server answers when it has the health service of gRPC. */
export const GRPC_HEALTH_PATH = "/grpc.health.v1.Health/Check";

/** A path that has something to take away: all below one folder. */
const FOLDER_PATH = /^(\/[^*?]+\/)\*$/;

/** What templates know of the requests that a service gets. */
export function routeData(answers: Answers, like?: string) {
  const { path, host, zoneId, urlRewrite, protocol, language = "none" } = answers;
  const prefix = (path ?? "/").replace(/[*?].*$/, "");
  const isCut = urlRewrite === "strip-prefix";
  return {
    path: path ?? "",
    // What the program sees that the paths of all requests begin with.
    routePrefix: isCut ? "/" : prefix,
    isCut,
    rewriteRegex: `^${prefix.replace(/[.+]/g, "\\$&")}(.*)$`,
    rewriteReplace: "/$1",
    isGrpc: protocol === "grpc",
    // What the application is told of paths, by BASE_PATH.
    hasBasePath: language !== "none" && protocol !== "grpc",
    ...(protocol === "grpc" && language !== "none" && grpcData(answers)),
    host: host ?? "",
    hosts: {
      dev: hostIn("dev", host ?? ""),
      staging: hostIn(like ?? "staging", host ?? ""),
      prod: host ?? "",
    },
    hasZone: zoneId !== undefined,
  };
}

/** Why requests cannot reach a service so; nothing where they can. */
export function routeProblem(answers: Answers): string | undefined {
  const { path, urlRewrite, protocol, language } = answers;
  if (urlRewrite === "strip-prefix" && path !== undefined && !FOLDER_PATH.test(path)) {
    return `'--url-rewrite strip-prefix' must have a '--path' of a folder, which is what it takes away, got ${JSON.stringify(path)}; /orders/* works`;
  }
  if (protocol !== "grpc" || language === undefined || language === "none") return undefined;
  return grpcProblem(answers);
}

/** The host of a stack: production has the one that was given, and the others one below the domain of their own. */
function hostIn(stack: string, host: string): string {
  const [first = "", ...rest] = host.split(".");
  return rest.length < 2 ? `${stack}.${host}` : [first, stack, ...rest].join(".");
}
