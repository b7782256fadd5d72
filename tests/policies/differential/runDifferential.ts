import { checkovVersion, runCheckov } from "./checkov.js";
import { compareWithCheckov } from "./differential.js";
import { installCheckov } from "./installCheckov.js";
import { LEDGER } from "./ledger.js";

/** Prints how our rules compare with checkov, and fails where they say less than it but for the ledger. */
function main(): void {
  const checkov = installCheckov();
  if ("reason" in checkov) {
    console.log(`not run: ${checkov.reason}; CHECKOV names a checkov that is there`);
    return;
  }
  const { command } = checkov;
  const version = checkovVersion(command);
  if (version === undefined)
    throw new Error(`CHECKOV must name a checkov that runs, got ${command}`);
  const { configurations, resources, findings, covered, missed, stale } = compareWithCheckov(
    LEDGER,
    (plan, family) => runCheckov(command, plan, family),
  );
  console.log(
    `checkov ${version}: ${findings} findings for ${resources} resources of ${configurations} configurations, ${covered} of them ours too, ${findings - covered - missed.length} in the ledger by ${LEDGER.length - stale.length} entries`,
  );
  for (const { check, title, type, address } of missed) {
    console.error(`not ours: ${check} of ${type} (${title}), ${address}`);
  }
  for (const { check, minimal } of stale) console.error(`stale: ${check}, ${minimal}`);
  if (missed.length + stale.length > 0) process.exitCode = 1;
}

main();
