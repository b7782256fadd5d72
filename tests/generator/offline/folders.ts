import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** Makes folders with files, below the temporary folder of the system, and deletes them again. */
export class Folders {
  private readonly made: string[] = [];

  /** @param files Content by path below the folder. */
  public make(files: Record<string, string>): string {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), "slipway-offline-")));
    this.made.push(folder);
    for (const [path, content] of Object.entries(files)) {
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
    return folder;
  }

  public delete(): void {
    for (const folder of this.made.splice(0)) rmSync(folder, { recursive: true });
  }
}
