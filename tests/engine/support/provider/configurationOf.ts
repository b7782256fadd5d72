import { FRAME_BYTES } from "./grpcCall.js";

/** Kinds of fields in a message. @see https://protobuf.dev/programming-guides/encoding/#structure */
const VARINT = 0;
const LENGTH_DELIMITED = 2;

/** The field of `ConfigureRequest` that has the variables, an entry each. Others repeat them, or are the same each time. */
const VARIABLES = 1;

/**
 * What a framed `ConfigureRequest` configures a provider with. An engine writes the variables in another order each time.
 *
 * @see https://github.com/pulumi/pulumi/blob/master/proto/pulumi/provider.proto
 */
export function configurationOf(framed: Buffer): string {
  const entries: string[] = [];
  let at = FRAME_BYTES;
  const varint = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = framed.readUInt8(at++);
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  };
  while (at < framed.length) {
    const tag = varint();
    const [field, kind] = [tag >>> 3, tag & 7];
    if (kind === VARINT) {
      varint();
    } else if (kind === LENGTH_DELIMITED) {
      const length = varint();
      if (field === VARIABLES) entries.push(framed.toString("base64", at, at + length));
      at += length;
    } else {
      throw new Error(`ConfigureRequest has a field ${field} of kind ${kind}`);
    }
  }
  return entries.sort().join();
}
