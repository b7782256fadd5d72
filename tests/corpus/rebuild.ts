import type { TaskDefinitionArgs } from "../../components/index.js";
import { TaskDefinition } from "../../components/index.js";
import { mockPulumi } from "../../generator/testing/index.js";
import type { Comparison, Registered } from "./comparison.js";
import { compare } from "./comparison.js";
import type { Sample } from "./sample.js";
import { filledIn } from "./sample.js";
import { FRAGMENTS } from "./samples.js";
import { sampleArgs } from "./sampleArgs.js";

/** What comes of a sample: how it differs, or why it could not be said. */
export interface Rebuilt extends Comparison {
  /** Set and name. */
  sample: string;
  refused?: string;
}

/** Says a sample by `TaskDefinition`, and compares what is registered with it. */
export async function rebuild(given: Sample): Promise<Rebuilt> {
  const sample = filledIn(given);
  const name = `${sample.set} ${sample.name}`;
  const mock = await mockPulumi({ project: "corpus", stack: "dev" });
  try {
    new TaskDefinition("sample", withRest(name, sampleArgs(sample.def)));
    await mock.settled();
    const { inputs } = mock.resource("aws:ecs/taskDefinition:TaskDefinition");
    return { sample: name, ...compare(sample.def, inputs as Registered) };
  } catch (error) {
    const refused = error instanceof Error ? error.message : String(error);
    return { sample: name, refused, differing: [], added: [] };
  }
}

/** A fragment's arguments with what it leaves out. */
function withRest(name: string, args: TaskDefinitionArgs): TaskDefinitionArgs {
  const rest = FRAGMENTS[name];
  if (rest === undefined) return args;
  if (rest === "logRouter") {
    return { ...args, logRouter: { type: "fluentd", image: "fluent/fluentd:v1.18-1" } };
  }
  const mounts = args.containers.flatMap(({ mountPoints = [] }) => mountPoints);
  const names = [...new Set(mounts.map(({ sourceVolume }) => sourceVolume))];
  return { ...args, volumes: names.map((volume) => ({ name: volume })) };
}
