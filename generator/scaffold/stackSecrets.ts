import { isMap, parseDocument } from "yaml";

/** What Pulumi writes down beside the settings of a stack, to read its secrets by. */
const KEYS_OF_SECRETS = ["encryptionsalt", "encryptedkey", "secretsprovider"];

/**
 * The file of a stack without its secrets, which are encrypted by a key of this stack alone.
 *
 * @returns The text, as it is where there are none, and the settings that are left out.
 */
export function withoutSecrets(text: string): { text: string; secrets: string[] } {
  const document = parseDocument(text);
  const config = document.get("config");
  const secrets: string[] = [];
  if (isMap(config)) {
    for (const { key, value } of [...config.items]) {
      if (isMap(value) && value.has("secure")) secrets.push(String(key));
    }
    for (const key of secrets) config.delete(key);
  }
  const found = KEYS_OF_SECRETS.filter((key) => isMap(document.contents) && document.delete(key));
  if (secrets.length + found.length === 0) return { text, secrets };
  return { text: document.toString({ lineWidth: 0 }), secrets };
}
