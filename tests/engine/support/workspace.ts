import { cp, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parse, stringify } from "yaml";
import { packageRoot } from "../../../generator/project/packageRoot.js";
import type { Emulator } from "./emulator.js";
import { type Finished, type Running, run, start } from "./process.js";
import { type ProviderRelay, sharedRelay, startRelay } from "./provider/providerRelay.js";

/** A program, and where and with what it runs. */
export interface WorkspaceOptions {
  emulator: Emulator;
  /**
   * The program's folder, from the package's root or absolute. It is copied to a temporary folder in which `slipway`
   * and all of this package's dependencies can be imported.
   */
  program: string;
  /** Copies only these files and folders of it, as in `["Pulumi.yaml", "examples/platform"]`. */
  only?: readonly string[];
  /**
   * Uses the folder as it is, with the `node_modules` that it has, and leaves it there at the end.
   *
   * @default false
   */
  inPlace?: boolean;
  /** The folder in it that has `Pulumi.yaml`, as in `infra`. @default "." */
  project?: string;
  /** @default "dev" */
  stack?: string;
  /** Stack configuration besides the emulator's, as in `{ "platform:cidrBlock": "10.0.0.0/16" }`. */
  configuration?: Record<string, unknown>;
  /** The state of another workspace, so that a StackReference finds its stacks. Default: a backend of its own. */
  backend?: string;
  /** Environment variables of every command. */
  environment?: Record<string, string>;
  /**
   * Whether each command starts an AWS provider of its own, as on a user's machine, which costs ten seconds of CPU: for
   * suites in which commands are killed, or that are about what the provider writes. All others share one that runs.
   * `killable`: the commands of this workspace alone share one, which can be killed.
   *
   * @default false
   */
  ownProvider?: boolean | "killable";
}

/** A program that is ready to run, with a stack in a state backend. */
export interface Workspace {
  /** The program's folder: what `slipway up` takes. */
  directory: string;
  /** The folder with `Pulumi.yaml`, in which commands run. */
  project: string;
  stack: string;
  /** Hand it to `makeWorkspace` for a program that refers to this one's stack. */
  backend: string;
  /** The environment of every command, for `start`. */
  environment: NodeJS.ProcessEnv;
  /** What its commands share, where they do. */
  relay: ProviderRelay | undefined;
  /** Runs `pulumi` with `--stack`, `--non-interactive`, and these words in front. */
  pulumi(...words: readonly string[]): Promise<Finished>;
  /** Starts the same; `signal` reaches Pulumi alone. */
  startPulumi(...words: readonly string[]): Running;
  /** Runs it, and rejects with everything that it wrote if the exit code is not 0. */
  pulumiSucceeds(...words: readonly string[]): Promise<string>;
  /** Runs this package's compiled `slipway` command. */
  slipway(...words: readonly string[]): Promise<Finished>;
  /** Starts it as the leader of a process group, as a shell does: `signal` then reaches all of the group. */
  startSlipway(...words: readonly string[]): Running;
  /** The stack's outputs; secrets in plain text. */
  outputs(): Promise<Record<string, unknown>>;
  /** Adds to the stack's configuration; `undefined` takes a key away. */
  configure(configuration: Record<string, unknown>): Promise<void>;
  /** Removes the copy and the state. What the program made in the emulator stays there. */
  remove(): Promise<void>;
}

/** The AWS services whose calls go to the emulator, as the provider names them. */
const SERVICES = [
  "acm",
  "applicationautoscaling",
  "autoscaling",
  "cloudwatch",
  "codedeploy",
  "ec2",
  "ecr",
  "ecs",
  "efs",
  "elbv2",
  "events",
  "iam",
  "kms",
  "logs",
  "route53",
  "s3",
  "scheduler",
  "secretsmanager",
  "servicediscovery",
  "sns",
  "sqs",
  "ssm",
  "sts",
  "wafv2",
];

/** The stack configuration with which `@pulumi/aws` talks to an emulator and to nobody else. */
export function emulatorConfiguration({ endpoint }: Emulator): Record<string, unknown> {
  return {
    "aws:region": "eu-west-1",
    "aws:accessKey": "test",
    "aws:secretKey": "test",
    "aws:skipCredentialsValidation": "true",
    "aws:skipMetadataApiCheck": "true",
    "aws:skipRequestingAccountId": "false",
    "aws:endpoints": [Object.fromEntries(SERVICES.map((service) => [service, endpoint]))],
  };
}

