import { createRequire } from "node:module";

import type * as DockerfileModule from "dockerfile-ast";
import type { Arg, Env, From, Instruction } from "dockerfile-ast";

import { expandVariables, type Lookup } from "./dockerVariables.js";
import { expose, type ExposedPorts, noPorts } from "./exposedPorts.js";
import { healthCheckUrl } from "./healthCheckUrl.js";

/** Something that a Dockerfile says, and the instruction that says it. */
export interface Fact<T> {
  value: T;
  source: string;
}

/** What a Dockerfile says about the image of its last stage. */
export interface DockerfileFacts {
  /** The TCP port that the health check asks, or the first exposed one. */
  port?: Fact<number>;
  /** Path that the health check asks for. */
  healthCheckPath?: Fact<string>;
  /** The port that the health check asks, where that is not {@link port}. */
  healthCheckPort?: number;
  /** The user as it is written; nothing when the stages name none. */
  user?: string;
  /** Architecture that the last stage or its base is pinned to. */
  architecture?: Fact<"amd64" | "arm64">;
  /** What EXPOSE names beside one TCP port, which makes the port a guess. */
  unclearPorts?: Partial<ExposedPorts>;
  /** Whether the image is one of Windows. */
  isWindows?: true;
}

/** What the instructions of the stages have said so far. */
interface State {
  /** Set by ENV, which wins over ARG. */
  environment: Map<string, string>;
  buildArguments: Map<string, string>;
  ports: ExposedPorts;
  healthCheck: string | undefined;
  user: string | undefined;
}

/**
 * Reads the port, the health check and the user from a Dockerfile. Only the last stage counts, and the stages that it
 * is built on.
 *
 * @returns Nothing when the text has no stage.
 * @see https://docs.docker.com/reference/dockerfile/
 */
export function readDockerfile(text: string): DockerfileFacts | undefined {
  const { DockerfileParser } = createRequire(__filename)(
    "dockerfile-ast",
  ) as typeof DockerfileModule;
  const instructions = DockerfileParser.parse(text).getInstructions();
  const stages = splitStages(instructions);
  const last = stages.at(-1);
  if (last === undefined) return undefined;
  const globals = globalArguments(instructions);
  const state = newState();
  const line = lineage(stages, globals);
  for (const stage of line) {
    for (const instruction of stage.instructions) apply(instruction, state, globals);
  }
  const { from } = line[0] ?? last;
  const image = expandVariables(from.getImage() ?? "", globals) ?? "";
  const architecture =
    architectureOf(last.from, "", globals) ?? architectureOf(from, image, globals);
  return factsOf(state, architecture, isWindowsImage(from, image, globals));
}

function newState(): State {
  const environment = new Map<string, string>();
  const buildArguments = new Map<string, string>();
  return { environment, buildArguments, ports: noPorts(), healthCheck: undefined, user: undefined };
}

/** Build arguments that are declared before the first FROM. */
function globalArguments(instructions: readonly Instruction[]): Lookup {
  const state = newState();
  for (const instruction of instructions) {
    if (instruction.getKeyword() === "FROM") break;
    if (instruction.getKeyword() === "ARG") apply(instruction, state, () => undefined);
  }
  return (name) => state.buildArguments.get(name);
}

interface Stage {
  from: From;
  instructions: Instruction[];
}

function isFrom(instruction: Instruction): instruction is From {
  return instruction.getKeyword() === "FROM";
}

function hasProperties(instruction: Instruction): instruction is Arg | Env {
  return "getProperties" in instruction;
}

function splitStages(instructions: readonly Instruction[]): Stage[] {
  const stages: Stage[] = [];
  for (const instruction of instructions) {
    if (isFrom(instruction)) stages.push({ from: instruction, instructions: [] });
    else stages.at(-1)?.instructions.push(instruction);
  }
  return stages;
}

/** The last stage and the stages that it is built on, the lowest first. */
function lineage(stages: readonly Stage[], globals: Lookup): Stage[] {
  const named = new Map<string, Stage>();
  const bases = new Map<Stage, Stage>();
  for (const stage of stages) {
    const image = expandVariables(stage.from.getImage() ?? "", globals)?.toLowerCase();
    // A name counts for the stages below it, and the later of two that are the same.
    const base = image === undefined ? undefined : named.get(image);
    if (base !== undefined) bases.set(stage, base);
    const name = stage.from.getBuildStage()?.toLowerCase();
    if (name !== undefined) named.set(name, stage);
  }
  const line: Stage[] = [];
  for (let stage = stages.at(-1); stage !== undefined; stage = bases.get(stage)) line.push(stage);
  return line.reverse();
}

