import type { EngineEvent } from "@pulumi/pulumi/automation";
import { type EngineFact, engineFact, type MessageFact } from "./engineFact.js";
import { failedCreation } from "./failedCreation.js";
import { madeResource } from "./madeResource.js";
import { PortMoves } from "./portMoves.js";
import { advance, type Phase, type RunningChanges } from "./progress.js";
import type { RunObserver } from "./runObserver.js";
import { strategyMoveMessage } from "./strategyMoves.js";

/** Collects what one run of the engine reports, wherever the engine is, and tells the observer. */
export class EventCollector {
  /** All that it has reported. */
  public readonly facts: EngineFact[] = [];
  /** The changes that are in flight. */
  public running: RunningChanges = new Map();
  private readonly portMoves = new PortMoves();

  public constructor(
    private readonly phase: Phase,
    private readonly observer: Pick<RunObserver, "onProgress" | "onFailedCreation" | "onMade">,
  ) {}

  /** Takes the next event. */
  public add(event: EngineEvent): void {
    const isPreview = this.phase === "preview";
    const fact = engineFact(event);
    if (fact) {
      this.facts.push(fact);
      const next = advance(this.running, fact, Date.now());
      if (!isPreview) this.running = next.running;
      if (!isPreview) this.tellCreation(fact);
      if (next.progress && (!isPreview || next.progress.kind === "message")) {
        this.observer.onProgress?.(next.progress);
      }
    }
    if (!isPreview) return;
    for (const move of [strategyMoveMessage(event), this.portMoves.messageOf(event)]) {
      if (move) this.tell(move);
    }
  }

  private tellCreation(fact: EngineFact): void {
    const [failed, made] = [failedCreation(fact), madeResource(fact)];
    if (failed) this.observer.onFailedCreation?.(failed);
    if (made) this.observer.onMade?.(made);
  }

  private tell(move: MessageFact): void {
    this.facts.push(move);
    this.observer.onProgress?.(move);
  }
}
