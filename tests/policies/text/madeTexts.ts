/** Characters that follow from a number, so that no list holds a text that a scanner takes for a real key. */
export function made(alphabet: string, length: number, seed: number): string {
  let state = seed * 2654435761 + 1;
  return Array.from({ length }, () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return alphabet[Math.floor(state / 65536) % alphabet.length] ?? "";
  }).join("");
}

/** Digits of hexadecimal numbers. */
export const h = (count: number, seed = 5) => made("0123456789abcdef", count, seed);
/** Letters and digits. */
export const x = (count: number, seed = 7) =>
  made("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", count, seed);
export const UUID = `${h(8)}-${h(4)}-4${h(3)}-9${h(3)}-${h(12)}`;