function apply(instruction: Instruction, state: State, globals: Lookup): void {
  const content = (instruction.getArgumentsContent() ?? "").trim();
  const lookup: Lookup = (name) => state.environment.get(name) ?? state.buildArguments.get(name);
  switch (instruction.getKeyword()) {
    case "ARG":
      for (const [name, value] of assignments(instruction)) {
        const known = value === undefined ? globals(name) : expandVariables(value, lookup);
        assign(state.buildArguments, name, known);
      }
      break;
    case "ENV":
      for (const [name, value = ""] of assignments(instruction)) {
        assign(state.environment, name, expandVariables(value, lookup));
      }
      break;
    case "EXPOSE":
      expose(state.ports, content, lookup);
      break;
    case "HEALTHCHECK":
      state.healthCheck = expandVariables(content, lookup);
      break;
    case "USER":
      state.user = expandVariables(content, lookup) ?? content;
      break;
  }
}

function assign(variables: Map<string, string>, name: string, value: string | undefined): void {
  if (value === undefined) variables.delete(name);
  else variables.set(name, value);
}

function assignments(instruction: Instruction): [string, string | undefined][] {
  const properties = hasProperties(instruction) ? instruction.getProperties() : [];
  return properties.map((property) => [property.getName(), property.getValue() ?? undefined]);
}

function factsOf(
  state: State,
  architecture: "amd64" | "arm64" | undefined,
  isWindows: boolean,
): DockerfileFacts {
  const check = state.healthCheck === undefined ? undefined : healthCheckUrl(state.healthCheck);
  const { tcp, ...others } = state.ports;
  const exposed = tcp.find((port) => port === check?.port) ?? tcp[0];
  const port = exposed ?? check?.port;
  // The one of the health check may be for that alone, as of a server for management.
  const unclear = Object.entries({ ...others, tcp: tcp.length < 2 ? [] : tcp }).filter(
    ([, ports]) => ports.length > 0,
  );
  return {
    ...(port !== undefined && {
      port: { value: port, source: exposed === undefined ? "HEALTHCHECK" : "EXPOSE" },
    }),
    ...(unclear.length > 0 && { unclearPorts: Object.fromEntries(unclear) }),
    ...(check !== undefined && { healthCheckPath: { value: check.path, source: "HEALTHCHECK" } }),
    ...(check !== undefined && check.port !== port && { healthCheckPort: check.port }),
    ...(state.user !== undefined && { user: state.user }),
    ...(architecture !== undefined && { architecture: { value: architecture, source: "FROM" } }),
    ...(isWindows && { isWindows: true as const }),
  };
}

/** Images of one architecture have it before their name: Docker's own are in `amd64/` and `arm64v8/`. */
const ARCHITECTURES: Readonly<Record<string, "amd64" | "arm64">> = {
  amd64: "amd64",
  arm64: "arm64",
  arm64v8: "arm64",
};

function architectureOf(from: From, image: string, globals: Lookup): "amd64" | "arm64" | undefined {
  const platform = expandVariables(from.getPlatformFlag()?.getValue() ?? "", globals);
  const pinned = /^linux\/(amd64|arm64)(?:\/v8)?$/.exec(platform ?? "")?.[1];
  const named = /^(?:docker\.io\/)?(\w+)\/[\w.-]+(?:[:@]|$)/.exec(image)?.[1];
  return ARCHITECTURES[pinned ?? named ?? ""];
}

/** Windows runs in images of Microsoft's alone. @see https://mcr.microsoft.com/catalog?search=windows */
function isWindowsImage(from: From, image: string, globals: Lookup): boolean {
  const platform = expandVariables(from.getPlatformFlag()?.getValue() ?? "", globals) ?? "";
  return (
    platform.startsWith("windows/") ||
    /^mcr\.microsoft\.com\/(?:windows(?:\/|:|$)|dotnet\/framework\/|.*(?:nanoserver|windowsservercore))/i.test(
      image,
    )
  );
}
