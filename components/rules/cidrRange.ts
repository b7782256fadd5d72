import { isIPv4, isIPv6 } from "node:net";

/** Whether a text is an IPv4 range such as `10.0.0.0/8`. */
export function isIpv4Range(text: string): boolean {
  return isRange(text, isIPv4, 32);
}

/** Whether a text is an IPv6 range such as `2001:db8::/32`. */
export function isIpv6Range(text: string): boolean {
  return isRange(text, isIPv6, 128);
}

/** The range of IPv4 that a text such as `10.0.3.7/16` lies in, as AWS writes it: `10.0.0.0/16`. */
export function canonicalIpv4Range(text: string): string {
  const [address = "", length = ""] = text.split("/");
  const size = 2 ** (32 - Number(length));
  const value = address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
  const first = Math.floor(value / size) * size;
  const parts = [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256);
  return `${parts.join(".")}/${length}`;
}

function isRange(text: string, isAddress: (text: string) => boolean, longest: number): boolean {
  const [address = "", length = "", ...rest] = text.split("/");
  return (
    rest.length === 0 && isAddress(address) && /^\d+$/.test(length) && Number(length) <= longest
  );
}
