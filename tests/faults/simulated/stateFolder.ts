import { randomUUID } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { hostname, userInfo } from "node:os";
import { join } from "node:path";
import type { ExportedDeployment } from "../../../generator/fleet/run/repair/pendingCreates.js";

interface LockFile {
  pid: number;
  username: string;
  hostname: string;
  timestamp: string;
}

/** Another update holds the stack, in the words of the Pulumi CLI. */
export class LockedError extends Error {}

/** The state of one stack in a folder, with locks as Pulumi's self-managed backends have them. */
export class StateFolder {
  private readonly file: string;
  private readonly locks: string;

  constructor(
    folder: string,
    stack: string,
    private readonly beforeWrite: () => void = () => undefined,
  ) {
    this.file = join(folder, `${stack}.json`);
    this.locks = join(folder, "locks", stack);
    mkdirSync(this.locks, { recursive: true });
  }

  public read(): ExportedDeployment {
    if (!existsSync(this.file)) return {};
    return JSON.parse(readFileSync(this.file, "utf8")) as ExportedDeployment;
  }

  /** In one step: a reader sees the old state or the new one. */
  public write(state: ExportedDeployment): void {
    this.beforeWrite();
    const draft = `${this.file}.${process.pid}`;
    writeFileSync(draft, JSON.stringify(state));
    renameSync(draft, this.file);
  }

  /**
   * Writes a lock, and looks for others before and after.
   *
   * @throws {LockedError} if somebody else holds the stack.
   * @see https://github.com/pulumi/pulumi/blob/master/pkg/backend/diy/lock.go
   */
  public lock(): () => void {
    this.refuseOthers("");
    const own = `${randomUUID()}.json`;
    const content: LockFile = {
      pid: process.pid,
      username: userInfo().username,
      hostname: hostname(),
      timestamp: new Date().toISOString(),
    };
    // Locks are seen with their content, or not at all.
    writeFileSync(join(this.locks, `${own}.draft`), JSON.stringify(content));
    renameSync(join(this.locks, `${own}.draft`), join(this.locks, own));
    const unlock = (): void => {
      rmSync(join(this.locks, own), { force: true });
    };
    try {
      this.refuseOthers(own);
    } catch (error) {
      unlock();
      throw error;
    }
    return unlock;
  }

  /** Takes all locks away, as `pulumi cancel` does. */
  public cancel(): void {
    for (const name of this.lockNames()) rmSync(join(this.locks, name), { force: true });
  }

  public lockNames(): string[] {
    return readdirSync(this.locks).filter((name) => name.endsWith(".json"));
  }

  /** Locks the stack as another machine does whose update goes on. */
  public lockFromElsewhere(): void {
    const content: LockFile = {
      ...{ pid: 1, username: "someone", hostname: "elsewhere" },
      timestamp: new Date().toISOString(),
    };
    writeFileSync(join(this.locks, "elsewhere.json"), JSON.stringify(content));
  }

  private refuseOthers(own: string): void {
    const others = this.lockNames()
      .filter((name) => name !== own)
      .flatMap((name) => this.holder(name) ?? []);
    if (others.length === 0) return;
    const lines = others.map(({ username, hostname: host, pid, timestamp }) => {
      return `  ${this.locks}: created by ${username}@${host} (pid ${pid}) at ${timestamp}`;
    });
    const head = `the stack is currently locked by ${others.length} lock(s).`;
    throw new LockedError([head, ...lines].join("\n"));
  }

  private holder(name: string): LockFile | undefined {
    try {
      return JSON.parse(readFileSync(join(this.locks, name), "utf8")) as LockFile;
    } catch {
      return undefined;
    }
  }
}
