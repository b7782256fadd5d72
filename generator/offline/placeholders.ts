import type { MockValues } from "./mockValues.js";

/** Where a value comes from that the preview made up: a section of the mock values, the key there, and the property. */
interface Origin {
  section: keyof MockValues;
  key: string;
  property?: string;
}

/** A text that is shorter may stand in a message for other reasons. */
const TELLING_CHARACTERS = 6;

/** So much of a text `JSON.parse` shows in its error. */
const SHOWN_BY_V8 = 10;

/** What a program throws that took a value for one of another kind. */
const MISTAKEN = ["TypeError", "SyntaxError", "RangeError"];

/** The values that an offline preview made up, so that an error can say that it is about one. */
export class Placeholders {
  private readonly origins = new Map<string, Origin>();
  /** What the program asked, and was answered with what the preview made up. */
  private readonly asked = new Map<string, Origin>();

  /** Notes what a section's key was answered with. */
  public note(section: keyof MockValues, key: string, values: Record<string, unknown>): void {
    for (const property of Object.keys(values)) {
      if (property !== "id") this.noteValue(values[property], { section, key, property });
    }
    // An id is often a name or an ARN as well, by which the program rather reads it.
    this.noteValue(values.id, { section, key, property: "id" });
  }

  /** Notes one value. */
  public noteValue(value: unknown, origin: Origin): void {
    if (Array.isArray(value))
      value.forEach((item) => {
        this.noteValue(item, origin);
      });
    else if (typeof value === "string" && value.length >= TELLING_CHARACTERS) {
      if (!this.origins.has(value)) this.origins.set(value, origin);
    }
  }

  /** Notes that the program asked for something that nobody knows offline. */
  public noteAsked(section: keyof MockValues, key: string): void {
    this.asked.set(`${section} ${key}`, { section, key });
  }

  /** What to say beside an error of the program that has to do with a placeholder; nothing where none has. */
  public hintFor(error: Error): string | undefined {
    const found = [...this.origins].filter(([text]) => isIn(error.message, text));
    // The longest text says most: an ARN holds the account's number and a name.
    const [origin] = found.sort(([a], [b]) => b.length - a.length).map(([, one]) => one);
    if (origin !== undefined) return `a placeholder stands for ${named(origin)}; ${remedy(origin)}`;
    const [first] = this.asked.values();
    if (first === undefined || !MISTAKEN.includes(error.name)) return undefined;
    const all = [...this.asked.values()].map(named).join(", ");
    return `offline, the preview makes up ${all}; ${remedy(first)}`;
  }
}

/** Whether a message has a text in it, or what V8 shows of one that is no JSON. */
function isIn(message: string, text: string): boolean {
  return message.includes(text) || message.includes(`"${text.slice(0, SHOWN_BY_V8)}"...`);
}

function named({ section, key, property }: Origin): string {
  if (section === "config") return `the configuration '${key}'`;
  const of = section === "stackReferences" ? `stack '${key}'` : key;
  return property === undefined ? `what ${of} answers` : `'${property}' of ${of}`;
}

function remedy({ section, key, property }: Origin): string {
  const value = section === "config" ? "…" : { [property ?? "…"]: "…" };
  return `'--mock values.json' gives a value, with ${JSON.stringify({ [section]: { [key]: value } })}`;
}
