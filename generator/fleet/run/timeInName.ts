/** A moment as names of files have it, by which they are in order: `20261130T180000Z`. */
export function timeInName(moment: Date): string {
  return moment.toISOString().replaceAll(/[-:]|\.\d+/g, "");
}
