import { NATIVE_FORMS } from "../../../policies/resource/nativeForms.js";
import type { NativeProperty } from "../../../policies/resource/nativeForms.js";
import type { StackProgram } from "../stackProgram.js";

type Inputs = Record<string, unknown>;

/** The types of AWS Native by those of the provider AWS. */
const NATIVE_TYPES = new Map(
  Object.entries(NATIVE_FORMS).map(([native, { type }]) => [type, native] as const),
);

/** The program as one of AWS Native makes it, as far as that has its resources: the opposite of what the rules do with it. */
export function nativeProgram(program: StackProgram): StackProgram {
  return Object.fromEntries(
    Object.entries(program).map(([name, [type, inputs = {}]]) => {
      const native = NATIVE_TYPES.get(type);
      return [name, native === undefined ? [type, inputs] : [native, nativeInputs(native, inputs)]];
    }),
  );
}

function nativeInputs(type: string, inputs: Inputs): Inputs {
  const form = NATIVE_FORMS[type];
  const own = copyOf(inputs) as Inputs;
  const { list, keys } = form?.attributes ?? { list: "", keys: {} };
  const attributes = Object.entries(keys).flatMap(([key, aws]) => {
    const value = take(own, aws.split("."));
    return value === undefined
      ? []
      : [{ key, value: typeof value === "string" ? value : JSON.stringify(value) }];
  });
  if (attributes.length > 0) own[list] = attributes;
  for (const property of [...(form?.properties ?? [])].reverse()) back(own, property);
  return own;
}

/** Takes one property to where AWS Native has it. */
function back(holder: unknown, property: NativeProperty): void {
  const { native, aws } = property;
  const at = native.indexOf("[].");
  if (at !== -1) {
    const elements = native
      .slice(0, at)
      .split(".")
      .reduce<unknown>((one, key) => (one as Inputs | undefined)?.[key], holder);
    const left = { native: native.slice(at + 3), aws: aws.slice(aws.indexOf("[].") + 3) };
    for (const element of (elements as unknown[] | undefined) ?? [])
      back(element, { ...property, ...left });
    return;
  }
  const value = take(holder as Inputs, aws.split("."));
  if (value !== undefined) put(holder as Inputs, native.split("."), nativeValue(value, property));
}

function nativeValue(value: unknown, { flag, form }: NativeProperty): unknown {
  if (flag) return value === true ? flag[0] : flag[1];
  if (form === "json") return JSON.parse(String(value)) as unknown;
  if (form === "first") return [value];
  if (form === "list") return (value as unknown[])[0];
  if (form !== "map") return value;
  return Object.entries(value as Inputs).map(([key, one]) => ({ key, value: one }));
}

function take(holder: Inputs, [key = "", ...keys]: readonly string[]): unknown {
  const value = holder[key];
  if (keys.length > 0) return isMap(value) ? take(value, keys) : undefined;
  Reflect.deleteProperty(holder, key);
  return value;
}

function put(holder: Inputs, [key = "", ...keys]: readonly string[], value: unknown): void {
  if (keys.length === 0) {
    holder[key] = value;
    return;
  }
  if (!isMap(holder[key])) holder[key] = {};
  put(holder[key] as Inputs, keys, value);
}

function isMap(value: unknown): value is Inputs {
  return (
    typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype
  );
}

function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, copyOf(one)]));
}
