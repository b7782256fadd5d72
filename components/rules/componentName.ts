/** Longest logical name of a component: a DNS label, so that it can name hosts and discovery entries as it stands. */
const LONGEST = 63;

/**
 * Why a component cannot have this logical name; nothing when it can. Names start with a letter and hold letters,
 * digits and single hyphens.
 */
export function componentNameProblem(name: string): string | undefined {
  if (name.length > LONGEST) {
    return `'name' must have at most ${LONGEST} characters, got ${name.length} ("${name.slice(0, 20)}…"); "${name.slice(0, 20).replace(/-+$/, "")}" works`;
  }
  if (/^[A-Za-z](?:[A-Za-z0-9]|-(?=[A-Za-z0-9]))*$/.test(name)) return undefined;
  return `'name' must start with a letter and hold letters, digits and single hyphens, got ${JSON.stringify(name)}; "orders" works`;
}
