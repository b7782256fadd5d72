import assert from "node:assert/strict";

import { CliError } from "../../../generator/cliError.js";

/** Sees that a command is refused with a message for its user. */
export async function assertRefused(command: Promise<unknown>, message: RegExp): Promise<void> {
  await assert.rejects(command, (error) => {
    assert.ok(error instanceof CliError, String(error));
    assert.match(error.message, message);
    return true;
  });
}
