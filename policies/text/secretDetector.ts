import { matchesGlob } from "../../components/rules/glob.js";
import { secretFormat } from "./secretFormats.js";
import { variablesInJson } from "./variablesInJson.js";

/** What counts as a secret. */
export interface SecretDetectorOptions {
  /** Regular expressions of names of secrets, in upper case with underscores; letter case does not matter. */
  namePatterns: readonly string[];
  /** Patterns of names that are let be; `*` stands for any characters. */
  allowNames: readonly string[];
  /** Shannon entropy from which a value looks like a key, in bits per character. */
  minEntropy: number;
  /** Characters from which a value looks like a key. */
  minLength: number;
}

const SECRET_WORDS =
  "PASS(WD|PHRASE)?|PASSWORDS?|PWD|REQUIREPASS|MASTERAUTH|SECRETS?|TOKENS?|API_?KEYS?|ACCESS_KEY|PRIVATE_KEY|CREDENTIALS?|DSN|CONN(ECTION)?_STRING|(SECRET|ENCRYPTION|SIGNING|MASTER|AUTH|ACCOUNT|SHARED|STORAGE|LICENSE|SERVICE)_KEY(_BASE)?";

/** What stands behind a secret's name and says which one it is, or in which form, and not another thing. */
const QUALIFIERS =
  "VALUE|TEXT|PLAIN|PLAINTEXT|BASE64|B64|JSON|STRING|OLD|NEW|CURRENT|PREVIOUS|NEXT|PRIMARY|SECONDARY|PROD|PRODUCTION|STAGING|DEV|TEST|LIVE|MAIN|MASTER|ADMIN|ROOT|RW|RO|DB|\\d+";

/**
 * Names of secrets, where a configuration gives no others: the last word says what a thing is, so that
 * `PASSWORD_RESET_FROM_EMAIL` is an address and `TOKEN_ENDPOINT_AUTH_METHOD` a method.
 */
export const SECRET_NAME_PATTERNS: readonly string[] = [
  `(^|_)(${SECRET_WORDS})(_(${QUALIFIERS}))*$`,
  "PASSWORD(_\\d+)?$",
];

/** Names that begin with what they are, as `API_KEY_STRIPE`: with them the value decides. */
const LEADING_SECRET = new RegExp(`(^|_)(${SECRET_WORDS})_`, "i");

/** Never harmless, whatever they hold (Security Hub ECS.8). */
const FORBIDDEN_NAMES = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "ECS_ENGINE_AUTH_DATA"];

/** What a name ends with that speaks of a secret and holds something about it: the last word says what a thing is. */
const ABOUT_SECRETS =
  "ARN|NAME|URL|URI|PATH|FILE|TTL|HEADER|HOST|ENDPOINT|ISSUER|AUDIENCE|ALGORITHM|TYPE|POLICY|EXPIRY|SECONDS|MINUTES|DAYS|LENGTH|PREFIX|PROVIDER|VERSION|" +
  "HASHER|ENCODER|MECHANISM|SCHEME|STRATEGY|METHOD|MODE|FORMAT|LIFETIME|EXPIRATION|TIMEOUT|LEEWAY|COOKIE|FIELD|COLUMN|PARAMETER|TABLE|BUCKET|SCOPES?|DOMAIN|LIMIT|CAPACITY|INTERVAL";

/** What a name ends with whose value may look like a key, and is none. */
const OF_IDS = "ID|SID|UUID|GUID|HASH|SHA|DIGEST|CHECKSUM|ETAG|FINGERPRINT";

/** Keys that everybody may know, and the tokens that a language model's text is made of. */
const OF_EVERYBODY =
  "(PUBLIC|PUBLISHABLE|SITE)_KEY|(STOP|SPECIAL|EOS|BOS|PAD|UNK|SEP|CLS|MASK)_TOKENS?";

/** Names that speak of a secret and hold something about it, or of a key that everybody may know. */
const HARMLESS_NAME = new RegExp(
  `(^|_)(PUBLIC|PUBLISHABLE)_|_(${ABOUT_SECRETS}|${OF_IDS})$|(^|_)(${OF_EVERYBODY})$`,
  "i",
);

/** What HashiCorp Vault calls an id and takes for a password. @see https://developer.hashicorp.com/vault/docs/auth/approle */
function isSecretIdOfVault(plain: string): boolean {
  return /_SECRET_ID$/i.test(plain) && /(^|_)(VAULT|APP_?ROLE)_/i.test(plain);
}

