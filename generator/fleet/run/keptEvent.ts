/** What becomes of the copy of a stack's state. */
export type KeptEvent =
  | {
      /** The state was copied, and what comes now may change it. */
      what: "copied";
      file: string;
      /** When it was copied, or before. */
      at: string;
    }
  /** The engine has ended, and all that it has made was told. */
  | { what: "allTold" }
  /** The state is whole. */
  | { what: "notNeeded" };
