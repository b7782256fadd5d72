/** Stands in messages where a secret would. */
export const SECRET_TEXT = "[secret]";

/** A secret that is at least this long is masked wherever it stands; a shorter one where it is a word of its own. */
const LONG_CHARACTERS = 6;

/** So much of a secret on end is a part of it, and no chance. */
const PART_CHARACTERS = 8;

const WORD = /[\p{L}\p{N}]/u;

/** How a text is masked. */
export interface MaskOptions {
  /**
   * Whether parts of a secret are masked too, such as the tag of an image that is one as a whole.
   *
   * @default false
   */
  parts?: boolean;
  /**
   * Whether secrets of less than 6 characters are left alone: they are words of everyday.
   *
   * @default false
   */
  longOnly?: boolean;
  /**
   * Whether secrets of less than 6 characters are masked within words too.
   *
   * @default false
   */
  withinWords?: boolean;
}

/**
 * A text in which `[secret]` stands for each of the secrets, in any letter case, also as JSON and shells quote them.
 *
 * @param secrets Texts and numbers that are secret.
 */
export function maskSecrets(
  text: string,
  secrets: Iterable<string>,
  { parts = false, longOnly = false, withinWords = false }: MaskOptions = {},
): string {
  const lower = text.toLowerCase();
  // Letters whose lower case is longer would move the places.
  const searched = lower.length === text.length ? lower : text;
  const hidden = new Uint8Array(text.length);
  for (const secret of secrets) {
    for (const form of formsOf(secret)) {
      if (form.length >= LONG_CHARACTERS) hide(hidden, searched, form, false);
      else if (!longOnly) hide(hidden, searched, form, !withinWords);
      if (parts) hideParts(hidden, searched, form);
    }
  }
  return written(text, hidden);
}

/** The secret as it is, as JSON writes it, and trimmed. */
function formsOf(secret: string): Set<string> {
  const lower = secret.toLowerCase();
  const forms = [lower, lower.trim(), JSON.stringify(lower).slice(1, -1)];
  return new Set(forms.filter((form) => form.trim() !== ""));
}

function hide(hidden: Uint8Array, text: string, secret: string, asWord: boolean): void {
  for (let at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + 1)) {
    const end = at + secret.length;
    const isWithin = WORD.test(text.charAt(at - 1)) || WORD.test(text.charAt(end));
    if (!asWord || !isWithin) hidden.fill(1, at, end);
  }
}

function hideParts(hidden: Uint8Array, text: string, secret: string): void {
  if (secret.length <= PART_CHARACTERS) return;
  const ofSecret = new Set<string>();
  for (let at = 0; at + PART_CHARACTERS <= secret.length; at += 1) {
    ofSecret.add(secret.slice(at, at + PART_CHARACTERS));
  }
  for (let at = 0; at + PART_CHARACTERS <= text.length; at += 1) {
    if (ofSecret.has(text.slice(at, at + PART_CHARACTERS)))
      hidden.fill(1, at, at + PART_CHARACTERS);
  }
}

function written(text: string, hidden: Uint8Array): string {
  if (!hidden.includes(1)) return text;
  let masked = "";
  for (let at = 0; at < text.length; at += 1) {
    if (hidden[at] === 0) masked += text.charAt(at);
    else if (at === 0 || hidden[at - 1] === 0) masked += SECRET_TEXT;
  }
  return masked;
}

/** All texts and numbers in a value that is secret as a whole. What is true, false or empty tells nothing. */
export function secretTextsIn(value: unknown): string[] {
  if (typeof value === "string") return value === "" ? [] : [value];
  if (typeof value === "number" || typeof value === "bigint") return [String(value)];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(secretTextsIn);
}
