import type { Answers } from "./answers.js";
import { quotedValue } from "./quotedValue.js";

/** All requests, those of a package, or those of a service: `/*`, `/acme.orders.*`, `/acme.orders.Orders/*`. */
const CALLS = /^\/(?:(?<names>[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)(?<end>\.?\*|\/\*)|\*)$/;

/** What templates know of an application that speaks gRPC: the service whose calls the load balancer sends it. */
export function grpcData({ name, path = "/*", port }: Pick<Answers, "name" | "path" | "port">) {
  const { names, end } = CALLS.exec(path)?.groups ?? {};
  const words = name.split("-");
  const usual = words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join("");
  const isService = names !== undefined && end === "/*";
  const grpcPackage = isService
    ? names.split(".").slice(0, -1).join(".")
    : (names ?? words.join("_"));
  const grpcService = isService ? (names.split(".").at(-1) ?? usual) : usual;
  const grpcServiceName = [grpcPackage, grpcService].filter(Boolean).join(".");
  return {
    grpcPackage,
    grpcService,
    grpcServiceName,
    grpcCall: `${grpcServiceName}/GetStatus`,
    localAddress: `localhost:${port}`,
  };
}

/** Why no application that speaks gRPC can be generated; nothing where it can. */
export function grpcProblem({ path = "/*", name, urlRewrite }: Answers): string | undefined {
  if (!CALLS.test(path)) {
    return `'--path' must be those of a package or of a service of gRPC, whose calls the application answers, got ${quotedValue(path)}; /${name.replaceAll("-", "_")}.* works`;
  }
  if (urlRewrite !== "strip-prefix") return undefined;
  return `'--url-rewrite' must be none with '--protocol' grpc, since a path of gRPC is the name of what is called, got "strip-prefix"; none works`;
}
