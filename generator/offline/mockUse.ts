import { createRequire } from "node:module";

import type { MockValues } from "./mockValues.js";

/** A section of the mock values, and a key of it. */
export interface MockEntry {
  section: keyof MockValues;
  key: string;
}

/** So many keys that the program asked for are named beside one that it did not. */
const MOST_NAMED = 5;

/** What a program and the providers that stand in for others ask for, of all that mock values can give. */
export class MockUse {
  private readonly asked: Record<keyof MockValues, Set<string>> = {
    config: new Set(),
    stackReferences: new Set(),
    invokes: new Set(),
    resources: new Set(),
  };

  /** @param mocks The values that were given. */
  public constructor(private readonly mocks: MockValues = {}) {}

  /** Notes that a key was asked for; for a resource, its type and its URN. */
  public note(section: keyof MockValues, ...keys: string[]): void {
    for (const key of keys) this.asked[section].add(key);
  }

  /** Notes the configuration that the program reads from now on. To be called before it runs. */
  public watchConfig(): void {
    const place = createRequire(__filename)("@pulumi/pulumi/runtime/config") as {
      getConfig: (key: string) => string | undefined;
    };
    const { getConfig } = place;
    place.getConfig = (key) => {
      this.note("config", key);
      return getConfig(key);
    };
  }

  /**
   * What was given and nobody asked for: a key may be misspelt.
   *
   * @param project Whose namespace a key of configuration has that names none.
   * @param providers Namespaces of configuration that providers read, which is not seen here.
   */
  public unused(project: string, providers: ReadonlySet<string>): MockEntry[] {
    const sections = ["config", "stackReferences", "invokes", "resources"] as const;
    return sections.flatMap((section) =>
      Object.keys(this.mocks[section] ?? {})
        .filter((key) => {
          if (section !== "config") return !this.asked[section].has(key);
          const short = key.replace(":config:", ":");
          const full = short.includes(":") ? short : `${project}:${short}`;
          return !this.asked.config.has(full) && !providers.has(full.split(":")[0] ?? "");
        })
        .map((key) => ({ section, key })),
    );
  }

  /** What to say of an entry that nobody asked for. */
  public warningOf({ section, key }: MockEntry): string {
    const asked = [...this.asked[section]].filter((one) => !one.startsWith("urn:")).sort();
    const named = asked.slice(0, MOST_NAMED).map((one) => JSON.stringify(one));
    const more = asked.length > MOST_NAMED ? ` and ${asked.length - MOST_NAMED} more` : "";
    const instead =
      named.length === 0 ? "for nothing of the kind" : `for ${named.join(", ")}${more}`;
    return `${mockWarningStart({ section, key })}: the program asks ${instead}`;
  }
}

/** How the warning of an entry begins that a program did not ask for. */
export function mockWarningStart({ section, key }: MockEntry): string {
  return `the mock values have ${JSON.stringify(key)} in '${section}', which matches nothing`;
}
