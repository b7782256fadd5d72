/** A text as Markdown that shows just that, on one line. */
export function escaped(text: string): string {
  return text.replace(/\s*\n\s*/g, " ").replace(/[\\|<>*_[\]`{}]/g, "\\$&");
}

/** What the comments of the code are: Markdown already, but for what the site would take for HTML or for its own braces. */
export function prose(text: string): string {
  return text
    .replace(/\{@link (\w+)\}/g, "`$1`")
    .split(/(```[^]*?```|`[^`]*`)/)
    .map((part, i) => (i % 2 === 1 ? part : part.replace(/[<>{}*]/g, "\\$&")))
    .join("");
}

/** The same within a cell of a table. */
export function cell(text: string): string {
  return prose(text)
    .replace(/\s*\n\s*/g, " ")
    .replaceAll("|", "\\|");
}

/** A table, or nothing where it has no rows. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  return [
    `| ${head.join(" | ")} |`,
    `|${"---|".repeat(head.length)}`,
    ...rows.map((cells) => `| ${cells.join(" | ")} |`),
  ];
}

/** Lines of code, fenced. */
export function fenced(language: string, text: string): string[] {
  return [`\`\`\`${language}`, text.trimEnd(), "```"];
}

/** The anchor that the site gives a heading, as VitePress's own slugs are made. */
export function anchorOf(heading: string): string {
  return heading
    .normalize("NFKD")
    .replace(/[\u0300-\u036F]/g, "")
    .replace(/[\s~`!@#$%^&*()\-_+=[\]{}|\\;:"'“”‘’<>,.?/]+/g, "-")
    .replace(/-{2,}/g, "-")
    .replace(/^-+|-+$/g, "")
    .replace(/^(\d)/, "_$1")
    .toLowerCase();
}

/** `networkLoadBalancer` of `NetworkLoadBalancer`. */
export function camelCase(name: string): string {
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
}

/** Says in a generated page where it comes from, to whoever would edit it. */
export const WRITTEN = "<!-- Written by `npm run docs` from the code. -->";
