/** Characters of a line: what is longer says nothing more to a person. */
const LONGEST_LINE = 2000;

/** Lines of a text with lines of its own. */
const MOST_LINES = 1000;

/** Colours that a program or an engine gave a text: they go away, and what else a terminal obeys is shown. */
const COLOUR = /\u001b\[[0-9;]*m/g;

/** What a terminal obeys, what hides text or turns its direction, and halves of characters. */
const UNSHOWN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** The same but for the ends of lines, of which long JSON has a million. */
const UNSHOWN_IN_LINES = new RegExp(`(?!\\n)${UNSHOWN.source}`, UNSHOWN.flags);

const SHORT_FORMS: ReadonlyMap<string, string> = new Map([
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
]);

/**
 * Text of others (a Dockerfile's, a program's, a provider's, a name in AWS) as part of a line of ours: no character of it
 * reaches the terminal as a command, it begins no line, hides nothing, and is cut where it is endless. All that commands
 * print of others goes through this, through {@link escapedLines} or through {@link jsonText}.
 */
export function escapedText(text: string): string {
  const plain = text.replace(COLOUR, "").replace(UNSHOWN, shown);
  return plain.length <= LONGEST_LINE ? plain : `${plain.slice(0, LONGEST_LINE - 1)}…`;
}

/** The same for a text that has lines of its own: those after the first are indented, so that none looks like one of ours. */
export function escapedLines(text: string): string {
  const lines = text.replaceAll("\r\n", "\n").replace(/\n+$/, "").split("\n");
  const escaped = lines.slice(0, MOST_LINES).map((line, i) => {
    const expanded = escapedText(line.replaceAll("\t", "    "));
    return i === 0 || expanded === "" || expanded.startsWith(" ") ? expanded : `  ${expanded}`;
  });
  const left = lines.length - MOST_LINES;
  return [...escaped, ...(left > 0 ? [`  … and ${left} lines more`] : [])].join("\n");
}

/** JSON for standard output, all on it in ASCII but letters and signs: it may be a terminal too. */
export function jsonText(value: unknown, indent?: number): string {
  return JSON.stringify(value, undefined, indent).replace(UNSHOWN_IN_LINES, unicodeEscape);
}

function shown(character: string): string {
  return SHORT_FORMS.get(character) ?? unicodeEscape(character);
}

/** The form of JSON and JavaScript, also for characters of two halves. */
function unicodeEscape(character: string): string {
  return [...Array(character.length).keys()]
    .map((i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, "0")}`)
    .join("");
}
