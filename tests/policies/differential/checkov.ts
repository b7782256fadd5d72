import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A check of checkov that a resource of a plan fails. */
export interface FailedCheck {
  /** Id of the check: `CKV_AWS_333`. */
  check: string;
  /** What the check asks for. */
  title: string;
  /** Address of the resource in the plan. */
  address: string;
}

interface Report {
  results: { failed_checks: { check_id: string; check_name: string; resource: string }[] };
}

/** The version of a command that is checkov; nothing where it is none. */
export function checkovVersion(command: string): string | undefined {
  const { status, stdout } = spawnSync(command, ["--version"], { encoding: "utf8" });
  return status === 0 ? stdout.trim().split("\n").at(-1) : undefined;
}

/** Checks of single resources, and of resources with those that they are connected to. */
export type CheckFamily = "CKV_AWS" | "CKV2_AWS";

/** Checks of checkov that resources of a plan fail. */
export function runCheckov(command: string, plan: object, family: CheckFamily): FailedCheck[] {
  return measureCheckov(command, plan, family).failed;
}

/** The same, with the CPU seconds of the whole process. */
export function measureCheckov(
  command: string,
  plan: object,
  family: CheckFamily = "CKV_AWS",
): { failed: FailedCheck[]; seconds: number } {
  const folder = mkdtempSync(join(tmpdir(), "slipway-checkov-"));
  try {
    const file = join(folder, "plan.json");
    writeFileSync(file, JSON.stringify(plan));
    const parameters = ["--file", file, "--framework", "terraform_plan", "--output", "json"];
    const quiet = ["--check", `${family}_*`, "--quiet", "--compact", "--soft-fail"];
    // The shell tells what its children took on the last line of "times".
    const script = '"$@"; times >&2';
    const { stdout, stderr } = spawnSync(
      "sh",
      ["-c", script, "sh", command, ...parameters, ...quiet],
      { encoding: "utf8", maxBuffer: 2 ** 28 },
    );
    if (!stdout.trimStart().startsWith("{")) throw new Error(`checkov said: ${stdout}${stderr}`);
    const { results } = JSON.parse(stdout) as Report;
    const failed = results.failed_checks.map(
      ({ check_id: check, check_name: title, resource: address }) => ({ check, title, address }),
    );
    return { failed, seconds: secondsOf(stderr.trim().split("\n").at(-1) ?? "") };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Seconds in a line of a shell's `times`, such as `0m8.590s 0m0.990s`: of the process itself and of the system for it. */
export function secondsOf(times: string): number {
  const all = [...times.matchAll(/(\d+)m([\d.]+)s/g)];
  return all.reduce((sum, [, minutes, seconds]) => sum + 60 * Number(minutes) + Number(seconds), 0);
}
