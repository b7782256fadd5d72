import pc from "picocolors";

/**
 * The colours of standard output: none unless it is a terminal that wants them. picocolors by itself also colours the log
 * of a CI system, which is a file to whoever reads it.
 */
export function terminalColors(): ReturnType<typeof pc.createColors> {
  return pc.createColors(process.stdout.isTTY ? pc.isColorSupported : false);
}
