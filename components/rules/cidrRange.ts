import { isIPv4, isIPv6 } from "node:net";

/** Whether a text is an IPv4 range such as `10.0.0.0/8`. */
export function isIpv4Range(text: string): boolean {
  return isRange(text, isIPv4, 32);
}

/** Whether a text is an IPv6 range such as `2001:db8::/32`. */
export function isIpv6Range(text: string): boolean {
  return isRange(text, isIPv6, 128);
}

function isRange(text: string, isAddress: (text: string) => boolean, longest: number): boolean {
  const [address = "", length = "", ...rest] = text.split("/");
  return (
    rest.length === 0 && isAddress(address) && /^\d+$/.test(length) && Number(length) <= longest
  );
}
