/** One question to a person, with what is known of its answer. */
export interface Prompt {
  message: string;
  /** What Enter alone answers. */
  initial: string;
  /** Why an answer is refused; nothing when it is taken. */
  problem: (answer: string) => string | undefined;
}

/** Asks a person, and gives the answer. Who scaffolds says how; on a terminal it is `askOnTerminal`. */
export type Ask = (prompt: Prompt) => Promise<string>;
