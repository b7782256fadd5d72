/**
 * The harness of the engine tests, which run a real `pulumi` against an AWS emulator on loopback.
 *
 * ```ts
 * engineSuite("a platform", () => {
 *   let emulator: Emulator;
 *   let platform: Workspace;
 *   before(async () => {
 *     emulator = await startEmulator();
 *     platform = await makeWorkspace({ emulator, program: "examples/platform", projectFile: "Pulumi.yaml" });
 *   });
 *   after(async () => {
 *     await platform.remove();
 *     await emulator.stop();
 *   });
 *   it("comes up", async () => {
 *     await platform.succeeds("pulumi", "up", "--yes", "--skip-preview", "--stack", "dev");
 *     const { clusters } = await awsClients(emulator).ecs.send(new DescribeClustersCommand({}));
 *   });
 * });
 * ```
 *
 * - engine.ts: `engineSuite`, `engineMissing`
 * - emulator.ts: `startEmulator`, its request log, `stop`
 * - workspace.ts: `makeWorkspace`: a copy of a program with a state backend, stack configuration and commands of its own
 * - provider/: one AWS provider that runs for all commands of a worker of Mocha; `ownProvider` of a workspace does without
 * - process.ts: `run`, `start`: one command with its output, or a running one to wait for and to signal
 * - awsClients.ts: the AWS SDK's clients for an emulator, and `inventory`: all that exists in it
 * - awsAnswers.ts: what AWS says of roles, security groups and log groups, in few words
 * - strategyStack.ts: one service by any deployment strategy, on a platform that costs no time
 * - awsCall.ts: a call to a service whose client is no dependency
 *
 * What the emulator adds to moto is in emulated/, one topic a file.
 */
import { spawnSync } from "node:child_process";

/** The python that has moto: the first word of `AWS_EMULATOR`, or `python3`. */
export function emulatorPython(): string {
  return process.env["AWS_EMULATOR"]?.trim().split(/\s+/)[0] ?? "python3";
}

/** Whether a command runs here and ends with exit code 0. */
export function works(command: string, ...parameters: readonly string[]): boolean {
  return spawnSync(command, parameters, { stdio: "ignore", timeout: 60_000 }).status === 0;
}

let reason: string | undefined | null = null;

/** What the engine tests need and this machine lacks; `undefined` when they can run. */
export function engineMissing(): string | undefined {
  if (reason === null) {
    reason = findMissing();
  }
  return reason;
}

function findMissing(): string | undefined {
  if (!works("pulumi", "version")) {
    return "there is no 'pulumi' on the PATH";
  }
  return works(emulatorPython(), "-c", "import moto.server")
    ? undefined
    : `'${emulatorPython()}' has no moto (pip install 'moto[server,all]')`;
}

const told = new Set<string>();

/**
 * `describe` for tests that need an engine. Without one they are pending, never passed, and one line says why.
 *
 * @param missing What else the suite needs, as `engineMissing` tells it.
 */
export function engineSuite(
  title: string,
  suite: (this: Mocha.Suite) => void,
  missing: () => string | undefined = engineMissing,
): void {
  const lacks = missing();
  if (lacks === undefined) {
    describe(title, suite);
    return;
  }
  if (!told.has(lacks)) {
    told.add(lacks);
    console.log(`engine tests are skipped: ${lacks}`);
  }
  describe.skip(title, suite);
}
