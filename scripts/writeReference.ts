/** Writes what `slipway explain` tells of components' arguments and outputs, from the package's schema. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { REFERENCE_FILE } from "../generator/explain/reference.js";
import { packageRoot } from "../generator/project/packageRoot.js";
import { componentReference, type ToldSchema } from "./componentReference.js";
import { propertyTags } from "./propertyTags.js";

// The snapshot is what the interfaces say: tests/components/schema.test.ts derives it anew.
const snapshot = join(packageRoot(), "tests/components/schema.json");
const schema = JSON.parse(readFileSync(snapshot, "utf8")) as ToldSchema;
const reference = componentReference(schema, propertyTags(packageRoot()));
writeFileSync(REFERENCE_FILE, `${JSON.stringify(reference)}\n`);