/**
 * Names of ids that speak of a secret, or of AWS: who mixes up the two halves of such a key has the form of its secret
 * one there, {@link AWS_SECRET_KEY}.
 */
const NAME_OF_SECRETS_ID = /(^|_)(SECRET|AWS|S3)_/i;

/** The secret half of a key of AWS has no form of its own but its length. */
const AWS_SECRET_KEY = /^[A-Za-z0-9+/]{40}$/;

/** Names of ids, and of what everybody may know: that a value looks like a key says nothing there. */
const NAME_OF_ID = new RegExp(`(^|_)(${OF_IDS}|${OF_EVERYBODY})$`, "i");

/**
 * What frameworks put into the page that they serve, so that its tokens are for everybody who reads it. Passwords and private
 * keys are not.
 *
 * @see https://vite.dev/guide/env-and-mode and https://nextjs.org/docs/app/guides/environment-variables
 */
const OF_THE_BROWSER =
  /^(NEXT_PUBLIC|NUXT_PUBLIC|EXPO_PUBLIC|VITE|REACT_APP|VUE_APP|GATSBY|PUBLIC)_(?!.*(PASS|SECRET|PRIVATE))/i;

/** Names of keys that may be ids, too: what they hold decides. */
const MAYBE_KEY = /(^|_)(APP|APPLICATION|HMAC)_KEY$/i;

/**
 * What a variable holds that looks like a secret: `a secret by its name`, `a GitHub token`…; nothing for a harmless one.
 *
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-8
 */
export function secretInVariable(
  name: string,
  value: string,
  options: SecretDetectorOptions,
): string | undefined {
  if (value === "") return undefined;
  if (FORBIDDEN_NAMES.includes(name)) return "an AWS credential";
  const format = secretFormat(value);
  if (format !== undefined) return format;
  const plain = plainName(name);
  if (
    namesSecret(plain, value, options) &&
    !isHarmlessValue(value) &&
    !isPublicAddress(name, value)
  ) {
    return "a secret by its name";
  }
  if (isLogin(name, value)) return "a user with a password";
  for (const inner of variablesInJson(value)) {
    const kind = secretInVariable(inner.name, inner.value, options);
    if (kind !== undefined) return kind;
  }
  if (NAME_OF_ID.test(plain)) {
    const mayBeKey = NAME_OF_SECRETS_ID.test(plain) && AWS_SECRET_KEY.test(value);
    return mayBeKey && looksRandom(value, options) ? "an AWS secret key" : undefined;
  }
  if (OF_THE_BROWSER.test(plain)) return undefined;
  return looksRandom(value, options) ? "a value that looks like a key" : undefined;
}

/** The name in words, each with an underscore before it. */
function plainName(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").replace(/[^A-Za-z0-9]+/g, "_");
}

