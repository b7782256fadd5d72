/** Writes the JSON schemas that are made from the code beside what reads such files: of the policies, of answers and of templates. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { answersFileSchema } from "../generator/scaffold/answersFileSchema.js";
import { templateFileSchema } from "../generator/scaffold/templateFileSchema.js";
import { configurationSchema } from "../policies/configuration/layerSchema.js";
import { rules } from "../policies/rules/index.js";

const schemas = {
  "policies/policies.schema.json": configurationSchema(rules),
  "generator/scaffold/answers.schema.json": answersFileSchema(),
  "generator/scaffold/template.schema.json": templateFileSchema(),
};
for (const [path, schema] of Object.entries(schemas)) {
  writeFileSync(join(__dirname, "..", path), `${JSON.stringify(schema, undefined, 2)}\n`);
}
