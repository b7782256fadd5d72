import { pythonProgram } from "../../support/pythonProgram.js";

/** The version that the ledger was written by. */
export const CHECKOV_VERSION = "3.3.30";

/** What can be run, or why nothing can. */
export type Checkov = { command: string } | { reason: string };

/** The checkov that is compared with: what `CHECKOV` names, else one of {@link CHECKOV_VERSION} that is installed here. */
export function installCheckov(): Checkov {
  const { CHECKOV } = process.env;
  if (CHECKOV !== undefined) return { command: CHECKOV };
  try {
    return { command: pythonProgram("checkov", CHECKOV_VERSION) };
  } catch (error) {
    return {
      reason: `checkov ${CHECKOV_VERSION} cannot be installed: ${(error as Error).message}`,
    };
  }
}