/** Makes a workspace and its stack. */
export async function makeWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  const { emulator, stack = "dev", inPlace = false, configuration = {} } = options;
  const home = await realpath(await mkdtemp(join(tmpdir(), "slipway-engine-")));
  const program = resolve(packageRoot(), options.program);
  const directory = inPlace ? program : await copyProgram(program, home, options.only);
  const project = join(directory, options.project ?? ".");
  const backend = options.backend ?? `file://${join(home, "state")}`;
  await mkdir(join(home, "state"));
  const environment = environmentOf(options, backend);
  const relay = await relayFor(options, environment);
  if (relay) environment["PULUMI_DEBUG_PROVIDERS"] = relay.setting;
  const startPulumi = (...words: readonly string[]): Running =>
    start("pulumi", [...words, "--stack", stack, "--non-interactive"], {
      directory: project,
      environment,
    });
  const pulumi = (...words: readonly string[]): Promise<Finished> => startPulumi(...words).finished;
  const cli = join(packageRoot(), "dist", "generator", "cli.js");
  const settings = join(project, `Pulumi.${stack}.yaml`);
  const workspace: Workspace = {
    directory,
    project,
    stack,
    backend,
    environment,
    relay,
    pulumi,
    startPulumi,
    pulumiSucceeds: async (...words) =>
      successful(`pulumi ${words.join(" ")}`, await pulumi(...words)),
    slipway: (...words) => run(process.execPath, [cli, ...words], { directory, environment }),
    startSlipway: (...words) =>
      start(process.execPath, [cli, ...words], { directory, environment, processGroup: true }),
    outputs: async () =>
      JSON.parse(
        await workspace.pulumiSucceeds("stack", "output", "--json", "--show-secrets"),
      ) as Record<string, unknown>,
    configure: (more) => configureStack(settings, more),
    remove: () => rm(home, { recursive: true, force: true }),
  };
  await workspace.pulumiSucceeds("stack", "init");
  await workspace.configure({ ...emulatorConfiguration(emulator), ...configuration });
  return workspace;
}

async function relayFor(
  { ownProvider = false }: WorkspaceOptions,
  environment: NodeJS.ProcessEnv,
): Promise<ProviderRelay | undefined> {
  if (ownProvider === true) return undefined;
  return ownProvider === "killable" ? startRelay(environment) : sharedRelay(environment);
}

async function copyProgram(
  program: string,
  home: string,
  only: readonly string[] = ["."],
): Promise<string> {
  const directory = join(home, "program");
  for (const entry of only) {
    await cp(join(program, entry), join(directory, entry), {
      recursive: true,
      filter: (path) => !/[/\\](node_modules|dist|\.git)$/.test(path),
    });
  }
  // Node looks for modules here first, and then in the folder above.
  await mkdir(join(directory, "node_modules"));
  await symlink(packageRoot(), join(directory, "node_modules", "slipway"), "dir");
  await symlink(join(packageRoot(), "node_modules"), join(home, "node_modules"), "dir");
  return directory;
}

/** No credentials of this machine, and no call to AWS itself, whatever the program does. */
function environmentOf(
  { emulator, environment }: WorkspaceOptions,
  backend: string,
): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("AWS_"));
  return {
    ...Object.fromEntries(inherited),
    PULUMI_BACKEND_URL: backend,
    PULUMI_CONFIG_PASSPHRASE: "engine tests",
    PULUMI_SKIP_UPDATE_CHECK: "1",
    // What a provider has of all of AWS is live for good: going through it at every collection is most of its start.
    GOGC: "400",
    // The examples' types are checked with all others.
    PULUMI_NODEJS_TRANSPILE_ONLY: "true",
    AWS_ENDPOINT_URL: emulator.endpoint,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    ...environment,
  };
}

async function configureStack(file: string, configuration: Record<string, unknown>): Promise<void> {
  const text = await readFile(file, "utf8").catch(() => "");
  const settings = (parse(text) ?? {}) as { config?: Record<string, unknown> };
  const config = Object.fromEntries(
    Object.entries({ ...settings.config, ...configuration }).filter(
      ([, value]) => value !== undefined,
    ),
  );
  await writeFile(file, stringify({ ...settings, config }));
}

function successful(command: string, { code, stdout, stderr }: Finished): string {
  if (code !== 0) {
    throw new Error(`'${command}' ended with exit code ${code}:\n${stdout}\n${stderr}`);
  }
  return stdout;
}
