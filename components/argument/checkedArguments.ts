import * as pulumi from "@pulumi/pulumi";

import type { Shape } from "./argumentShape.js";
import { componentShape, expectedOf, typeShape } from "./argumentShape.js";
import { rememberGiven } from "./givenOutput.js";
import { isPlain } from "./refField.js";
import { resourceProblem } from "./resourceInPlace.js";
import {
  formProblem,
  kindProblem,
  missingProblem,
  notFiniteProblem,
  outputProblem,
  pathBelow,
  unknownKeyProblem,
} from "./rules/argumentProblem.js";
import { textFormOf } from "./rules/textForm.js";
import type { Fail } from "./argumentRefusal.js";
import { attempt, reading, refuse } from "./argumentRefusal.js";
import { nearestName } from "../rules/nearestName.js";

/** Where in the arguments a value stands. */
interface Place {
  /** Path below the component's arguments; empty for them as a whole. */
  readonly path: string;
  /** Whether outputs may stand in it, as they may in all that is below the field of an output. */
  readonly isInput: boolean;
  /** Whether it is part of a `ref`, which another version of the library may have made in another stack. */
  readonly isInRef: boolean;
  /** Whether it stands in a map of texts, where numbers and flags are written out. */
  readonly isEntry: boolean;
  /** Whether it is a word of a command line, where they are written out too. */
  readonly isWord: boolean;
  /** Outputs that it came out of. */
  readonly outputs: readonly pulumi.Output<unknown>[];
}

/** Lists of words: ports and limits are among them. A number in a list of identifiers is a mistake. */
const COMMAND_LINE = /(?:^|\.)(?:command|entryPoint)$/;

const MAP: Shape = { type: "object" };

/**
 * A component's arguments, checked against their own interface at all depths. What is given is a copy without what is
 * `undefined` or `null`, where numbers and flags in maps of texts and in command lines are written out, and where an output that turns out
 * to be wrong is a rejected one, so that no child is made of it.
 *
 * @param component Class of the component.
 * @param fail What throws a problem, at once or when an output is known.
 */
export function checkedArguments(component: string, args: unknown, fail: Fail): unknown {
  const flags = { isInput: false, isInRef: false, isEntry: false, isWord: false };
  const at: Place = { path: "", ...flags, outputs: [] };
  return attempt(fail, at, (place) => {
    const read = () => {
      if (!isMap(args ?? {})) refuse(args, (value) => kindProblem("", expectedOf(MAP), value));
      return new ArgumentReader(fail).fields(args ?? {}, componentShape(component), place);
    };
    return reading(read, "", MAP);
  });
}

class ArgumentReader {
  /** References that are outputs, checked: two arguments that have the same one still do. */
  private readonly refs = new Map<unknown, pulumi.Output<unknown>>();

  constructor(private readonly fail: Fail) {}

  /** A value of any shape. */
  private read(value: unknown, shape: Shape, at: Place): unknown {
    return reading(() => this.readShape(value, shape, at), at.path, shape);
  }

  private readShape(value: unknown, shape: Shape, at: Place): unknown {
    if (!isPlain(value)) return this.later(value, shape, at);
    if (value === undefined || value === null) {
      // A map's entry whose output turns out to be nothing is left out where the map is written.
      if (shape.optional || at.isEntry) return undefined;
      refuse(value, () => missingProblem(at.path, expectedOf(shape)));
    }
    if (pulumi.Resource.isInstance(value)) {
      refuse(value, () => resourceProblem(at.path, shape, [value, expectedOf(shape)]));
    }
    const within = { ...at, isInput: at.isInput || !shape.plain, isEntry: false, isWord: false };
    if (shape.ref !== undefined) return this.typed(value, [shape, shape.ref], within);
    switch (shape.type) {
      case "array":
        return this.list(value, shape, within);
      case "object":
        return this.map(value, shape, within);
      default:
        return scalar(value, shape, at);
    }
  }

  /** An output or a promise: its value is read when it is known. */
  private later(value: unknown, shape: Shape, at: Place): unknown {
    const isOutput = pulumi.Output.isInstance(value);
    if (shape.plain && !at.isInput) {
      const what = isOutput ? "an output" : "a promise";
      refuse(value, () => outputProblem(at.path, expectedOf(shape), what));
    }
    // What a component gives out as texts and numbers is such, and it is much.
    if (at.isInRef && shape.ref === undefined) return value;
    const before = shape.ref === undefined ? undefined : this.refs.get(value);
    if (before) return before;
    const output = isOutput ? value : pulumi.output<unknown>(value);
    const within = { ...at, isInput: true, outputs: [...at.outputs, output] };
    const checked = output.apply((known) => {
      return attempt(this.fail, within, (place) => this.read(known, shape, place));
    });
    if (shape.ref !== undefined) this.refs.set(value, checked);
    rememberGiven(checked, value);
    return checked;
  }

