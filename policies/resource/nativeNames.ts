import type { PropertyValue } from "./propertyValue.js";
import type { NativeForm, NativeProperty } from "./nativeForms.js";

/** How messages speak of a resource whose provider has other names for its properties than rules know. */
export class NativeNames {
  private readonly properties: readonly NativeProperty[];

  /** @param given Names of the properties that the resource has, which mean what they say. */
  constructor(
    { properties, attributes }: Pick<NativeForm, "properties" | "attributes">,
    private readonly given: readonly string[],
  ) {
    const keyed = Object.entries(attributes?.keys ?? {}).map(([key, aws]) => ({
      native: `${attributes?.list ?? ""}[${key}]`,
      aws,
    }));
    this.properties = [...properties, ...keyed];
  }

  /** A path below the inputs as the resource's own provider has it. */
  path(path: string): string {
    return [...this.properties].reverse().reduce((at, property) => undone(at, property), path);
  }

  /** What a property is set to, as the resource's own provider has it. */
  value(path: string, value: PropertyValue): PropertyValue {
    const flag = this.flagOf(path);
    return flag && typeof value === "boolean" ? flag[value ? 0 : 1] : value;
  }

  /** A message in which properties stand in quotes. */
  message(text: string): string {
    return text.replace(QUOTED, (whole, name: string, to?: string) => {
      const flag = to === undefined ? undefined : this.flagOf(name);
      const value = to === undefined ? "" : ` to ${flag?.[to === "true" ? 0 : 1] ?? to}`;
      const own = this.nameOf(name);
      return own === undefined && flag === undefined ? whole : `'${own ?? name}'${value}`;
    });
  }

  private flagOf(path: string): NativeProperty["flag"] {
    return this.properties.find(({ flag, aws }) => flag && isEndOf(path, aws))?.flag;
  }

  /** By the whole path, or by the end of it, where the resource has no other property of that name. */
  private nameOf(name: string): string | undefined {
    const whole = this.path(name);
    if (whole !== name) return whole;
    if (this.given.includes(name)) return undefined;
    const found = this.properties.find(
      ({ aws }) => aws !== name && aws.endsWith(`.${name}`) && !aws.includes("["),
    );
    return found && this.path(found.aws);
  }
}

/** A property in quotes, and whether it is to be true or false. */
const QUOTED = /'([\w.[\]]+)'(?: to (true|false)\b)?/g;

function isEndOf(end: string, path: string): boolean {
  return path === end || path.endsWith(`.${end}`);
}

/** Takes one property back to where the resource has it, with the places in the lists that it is in. */
function undone(path: string, { native, aws }: NativeProperty): string {
  if (native === aws) return path;
  const pattern = aws.replace(/[.[\]]/g, "\\$&").replaceAll("\\[\\]", "(\\[\\d+\\])");
  const match = new RegExp(`^${pattern}(?=$|[.[])`).exec(path);
  if (!match) return path;
  const places = match.slice(1);
  return native.replace(/\[\]/g, () => places.shift() ?? "[]") + path.slice(match[0].length);
}
