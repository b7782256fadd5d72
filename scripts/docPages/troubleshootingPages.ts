import { CAUSE_KINDS } from "../../components/diagnosis/rules/cause.js";
import type { CauseKind } from "../../components/diagnosis/rules/cause.js";
import { diagnose } from "../../components/diagnosis/rules/diagnose.js";
import { FAILURE_CLASSES } from "../../generator/ordinaryFailure.js";
import { RECORDED } from "../../tests/components/support/recordedCauses.js";
import { anchorOf, escaped, fenced, table, WRITTEN } from "./markdown.js";

/** What the doctor finds, and what the command fails by. */
export function troubleshootingPages(): [string, string][] {
  return [
    ["troubleshooting/README.md", causesPage()],
    ["troubleshooting/errors.md", errorsPage()],
  ];
}

function causesPage(): string {
  const rows = CAUSE_KINDS.map((kind) => [
    `[\`${kind}\`](#${anchorOf(kind)})`,
    escaped(foundOf(kind)[0]?.cause.summary ?? ""),
  ]);
  return [
    "# When a deployment fails",
    "",
    "An update waits until ECS has completed the deployment, and fails with the reason when it has not; [`slipway doctor`](../commands/doctor.md)",
    "says the same at any time. `--json` gives each cause its `kind`: they are the headings of this page, with what AWS says and what",
    "to do about it.",
    "",
    WRITTEN,
    "",
    ...table(["cause", "what is wrong"], rows),
    ...CAUSE_KINDS.flatMap(causeSection),
    "",
  ].join("\n");
}

/** The cause that comes first of each recorded service that has one of this kind. */
function foundOf(kind: CauseKind) {
  return RECORDED.filter((one) => one.kind === kind).flatMap(({ what, snapshot }) => {
    const [cause] = diagnose(snapshot).causes;
    return cause ? [{ what, cause }] : [];
  });
}

function causeSection(kind: CauseKind): string[] {
  const found = foundOf(kind);
  const summaries = new Set(found.map(({ cause }) => cause.summary));
  const nexts = new Set(found.map(({ cause }) => cause.next));
  return [
    "",
    `## ${kind}`,
    "",
    [...summaries].map(sentence).join(" "),
    "",
    "What to do:",
    "",
    ...[...nexts].map((next) => `- ${sentence(next)}`),
    "",
    "What shows it, such as:",
    ...found.flatMap(({ what, cause }) => [
      "",
      `${escaped(`${what.charAt(0).toUpperCase()}${what.slice(1)}`)}:`,
      "",
      ...(cause.evidence.length === 0
        ? ["The state of the service alone."]
        : fenced("text", cause.evidence.join("\n"))),
    ]),
  ];
}

function errorsPage(): string {
  const rows = FAILURE_CLASSES.map(({ codes, says, advice }) => [
    codes.map((code) => `\`${code}\``).join(", "),
    says ? `\`${says.source.replaceAll("\\/", "/").replaceAll("|", "\\|")}\`` : "",
    escaped(advice),
  ]);
  return [
    "# Errors",
    "",
    "An error is one line: what is wrong, the rule, what was given and a value that works. The [exit code](../commands/exitCodes.md) says of which kind it is.",
    "",
    WRITTEN,
    "",
    "## An argument is refused",
    "",
    "A component checks all of its arguments before it registers anything, and throws an `ArgumentError` that names the component, the path,",
    "the rule, the value and one that works:",
    "",
    ...fenced(
      "text",
      `TaskDefinition "orders": 'memory' must be 512, 1024 or 2048 MiB when 'cpu' is 256, got 4096. With 4096 MiB the smallest 'cpu' is 512.`,
    ),
    "",
    "An output is checked when it is known: in a preview, where its value is known there, or else in the update, before the resource is made.",
    "",
    "## A flag or a file is wrong",
    "",
    "The command ends with [exit code 1](../commands/exitCodes.md#exit-code-1) before anything is done:",
    "",
    ...fenced(
      "text",
      "slipway: unknown option '--ofline' (Did you mean --offline?); see 'slipway preview --help'",
    ),
    "",
    "## A policy is violated",
    "",
    "A mandatory policy stops the update with [exit code 2](../commands/exitCodes.md#exit-code-2); the page of [the rule](../policies/README.md) says how to mend it.",
    "",
    "## The machine, the network or the backend fails",
    "",
    "What Node, the Pulumi CLI or a backend reports, by its code or by its words, and what to do about it:",
    "",
    ...table(["code", "words", "what to do"], rows),
    "",
    "## A fault of ours",
    "",
    "`slipway: unexpected error` is a fault in Slipway and not in what you typed. Please report it with the lines that it prints.",
    "",
  ].join("\n");
}

function sentence(text: string): string {
  return escaped(`${text.charAt(0).toUpperCase()}${text.slice(1)}.`);
}
