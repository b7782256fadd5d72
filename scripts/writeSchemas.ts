/** Writes the JSON schemas that are made from the code beside what reads such files: of the policies, and of answers. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { answersFileSchema } from "../generator/scaffold/answersFileSchema.js";
import { configurationSchema } from "../policies/configuration/layerSchema.js";
import { rules } from "../policies/rules/index.js";

const schemas = {
  "policies/policies.schema.json": configurationSchema(rules),
  "generator/scaffold/answers.schema.json": answersFileSchema(),
};
for (const [path, schema] of Object.entries(schemas)) {
  writeFileSync(join(__dirname, "..", path), `${JSON.stringify(schema, undefined, 2)}\n`);
}
