import type { StackProgram } from "../stackProgram.js";
import { CONTAINER } from "./twin.js";

/** One edit of the healthy program. */
export type Edit = (program: StackProgram) => StackProgram;

/** What is wrong, the rule that says so, and the edit that makes it so. */
export type Fault = readonly [title: string, rule: string, edit: Edit];

/** Other properties of a resource; `undefined` takes one out. */
export function set(name: string, properties: Record<string, unknown>): Edit {
  return (program) => {
    const [type, own = {}] = program[name] ?? [""];
    const all = Object.entries({ ...own, ...properties });
    const given = Object.fromEntries(all.filter(([, value]) => value !== undefined));
    return { ...program, [name]: [type, given] };
  };
}

/** Other properties of the task definition's container, and other containers beside it. */
export function container(properties: object, ...others: readonly object[]): Edit {
  const all = [{ ...CONTAINER, ...properties }, ...others.map((one) => ({ ...CONTAINER, ...one }))];
  return set("definition", { containerDefinitions: JSON.stringify(all) });
}

/** A resource more. */
export function add(name: string, type: string, properties: Record<string, unknown>): Edit {
  return (program) => ({ ...program, [name]: [type, properties] });
}

/** A resource less. */
export function remove(name: string): Edit {
  return (program) =>
    Object.fromEntries(Object.entries(program).filter(([other]) => other !== name));
}

/** The task definition and the service on instances, in network mode bridge. */
export function onInstances(definition: object = {}, service: object = {}): Edit {
  return (program) =>
    set("targets", { targetType: "instance" })(
      set("service", {
        launchType: "EC2",
        platformVersion: undefined,
        networkConfiguration: undefined,
        ...service,
      })(
        set("definition", {
          requiresCompatibilities: ["EC2"],
          networkMode: "bridge",
          ...definition,
        })(program),
      ),
    );
}

/** One edit after the other. */
export function both(first: Edit, second: Edit): Edit {
  return (program) => second(first(program));
}
