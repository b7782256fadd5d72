import { destroyStack } from "../automation/destroyStack.js";
import { confirmation } from "../terminal/confirmation.js";
import { jsonText } from "../terminal/escapedText.js";
import { finish } from "../terminal/finish.js";
import { withSession } from "../terminal/session.js";
import { changesText } from "../terminal/summary.js";

/** Flags of `slipway destroy`. */
export interface DestroyFlags {
  stack: string;
  yes?: true;
  json?: true;
  remove?: true;
}

/**
 * Runs `slipway destroy`.
 *
 * @throws {CliError} if resources are left at the end.
 */
export async function runDestroy(directory: string, flags: DestroyFlags): Promise<void> {
  const { stack, yes = false, json = false, remove = false } = flags;
  const confirm = confirmation(yes);
  const result = await withSession(async (session) =>
    destroyStack({
      ...session,
      directory,
      stack,
      remove,
      approve:
        confirm &&
        (async ({ changes }) =>
          confirm(`Destroy '${stack}'? The preview counts: ${changesText(changes)}`)),
    }),
  );
  const { status, changes, durationSeconds } = result;
  const line = `${stack}: ${status} in ${durationSeconds} s, ${changesText(changes)}`;
  finish("removal", result, [json ? jsonText(result, 2) : line]);
}