/** `CLOUD_AUTH=elastic:…`: a user and a password; a host with a port has digits alone behind the colon. Neo4j takes a slash. */
function isLogin(name: string, value: string): boolean {
  if (/(^|_)NEO4J_AUTH$/i.test(name)) return /^\w{1,64}\/[^\s/$<{]{3,200}$/.test(value);
  return (
    /(^|[^A-Za-z])(AUTH|LOGIN|USERPWD|CREDS)$/i.test(name) &&
    /^[^\s:/$<{]{1,200}:(?!\d+$)[^\s:/$<{]{4}[^\s:/]*$/.test(value)
  );
}

/** Whether the configuration lets a variable be, whatever it holds. */
export function isAllowedName(
  name: string,
  { allowNames }: Pick<SecretDetectorOptions, "allowNames">,
): boolean {
  return allowNames.some((glob) => matchesGlob(glob, name));
}

function namesSecret(
  plain: string,
  value: string,
  { namePatterns }: SecretDetectorOptions,
): boolean {
  if (isSecretIdOfVault(plain)) return true;
  if (HARMLESS_NAME.test(plain) || OF_THE_BROWSER.test(plain)) return false;
  if (namePatterns.some((pattern) => compiled(pattern).test(plain))) return true;
  if (!SECRET_NAME_PATTERNS.every((pattern) => namePatterns.includes(pattern))) return false;
  if (MAYBE_KEY.test(plain)) return value.length >= LEAST_OF_MAYBE && /\d/.test(value);
  return LEADING_SECRET.test(plain) && value.length >= LEAST_OF_LEADING && !isOfWords(value);
}

const COMPILED = new Map<string, RegExp>();

/** A configuration's pattern, which thousands of names are compared with. */
function compiled(pattern: string): RegExp {
  let known = COMPILED.get(pattern);
  if (!known) {
    known = new RegExp(pattern, "i");
    COMPILED.set(pattern, known);
  }
  return known;
}

/** Shorter values of such names are settings. */
const LEAST_OF_LEADING = 8;

/** Shorter values of names of {@link MAYBE_KEY} are names of applications. */
const LEAST_OF_MAYBE = 24;

/** One word, or words with something between them, as settings are: `client_secret_basic`, `eu-west-1`. */
export function isOfWords(value: string): boolean {
  return /^[A-Za-z]+$/.test(value) || /^[A-Za-z0-9]+([-_.:/, ]+[A-Za-z0-9]+)+$/.test(value);
}

const HARMLESS_VALUES: readonly RegExp[] = [
  /^(true|false|yes|no|on|off|null|none|enabled|disabled)$/i,
  /^-?\d+(\.\d+)?[a-z]{0,2}$/i, // a number, with or without a unit
  /^arn:aws[\w-]*:/,
  /^\.{0,2}\/[\w./-]*$/, // a path, of a file or of an SSM parameter
  /^[a-z][a-z0-9+.-]*:\/\/[^@\s]*$/i, // a URL without user
  /^\$(\w+|\{\w+\}|\(\w+\))$/, // filled in when the program runs
  /^\{\{.*\}\}$/, // filled in by CloudFormation, or by a tool that renders texts
  /^<[^<>]*>$/, // filled in by whoever reads it
  /^%%?[\w.-]+%%?$/, // filled in by Windows, or by an agent such as Datadog's
  /^(\*+|[[(]?(secret|redacted|masked|hidden)[\])]?)$/i, // taken out
  /^[^\s@:/]+@[^\s@]+\.[a-z]+$/i, // an address of mail
  /^[a-z][a-z0-9]*([._-][a-z0-9]+)*(\/[a-z0-9]+([._-][a-z0-9]+)*)+$/, // the name of a secret: prod/db
  /^pk_(live|test)_\w+$/, // a publishable key of Stripe
  /^pk\.eyJ[\w-]+\.[\w-]+$/, // a public token of Mapbox
];

/** The DSN of Sentry has a key that its makers call public, and no password. */
function isPublicAddress(name: string, value: string): boolean {
  return /DSN$/i.test(name) && /^https?:\/\/[^\s/:@]+@[^\s@]+$/i.test(value);
}

function isHarmlessValue(value: string): boolean {
  return HARMLESS_VALUES.some((pattern) => pattern.test(value));
}

const IDS: readonly RegExp[] = [
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, // a UUID
  /^([0-9a-f]+|[0-9A-F]+)$/, // a digest
  /^[a-z]{2}(-[a-z]+)+-\d_[A-Za-z0-9]{9}$/, // a Cognito user pool
  /^pk_(live|test)_\w+$/, // a publishable key of Stripe
  /^phc_\w+$/, // a project's key of PostHog, which its pages hold
];

/** Names are made of words, whose letters stay of one case for longer than those of keys do. */
const LONGEST_RUN_OF_KEYS = 3;

/** Whether a value is long, of upper and lower case letters and digits without order, and no known kind of id. */
export function looksRandom(
  value: string,
  { minEntropy, minLength }: SecretDetectorOptions,
): boolean {
  if (value.length < minLength || !/^[\w+/=!@#$%^&*~-]+$/.test(value)) return false;
  if (isHarmlessValue(value) || IDS.some((pattern) => pattern.test(value))) return false;
  if (!/[a-z]/.test(value) || !/[A-Z]/.test(value) || !/\d/.test(value)) return false;
  const runs = value.match(/[A-Z]?[a-z]+|[A-Z]+|\d+/g) ?? [];
  const isOfWords = runs.join("").length / runs.length >= LONGEST_RUN_OF_KEYS;
  return (AWS_SECRET_KEY.test(value) || !isOfWords) && entropy(value) >= minEntropy;
}

/** Shannon entropy in bits per character. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const letter of text) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  const shares = [...counts.values()].map((count) => count / text.length);
  return -shares.reduce((sum, share) => sum + share * Math.log2(share), 0);
}
