import { CliError } from "../cliError.js";
import type { Answers } from "./answers.js";
import { listed } from "./quotedValue.js";
import type { DockerfileFacts } from "./readDockerfile.js";

/** A Dockerfile, and what was made of it. */
export interface ReadDockerfile {
  /** Its path as the user knows it. */
  given: string;
  facts: DockerfileFacts;
  /** Answers that somebody gave, by key; the others were read or guessed. */
  flags: Readonly<Record<string, unknown>>;
}

/**
 * Refuses a Dockerfile that no task of the template could run.
 *
 * @param asked What the template asks for.
 * @throws {CliError} if its image is one of Windows, or it serves no TCP where the template serves HTTP.
 */
export function assertUsable(
  { given, facts, flags }: ReadDockerfile,
  asked: readonly string[],
): void {
  if (facts.isWindows === true) {
    throw new CliError(
      `'--dockerfile' must build an image of Linux, which the tasks of a template run on, got ${given}, whose base is Windows; a task definition with operatingSystem runs it, without a template`,
    );
  }
  const udp = facts.unclearPorts?.udp;
  if (udp === undefined || facts.port !== undefined || !asked.includes("port")) return;
  if (flags.port !== undefined || (facts.unclearPorts?.unset ?? []).length > 0) return;
  throw new CliError(
    `'--port' must be given for ${given}, which exposes UDP alone (${listed(udp)}), while the template serves HTTP over TCP; --port 8080 works where the application listens there too, and a NetworkLoadBalancer serves UDP`,
  );
}

/**
 * What was read of a Dockerfile or guessed in the absence of it, and may be wrong: said to a person and to a program alike.
 *
 * @param answers The answers that it all came to.
 */
export function dockerfileNotes(read: ReadDockerfile, answers: Readonly<Answers>): string[] {
  return [
    userNote(read),
    portNote(read, answers),
    healthCheckNote(read, answers),
    architectureNote(read, answers),
  ].filter((note) => note !== undefined);
}

function userNote({ facts: { user }, given }: ReadDockerfile): string | undefined {
  if (user === undefined) {
    return `${given} has no USER: unless its base image has one, the program runs as root`;
  }
  const name = user.split(":")[0] ?? "";
  const root = name === "root" || /^0+$/.test(name);
  return root ? `${given} runs the program as root (USER ${user})` : undefined;
}

function portNote({ facts, given, flags }: ReadDockerfile, { port }: Answers): string | undefined {
  if (port === undefined || flags.port !== undefined) return undefined;
  const { tcp, ranges, unset } = facts.unclearPorts ?? {};
  const isAsked = facts.healthCheckPath !== undefined && facts.healthCheckPort === undefined;
  const taken = `port ${port} is taken${isAsked ? ", which the HEALTHCHECK asks" : ""}; --port says another`;
  if (ranges !== undefined) return `${given} exposes the range ${listed(ranges)}: ${taken}`;
  if (tcp !== undefined)
    return `${given} exposes ${tcp.length} ports (${listed(tcp.map(String))}): ${taken}`;
  if (unset !== undefined) {
    return `${given} exposes ${listed(unset)}, which has no value but what the build is given: ${taken}`;
  }
  return facts.port === undefined ? `${given} has no EXPOSE: ${taken}` : undefined;
}

function healthCheckNote(
  { facts, given, flags }: ReadDockerfile,
  { healthCheckPath: path, port, protocol }: Answers,
): string | undefined {
  if (protocol === "grpc") {
    return `${given} must build a server with the health service of gRPC: ${path} is asked, and status 0 is healthy`;
  }
  if (path === undefined || flags.healthCheckPath !== undefined) return undefined;
  if (facts.healthCheckPath !== undefined) {
    const asked = facts.healthCheckPort ?? facts.port?.value;
    if (asked === undefined || asked === port) return undefined;
    return `the HEALTHCHECK of ${given} asks port ${asked}, and the load balancer asks ${port}, where requests go: ${path} must answer 200 there; --health-check-path says another`;
  }
  return `${given} has no HEALTHCHECK that asks for a path: ${path} is taken, which must answer 200; see it before the first deployment with docker run -p ${port}:${port} and curl -i http://localhost:${port}${path}, or give --health-check-path`;
}

function architectureNote(
  { facts: { architecture }, given, flags }: ReadDockerfile,
  answers: Answers,
): string | undefined {
  if (architecture === undefined || architecture.value === answers.architecture) return undefined;
  if (answers.gpuCapacity !== undefined && architecture.value !== "amd64") {
    return `${given} is pinned to ${architecture.value}, and the GPU instances are amd64: its image cannot run there`;
  }
  if (flags.architecture === undefined) return undefined;
  return `${given} is pinned to ${architecture.value}, and --architecture says ${answers.architecture}: its image cannot run there`;
}
