/** Slipway's policy pack, for `pulumi preview --policy-pack`. Importing this starts its server. */
import { existsSync } from "node:fs";
import { join } from "node:path";

import { PolicyPack } from "@pulumi/policy";

import { compileLate } from "./compileLate.js";
import { PolicyConfigurationError } from "./configuration/configurationError.js";
import { engineConfigurationOf } from "./configuration/engineConfiguration.js";
import type { PolicyConfiguration } from "./configuration/layer.js";
import { findPolicyFile, readPolicyFile } from "./configuration/policyFile.js";
import { pulumiPolicies } from "./review/pulumiPolicy.js";
import { rules } from "./rules/index.js";

/** What Pulumi takes for a project's file. */
const PROJECT_FILES = ["Pulumi.json", "Pulumi.yaml", "Pulumi.yml"];

/** Folders from which the project's files are looked for. */
function foldersOfProject(): string[] {
  const { PWD = "" } = process.env;
  const shell = PROJECT_FILES.some((file) => existsSync(join(PWD, file))) ? [PWD] : [];
  return [...shell, process.cwd(), __dirname];
}

/**
 * The engine starts a pack in the pack's own folder, which is below the project's where that has its packages; which
 * project was asked for, the shell's folder says.
 */
function configurationOfProject(): PolicyConfiguration | undefined {
  try {
    for (const folder of foldersOfProject()) {
      const file = findPolicyFile(folder);
      if (file !== undefined) return readPolicyFile(rules, file);
    }
    return undefined;
  } catch (error) {
    // The host prints an error by its stack, which would bury the line that says what is wrong.
    if (error instanceof PolicyConfigurationError) error.stack = error.message;
    throw error;
  }
}

compileLate();
const configuration = configurationOfProject();

// The engine's own configuration stands over this one. Which stack it is, the engine says in the environment.
new PolicyPack(
  "slipway",
  { policies: pulumiPolicies(rules, foldersOfProject()[0]) },
  configuration &&
    engineConfigurationOf(rules, configuration, process.env.PULUMI_NODEJS_STACK ?? ""),
);
