import { STATE_CAUSES } from "../../components/diagnosis/rules/causeMeanings.js";
import { ruleFor } from "../../components/diagnosis/rules/reasonRules.js";
import { failureCause } from "../automation/failure.js";
import { adviceFor } from "../ordinaryFailure.js";
import type { Entry, Explanation } from "./explanation.js";
import { entriesNamed } from "./namedEntries.js";
import { endsWithPath, pathSegments } from "./namedPath.js";

/** How an argument that is refused begins: `TaskDefinition "orders": 'containers[0].memory' must be …`. */
const REFUSED_ARGUMENT = /\b([A-Z]\w+) "[^"]*": ([^]*)/;

/** A part of a summary this long is no accident. */
const TELLING_CHARACTERS = 20;

/** What a message of ours, of Pulumi or of AWS is about, pasted whole or in part: the most certain alone. */
export function explainMessage(message: string, entries: readonly Entry[]): Explanation[] {
  const readers = [refusedArgument, namedRules, diagnosis, failure, quotedNames];
  for (const read of readers) {
    const found = read(message, entries);
    if (found.length > 0) return [...new Set(found)];
  }
  return [];
}

/** The argument that a component refused, the first that the message has in quotes. */
function refusedArgument(message: string, entries: readonly Entry[]): Explanation[] {
  const [, component = "", rest = ""] = REFUSED_ARGUMENT.exec(message) ?? [];
  const below = entries.filter(({ explanation: { kind, name } }) => {
    return kind === "argument" && name.startsWith(`${component}.`);
  });
  for (const path of quotedIn(rest)) {
    const segments = pathSegments(path.toLowerCase());
    const whole = [component.toLowerCase(), ...segments];
    const exact = below.filter(({ paths = [] }) => paths.some((each) => endsWithPath(each, whole)));
    const near = below.filter(({ paths = [] }) => {
      return paths.some((each) => endsWithPath(each, segments));
    });
    const found = exact.length > 0 ? exact : near;
    if (found.length > 0) return found.map(({ explanation }) => explanation);
  }
  return [];
}

/** Rules that a message names, by their own name or by an id of another catalogue. */
function namedRules(message: string, entries: readonly Entry[]): Explanation[] {
  const words = new Set(message.toLowerCase().match(/[a-z0-9][\w.-]*\w/g));
  return entries
    .filter(
      ({ explanation: { kind, name }, names }) =>
        kind === "rule" && [name, ...names].some((each) => words.has(each.toLowerCase())),
    )
    .map(({ explanation }) => explanation);
}

/** What a text of AWS tells, or a summary of ours. */
function diagnosis(message: string, entries: readonly Entry[]): Explanation[] {
  const rule = ruleFor(message);
  if (rule) {
    // A kind has several meanings; this text has one.
    const { kind, summary, next } = rule;
    return [{ kind: "diagnosis", name: kind, description: summary, details: {}, next }];
  }
  const text = message.toLowerCase();
  const isToldIn = (summary: string) =>
    text.includes(summary) || (text.length >= TELLING_CHARACTERS && summary.includes(text));
  const summarized = entries.filter(
    ({ explanation: { kind, description, details } }) =>
      kind === "diagnosis" &&
      [description, ...Object.values(details)].some((summary) => isToldIn(summary.toLowerCase())),
  );
  if (summarized.length > 0) return summarized.map(({ explanation }) => explanation);
  if (/circuit breaker/i.test(message)) {
    const { summary, next } = STATE_CAUSES.circuitBreaker;
    const name = "circuitBreaker";
    return [{ kind: "diagnosis", name, description: summary, details: {}, next }];
  }
  return [];
}

/** Failures of disks, networks, credentials and passphrases, what AWS refuses, and a stack that another update holds. */
function failure(message: string, entries: readonly Entry[]): Explanation[] {
  const output = { stdout: "", stderr: message, code: 1 };
  if (failureCause({ facts: [], output, cancelled: false }) === "conflict") {
    return entriesNamed("exit 4", entries);
  }
  const next = adviceFor(message);
  if (next === undefined) return [];
  const [name = ""] = message.split("\n", 1);
  return [
    {
      kind: "failure",
      name,
      description:
        "a failure of what is around the program: a disk, a network, a login, an answer of AWS",
      details: {},
      next,
    },
  ];
}

/** Arguments, flags and commands that a message has in quotes, as in `see 'slipway up --help'`. */
function quotedNames(message: string, entries: readonly Entry[]): Explanation[] {
  const [, command] = /see '(slipway(?: \w+)*) --help'/.exec(message) ?? [];
  const quoted = quotedIn(message);
  const flags = quoted.flatMap((words) => words.match(/--[a-z-]+/g) ?? []);
  const ofCommand = flags.flatMap((flag) => entriesNamed(`${command ?? ""} ${flag}`, entries));
  if (ofCommand.length > 0) return ofCommand;
  const named = quoted.flatMap((words) => entriesNamed(words, entries));
  return named.length > 0 || command === undefined ? named : entriesNamed(command, entries);
}

function quotedIn(text: string): string[] {
  return [...text.matchAll(/'([^'\n]{1,120})'|`([^`\n]{1,120})`/g)].map(
    ([, single, back]) => single ?? back ?? "",
  );
}
