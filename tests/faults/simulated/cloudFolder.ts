import {
  appendFileSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

/** An object of the simulated AWS. */
export interface CloudObject {
  type: string;
  name: string;
  /** As AWS gives it: nobody can know it before. */
  id: string;
  /** By which a repeated creation is known. */
  token: string;
}

/** The simulated AWS refuses a call, in the words of the real one. */
export class CloudError extends Error {}

/** A folder in the place of AWS: what exists are its files, which processes make and take away in one step each. */
export class CloudFolder {
  private readonly objects: string;

  constructor(private readonly folder: string) {
    this.objects = join(folder, "objects");
    mkdirSync(this.objects, { recursive: true });
  }

  /** Makes an object; one of its name stays as it is, and is given again to who has made it. */
  public create(type: string, name: string, token: string): string {
    const file = this.fileOf(type, name);
    const id = `${type}-${token}`;
    const draft = `${file}.${token}.${process.pid}`;
    writeFileSync(draft, JSON.stringify({ type, name, id, token } satisfies CloudObject));
    try {
      linkSync(draft, file);
      return id;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      const object = this.find(type, name);
      if (object?.token === token) return object.id;
      throw new CloudError(`ResourceAlreadyExistsException: ${type} ${name} exists already`);
    } finally {
      rmSync(draft);
    }
  }

  public find(type: string, name: string): CloudObject | undefined {
    try {
      return JSON.parse(readFileSync(this.fileOf(type, name), "utf8")) as CloudObject;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
      throw error;
    }
  }

  public remove(type: string, name: string): void {
    rmSync(this.fileOf(type, name), { force: true });
  }

  /** All that exists. */
  public all(): CloudObject[] {
    return readdirSync(this.objects)
      .filter((name) => name.endsWith(".json"))
      .sort()
      .map((name) => JSON.parse(readFileSync(join(this.objects, name), "utf8")) as CloudObject);
  }

  /** Writes down a call and what became of it. */
  public writeDown(stack: string, call: string, outcome: string): void {
    appendFileSync(join(this.folder, "calls.log"), `${stack}\t${call}\t${outcome}\n`);
  }

  /** All calls so far, oldest first. */
  public calls(): { stack: string; call: string; outcome: string }[] {
    try {
      return readFileSync(join(this.folder, "calls.log"), "utf8")
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => {
          const [stack = "", call = "", outcome = ""] = line.split("\t");
          return { stack, call, outcome };
        });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
      throw error;
    }
  }

  private fileOf(type: string, name: string): string {
    return join(this.objects, `${type.replaceAll(/\W/g, "-")}~${name}.json`);
  }
}
