/** A number, also of a text that is one; nothing of any other value. */
export function numberOf(value: string | number | boolean): number | undefined {
  if (typeof value === "number") return value;
  const text = String(value).trim();
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

/** True or false, also of a text that is one of them; nothing of any other value. */
export function booleanOf(value: string | number | boolean): boolean | undefined {
  if (value === true || value === "true") return true;
  return value === false || value === "false" ? false : undefined;
}
