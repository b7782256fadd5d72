/** The helpers that a template may use, by what its file is. */
const HELPERS: readonly [RegExp, string][] = [
  [/\.ts\.hbs$/, "ts"],
  [/\.json\.hbs$/, "json"],
  [/\.ya?ml\.hbs$/, "yaml"],
  [/Dockerfile\.hbs$/, "docker"],
  [/\.md\.hbs$/, "md|sh"],
  [/\.sh\.hbs$/, "sh"],
  [/\.py\.hbs$/, "py"],
  [/\.go\.hbs$/, "go"],
  [/\.proto\.hbs$/, "proto"],
];

/**
 * The tags of a template that neither GitHub nor a helper of the file's language reads. A value without a helper would be
 * code in the file that it lands in.
 *
 * @param path Path of the stored file, which says its language.
 */
export function wrongTags(path: string, text: string): string[] {
  const helpers = HELPERS.find(([pattern]) => pattern.test(path))?.[1] ?? "none";
  const legal = new RegExp(
    String.raw`^\{\{(?:(?:${helpers}) [\w./]+|#(?:if|unless|each) [\w./]+|/(?:if|unless|each)|else)\}\}$`,
  );
  const tags = text.match(/(?<!\\)\{\{+[^}]*\}*/g) ?? [];
  return tags.filter((tag) => !legal.test(tag));
}
