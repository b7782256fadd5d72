const wanted: (() => void)[] = [];

/** Has something done after each file of a worker of a parallel run: what is kept from file to file is let go there. */
export function afterEachFile(then: () => void): void {
  wanted.push(then);
}

/** A file has ended. */
export function fileEnded(): void {
  for (const then of wanted) then();
}
