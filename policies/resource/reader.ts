import { booleanOf, numberOf } from "./scalarForms.js";
import { isMap, SECRET_SIGNATURE, SIGNATURE_KEY } from "./secretSignature.js";
import { UNKNOWN_PART } from "../text/unknownPart.js";

/** Stands for a value in a resource's properties that is not known before an update. */
export const UNKNOWN: unique symbol = Symbol.for("slipway.unknown");

/** The text that Pulumi itself sends for such a value. */
export const UNKNOWN_ON_THE_WIRE = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** What Pulumi shows in the place of a secret. */
const REDACTED = "[secret]";

/** A read met a value that is not known before an update. */
export class UnknownLeaf extends Error {
  /** @param path Path of the value below the resource's properties. */
  constructor(public readonly path: string) {
    super(`'${path}' is not known before the update`);
    this.name = "UnknownLeaf";
  }
}

/** A read met a value of a kind that the property cannot have. Its message tells no secret. */
export class UnreadableLeaf extends Error {
  constructor(
    public readonly path: string,
    expected: string,
    got: string,
  ) {
    super(`'${path}' must be ${expected}, got ${got}`);
    this.name = "UnreadableLeaf";
  }
}

/** What holds for a value by where it comes from. */
interface Origin {
  /** The resource's properties. */
  root: unknown;
  /** Keys are compared without regard to letter case. */
  ignoresCase?: boolean;
  /** The text is a secret, and so may be whatever it holds. */
  isSecretText?: boolean;
}

/**
 * Reads a resource's properties, which are untrusted: plain data, or the proxies of `@pulumi/policy` that throw when an
 * unknown value is touched. Nothing is read before one of the typed reads asks for it, so that an unknown value only
 * stops whoever needs it.
 */
export class Reader {
  /** Whether the value was touched, so that what follows is known of it. */
  private isTouched = false;
  private value: unknown = undefined;
  private isPulumiSecret = false;
  /** Whether it is a text that has unknown values in it, each as Pulumi sends them. */
  private isPartial = false;
  /** Readers of keys that were asked for: many rules read the same ones. */
  private children: Map<string, Reader> | undefined = undefined;
  /** Readers of a list's elements. */
  private elements: Reader[] | undefined = undefined;
  /** Keys of the map by themselves in lower case. */
  private keys: Map<string, string> | undefined = undefined;

  /** Notes what is read while {@link Reader.pathsRead} watches. */
  private static watched: { root: unknown; paths: Set<string> } | undefined;

  /**
   * @param parent What the value is in; nothing for a resource's properties.
   * @param key Where it is in there; nothing for what a text of JSON holds.
   * @param holder The map or list that has it, or without a key the value; nothing where the parent is asked for it.
   */
  private constructor(
    private readonly parent: Reader | undefined,
    private readonly key: string | number | undefined,
    private readonly origin: Origin,
    private readonly holder?: unknown,
  ) {}

  /** What reads a resource's properties. */
  static of(properties: unknown): Reader {
    return new Reader(undefined, undefined, { root: properties }, properties);
  }

  /** Where this value is, below the resource's properties: `containers[0].memory`. Few are ever asked for it. */
  get path(): string {
    const { parent, key } = this;
    if (parent === undefined) return "";
    const { path } = parent;
    if (key === undefined) return path;
    if (typeof key === "number") return `${path}[${key}]`;
    return path === "" ? key : `${path}.${key}`;
  }

  /** Paths of all values of a resource that are read meanwhile, in their order, but for those that the others are below. */
  static pathsRead(properties: unknown, read: () => void): string[] {
    const paths = new Set<string>();
    Reader.watched = { root: properties, paths };
    try {
      read();
    } finally {
      Reader.watched = undefined;
    }
    return [...paths].filter(
      (path, _, all) =>
        !all.some((other) => other.startsWith(`${path}.`) || other.startsWith(`${path}[`)),
    );
  }

  /** The value of a key, which need not exist. */
  get(key: string): Reader {
    let child = this.children?.get(key);
    if (!child) {
      child = new Reader(this, key, this.origin);
      this.children ??= new Map();
      this.children.set(key, child);
    }
    return child;
  }

