import { readFileSync } from "node:fs";
import { join } from "node:path";

/** An argument or an output of components, as the doc comment of its interface describes it. */
export interface DescribedProperty {
  kind: "argument" | "output";
  /**
   * Where it stands, the shortest path first: `Service.loadBalancer.healthCheckPath`, `Service.additionalLoadBalancers[].…`.
   * `[]` stands for an entry of a list, `<name>` for a name that the program chooses.
   */
  paths: string[];
  /** Such as `number`, `list of ContainerArgs`, `"rolling" or "blueGreen"`. */
  type: string;
  description: string;
  isRequired: boolean;
  /** Whether it has to be known when the program runs: no output of a resource can be there. */
  isPlain: boolean;
  /** The values that there are, where they are a list. */
  values: string[];
  /** What holds where a program says nothing, as the doc comment has it: a value, or words. */
  default?: string;
  /** The page that the doc comment names. */
  url?: string;
}

/** What components take and give: made of the package's schema by the build. */
export interface ComponentReference {
  components: { name: string; description: string }[];
  properties: DescribedProperty[];
}

/** The file that the build writes, beside this one. */
export const REFERENCE_FILE = join(__dirname, "reference.json");

/**
 * Reads what the build wrote of components' arguments and outputs.
 *
 * @throws {Error} if the package was not built by `npm run build`.
 */
export function readReference(): ComponentReference {
  return JSON.parse(readFileSync(REFERENCE_FILE, "utf8")) as ComponentReference;
}
