import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { works } from "../../engine/support/engine.js";
import { type Finished, type Running, start } from "../../engine/support/process.js";
import { type ImageLanguage, MachineBases } from "./machineBases.js";

/** What a task definition says of its container, as far as Docker can do the same. */
export interface ContainerDefinition {
  environment?: { name: string; value: string }[];
  user?: string;
  readonlyRootFilesystem?: boolean;
  stopTimeout?: number;
  mountPoints?: { sourceVolume: string; containerPath: string; readOnly?: boolean }[];
}

/** How a container runs that no task definition speaks of. */
export interface RunOptions {
  environment?: Record<string, string>;
  /** Folders of this machine by volume; any other volume is an empty one of Docker. */
  volumes?: Record<string, string>;
}

/** A container that runs. */
export interface RunningContainer extends Running {
  /** Stops it as ECS does: SIGTERM, and SIGKILL when the stop timeout is over. */
  stop(): Promise<Finished>;
  /** Numbers of the users that its processes run as. */
  users(): string[];
  /** Waits until the health check of the image succeeds. */
  isHealthy(): Promise<void>;
}

/** ECS kills a container so long after SIGTERM, where its definition says nothing. */
const STOP_SECONDS = 30;
const HEALTH_PATIENCE_MS = 60_000;
/** What a build prints, in bytes. */
const LONGEST_OUTPUT = 64 * 1024 * 1024;

/** What building images needs and this machine lacks; `undefined` where they can be built. */
export function dockerMissing(): string | undefined {
  // Base images are made of this machine's files, and a container uses this machine's network.
  if (process.platform !== "linux") return `the programs of ${process.platform} run in no image`;
  return works("docker", "version") ? undefined : "there is no Docker engine";
}

function docker(folder: string, ...words: string[]): string {
  // The engine's own builder, which needs no plugin of the command.
  const env = { ...process.env, DOCKER_BUILDKIT: "0" };
  try {
    return execFileSync("docker", words, {
      cwd: folder,
      encoding: "utf8",
      env,
      maxBuffer: LONGEST_OUTPUT,
      stdio: ["ignore", "pipe", "pipe"],
    });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`docker ${words.join(" ")}\n${stdout}\n${stderr}`);
  }
}

/** The images of a run of the tests, on bases of this machine's own files. */
export class BuiltImages {
  readonly #label = `slipway-${randomUUID()}`;
  readonly #bases = new MachineBases(this.#label);
  readonly #built = `${this.#label}-built`;
  #containers = 0;

  /** Builds a repository's image by its Dockerfile, in which only the names of public images are others; gives its tag. */
  build(repository: string, dockerfile: string, language: ImageLanguage): string {
    const base = this.#bases.of(language);
    const tag = this.#built;
    const file = join(repository, `Dockerfile.${this.#label}`);
    writeFileSync(file, dockerfile.replace(/^FROM (?!scratch$)\S+/gm, `FROM ${base}`));
    const words = ["--network", "host", "--label", this.#label, "--force-rm", "--tag", tag];
    try {
      docker(repository, "build", ...words, "--file", file, ".");
    } finally {
      rmSync(file);
    }
    return tag;
  }

  /** Who runs the program where no task definition says so. */
  userOf(tag: string): string {
    return docker("/", "image", "inspect", "--format", "{{.Config.User}}", tag).trim();
  }

  /** Runs it as ECS would by the definition, but on this machine's network. */
  run(tag: string, definition: ContainerDefinition, options: RunOptions = {}): RunningContainer {
    this.#containers += 1;
    const name = `${this.#label}-${this.#containers}`;
    const words = ["run", "--rm", "--name", name, "--label", this.#label, "--network", "host"];
    words.push("--health-interval", "500ms", ...runWords(definition, options), tag);
    const running = start("docker", words, { directory: "/", environment: process.env });
    const stopSeconds = definition.stopTimeout ?? STOP_SECONDS;
    return {
      ...running,
      stop: async () => {
        docker("/", "stop", "--time", String(stopSeconds), name);
        return running.finished;
      },
      users: () => {
        const [, ...lines] = docker("/", "top", name, "-o", "pid,uid").trim().split("\n");
        return lines.map((line) => line.trim().split(/\s+/)[1] ?? "");
      },
      isHealthy: () => healthy(name),
    };
  }

  /** Takes containers and images away, but for the bases. */
  clear(): void {
    const containers = this.#found("ps", "--all", "--quiet");
    if (containers.length > 0) docker("/", "rm", "--force", "--volumes", ...containers);
    const tags = this.#found("image", "ls", "--format", "{{.Repository}}:{{.Tag}}");
    const built = tags.filter((tag) => tag.startsWith(`${this.#built}:`));
    if (built.length > 0) docker("/", "rmi", ...built);
    // The stages of the build.
    docker("/", "image", "prune", "--force", "--filter", `label=${this.#label}`);
  }

  remove(): void {
    this.clear();
    for (const tag of this.#bases.tags()) docker("/", "rmi", tag);
  }

  /** The lines of a list of what is these tests' own. */
  #found(...words: string[]): string[] {
    const lines = docker("/", ...words, "--filter", `label=${this.#label}`);
    return lines.split("\n").filter(Boolean);
  }
}

function runWords(definition: ContainerDefinition, options: RunOptions): string[] {
  const { environment = [], user, readonlyRootFilesystem, mountPoints = [] } = definition;
  const variables = [
    ...environment.map(({ name, value }) => `${name}=${value}`),
    ...Object.entries(options.environment ?? {}).map(([name, value]) => `${name}=${value}`),
  ];
  const words = variables.flatMap((variable) => ["--env", variable]);
  if (user !== undefined) words.push("--user", user);
  if (readonlyRootFilesystem === true) words.push("--read-only");
  for (const { sourceVolume, containerPath, readOnly } of mountPoints) {
    const folder = options.volumes?.[sourceVolume];
    const mount = folder === undefined ? containerPath : `${folder}:${containerPath}`;
    words.push("--volume", readOnly === true ? `${mount}:ro` : mount);
  }
  return words;
}

async function healthy(name: string): Promise<void> {
  const end = Date.now() + HEALTH_PATIENCE_MS;
  for (;;) {
    const health = docker("/", "inspect", "--format", "{{json .State.Health}}", name);
    const { Status } = JSON.parse(health) as { Status: string };
    if (Status === "healthy") return;
    if (Status === "unhealthy" || Date.now() > end) throw new Error(`${name}: ${health}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
