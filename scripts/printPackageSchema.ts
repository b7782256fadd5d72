import { packageRoot } from "../generator/project/packageRoot.js";
import { deriveSchema } from "./packageSchema.js";

/*
 * Prints the package schema of the classes that are named, as JSON. A process by itself: the analyzer compiles all
 * components, and what it takes for that is given back only at the end of its process.
 */
process.stdout.write(JSON.stringify(deriveSchema(packageRoot(), process.argv.slice(2))));
