import * as pulumi from "@pulumi/pulumi";

/** What a program that is run warns of, beside what it makes. */
export async function warningsOf(run: () => Promise<unknown>): Promise<string[]> {
  const said: string[] = [];
  const log = pulumi.log as { warn: typeof pulumi.log.warn };
  const { warn } = log;
  log.warn = (text) => {
    said.push(text);
    return Promise.resolve();
  };
  try {
    await run();
  } finally {
    log.warn = warn;
  }
  return said;
}
