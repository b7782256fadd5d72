/**
 * Rebuilds AWS's sample task definitions through `TaskDefinition`, and says what differs, field by field. The samples are AWS's
 * and stand in no repository of this project: the file is named by `SLIPWAY_CORPUS`.
 *
 *   npm run corpus
 */
import { corpusFile, readCorpus } from "../tests/corpus/corpus.js";
import { BROKEN } from "../tests/corpus/samples.js";
import { rebuild } from "../tests/corpus/rebuild.js";

async function main(): Promise<void> {
  const samples = readCorpus();
  if (!samples) {
    console.log(`no samples: there is no file ${corpusFile()}; SLIPWAY_CORPUS names another`);
    return;
  }
  const added = new Set<string>();
  let [acceptable, said] = [0, 0];
  for (const sample of samples) {
    const { refused, differing, ...rebuilt } = await rebuild(sample);
    const broken = BROKEN[rebuilt.sample];
    if (broken !== undefined) {
      console.log(`none  ${rebuilt.sample}: ${broken}`);
      continue;
    }
    acceptable += 1;
    for (const path of rebuilt.added) added.add(path);
    const isSaid = refused === undefined && differing.length === 0;
    if (isSaid) said += 1;
    console.log(`${isSaid ? "said" : "NOT "}  ${rebuilt.sample}`);
    for (const line of [...(refused === undefined ? [] : [refused]), ...differing]) {
      console.log(`        ${line}`);
    }
  }
  console.log(
    `\n${said} of ${acceptable} that AWS would run said, field by field; added: ${[...added].sort().join(", ")}`,
  );
  if (said < acceptable) process.exitCode = 1;
}

void main();
