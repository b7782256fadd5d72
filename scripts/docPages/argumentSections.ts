import type { DocumentedProperty, DocumentedSchema, DocumentedType } from "./documentedSchema.js";
import { nameOf, pathEnd, typeNameOf, typeText } from "./documentedSchema.js";
import type { PropertyTags } from "../propertyTags.js";
import { anchorOf, camelCase, prose } from "./markdown.js";
import { rangeIn, unitOf } from "./numberFacts.js";

/** What sections of arguments are made of. */
export interface ArgumentSource {
  schema: DocumentedSchema;
  /** What the comment of an argument of an interface says in tags. */
  tagsOf: (owner: string, property: string) => PropertyTags;
  /** The output that gives a ref, such as `Cluster.ref`, by the ref's type. */
  givenBy: ReadonlyMap<string, string>;
}

/** An argument or an output where it stands. */
interface Place {
  path: string;
  name: string;
  property: DocumentedProperty;
  /** The interface that declares it, where its comment is. */
  owner: string;
  level: number;
}

/** Sections of one page: a heading for each property at any depth, so that a search finds it by its path. */
export class ArgumentSections {
  /** Where a type is described on this page. */
  private readonly described = new Map<string, string>();

  constructor(
    private readonly source: ArgumentSource,
    private readonly kind: "argument" | "output",
  ) {}

  /** Those of an interface and of all that is below. */
  of(owner: string, properties: Record<string, DocumentedProperty>): string[] {
    const places = Object.entries(properties).map(([name, property]) => {
      return { path: name, name, property, owner, level: 3 };
    });
    // What stands at the top is described first, wherever else the same type is.
    return places.flatMap((place) => this.section(place));
  }

  private section(place: Place): string[] {
    const { path, property, level } = place;
    const typeName = typeNameOf(property);
    const type = typeName === undefined ? undefined : this.source.schema.types.get(typeName);
    return [
      "",
      `${"#".repeat(level)} \`${path}\``,
      "",
      this.factsOf(place),
      "",
      prose(property.description ?? ""),
      ...this.valuesOf(type),
      ...(typeName === undefined || !type?.properties
        ? []
        : this.below(place, typeName, type.properties)),
    ];
  }

  /** One line: type, unit, range, default, whether it has to be given, and AWS's page. */
  private factsOf({ name, property, owner }: Place): string {
    const { default: usual, see } = this.source.tagsOf(owner, name);
    const { description = "", optional, plain } = property;
    const isNumber = typeText(property).endsWith("number");
    const unit = isNumber ? unitOf(name, description) : undefined;
    const range = isNumber ? rangeIn(description) : undefined;
    const ofArgument = [
      optional === true ? "optional" : "**required**",
      ...(usual === undefined ? [] : [`default: ${defaultText(usual)}`]),
      ...(plain === true && optional !== undefined ? ["a plain value, not an output"] : []),
    ];
    return [
      `\`${typeText(property)}\``,
      ...(unit === undefined ? [] : [`in ${unit}`]),
      ...(range === undefined ? [] : [range]),
      ...(this.kind === "argument" ? ofArgument : optional === true ? ["may be nothing"] : []),
      ...(see === undefined ? [] : [`[AWS](${see})`]),
    ].join(" · ");
  }

  private valuesOf(type: DocumentedType | undefined): string[] {
    const values = type?.enum ?? [];
    if (values.length === 0) return [];
    return [
      "",
      ...values.map(({ value, description }) => {
        return `- \`${value}\`${description === undefined ? "" : `: ${prose(description.replace(/\s*\n\s*/g, " "))}`}`;
      }),
    ];
  }

  /** What is in a shape: its own sections, or where they are. */
  private below(
    { path, property, level }: Place,
    typeName: string,
    properties: Record<string, DocumentedProperty>,
  ): string[] {
    const giver = this.source.givenBy.get(typeName);
    if (this.kind === "argument" && giver !== undefined) {
      const [component = "", output = ""] = giver.split(".");
      const page = `${camelCase(component)}.md#outputs`;
      return ["", `What [\`${output}\` of a ${component}](${page}) gives.`];
    }
    const elsewhere = this.described.get(typeName);
    if (elsewhere !== undefined) {
      return ["", `Its parts are those of [\`${elsewhere}\`](#${anchorOf(elsewhere)}).`];
    }
    const start = `${path}${pathEnd(property)}`;
    this.described.set(typeName, path);
    return Object.entries(properties).flatMap(([name, inner]) =>
      this.section({
        path: `${start}.${name}`,
        name,
        property: inner,
        owner: typeName,
        level: Math.min(level + 1, 4),
      }),
    );
  }
}

/** A value as code; words as they are. */
function defaultText(text: string): string {
  return /^(?:-?[\d.]+|true|false|"[^"]*"|\[[^\]]*\]|\{[^}]*\})$/.test(text)
    ? `\`${text}\``
    : prose(text);
}

/** The output that gives each ref. */
export function refGivers({ components }: DocumentedSchema): Map<string, string> {
  return new Map(
    [...components].flatMap(([component, { properties }]) =>
      Object.entries(properties).flatMap(([output, { $ref }]) =>
        $ref === undefined ? [] : [[nameOf($ref), `${component}.${output}`] as const],
      ),
    ),
  );
}
