/** What makes a file look as if it held keys, by its path in lower case. */
interface KeyFile {
  pattern: RegExp;
  /** What it looks like, for a message. */
  kind: string;
  /** Whether its text shows that it holds none after all. Default: whether it is called an example. */
  isHarmless?: (text: string) => boolean;
}

const KEY_FILES: readonly KeyFile[] = [
  {
    pattern: /(?:^|\/)\.(?:aws|ssh|gnupg|kube|azure|gcloud|oci|password-store)\//,
    kind: "a folder of keys",
  },
  { pattern: /(?:^|\/)\.(?:config\/gcloud|docker\/config\.json)(?:\/|$)/, kind: "keys" },
  {
    pattern: /(?:^|\/)\.env(?:rc)?(?:[.-](?!(?:.*[.-])?(?:dist|defaults?)$).*)?$/,
    kind: "an environment with secrets",
  },
  { pattern: /(?:^|\/)(?:[^/]+\.env$|\.envs\/)/, kind: "an environment with secrets" },
  {
    // The keys of a service account of Google's, whatever their file is called.
    pattern: /\.json$/,
    kind: "a private key",
    isHarmless: (text) => !isKey(text),
  },
  {
    pattern: /\.(?:pem|key)$/,
    kind: "a private key",
    isHarmless: (text) => /-----BEGIN [A-Z ]*(?:CERTIFICATE|PUBLIC KEY)/.test(text) && !isKey(text),
  },
  { pattern: /\.(?:p8|p12|pfx|pkcs8|pkcs12|ppk|kdbx?|jceks)$/, kind: "a store of keys" },
  {
    pattern: /(?:^|\/)(?!(?:.*[-_.])?(?:trust-?store|cacerts)\b)[^/]*\.(?:jks|keystore)$/,
    kind: "a store of keys",
  },
  { pattern: /(?:^|\/)id_(?:rsa|dsa|ecdsa|ed25519)(?:_sk)?$/, kind: "a private key" },
  {
    pattern:
      /(?:^|\/)[._](?:netrc|pypirc|git-credentials|dockercfg|htpasswd|pgpass|my\.cnf|s3cfg|boto|vault[-_](?:token|pass(?:word)?)|terraformrc|dockerconfigjson)$/,
    kind: "passwords",
  },
  { pattern: /(?:^|\/)\.npmrc$/, kind: "a registry's token", isHarmless: hasNoToken },
  {
    pattern: /(?:^|\/)\.yarnrc(?:\.yml)?$/,
    kind: "a registry's token",
    isHarmless: hasNoYarnToken,
  },
  {
    pattern:
      /(?:^|\/)(?:[^/]*[-_.])?credentials?(?:[-_.][^/]*)?(?:\.(?:json|ya?ml|toml|ini|csv|txt|xml|properties))$|(?:^|\/)\.?credentials$/,
    kind: "credentials",
  },
  {
    pattern:
      /(?:^|\/)(?:client[-_]secrets?|service[-_]?account|gcp[-_]key|application_default_credentials)[^/]*\.json$/,
    kind: "credentials",
  },
  { pattern: /(?:^|\/)\.?secrets?\.(?:json|ya?ml|toml|ini|txt|env|properties)$/, kind: "secrets" },
  { pattern: /(?:^|\/)\.?secrets\/[^/]+(?<!\.[^/]*)$/, kind: "secrets" },
  { pattern: /(?:^|\/)\.?secrets\/[^/]+\.(?:txt|ya?ml|json)$/, kind: "secrets" },
  { pattern: /(?:^|\/)(?:kubeconfig|[^/]*\.kubeconfig)$/, kind: "a cluster's keys" },
  { pattern: /\.tfstate(?:\..*)?$/, kind: "Terraform's state" },
  { pattern: /(?:^|\/)(?:terraform|[^/]+\.auto)\.tfvars(?:\.json)?$/, kind: "Terraform's values" },
  { pattern: /(?:^|\/)\.pulumi\//, kind: "Pulumi's state" },
];

/** Examples are there to be read; what they are examples of is not. */
const EXAMPLE = /(?:^|[-_./])(?:examples?|samples?|templates?)(?:[-_.][^/]*)?$/;

/** As much of a file as is read to judge it. */
export const READ_BYTES = 64 * 1024;

/**
 * What a file looks like that holds keys, passwords or a state: a repository is no place for it. Nothing for any other.
 *
 * @param path Path with slashes.
 * @param read Gives the beginning of its text, of at most {@link READ_BYTES}.
 */
export function keyFileKind(path: string, read: () => string): string | undefined {
  const name = path.toLowerCase();
  const isExample = EXAMPLE.test(name);
  const found = KEY_FILES.find(
    ({ pattern, isHarmless = () => isExample }) => pattern.test(name) && !isHarmless(read()),
  );
  return found?.kind;
}

function isKey(text: string): boolean {
  return text.includes("PRIVATE KEY");
}

/** Settings are harmless, and so is a token that comes from the environment. */
function hasNoToken(text: string): boolean {
  return text.split("\n").every((line) => {
    const [, key = "", value = ""] = /^([^=]*)=(.*)$/.exec(line.trim()) ?? [];
    if (line.trim() === "" || /^\s*[;#]/.test(line)) return true;
    if (key === "") return false;
    const isSecret = /_(?:auth|authtoken|password)\s*$|(?:^|:)(?:key|otp)\s*$/i.test(key);
    return (!isSecret || isVariable(value)) && !hasPassword(value);
  });
}

function hasNoYarnToken(text: string): boolean {
  return text.split("\n").every((line) => {
    const [, value = ""] = /(?:token|authident|password)["']?\s*[: ]\s*(.*)$/i.exec(line) ?? [];
    return (value === "" || isVariable(value)) && !hasPassword(line);
  });
}

function isVariable(value: string): boolean {
  return /^\s*["']?\$\{?\w+[^}]*\}?["']?\s*$/.test(value);
}

/** Whether a text has an address with a user's password in it. */
function hasPassword(text: string): boolean {
  return /:\/\/[^\s/:@]+:(?!\$\{)[^\s/@]+@/.test(text);
}
