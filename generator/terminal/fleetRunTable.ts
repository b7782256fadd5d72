import type { ProgressEvent } from "../automation/index.js";
import type { FleetEvent, StackState } from "../fleet/index.js";
import { escapedText } from "./escapedText.js";
import { endLine, eventLine, firstLine, pauseText, stateText } from "./fleetRunLines.js";
import type { LiveLines } from "./liveLines.js";
import { changeText } from "./progressLine.js";

/** States that a stack leaves by itself while the run goes on. */
const MOVING: readonly StackState[] = ["previewing", "gated", "applying"];

/** How often times are renewed. */
const TICK_MILLISECONDS = 1000;

/** A stack of the wave that goes on. */
interface Row {
  state: StackState;
  /** When it came to its state. */
  since: number;
  /** What it waits for; empty while it does not. */
  waits: string;
  /** Its changes in flight, by URN. */
  changes: Map<string, string>;
}

/**
 * Tells how a run of a fleet goes on. On a terminal it is a table with a line for each stack of the wave, whose lines stay
 * above it as soon as a stack is at its end, and with the counts of the run below it; else a line for each step.
 */
export class FleetRunTable {
  private readonly rows = new Map<string, Row>();
  private readonly states = new Map<string, StackState>();
  private stacks = 0;
  private wave = "";
  private isHidden = false;
  private readonly timer: NodeJS.Timeout | undefined;

  /** @param now Milliseconds since the epoch. */
  public constructor(
    private readonly lines: LiveLines,
    private readonly now: () => number = Date.now,
  ) {
    if (!lines.isLive) return;
    this.timer = setInterval(() => {
      this.renew();
    }, TICK_MILLISECONDS).unref();
  }

  public tell(event: FleetEvent): void {
    if (!this.lines.isLive) {
      const line = eventLine(event);
      if (line !== undefined) this.lines.stay(line);
      return;
    }
    switch (event.kind) {
      case "stack":
        this.moved(event);
        break;
      case "progress":
        this.progressed(event.id, event.event);
        break;
      case "pause": {
        const row = this.rows.get(event.id);
        if (row) row.waits = pauseText(event);
        break;
      }
      case "deployment":
        // The result has where it can be seen.
        break;
      default:
        this.turned(event);
    }
    this.renew();
  }

  /** Writes a line that stays. */
  public say(line: string): void {
    this.lines.stay(line);
  }

  /** Does something that needs the terminal, such as a question, while there is no table. */
  public async aside<T>(use: () => Promise<T>): Promise<T> {
    this.isHidden = true;
    this.lines.renew([]);
    try {
      return await use();
    } finally {
      this.isHidden = false;
    }
  }

  /** Takes the table away; the result takes its place. */
  public end(): void {
    clearInterval(this.timer);
    this.isHidden = true;
    this.lines.renew([]);
  }

  /** What is about the whole run. */
  private turned(
    event: Exclude<FleetEvent, { kind: "stack" | "progress" | "pause" | "deployment" }>,
  ): void {
    const line = eventLine(event);
    if (event.kind === "run") this.stacks = event.stacks;
    if (event.kind === "wave") {
      this.wave = `wave ${event.wave} of ${event.waves}`;
      for (const id of event.stacks) this.row(id, "queued");
    } else if (line !== undefined) {
      this.lines.stay(line);
    }
  }

  private moved(event: Extract<FleetEvent, { kind: "stack" }>): void {
    const { id, state } = event;
    this.states.set(id, state);
    if (MOVING.includes(state) || state === "queued") {
      this.row(id, state);
      return;
    }
    this.rows.delete(id);
    const why = event.message === undefined ? "" : `: ${escapedText(firstLine(event.message))}`;
    this.lines.stay(`${endLine(event)}${why}`);
  }

  private row(id: string, state: StackState): void {
    this.rows.set(id, { state, since: this.now(), waits: "", changes: new Map() });
  }

  private progressed(id: string, event: ProgressEvent): void {
    const { changes } = this.rows.get(id) ?? {};
    if (event.kind === "started") changes?.set(event.urn, changeText(event));
    else if (event.kind === "finished" || event.kind === "failed") changes?.delete(event.urn);
  }

  private renew(): void {
    if (this.isHidden || !this.lines.isLive) return;
    const all = [...this.rows].sort(([, one], [, other]) => rank(one) - rank(other));
    const room = this.lines.rows - 2;
    const shown = all.length <= room ? all : all.slice(0, room - 1);
    const width = Math.max(0, ...shown.map(([id]) => id.length));
    const left = all.length - shown.length;
    this.lines.renew([
      ...shown.map(([id, row]) => this.rowLine(id, row, width)),
      ...(left > 0 ? [`… and ${left} more of this wave`] : []),
      this.countLine(),
    ]);
  }

  private rowLine(id: string, { state, since, waits, changes }: Row, width: number): string {
    const seconds = Math.floor((this.now() - since) / 1000);
    const [first] = changes.values();
    const more = changes.size > 1 ? ` and ${changes.size - 1} more` : "";
    const what = waits === "" ? `${first ?? ""}${more}` : waits;
    const time = state === "queued" ? "" : `${seconds} s`;
    const about = escapedText(`${id.padEnd(width)}  ${[time, what].filter(Boolean).join("  ")}`);
    const word = stateText(state);
    // Colours take no room.
    return `${word} ${about.trimEnd().slice(0, this.lines.columns - stateText("queued", false).length - 1)}`;
  }

  private countLine(): string {
    const count = (...some: StackState[]): number =>
      [...this.states.values()].filter((state) => some.includes(state)).length;
    const done = count("done");
    const moving = count(...MOVING);
    const ended = done + count("failed", "interrupted", "skipped");
    const counts = [
      ...(this.wave === "" ? [] : [this.wave]),
      `${done} of ${this.stacks} done`,
      `${moving} in work`,
      ...(["failed", "interrupted", "skipped"] as const).flatMap((state) =>
        count(state) > 0 ? [`${count(state)} ${state}`] : [],
      ),
      `${this.stacks - ended - moving} to come`,
    ];
    return counts.join(" · ").slice(0, this.lines.columns);
  }
}

/** What changes AWS stands above what waits. */
function rank({ state }: Row): number {
  return -(["queued", ...MOVING] as const).indexOf(state);
}