  private list(value: unknown, shape: Shape, at: Place): unknown {
    if (!Array.isArray(value)) wrongKind(value, shape, at);
    const isWord = COMMAND_LINE.test(at.path);
    // Array.from also sees the holes.
    return Array.from(value as unknown[], (item, i) =>
      this.read(item, shape.items ?? {}, { ...at, isWord, path: `${at.path}[${i}]` }),
    );
  }

  private map(value: unknown, shape: Shape, at: Place): unknown {
    if (!isMap(value)) wrongKind(value, shape, at);
    const { values = {} } = shape;
    const isEntry = values.type === "string";
    const entries = Object.entries(value)
      // Pulumi leaves out what is undefined, wherever it stands in a map.
      .filter(([, inner]: [string, unknown]) => inner !== undefined && inner !== null)
      .map(([key, inner]: [string, unknown]) => [
        key,
        this.read(inner, values, { ...at, isEntry, path: pathBelow(at.path, key) }),
      ]);
    return Object.fromEntries(entries) as unknown;
  }

  private typed(value: unknown, [shape, name]: readonly [Shape, string], at: Place): unknown {
    const type = typeShape(name);
    if ("enum" in type) {
      if (!type.enum.some((choice) => choice === value)) wrongKind(value, shape, at);
      return value;
    }
    if (!isMap(value)) wrongKind(value, shape, at);
    const isInRef = at.isInRef || type.givenBy !== undefined;
    const read = this.fields(value, type.properties, { ...at, isInRef });
    // Components know a reference by the very object, which holds no null unless JSON made it.
    return isInRef && !Object.values(value).includes(null) ? value : read;
  }

  /** A map with keys of its own. */
  fields(value: object, properties: Readonly<Record<string, Shape>>, at: Place): unknown {
    const fields = value as Readonly<Record<string, unknown>>;
    const read: [string, unknown][] = [];
    for (const key of Object.keys(value)) {
      if (Object.hasOwn(properties, key) || fields[key] === undefined) continue;
      if (!isForeign(key, { fields, properties, at })) {
        const legal = Object.keys(properties);
        refuse(fields[key], (shown) => unknownKeyProblem(at.path, key, [shown, legal]));
      }
      read.push([key, fields[key]]);
    }
    for (const [key, shape] of Object.entries(properties)) {
      // Most are not given: no path for those.
      if (shape.optional && !(key in value)) continue;
      const path = pathBelow(at.path, key);
      const given = reading(() => fields[key], path, shape);
      const inner = this.read(given, shape, { ...at, path });
      if (inner !== undefined) read.push([key, inner]);
    }
    return Object.fromEntries(read);
  }
}

/** Whether a key that a `ref` has beyond ours is one of another version of the library, and no misspelt one of ours. */
function isForeign(
  key: string,
  {
    fields,
    properties,
    at,
  }: {
    fields: Readonly<Record<string, unknown>>;
    properties: Readonly<Record<string, Shape>>;
    at: Place;
  },
): boolean {
  if (!at.isInRef) return false;
  if (at.outputs.length > 0) return true;
  const nearest = nearestName(key, Object.keys(properties));
  return nearest === undefined || fields[nearest] !== undefined;
}

function scalar(value: unknown, shape: Shape, at: Place): unknown {
  const isWrittenOut = at.isEntry || at.isWord;
  if (
    typeof value === "number" &&
    !Number.isFinite(value) &&
    (isWrittenOut || shape.type === "number")
  )
    refuse(value, (shown) => notFiniteProblem(at.path, shown));
  if (typeof value === "string" && shape.type === "string") return text(value, at);
  if (typeof value === shape.type) return value;
  if (isWrittenOut && (typeof value === "number" || typeof value === "boolean"))
    return String(value);
  return wrongKind(value, shape, at);
}

/**
 * A text that the program itself holds. What comes out of an output is AWS's, or made up by the mocks of a test, which may
 * be anything.
 */
function text(value: string, at: Place): string {
  if (at.isEntry || at.isWord || at.isInRef || at.outputs.length > 0) return value;
  const form = textFormOf(at.path);
  if (form === undefined || form.matches(value)) return value;
  return refuse(value, (shown) => formProblem(at.path, form, shown));
}

function wrongKind(value: unknown, shape: Shape, at: Place): never {
  return refuse(value, (shown) => kindProblem(at.path, expectedOf(shape), shown));
}

/** Whether a value is a map of names to values, of the program's own or of JSON. */
function isMap(value: unknown): value is object {
  return Object.prototype.toString.call(value) === "[object Object]";
}
