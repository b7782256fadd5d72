import { checkovVersion } from "./checkov.js";
import { compareWithCheckov } from "./differential.js";
import { LEDGER } from "./ledger.js";

/** Prints how our rules compare with checkov, and fails where they say less than it but for the ledger. */
function main(): void {
  const version = checkovVersion();
  if (version === undefined) {
    console.log(
      "not run: there is no checkov; 'pip install checkov' brings it, and CHECKOV names one that is not on the path",
    );
    return;
  }
  const { configurations, resources, findings, covered, missed, stale } =
    compareWithCheckov(LEDGER);
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
