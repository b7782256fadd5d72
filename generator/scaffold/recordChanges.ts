import type { FileChange } from "./changeFolder.js";
import { BASE_FILE, baseText, type Manifest, MANIFEST_FILE, manifestText } from "./manifest.js";
import { currentText } from "./upgradeSteps.js";

/**
 * The records after something was added, as if the repository had been generated with it: `slipway upgrade` knows it from
 * then on.
 *
 * @param root Absolute path of the repository.
 * @param manifest As it is then, with the hashes of what was generated before.
 * @param base The texts that were generated before.
 * @param texts Those that are generated for what is added, or otherwise than before.
 */
export function recordChanges(
  root: string,
  { files, environments, added, vendored, ...manifest }: Manifest,
  base: ReadonlyMap<string, string>,
  texts: ReadonlyMap<string, string>,
): FileChange[] {
  // In the order in which a repository that is generated with both has them.
  const content = {
    ...manifest,
    ...(environments && { environments }),
    ...(added && { added }),
    ...(vendored && { vendored }),
  };
  const after = {
    [MANIFEST_FILE]: manifestText(content, texts, files),
    [BASE_FILE]: baseText(new Map([...base, ...texts])),
  };
  return Object.entries(after).map(([path, text]) => {
    return { path, before: currentText(root, path), after: text };
  });
}