  private valueOf(key: string): unknown {
    const map = this.map();
    if (!map) return undefined;
    const own = this.origin.ignoresCase ? this.keyOf(map, key) : key;
    return own !== undefined && Object.hasOwn(map, own) ? map[own] : undefined;
  }

  /** As Go's JSON decoder does, which the AWS provider reads such texts with: letter case is ignored, the last wins. */
  private keyOf(map: Record<string, unknown>, key: string): string | undefined {
    this.keys ??= new Map(Object.keys(map).map((own) => [own.toLowerCase(), own]));
    return this.keys.get(key.toLowerCase());
  }

  /** All keys of a map with their values; none where there is no map. @throws {UnknownLeaf} if the map is not known. */
  entries(): [key: string, value: Reader][] {
    const map = this.map() ?? {};
    return Object.keys(map).map((key) => [key, new Reader(this, key, this.origin, map)]);
  }

  /** Whether there is a value. @throws {UnknownLeaf} if that is not known. */
  exists(): boolean {
    return this.readGiven() !== undefined;
  }

  /** Whether a value is given at all, known or not. A provider that has nothing says so by an empty text. */
  isGiven(): boolean {
    try {
      const value = this.readGiven();
      return value !== undefined && value !== "";
    } catch (error) {
      if (error instanceof UnknownLeaf && error.path === this.path) return true;
      throw error;
    }
  }

  /** Whether the value is a Pulumi secret, known or not. @throws {UnknownLeaf} if that is not known. */
  isSecret(): boolean {
    this.note();
    if (!this.isTouched) this.touch();
    if (!this.isPulumiSecret) this.readGiven();
    return this.isPulumiSecret;
  }

  /** Whether no message may show the value: it is a secret, or stands in a text that is one. */
  isHidden(): boolean {
    return this.origin.isSecretText === true || this.isSecret();
  }

  /** A reader of each element; nothing where there is no list. @throws {UnknownLeaf} if the list is not known. */
  list(): readonly Reader[] | undefined {
    const list = this.read();
    if (list === undefined) return undefined;
    if (!Array.isArray(list)) throw this.unreadable("a list");
    this.elements ??= Array.from(
      { length: list.length },
      (_, i) => new Reader(this, i, this.origin, list),
    );
    return this.elements;
  }

  /** The texts of a list, empty for an element without one. @throws {UnknownLeaf} if one is not known. */
  texts(): string[] | undefined {
    return this.list()?.map((element) => element.string() ?? "");
  }

  /** The value as text; numbers and booleans are written out. @throws {UnknownLeaf} if it is not known. */
  string(): string | undefined {
    return this.as("a text", String);
  }

  /** The text with {@link UNKNOWN_PART} in the place of what is not known of it; nothing where it is known, or unknown, as a whole. */
  knownParts(): string | undefined {
    const value = whenReadable(() => this.readGiven());
    if (!this.isPartial || typeof value !== "string") return undefined;
    return value.replaceAll(UNKNOWN_ON_THE_WIRE, UNKNOWN_PART);
  }

  /** The value as a number, also from text such as `"256"`. @throws {UnknownLeaf} if it is not known. */
  number(): number | undefined {
    return this.as("a number such as 256", numberOf);
  }

  /** The value as a boolean, also from text. @throws {UnknownLeaf} if it is not known. */
  boolean(): boolean | undefined {
    return this.as("true or false", booleanOf);
  }

  /**
   * A reader of what the text, which is JSON, holds. Where only parts of the text are unknown, the others are read.
   *
   * @throws {UnknownLeaf} if the text is not known.
   */
  json(): Reader {
    const value = this.readGiven();
    const text = this.isPartial ? String(value) : this.as("a text of JSON", String);
    const parsed = text === undefined ? undefined : this.parsedText(text);
    const { root } = this.origin;
    const origin = { root, ignoresCase: true, isSecretText: this.isHidden() };
    return new Reader(this, undefined, origin, parsed?.value);
  }

