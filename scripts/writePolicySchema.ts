/** Writes the JSON schema of `slipway.policies.yaml` beside the compiled policies. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { configurationSchema } from "../policies/configuration/layerSchema.js";
import { rules } from "../policies/rules/index.js";

const file = join(__dirname, "../policies/policies.schema.json");
writeFileSync(file, `${JSON.stringify(configurationSchema(rules), undefined, 2)}\n`);
