import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { packageRoot } from "../../../generator/project/packageRoot.js";
import { previewWarmly } from "../../support/warmPreview.js";

const FIXTURES = join(packageRoot(), "tests", "generator", "automation", "fixtures");

/** A folder with a `Pulumi.yaml`, and a program that the check before the engine's preview finds nothing in. */
export const PROJECT = join(FIXTURES, "project");

/** What one operation of the fake does. */
export interface FakeOperation {
  /** Engine events, sent at once. */
  events?: object[];
  /** Then it waits for a signal, and after it for further ones, and sends these. */
  untilInterrupt?: { lingerMilliseconds: number; events: object[] };
  exitCode?: number;
  stderr?: string;
}

/** What the fake does for each operation, and what it knows of its stack. */
export interface FakeScript {
  /** What it says of itself. */
  version?: string;
  preview?: FakeOperation;
  up?: FakeOperation;
  destroy?: FakeOperation;
  refresh?: FakeOperation;
  /** There is no stack until one is made. */
  noStack?: boolean;
  /** What the backend says in place of opening the stack. */
  refusal?: string;
  /** The command, such as `stack select`, that waits for ever for a backend on a port of loopback. */
  silentAt?: string;
  backendPort?: number;
  /** What the backend says in place of the stack's state. */
  noExport?: string;
  /** Pending operations in the stack's state. */
  pending?: { resource: { urn: string }; type: string }[];
  /** Resources in the stack's state. */
  resources?: object[];
  /** The stack's configuration. */
  config?: Record<string, { value: string; secret: boolean }>;
}

/** A `pulumi` in front of the PATH that does what a script says. */
export interface FakePulumi {
  /** Of a process that is to find the fake. */
  environment: NodeJS.ProcessEnv;
  /** The commands that ran and the signals that they received, oldest first. */
  log(): Promise<string[]>;
  /** Waits until the log has a line that begins so. */
  logs(beginning: string): Promise<void>;
  remove(): Promise<void>;
}

/** What commands print that succeed at once. */
function answersOf(script: FakeScript): [string, string][] {
  const { config = {}, pending = [], resources, version = "v3.255.0" } = script;
  const { refusal, noStack, noExport, silentAt } = script;
  const deployment = { pending_operations: pending, resources };
  const ofStack: [string, string][] = [
    ...(noStack === true ? [] : [["stack select", ""] satisfies [string, string]]),
    ...(noExport === undefined
      ? [["stack export", JSON.stringify({ version: 3, deployment })] satisfies [string, string]]
      : []),
    ["stack output", "{}"],
    ["stack history", "[]"],
  ];
  const answers: [string, string][] = [
    ["version", `${version}\n`],
    ["whoami", JSON.stringify({ user: "jane", url: "https://app.pulumi.com/jane" })],
    ["config", JSON.stringify(config)],
    ...(refusal === undefined ? ofStack : []),
  ];
  return answers.filter(([command]) => silentAt?.startsWith(command) !== true);
}

/** Writes the fake's script and makes its environment. */
export async function fakePulumi(script: FakeScript): Promise<FakePulumi> {
  const folder = await mkdtemp(join(tmpdir(), "slipway-fake-"));
  const log = join(folder, "log");
  await writeFile(join(folder, "script.json"), JSON.stringify(script));
  await writeFile(log, "");
  await mkdir(join(folder, "answers"));
  for (const [command, text] of answersOf(script)) {
    await writeFile(join(folder, "answers", command.replace(" ", ".")), text);
  }
  const lines = async (): Promise<string[]> =>
    (await readFile(log, "utf8")).split("\n").filter((line) => line !== "");
  return {
    environment: {
      ...process.env,
      PATH: [join(FIXTURES, "bin"), process.env["PATH"]].join(delimiter),
      FAKE_PULUMI: join(folder, "script.json"),
      FAKE_PULUMI_LOG: log,
    },
    log: lines,
    logs: async (beginning) => {
      const deadline = Date.now() + 15_000;
      while (!(await lines()).some((line) => line.startsWith(beginning))) {
        if (Date.now() > deadline) {
          throw new Error(`no '${beginning}' in the log: ${(await lines()).join(", ")}`);
        }
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Runs something in this process while the fake is in front of its PATH; what it previews offline has a process that stays. */
export async function withFakePulumi<T>(
  script: FakeScript,
  use: (fake: FakePulumi) => Promise<T>,
): Promise<T> {
  const fake = await fakePulumi(script);
  const before = { ...process.env };
  Object.assign(process.env, fake.environment);
  const undo = previewWarmly();
  try {
    return await use(fake);
  } finally {
    undo();
    process.env = before;
    await fake.remove();
  }
}
