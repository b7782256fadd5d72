import type { PropertyMap } from "../wireValue.js";
import { UNKNOWN_ON_THE_WIRE } from "../wireValue.js";

/** A resource that a component of awsx makes in its plugin, as far as the component's arguments say it. */
export interface RemoteChild {
  type: string;
  name: string;
  /** Types between the component and this resource, as URNs have them. */
  below?: readonly string[];
  /** In the encoding of `wireValue.ts`. */
  inputs: PropertyMap;
  /** Other children that a property refers to, which is unknown before an update. */
  refersTo?: Readonly<Record<string, readonly RemoteChild[]>>;
  /** Arguments of the component that a property is made of, where it is not the one of its own name. */
  madeOf?: Readonly<Record<string, string>>;
}

/** What a component of awsx is called, and the region that it is in. */
export interface RemotePlace {
  name: string;
  region: string;
}

/** Stands for what the plugin chooses by itself, and for ids. */
export const UNKNOWN = UNKNOWN_ON_THE_WIRE;

/** The map without some of its keys. */
export function without(map: PropertyMap, ...keys: readonly string[]): PropertyMap {
  return Object.fromEntries(Object.entries(map).filter(([one]) => !keys.includes(one)));
}

/** A group that lets in everybody on all ports, as awsx makes one where none is given. */
export function openGroup(name: string): RemoteChild {
  return {
    type: "aws:ec2/securityGroup:SecurityGroup",
    name,
    inputs: {
      vpcId: UNKNOWN,
      ingress: [
        {
          fromPort: 0,
          toPort: 0,
          protocol: "-1",
          cidrBlocks: ["0.0.0.0/0"],
          ipv6CidrBlocks: ["::/0"],
        },
      ],
    },
  };
}
