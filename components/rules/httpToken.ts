/**
 * Whether a text is a token of HTTP, as the names of headers and cookies are, of at most so many characters.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-tokens
 */
export function isHttpToken(text: string, most: number): boolean {
  return text.length <= most && /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/.test(text);
}
