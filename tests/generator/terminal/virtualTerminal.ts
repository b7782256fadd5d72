import { Writable } from "node:stream";
import { Terminal } from "@xterm/headless";

/** A terminal without a window: what is written to it stands on it as a person would see it. */
export class VirtualTerminal extends Writable {
  public readonly isTTY = true;
  private readonly terminal: Terminal;

  public constructor(
    public readonly columns = 80,
    public readonly rows = 24,
  ) {
    super({ decodeStrings: false });
    this.terminal = new Terminal({
      ...{ cols: columns, rows, convertEol: true, allowProposedApi: true, scrollback: 1000 },
    });
  }

  public override _write(text: string, _encoding: BufferEncoding, done: () => void): void {
    this.terminal.write(text);
    done();
  }

  /** Its lines, also those that have scrolled away, without empty ones at the end. */
  public async lines(): Promise<string[]> {
    await new Promise<void>((resolve) => {
      this.terminal.write("", resolve);
    });
    const { active } = this.terminal.buffer;
    const lines = Array.from({ length: active.length }, (_, i) =>
      (active.getLine(i)?.translateToString(true) ?? "").trimEnd(),
    );
    return lines.slice(0, lines.findLastIndex((line) => line !== "") + 1);
  }
}

/** What has no terminal, such as a file. */
export class PlainOutput extends Writable {
  public text = "";

  public constructor() {
    super({ decodeStrings: false });
  }

  public override _write(text: string, _encoding: BufferEncoding, done: () => void): void {
    this.text += text;
    done();
  }
}
