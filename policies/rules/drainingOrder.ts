import { wholeNumber } from "../parameterSchema.js";
import type { Rule } from "../rule.js";
import type { CommandLine, ContainerView } from "../views/containerView.js";

/** Shells, which pass on no signal to what they run. */
const SHELL = /(?:^|\/)(?:ba|da|a|k|z)?sh$/;

/**
 * Tasks end in order: what they run is told to end, and the load balancer waits no longer than a deployment may. A shell as
 * the first process keeps the signal for itself, so that each task is killed at the end of its `stopTimeout`. AWS's own
 * delay of five minutes is let be unless a configuration asks for less.
 */
export const drainingOrder: Rule<{ maxDrainSeconds: number }> = {
  name: "draining-order",
  description: "Tasks that are to end are told so, and are not waited for too long.",
  kind: "practice",
  severity: "low",
  enforcementLevel: "advisory",
  remediationSteps:
    "Start the program by exec or without a shell, or set 'linuxParameters.initProcessEnabled' of the container; lower 'deregistrationDelay' of the target group.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/load-balancer-connection-draining.html",
  sources: ["O14"],
  parameters: {
    maxDrainSeconds: wholeNumber(
      "Most seconds that a target group may wait for the requests of a task that ends.",
      { minimum: 0, maximum: 3600, default: 300 },
    ),
  },
  targetGroup(group, { parameters: { maxDrainSeconds }, check }) {
    check(() => {
      const seconds = group.drainSeconds();
      if (seconds <= maxDrainSeconds) return undefined;
      return `${group.label}: 'deregistrationDelay' must be at most ${maxDrainSeconds} seconds, which each deployment waits, got ${seconds}; 30 works for short requests`;
    });
  },
  task(task, { check, forEach }) {
    forEach(
      () => (task.isForWindows() ? [] : task.containers()),
      (container) => {
        check(() => shellProblem(container));
      },
    );
  },
};

function shellProblem(container: ContainerView): string | undefined {
  const wordsOf = (argument: string) =>
    container.commandLines
      .filter((line: CommandLine) => line.argument === argument)
      .flatMap((line) => line.words());
  const [first = "", second = "", script = ""] = [...wordsOf("entryPoint"), ...wordsOf("command")];
  if (!SHELL.test(first) || !/^-[a-z]*c$/.test(second)) return undefined;
  // A single command replaces the shell that it is given to, as bash does by itself and others by `exec`.
  if (/(?:^|[;&|\s])exec\s/.test(script) || !/[;&|\n]/.test(script)) return undefined;
  if (container.hasInitProcess()) return undefined;
  return `${container.label} starts by a shell, which passes no SIGTERM on to its program: put "exec" before the program, or set 'linuxParameters.initProcessEnabled'`;
}
