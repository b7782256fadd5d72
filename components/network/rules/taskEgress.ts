/** Where tasks of a network may go. */
export interface EgressRanges {
  /** IPv4 range of the VPC. */
  cidrBlock: string;
  egressCidrBlocks: readonly string[];
  egressPrefixListIds?: readonly string[] | undefined;
}

/** The egress rules of a security group of tasks: the whole VPC, and port 443 of what the network lets out to. */
export function taskEgress({ cidrBlock, egressCidrBlocks, egressPrefixListIds }: EgressRanges) {
  const https = { protocol: "tcp", fromPort: 443, toPort: 443 };
  const outside = [...egressCidrBlocks];
  const lists = [...(egressPrefixListIds ?? [])];
  return [
    { protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: [cidrBlock], description: "The VPC" },
    ...(outside.length > 0 ? [{ ...https, cidrBlocks: outside, description: "HTTPS" }] : []),
    ...(lists.length > 0
      ? [{ ...https, prefixListIds: lists, description: "HTTPS by gateway endpoints" }]
      : []),
  ];
}
