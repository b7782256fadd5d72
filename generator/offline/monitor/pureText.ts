/** Words and signs of code that decides, waits, or changes something. */
const DECIDES = new RegExp(
  [
    /\b(?:if|switch|while|do|try|throw|await|async|yield|new|delete|typeof|instanceof|in|this|import|require|class)\b/,
    /[?!]|&&|\|\||==|\+\+|--|[-+*/%|&^]=/,
    // What is no declaration changes what was there before.
    /(?<!\b(?:const|let|var)\s+)(?<![\w$])[A-Za-z_$][\w$]*\s*=(?![=>])/,
    // A text in backticks with a tag, which is a call.
    /(?<![\w$])(?!return\b)[\w$]+\s*`|[)\]]\s*`/,
  ]
    .map(({ source }) => source)
    .join("|"),
);

/** What code may call that puts a text together. */
const CALLED =
  /^(?:JSON\.stringify|String|Object\.(?:entries|fromEntries|keys|values|assign)|.*\.(?:join|map|flatMap|concat|toString))$/;

/** Words before a parenthesis that call nothing. */
const NO_CALLS = ["function", "return", "of", ""];

const KNOWN = new WeakMap<object, boolean>();

/**
 * Whether a callback does nothing but put a text together from its values: its result follows from them at each place by
 * itself. What cannot be told from its source is none.
 *
 * @param known Sources whose functions are such, whatever they look like.
 */
export function isPureText(func: object, known: readonly string[] = []): boolean {
  let isPure = KNOWN.get(func);
  if (isPure === undefined) {
    const source = Function.prototype.toString.call(func);
    isPure = known.some((text) => text.includes(source)) || isPureSource(source);
    KNOWN.set(func, isPure);
  }
  return isPure;
}

function isPureSource(source: string): boolean {
  const code = codeOf(source);
  if (DECIDES.test(code)) return false;
  const calls = [...code.matchAll(/([\w$.)\]]*)\s*\(/g)].map(([, before = ""]) => before);
  return calls.every((before) => NO_CALLS.includes(before) || CALLED.test(before));
}

/** Where the reading of a source is: in code, or in a text in backticks. */
interface Within {
  isText: boolean;
  /** Braces that are open in this code. */
  braces: number;
}

/** A source without its literal texts and comments; a backtick is left where a text in backticks begins. */
function codeOf(source: string): string {
  // Parts that hold no code, or say where code begins and ends.
  const parts = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\/\/[^\n]*|\/\*[^]*?\*\/|`|[{}]/y;
  const textParts = /`|\$\{|\\[^]|[^`$\\]+|\$/y;
  const within: Within[] = [{ isText: false, braces: 0 }];
  let code = "";
  for (let at = 0; at < source.length; ) {
    const here = within.at(-1) ?? { isText: false, braces: 0 };
    const pattern = here.isText ? textParts : parts;
    pattern.lastIndex = at;
    const part = pattern.exec(source)?.[0] ?? source.charAt(at);
    at += part.length;
    if (here.isText) {
      if (part === "`") within.pop();
      if (part === "${") within.push({ isText: false, braces: 0 });
    } else if (part === "`") {
      within.push({ isText: true, braces: 0 });
      code += "`";
    } else if (part === "}" && here.braces === 0 && within.length > 1) {
      within.pop();
      code += " + ";
    } else {
      here.braces += { "{": 1, "}": -1 }[part] ?? 0;
      code += part.length > 1 ? '""' : part;
    }
  }
  return code;
}