  private parsedText(text: string): { value: unknown } {
    const { isPartial } = this;
    const parsed =
      parsedJson(text) ?? (isPartial ? parsedJson(text.replace(BARE_UNKNOWN, QUOTED)) : undefined);
    if (parsed) return parsed;
    if (isPartial) throw new UnknownLeaf(this.path);
    throw new UnreadableLeaf(this.path, "a text of JSON", "one that does not parse");
  }

  /**
   * The value by a form of its own.
   *
   * @param expected What the value must be, for the error.
   * @param parse Gives nothing for a value that is not of the form.
   * @throws {UnknownLeaf} if the value is not known.
   * @throws {UnreadableLeaf} if it is not of the form.
   */
  as<T>(
    expected: string,
    parse: (value: string | number | boolean) => T | undefined,
  ): T | undefined {
    const value = this.read();
    if (value === undefined) return undefined;
    const parsed = isScalar(value) ? parse(value) : undefined;
    if (parsed === undefined) throw this.unreadable(expected);
    return parsed;
  }

  private map(): Record<string, unknown> | undefined {
    const value = this.read();
    if (value === undefined || isMap(value)) return value;
    throw this.unreadable("a map");
  }

  private read(): unknown {
    const value = this.readGiven();
    if (this.isPartial) throw new UnknownLeaf(this.path);
    return value;
  }

  /** The value, also where it is a text of which only parts are known. */
  private readGiven(): unknown {
    if (Reader.watched) this.note();
    if (!this.isTouched) this.touch();
    if (isUnknown(this.value)) throw new UnknownLeaf(this.path);
    return this.value;
  }

  private note(): void {
    const { watched } = Reader;
    if (watched && this.path !== "" && watched.root === this.origin.root) {
      watched.paths.add(this.path);
    }
  }

  /** Proxies name the path from the top of the resource only, so that this reader's path takes its place. */
  private touch(): void {
    try {
      this.take(this.source());
    } catch (error) {
      throw isUnknownValueError(error) ? new UnknownLeaf(this.path) : error;
    }
    this.isTouched = true;
  }

  private source(): unknown {
    const { key, holder } = this;
    if (key === undefined) return holder;
    if (holder === undefined) return this.parent?.valueOf(String(key));
    return (holder as Readonly<Record<string | number, unknown>>)[key];
  }

  /** A secret of an exported state has its `ciphertext` and no value: what it is is not known here. */
  private take(value: unknown): void {
    if (typeof value === "string") {
      this.value = value;
      this.isPartial = value.includes(UNKNOWN_ON_THE_WIRE);
    } else if (isMap(value) && value[SIGNATURE_KEY] === SECRET_SIGNATURE) {
      this.take("value" in value ? value.value : (value.plaintext ?? UNKNOWN));
      this.isPulumiSecret = true;
    } else {
      this.value = value ?? undefined;
    }
  }

  private unreadable(expected: string): UnreadableLeaf {
    const got = this.isHidden() ? "a secret" : shown(this.read());
    return new UnreadableLeaf(this.path, expected, got);
  }
}

/** Where a number, a list or the like is unknown in a text of JSON, no quotes are around it. */
const BARE_UNKNOWN = new RegExp(
  `(?<=[:[,]\\s{0,99})${UNKNOWN_ON_THE_WIRE}(?=\\s{0,99}[,}\\]])`,
  "g",
);

const QUOTED = `"${UNKNOWN_ON_THE_WIRE}"`;

function parsedJson(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

function isUnknown(value: unknown): boolean {
  return value === UNKNOWN || value === UNKNOWN_ON_THE_WIRE || value === REDACTED;
}

/** By its marks, as the class belongs to a package that only the policy host loads. */
function isUnknownValueError(error: unknown): boolean {
  return error instanceof Error && "unknownTypeSentinel" in error;
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

/** What a read gives; nothing where it meets a value that is not known, or of a kind that it cannot be. */
export function whenReadable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnknownLeaf || error instanceof UnreadableLeaf) return undefined;
    throw error;
  }
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  return isScalar(value) ? JSON.stringify(value) : "a map";
}
